"""What pages show is what happens: every command on them is run, on the files that they have the reader write.

`pytest tests/docs --rewrite` writes what really happens into the pages.
"""

from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, File, agrees, as_cut, rewritten, shown_in, steps, written
from tests.docs.running import follow, follow_steps


def shows_commands(page: Path) -> bool:
    return bool(shown_in(page.read_text(encoding="utf-8")))


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [page for page in PAGES if shows_commands(page)], ids=name_of)
def test_commands_print_what_a_page_shows(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    done = follow(page, tmp_path)
    if request.config.getoption("--rewrite"):
        anew = rewritten(page.read_text(encoding="utf-8"), {shown.line: actual for shown, actual in done})
        page.write_text(anew, encoding="utf-8")
        done = [(now, actual) for now, (_, actual) in zip(shown_in(anew), done, strict=True)]
    for shown, actual in done:
        if not agrees(shown.printed, actual):
            assert shown.printed == as_cut(shown.printed, actual), f"{name_of(page)}:{shown.line}"
            pytest.fail(f"{name_of(page)}:{shown.line}: nothing is left out where the page has a line `…`")


def test_the_tutorial_and_the_page_on_data_show_commands() -> None:
    assert {"docs/tutorial.md", "docs/data.md"} <= {name_of(page) for page in PAGES if shows_commands(page)}


PAGE = """# Page

```text title="a.txt"
one
    inside
two
    inside
```

```text title="a.txt, the block changed"
one
    changed
```

```text title="a.txt, added at the end"
three
```

```text title="a.txt"
```

```console
$ pbr --version
pbr 0
$ pbr rule nonsense
…
```

```text title="a.txt, as pbr writes it"
seven
```
"""


def test_files_are_written_added_to_and_changed_block_by_block() -> None:
    first, changed, added, emptied = (step for step in steps(PAGE) if isinstance(step, File))
    text = written(changed, written(first, "old"))
    assert text == "one\n    changed\n\ntwo\n    inside\n"
    assert written(added, text) == f"{text}\nthree\n"
    assert written(emptied, text) == ""
    with pytest.raises(ValueError, match=r"0 blocks of a\.txt begin with `one`"):
        written(changed, "two\n")


def test_a_page_that_shows_something_else_does_not_agree_until_it_is_rewritten(tmp_path: Path) -> None:
    done = follow_steps(steps(PAGE), tmp_path)
    assert [agrees(shown.printed, actual) for shown, actual in done] == [False, True, False]
    anew = rewritten(PAGE, {shown.line: actual for shown, actual in done})
    assert anew.replace(done[0][1], "pbr 0\n") == PAGE.replace("seven\n", "")
    assert all(agrees(now.printed, actual) for now, (_, actual) in zip(shown_in(anew), done, strict=True))


@pytest.mark.parametrize(
    ("printed", "agreeing"),
    [
        ("a\nb\nc\n", True),
        ("a\n…\nc\n", True),
        ("…\nc\n", True),
        ("a\n…\n", True),
        ("a\nb\n", False),
        ("a\n…\nb\nc\n", False),
        ("b\n…\nc\n", False),
        ("a\n…\nb\n", False),
    ],
)
def test_a_cut_stands_for_one_line_or_more(printed: str, agreeing: bool) -> None:
    assert agrees(printed, "a\nb\nc\n") is agreeing


def test_a_cut_is_kept_when_a_page_is_rewritten() -> None:
    assert as_cut("a\n…\nc\n", "1\n2\n3\n4\n") == "1\n…\n4\n"
    assert as_cut("a\n…\n", "1\n2\n3\n4\n") == "1\n…\n"
    assert as_cut("a\n…\nc\n", "1\n2\n") == "1\n2\n"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```console\npbr 0\n```\n", "line 2: what is printed has no command above it"),
        ("```text\nopen\n", "line 2: a fence is left open"),
        ('```text title="a.txt, somewhere"\n```\n', "line 2: `somewhere` is not understood"),
    ],
)
def test_a_page_that_cannot_be_followed_is_refused(page: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        steps(page)


def test_only_pbr_is_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`rm` is not run here"):
        follow_steps(steps("```console\n$ rm -r .\n```\n"), tmp_path)
