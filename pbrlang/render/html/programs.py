"""Programs that run in a page."""

from collections.abc import Callable
from importlib.resources import files

from pbrlang.render.model import Program


def running(program: Program, instead: str) -> str | None:
    """A program as HTML with its script, or nothing where this page cannot run it; `instead` is for pages without."""
    make = _RUN.get(program.kind)
    return make(program, instead) if make is not None and program.files else None


def _calculator(program: Program, instead: str) -> str:
    source = files("pbrlang.render.html").joinpath("calculator.js").read_text(encoding="utf-8")
    script = "\n".join([program.files["module.mjs"], source])
    data = program.files["calculator.json"].replace("<", "\\u003c")
    return "\n".join(
        [
            '<div class="runs" id="calculator-place">',
            f"<noscript>{instead}</noscript>",
            "</div>",
            f'<script type="application/json" id="calculator-data">{data}</script>',
            f'<script type="module">\n{_in_page(script)}\n</script>',
        ]
    )


def _in_page(script: str) -> str:
    """A script that holds nothing which would end it, or begin a comment of the page."""
    return script.replace("</", "<\\/").replace("<!--", "<\\!--")


_RUN: dict[str, Callable[[Program, str], str]] = {"calculator": _calculator}
