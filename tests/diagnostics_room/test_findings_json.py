import json

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Edit, Severity
from pbrlang.diagnostics.as_json import as_json
from pbrlang.source import Source, Span

SOURCE = Source.of("orchard.pbr", "one\nPrice for\nPlot")


@frozen(eq=False)
class Proxy(Diagnostic):
    code = "PBR801"
    name = "plot-proxy"
    severity = Severity.PROBLEM

    def message(self) -> str:
        return "a plot is not a harvest: £5"

    def help(self) -> str | None:
        return "pay for the harvest"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("the harvest", Span(SOURCE, 14, 18), "Harvest"),)

    def sources(self) -> tuple[str, ...]:
        return ("An Orchard Handbook, chapter 3",)


@frozen(eq=False)
class Bare(Diagnostic):
    code = "PBR101"
    name = "bare"

    def message(self) -> str:
        return "no more than this"


def test_every_field_in_its_order() -> None:
    (found,) = json.loads(as_json([Proxy(Span(SOURCE, 10, 18, "2.1"))]))
    assert list(found.items()) == [
        ("code", "PBR801"),
        ("name", "plot-proxy"),
        ("severity", "problem"),
        ("file", "orchard.pbr"),
        ("line", 2),
        ("column", 7),
        ("end_line", 3),
        ("end_column", 5),
        ("clause", "2.1"),
        ("message", "a plot is not a harvest: £5"),
        ("help", "pay for the harvest"),
        (
            "edits",
            [
                {
                    "title": "the harvest",
                    "line": 3,
                    "column": 1,
                    "end_line": 3,
                    "end_column": 5,
                    "replacement": "Harvest",
                }
            ],
        ),
        ("sources", ["An Orchard Handbook, chapter 3"]),
    ]


def test_what_is_absent_is_null_or_an_empty_list() -> None:
    (found,) = json.loads(as_json([Bare(Span(SOURCE, 0, 3))]))
    assert (found["clause"], found["help"], found["edits"], found["sources"]) == (None, None, [], [])


def test_order_is_that_of_the_places() -> None:
    found = json.loads(as_json([Bare(Span(SOURCE, 14, 18)), Proxy(Span(SOURCE, 4, 9)), Bare(Span(SOURCE, 4, 9))]))
    assert [(each["line"], each["code"]) for each in found] == [(2, "PBR101"), (2, "PBR801"), (3, "PBR101")]
    assert json.loads(as_json([])) == []


def test_letters_are_not_escaped() -> None:
    assert "£5" in as_json([Proxy(Span(SOURCE, 0, 3))])
