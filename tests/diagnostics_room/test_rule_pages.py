from textwrap import dedent

import pytest
from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.diagnostics.page import Fence, Page, Section, Text


@frozen(eq=False)
class PlotProxy(Diagnostic):
    """A payment for plots is not one for harvests.

    Before all headings.

    ## Why

    Plots are there already, so that money for them buys nothing; this sentence is long enough to be broken.
    See [the handbook](https://example.org/handbook).

    - one reason
      on two lines
    - another

    ## Example

    ```pbr part of a contract
    payment Plot Payment
        ## not a heading

        | a | table |
    ```

    with this data:

    ```csv plots.csv
    Plot,Size
    ```

    ## Instead

    ````markdown
    ```
    ````
    """

    code = "PBR801"
    name = "plot-proxy"
    severity = Severity.PROBLEM


PAGE = Page.of(PlotProxy)
CODE = "payment Plot Payment\n    ## not a heading\n\n    | a | table |\n"


def test_head() -> None:
    assert (PAGE.name, PAGE.code, PAGE.severity) == ("plot-proxy", "PBR801", Severity.PROBLEM)
    assert PAGE.title == "A payment for plots is not one for harvests."


def test_sections_in_order() -> None:
    assert [section.heading for section in PAGE.sections] == ["", "Why", "Example", "Instead"]
    assert PAGE.section("") == Section("", (Text("Before all headings."),))
    assert PAGE.section("Elsewhere") is None


def test_examples_with_their_languages() -> None:
    assert PAGE.examples("Example") == (
        Fence("pbr", "part of a contract", CODE),
        Fence("csv", "plots.csv", "Plot,Size\n"),
    )
    assert PAGE.examples("Instead") == (Fence("markdown", "", "```\n"),)
    assert PAGE.examples("Why") == ()
    assert PAGE.examples("Elsewhere") == ()


def test_markdown_can_be_read_back() -> None:
    lines = PAGE.markdown().splitlines()
    assert lines[:5] == ["# plot-proxy", "", "`PBR801`, problem", "", PAGE.title]

    class Again(Diagnostic):
        code = "PBR801"
        name = "plot-proxy"
        severity = Severity.PROBLEM

    Again.__doc__ = "\n".join(lines[4:])
    assert Page.of(Again) == PAGE


def test_terminal() -> None:
    assert PAGE.terminal(60) == dedent(
        """\
        plot-proxy (PBR801, problem)

        A payment for plots is not one for harvests.

        Before all headings.

        Why

        Plots are there already, so that money for them buys
        nothing; this sentence is long enough to be broken. See the
        handbook (https://example.org/handbook).

        - one reason on two lines
        - another

        Example

            payment Plot Payment
                ## not a heading

                | a | table |

        with this data:

            Plot,Size

        Instead

            ```
        """
    )


def test_table_outside_an_example_keeps_its_lines() -> None:
    assert Text("| a | b |\n|---|---|\n| 1 | 2 |").terminal(8) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_item_hangs() -> None:
    assert Text("10. plums and pears").terminal(12) == "10. plums\n    and\n    pears"


def test_page_without_text_or_with_an_open_example_is_refused() -> None:
    class Silent(Diagnostic):
        code = "PBR100"
        name = "silent"

    class Open(Diagnostic):
        """Title.

        ```pbr
        no end
        """

        code = "PBR100"
        name = "open-page"

    with pytest.raises(ValueError, match="Silent has no docstring"):
        Page.of(Silent)
    with pytest.raises(ValueError, match="open-page leaves an example open"):
        Page.of(Open)
