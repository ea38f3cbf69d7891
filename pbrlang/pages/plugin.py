"""The MkDocs plugin: checks the contracts on the pages, shows them as they ask to be shown, and colours them.

A mistake is a warning of the build with its page and line, so that a strict build fails.
"""

import html
import logging
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from pbrlang.pages.fences import OWN, Fence, fences
from pbrlang.pages.reading import Contract, NotShown, Reader, mistakes
from pbrlang.pages.showing import KINDS, shown
from pbrlang.pipeline import Compilation

log = logging.getLogger("mkdocs.plugins.pbr")

STYLE = "assets/pbr-pages.css"
_LANGUAGE = "pbr"
_MARK = "pbrshown{number}here"
_SHOWN = re.compile(r"<p>\s*pbrshown(\d+)here\s*</p>|pbrshown(\d+)here")
_PLAIN = re.compile(r'<pre><code class="(?:language-)?pbr">(.*?)</code></pre>', re.DOTALL)
_SUPERFENCES = "pymdownx.superfences"


class PbrConfig(base.Config):  # type: ignore[no-untyped-call]
    """What can be set in `mkdocs.yml`: whether contracts are checked, and the pages on which they are not."""

    check = options.Type(bool, default=True)
    unchecked = options.ListOfItems(options.Type(str), default=[])


class PbrPlugin(BasePlugin[PbrConfig]):  # type: ignore[no-untyped-call]
    """Looks after each block of code whose language is `pbr`."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], Compilation] = {}
        self.shown: list[str] = []
        self.used: set[Path] = set()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the style sheet of what is shown."""
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Write the style sheet into the site."""
        files.append(File.generated(config, STYLE, content=_style()))
        return files

    def on_serve(self, server: Any, /, **_given: Any) -> Any:
        """Build again when a contract changes that a page shows from its file."""
        for file in sorted(self.used):
            server.watch(str(file))
        return server

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_given: Any) -> str:
        """Check each contract of a page, and put a mark where it is to be shown."""
        lines = markdown.split("\n")
        work = _Page(self, page, config, _lines_before(page, markdown))
        written: list[str] = []
        done = 0
        found = fences(lines)
        for fence in found:
            if fence.language != _LANGUAGE:
                work.reader.keep(fence)
        for fence in found:
            written += lines[done : fence.first]
            done = min(fence.last + 1, len(lines))
            if fence.language == _LANGUAGE:
                written += work.block(fence, lines[fence.first : done])
            else:
                written += lines[fence.first : done]
        self.used |= work.reader.used
        return "\n".join([*written, *lines[done:]])

    def on_page_content(self, content: str, /, **_given: Any) -> str:
        """Put what is shown in the place of its mark, and colour what no extension of Markdown has coloured."""
        content = _SHOWN.sub(lambda found: self.shown[int(found[1] or found[2])], content)
        return _PLAIN.sub(lambda found: highlighted(html.unescape(found[1])), content)


class _Page:
    """The work on one page."""

    def __init__(self, plugin: PbrPlugin, page: Page, config: MkDocsConfig, before: int) -> None:
        self.plugin, self.page, self.before = plugin, page, before
        self.superfences = _SUPERFENCES in config.markdown_extensions
        here = Path(page.file.abs_src_path).parent if page.file.abs_src_path else Path(config.docs_dir)
        root = Path(config.config_file_path).parent if config.config_file_path else here
        self.reader = Reader((here, Path(config.docs_dir), root), plugin.compiled)
        name = page.file.src_uri
        skipped = any(fnmatch(name, pattern) for pattern in plugin.config.unchecked)
        self.checked = plugin.config.check and not skipped

    def block(self, fence: Fence, lines: list[str]) -> list[str]:
        """The lines in the place of a block."""
        try:
            contract = self.reader.read(fence)
            self._check(contract, fence)
            wanted = [each.strip() for each in fence.options.get("show", "source").split(";") if each.strip()]
            return [line for each in wanted for line in self._shown(contract, fence, each, lines)]
        except NotShown as problem:
            self._warn(fence, 0, str(problem))
            return lines

    def _check(self, contract: Contract, fence: Fence) -> None:
        if not self.checked or fence.options.get("check") == "no":
            return
        for each in mistakes(contract, fence):
            self._warn(fence, each.below, each.words)

    def _shown(self, contract: Contract, fence: Fence, wanted: str, lines: list[str]) -> list[str]:
        if wanted == KINDS[0]:
            return self._source(contract, fence, lines)
        number = len(self.plugin.shown)
        self.plugin.shown.append(shown(contract, wanted, f"pbr{number}", fence.options.get("only", "")))
        return ["", f"{fence.indent}{_MARK.format(number=number)}", ""]

    def _source(self, contract: Contract, fence: Fence, lines: list[str]) -> list[str]:
        """The block as another extension takes it; a title is a line above where none draws titles."""
        rest = {name: value for name, value in fence.options.items() if name not in OWN}
        title = [] if self.superfences else _title(rest.pop("title", ""), fence.indent)
        inside = lines[1:-1] if "file" not in fence.options else _indented(contract.text, fence.indent)
        marks = fence.marks if not any(each.strip().startswith(fence.marks) for each in inside) else fence.marks * 2
        opening = fence.opening(rest if self.superfences else {})
        return [*title, opening.replace(fence.marks, marks, 1), *inside, f"{fence.indent}{marks}"]

    def _warn(self, fence: Fence, below: int, words: str) -> None:
        line = self.before + fence.first + 1 + below
        log.warning("%s:%d: %s", self.page.file.src_uri, line, words)


def _title(title: str, indent: str) -> list[str]:
    return [f"{indent}**{title}**", ""] if title else []


def _indented(text: str, indent: str) -> list[str]:
    return [f"{indent}{line}" if line else "" for line in text.rstrip("\n").split("\n")]


def _lines_before(page: Page, markdown: str) -> int:
    """How many lines of the page's file stand before the Markdown: those of its front matter."""
    whole = page.file.content_string.replace("\r\n", "\n")
    rest = markdown.lstrip("\n")
    at = whole.find(rest) if rest else -1
    return whole.count("\n", 0, at) - (len(markdown) - len(rest)) if at >= 0 else 0


def highlighted(text: str) -> str:
    """A contract as HTML, coloured by Pygments."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter

    from pbrlang.pages.lexer import PbrLexer

    return str(highlight(text, PbrLexer(), HtmlFormatter(cssclass="highlight pbr-code")))


def _style() -> str:
    from importlib.resources import files

    return files("pbrlang.pages").joinpath("pages.css").read_text(encoding="utf-8")
