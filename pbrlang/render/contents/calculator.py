"""A calculator for formats that can run programs: the contract's own program, its worked examples, and what it asks."""

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from pbrlang.backends import build
from pbrlang.backends.common.naming import Naming
from pbrlang.backends.javascript.language import JavaScript
from pbrlang.data.expected import expected, write_number
from pbrlang.data.nouns import is_money
from pbrlang.data.rows import Row, Value
from pbrlang.interpret import Element, Interpreter, key_in_words
from pbrlang.ir.program import Definition, Example, Scenario
from pbrlang.ir.program import Program as Compiled
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Day, Identifier, Quantity, YesNo
from pbrlang.lower import Lowered, lower
from pbrlang.lower.forms import NUMBER, RATIO
from pbrlang.names.homes import CalendarHome, CohortHome, Home, ListHome, PairHome
from pbrlang.render.contents.curves import pictured
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, paragraph
from pbrlang.render.english.values import digits
from pbrlang.render.model import Block, Program, Section, Text
from pbrlang.settle import suppose
from pbrlang.values.units import Unit
from pbrlang.values.wording import unit_words

_DECLARED = re.compile(
    r"^(?:export )?(?:function (\w+)\(([^)]*)\)|const (\w+) = remembered\(\(([^)]*)\))", re.MULTILINE
)
_KEPT = re.compile(r"^(export )?const (\w+) = remembered\(", re.MULTILINE)


def calculator(material: Material) -> Section:
    """The section: the calculator, or why there is none."""
    lowered = lower(material.program)
    built = build(material.program, "javascript")
    if not isinstance(lowered, Lowered) or not isinstance(built, dict):
        return _section(*_declined(material))
    source = next(text for name, text in built.items() if name.endswith(".mjs"))
    asked = _Asked(material, lowered, source)
    files = {"module.mjs": asked.module(), "calculator.json": json.dumps(asked.told(), ensure_ascii=False, indent=1)}
    lead = paragraph(
        "The web page of this document carries the contract as a program. It works out what is due from rows and "
        "values that are put in, and sends nothing anywhere."
    )
    away = paragraph("In this format there is no calculator.")
    return _section(lead, Program("calculator", files, (away,)))


def _section(*blocks: Block) -> Section:
    return Section("calculator", (Text("Calculator"),), blocks)


def _declined(material: Material) -> tuple[Block, ...]:
    built = build(material.program, "javascript")
    reasons = [] if isinstance(built, dict) else [_reason(each.span.clause, each.message()) for each in built]
    told = "The document has no calculator, because a part of the contract cannot be written as a program of a page:"
    return paragraph(told), items(dict.fromkeys(reasons))


def _reason(clause: str | None, message: str) -> str:
    words = message.replace("`", "")
    return f"Clause {clause}: {words}." if clause else f"{words[:1].upper()}{words[1:]}."


class _Asked:
    """What the calculator of one contract asks and shows, as plain data."""

    def __init__(self, material: Material, lowered: Lowered, source: str) -> None:
        self._material = material
        self._program: Compiled = material.program
        self._lowered = lowered
        self._source = source
        self._world = Interpreter(self._program, dict.fromkeys(self._program.tables, ()))
        self._naming = Naming(lowered, JavaScript())
        self._declared = {
            found[1] or found[3]: [each.strip() for each in (found[2] or found[4] or "").split(",") if each.strip()]
            for found in _DECLARED.finditer(source)
        }

    def module(self) -> str:
        """The program, with functions that a supposed value can stand in for."""
        source = _KEPT.sub(lambda found: f"let {found[2]} = remembered(", self._source)
        slots, elements = [], []
        for each in self._values():
            name, function = json.dumps(each["name"], ensure_ascii=False), each["function"]
            slots.append(f"    {name}: {{ get: () => {function}, set: (other) => {{ {function} = other; }} }},")
            home = self._program.definitions[each["name"]].home
            elements.append(f"    {name}: () => {self._elements(home)},")
        kinds = [f"    {each.rows}: {each.row}," for each in self._naming.tables.values()]
        tables = ["const SLOTS = {", *slots, "};", "", "const ELEMENTS = {", *elements, "};"]
        tables += ["", "const KINDS = {", *kinds, "};"]
        return "\n".join([source, "// --- What a page may suppose and ask", "", *tables, ""])

    def _elements(self, home: Home) -> str:
        """Where the program keeps the elements of a home, as an expression that gives an array of them."""
        match home:
            case CalendarHome(step=step):
                return f"{self._naming.steps[step]}.periods"
            case CohortHome(cohort=name):
                return f"{self._naming.cohorts[name]}.cohorts"
            case ListHome(list=name):
                return f"{self._naming.list_of(name)}.words"
            case PairHome(parts=(first, *others)):
                made = f"{self._elements(first)}.map((each) => [each])"
                for other in others:
                    made += f".flatMap((those) => {self._elements(other)}.map((each) => [...those, each]))"
                return f"{made}.map((parts) => pairOf(...parts))"
            case _:
                raise TypeError(f"the elements of {home} are not known without data")

    def told(self) -> dict[str, Any]:
        """The tables, the values that may be supposed, the presets, and how money is written."""
        terms = self._program.terms
        values = {each["name"]: each for each in self._values()}
        return {
            "symbol": terms.symbol,
            "places": terms.places,
            "until": terms.settles_until.isoformat(),
            "tables": [self._table(name) for name in self._program.tables],
            "values": list(values.values()),
            "pictures": list(self._pictures()),
            "presets": [each for each in map(self._preset, self._cases()) if each is not None],
        }

    def _pictures(self) -> Iterator[dict[str, str]]:
        """The pictures in the document on which a value can be marked, with the ends of their axes."""
        for name, anchor, low, high in pictured(self._material):
            yield {"value": name, "picture": anchor, "low": str(low), "high": str(high)}

    def _cases(self) -> Iterator[Example | Scenario]:
        yield from self._program.examples
        yield from self._program.scenarios.values()

    def _table(self, name: str) -> dict[str, Any]:
        table = self._program.tables[name]
        names = self._naming.tables[name]
        fields = [
            {"name": each.name, "as": names.fields[each.name], "kind": _kind(each), "wanted": self._wanted(each)}
            for each in table.fields
        ]
        return {"name": table.name, "plural": table.plural, "as": names.rows, "fields": fields}

    def _wanted(self, field: Field) -> str:
        """What a cell of a column should hold, as a person is told."""
        terms = self._program.terms
        told = expected(field, terms.symbol, self._program.nouns.plurals)
        phrase = told.phrase.removesuffix(" or blank")
        if isinstance(field.kind, Quantity):
            phrase += "".join(f", {each}" for each in _limits(field, field.kind, terms.symbol))
        has_example = isinstance(field.kind, Quantity | Day | Identifier)
        return f"{phrase}, such as {told.example}" if has_example else phrase

    def _values(self) -> Iterator[dict[str, Any]]:
        """The definitions that the program has a function for, and that belong to few enough things to be listed."""
        for name, value in self._lowered.values.items():
            definition = self._program.definitions.get(name)
            function = self._naming.values[name]
            parameters = self._declared.get(function)
            if definition is None or parameters is None or value.body.form.what not in (NUMBER, RATIO):
                continue
            if not _is_listed(definition.home) or not isinstance(definition.kind, Quantity):
                continue
            place = next((at for at, each in enumerate(parameters) if each not in ("books", "on")), None)
            yield {
                "name": name,
                "title": self._title(definition),
                "function": function,
                "parameters": parameters,
                "place": place,
                "what": value.body.form.what,
                "scale": value.body.form.scale,
                "share": definition.kind.share,
                "unit": self._unit(definition.kind.unit),
                "money": self._program.terms.currency in dict(definition.kind.unit.powers),
                "measure": definition.role == "measure",
                "elements": [
                    {"key": _key(each), "label": _label(each)} for each in self._world.elements(definition.home)
                ],
            }

    def _title(self, definition: Definition) -> str:
        for word in ("baseline", "noise"):
            if definition.name.startswith(f"{word} of "):
                return f"{word.capitalize()} of {definition.name.removeprefix(f'{word} of ')}"
        return definition.name

    def _unit(self, unit: Unit) -> str:
        rest = Unit(tuple((noun, power) for noun, power in unit.powers if noun != self._program.terms.currency))
        return unit_words(rest, self._program.nouns, plural=True)

    def _preset(self, case: Example | Scenario) -> dict[str, Any] | None:
        """A worked example or a scenario as rows and values; nothing where it supposes what the program works out."""
        supposed = suppose(self._program, case)
        known = {each["name"] for each in self._values()}
        if supposed.faults or any(name not in known for name, _ in supposed.given):
            return None
        rows = {name: _csv(those) for name, those in supposed.rows.items() if those}
        values = [
            {"name": name, "for": _key(element), "value": self._text(value, name)}
            for (name, element), value in supposed.given.items()
        ]
        return {"title": case.title if isinstance(case, Example) else case.name, "rows": rows, "values": values}

    def _text(self, value: Value, name: str) -> str:
        kind = self._program.definitions[name].kind
        if isinstance(value, Fraction) and isinstance(kind, Quantity) and kind.share:
            return f"{digits(value * 100)}%"
        return _plain(value)


def _is_listed(home: Home) -> bool:
    """Whether the elements of a home are known without any data."""
    if isinstance(home, PairHome):
        return all(_is_listed(each) for each in home.parts)
    return isinstance(home, CalendarHome | CohortHome | ListHome)


def _key(element: Element) -> str:
    return ", ".join(key_in_words(element).values())


def _label(element: Element) -> str:
    """An element as a reader calls it: `year 1`, `Year Of Release 1`, `North House`."""
    told = key_in_words(element).items()
    return ", ".join(f"{name} {key}" if key.isdigit() else key for name, key in told)


def _kind(field: Field) -> str:
    match field.kind:
        case Day():
            return "date"
        case YesNo():
            return "yes or no"
        case Quantity(share=True):
            return "share"
        case Quantity():
            return "number"
        case Identifier():
            return "name"
        case _:
            return "word"


def _limits(field: Field, kind: Quantity, symbol: str) -> Iterator[str]:
    """The least and the most that a number may be; what is neither money nor a share is not below nought."""
    is_count = not is_money(kind.unit) and not kind.share
    least = Fraction(0) if field.least is None and is_count else field.least
    for word, value in (("at least", least), ("at most", field.most)):
        if value is not None:
            yield f"{word} {write_number(value, kind, symbol, field.places)}"


def _csv(rows: tuple[Row, ...]) -> str:
    """Rows as comma-separated values that the program reads."""
    fields = rows[0].table.fields
    lines = [[each.name for each in fields]]
    lines += [[_cell(row.values[each.name], each) for each in fields] for row in rows]
    return "\n".join(",".join(map(_quoted, line)) for line in lines)


def _cell(value: Value, field: Field) -> str:
    share = isinstance(field.kind, Quantity) and field.kind.share
    if isinstance(value, Fraction) and share:
        return f"{digits(value * 100)}%"
    return _plain(value)


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return digits(value).replace(",", "") if isinstance(value, Fraction) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\n]', text) else text
