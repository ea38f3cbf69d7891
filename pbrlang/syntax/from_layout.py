"""From raw blocks to the source tree: each header and item parsed, and gathered into its block."""

from collections.abc import Callable
from typing import Any

from attrs import define

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.source import Source, Span
from pbrlang.source.late import changed
from pbrlang.syntax import words
from pbrlang.syntax.errors import UnexpectedWords, UnknownBlock
from pbrlang.syntax.forms import form_of
from pbrlang.syntax.items import parse_item
from pbrlang.syntax.layout import RawBlock, RawItem, read_layout
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Accept, Name, Note

Items = dict[str, list[Any]]


def read_contract(source: Source) -> tuple[b.ContractText, list[Diagnostic]]:
    """The source tree of a contract, and every mistake in its writing. What could not be read is left out."""
    raw, complaints = read_layout(source)
    reader = _Reader(complaints)
    blocks = tuple(block for each in raw if (block := reader.block(each)) is not None)
    return b.ContractText(Span(source, 0, len(source.text)), blocks), complaints


@define(eq=False, repr=False)
class _Reader:
    complaints: list[Diagnostic]

    def block(self, raw: RawBlock) -> Any:
        """The node of a block, or nothing where its header cannot be read."""
        word = raw.header.text.split(maxsplit=1)[0].rstrip(":")
        if raw.keyword == "definition" and not word[:1].isupper():
            self._unknown(raw, word)
            return None
        rule = words.BLOCKS.get(raw.keyword, "definition")
        header = parse_item(raw.header, f"{rule}_header", raw.keyword, 0, self.complaints)
        items, inner = self._items(raw, rule)
        if header is None and rule == "outcome":
            header = Name(raw.header.span, ((raw.header.text, raw.header.span),))  # what is in it can be read
        if header is None:
            return None
        common = {
            "span": raw.header.span,
            "number": raw.number,
            "keyword": raw.keyword,
            "notes": tuple(items.pop("notes", ())),
            "accepts": tuple(items.pop("accepts", ())),
        }
        return _MAKERS[rule](common, header, {key: tuple(value) for key, value in items.items()}, raw, inner)

    def _items(self, raw: RawBlock, rule: str) -> tuple[Items, tuple[Any, ...]]:
        items: Items = {}
        inner = []
        for each in raw.items:
            if isinstance(each, RawBlock):
                if (block := self.block(each)) is not None:
                    inner.append(block)
                continue
            if rule in _WITHOUT_ITEMS:
                self.complaints.append(_no_item(each, rule))
                break
            called = "definition" if rule == "definition" else raw.keyword
            found = parse_item(each, f"{rule}_item", called, _level(each), self.complaints)
            for kind, node in _pairs(found):
                items.setdefault(kind, []).append(_with_grid(node, each))
        return items, tuple(inner)

    def _unknown(self, raw: RawBlock, word: str) -> None:
        span = raw.header.span
        place = Span(span.source, span.start, span.start + len(word), span.clause)
        close = nearest(word, sorted(words.BLOCKS), limit=1) or _blocks_with_such_items(raw)
        self.complaints.append(UnknownBlock(place, word=word, nearest=tuple(close)))
        rule = words.BLOCKS.get(close[0]) if close else None
        if rule:
            self._items(raw, rule)


def _no_item(item: RawItem, rule: str) -> UnexpectedWords:
    """What stands under a block that has no items."""
    span = item.span
    word = item.text.split(maxsplit=1)[0]
    place = Span(span.source, span.start, span.start + len(word), span.clause)
    return UnexpectedWords(place, found=f"`{word}`", expected=(), form=form_of(rule, ""))


def _blocks_with_such_items(raw: RawBlock) -> list[str]:
    """The block whose items begin as the lines under an unknown word do, if there is one."""
    if raw.grid is not None:
        return ["tariff"]
    lines = [line.split(maxsplit=1)[0] for line in raw.header.text.splitlines() if line.strip()]
    if lines[0] not in _ALL_ITEMS:
        del lines[0]
    begun = {word for word in lines if word[:1].islower()}
    return [block for block, rule in words.BLOCKS.items() if begun and begun <= set(words.ITEMS.get(rule, ()))][:1]


_ALL_ITEMS = frozenset(word for items in words.ITEMS.values() for word in items)
_WITHOUT_ITEMS = frozenset(("list", "unit", "accept"))


def _level(item: RawItem) -> int:
    return item.span.source.position(item.span.start)[1] - 1


def _pairs(found: Any) -> list[tuple[str, Any]]:
    """What an item gives, as pairs of the list that it belongs to and the node."""
    if found is None:
        return []
    if isinstance(found, Note):
        return [("notes", found)]
    if isinstance(found, Accept):
        return [("accepts", found)]
    if isinstance(found, b.ForEach):
        return [("homes", found)]
    return found if isinstance(found, list) else [found]


def _with_grid(node: Any, item: RawItem) -> Any:
    with_grid = isinstance(node, b.Given | b.GivenValues | b.Reads) and item.grid is not None
    return changed(node, grid=item.grid) if with_grid else node


def _fill(kind: type, *lists: str) -> Callable[..., Any]:
    """A maker for a block whose header is its name and whose items go into these lists."""

    def make(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> Any:
        return kind(**common, name=header, **{each: items.get(each, ()) for each in lists})

    return make


def _data(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Data:
    lists = ("fields", "keys", "dated", "recorded", "lasts", "records", "provenance")
    return b.Data(**common, name=header[0], plural=header[1], **{each: items.get(each, ()) for each in lists})


def _list(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> b.WordList:
    return b.WordList(**common, name=header[0], kind=header[1])


def _unit(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> b.Unit:
    return b.Unit(**common, singular=header[0], plural=header[1], counts=header[2])


def _outcome(common: Any, header: Any, _items: Any, _raw: RawBlock, inner: Any) -> b.Outcome:
    return b.Outcome(**common, name=header, blocks=inner)


def _measure(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Measure:
    name, homes, noun = header
    lists = {each: items.get(each, ()) for each in ("meanings", "better", "baselines", "noises", "other_people")}
    return b.Measure(**common, name=name, homes=homes, noun=noun, **lists)


def _definition(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> Any:
    if isinstance(header[1], tuple):
        return b.Definition(**common, name=header[0], homes=header[1], meaning=header[2])
    return b.Group(**common, name=header[0], of=header[1], where=header[2])


def _tariff(common: Any, header: Any, _items: Any, raw: RawBlock, _inner: Any) -> b.Tariff:
    return b.Tariff(**common, name=header[0], keys=header[1], band=header[2], grid=raw.grid)


def _table(common: Any, header: Any, items: Any, raw: RawBlock, _inner: Any) -> b.DateTable:
    lists = {each: items.get(each, ()) for each in ("files", "sources", "until")}
    return b.DateTable(**common, name=header[0], step=header[1], **lists, grid=raw.grid)


def _clause(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Clause:
    name, against = (header[0], header[1:]) if isinstance(header, tuple) else (header, ())
    lists = ("homes", "on", "when", "amounts", "sources", "times", "clamps", "payable", "negative", "falls", "unearned")
    return b.Clause(**common, name=name, against=against, **{each: items.get(each, ()) for each in lists})


def _payers(common: Any, _header: Any, items: Any, raw: RawBlock, _inner: Any) -> b.Payers:
    return b.Payers(**common, beyond=items.get("beyond", ()), liability=items.get("liability", ()), grid=raw.grid)


def _split(common: Any, header: Any, _items: Any, raw: RawBlock, _inner: Any) -> b.Split:
    return b.Split(**common, clauses=header, grid=raw.grid)


def _account(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Account:
    lists = {each: items.get(each, ()) for each in ("steps", "opens", "movements")}
    return b.Account(**common, name=header[0], homes=header[1], **lists)


def _variation(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Variation:
    return b.Variation(**common, title=header.text, starts=items.get("starts", ()), reads=items.get("reads", ()))


def _prose(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> b.Prose:
    words = [each.text for each in (header[1], *common["notes"]) if each is not None]
    return b.Prose(**common, name=header[0], text=" ".join(words))


def _scenario(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Scenario:
    return b.Scenario(**common, name=header, givens=items.get("givens", ()), values=items.get("values", ()))


def _example(common: Any, header: Any, items: Any, _raw: RawBlock, _inner: Any) -> b.Example:
    lists = {each: items.get(each, ()) for each in ("givens", "values", "expects")}
    return b.Example(**common, title=header.text, **lists)


def _always(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> b.Always:
    condition, more, cause, effect, rises = header
    return b.Always(**common, condition=condition, more=more, cause=cause, effect=effect, rises=rises)


def _accept(common: Any, header: Any, _items: Any, _raw: RawBlock, _inner: Any) -> b.AcceptBlock:
    return b.AcceptBlock(**common, accept=header)


_MAKERS: dict[str, Callable[..., Any]] = {
    "contract": _fill(
        b.Contract,
        *("purposes", "parties", "currency", "runs", "settle_until", "years", "settles", "rounds"),
        *("part_periods", "month_ends", "payment_due", "examples_stand"),
    ),
    "data": _data,
    "list": _list,
    "unit": _unit,
    "cohort": _fill(b.Cohort, "groups", "observed", "confirmed"),
    "outcome": _outcome,
    "measure": _measure,
    "definition": _definition,
    "tariff": _tariff,
    "table": _table,
    "payment": _clause,
    "cap": _fill(b.Cap, "limits", "losers", "after", "unused", "cut", "falls"),
    "floor": _fill(b.Floor, "tops", "on", "payable"),
    "payers": _payers,
    "split": _split,
    "account": _account,
    "break": _fill(b.Break, "on", "when", "ends", "keeps"),
    "variation": _variation,
    "clause": _prose,
    "scenario": _scenario,
    "example": _example,
    "always": _always,
    "accept": _accept,
}
