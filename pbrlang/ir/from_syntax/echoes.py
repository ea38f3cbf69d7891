"""One mistake, one message: complaints that may only follow from another are left out until that one is mended."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import plural_of
from pbrlang.ir import errors
from pbrlang.ir.from_syntax.repeats import told_once
from pbrlang.kinds.errors import WrongKind
from pbrlang.names.errors import HomeUnsaid, NotAMeasure, NoTheBaseline, OutOfReach, UnknownHome, UnknownName, Unlinked
from pbrlang.source import Source
from pbrlang.syntax.errors import IndentNeeded, TooDeep, UnevenIndent, UnknownItem
from pbrlang.syntax.layout import RawBlock, read_layout

_TERM = r"[A-Z][\w&-]*(?: (?:[A-Z][\w&-]*|\d+))*"
_LEADING = re.compile(rf"^[ \t]*(?:[a-z]+ )?({_TERM})", re.MULTILINE)

_FIRST_OF_MEANING = "PBR200"

# What is complained about because something is not there; it may be there, and unreadable.
_ABSENCES = (
    errors.BeyondUnsaid,
    errors.BlankUnsaid,
    errors.CapOrderUnsaid,
    errors.CarryUnsaid,
    errors.DayUnsaid,
    errors.GrossUnsaid,
    errors.HeaderUnsaid,
    errors.ItemMissing,
    errors.LiabilityUnsaid,
    errors.LoserUnsaid,
    errors.MissingPrice,
    errors.NegativeUnsaid,
    errors.NoKey,
    errors.NoSuchTime,
    errors.NotClipped,
    errors.PeriodUnsaid,
    errors.RecoveryUnsaid,
    errors.RepeatUnsaid,
    errors.StillUnsaid,
    errors.TailUnsaid,
    errors.UndefinedUnsaid,
    errors.UnearnedUnsaid,
    errors.WrongColumn,
    NoTheBaseline,
    NotAMeasure,
    OutOfReach,
    Unlinked,
)
_OF_THE_HEADER = (errors.PartPeriodUnsaid, errors.MonthEndUnsaid)
_OF_A_COHORT = (errors.NoSuchTime, errors.TimeUnsaid)
_OF_THE_WHOLE = (errors.WrongColumn, HomeUnsaid, IndentNeeded, TooDeep, UnevenIndent, UnknownHome)
_DECLARING = frozenset(("data", "cohort", "tariff", "unit"))


@frozen(eq=False, repr=False)
class _Region:
    """A block from its header to the next block, with the terms that it declares."""

    block: RawBlock
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.header.span.source.text[self.start : self.end]

    def holds(self, complaint: Diagnostic) -> bool:
        return self.start <= complaint.span.start < self.end


@frozen(eq=False, repr=False)
class _Broken:
    """What one round of complaints leaves in doubt: blocks, blocks of which all is in doubt, and names."""

    regions: tuple[_Region, ...]
    wholly: tuple[_Region, ...]
    names: re.Pattern[str] | None

    def doubts(self, complaint: Diagnostic, regions: Sequence[_Region]) -> bool:
        """Whether a complaint may only follow from what is broken."""
        if any(each.holds(complaint) for each in self.wholly):
            return True
        broken = {each.block.keyword for each in self.regions}
        if (isinstance(complaint, _OF_THE_HEADER) and broken & {"contract", "cohort"}) or (
            isinstance(complaint, _OF_A_COHORT) and "cohort" in broken
        ):
            return True
        if self.names and self.names.search(f"{complaint.span.text} {complaint.message()}"):
            return True
        if not isinstance(complaint, _ABSENCES):
            return False
        here = next((each for each in regions if each.holds(complaint)), None)
        return here is not None and (here in self.regions or bool(self.names and self.names.search(here.text)))


def without_echoes(source: Source, complaints: list[Diagnostic]) -> list[Diagnostic]:
    """The complaints that stand whatever else is wrong: first what cannot be read, then what is unknown."""
    if not complaints:
        return []
    regions = list(_regions(source))
    found = complaints
    for breaks in (_is_of_writing, lambda each: _loses_a_name(each, regions), _loses_a_table):
        causes = [each for each in found if breaks(each)]
        broken = _broken(causes, regions)
        found = [each for each in found if each in causes or _is_of_writing(each) or not broken.doubts(each, regions)]
    unknown = [
        region for region in regions if any(isinstance(each, UnknownName) and region.holds(each) for each in found)
    ]
    vague = [each for each in found if isinstance(each, NoTheBaseline) and any(x.holds(each) for x in unknown)]
    return told_once(source, [each for each in found if each not in vague])


def _is_of_writing(complaint: Diagnostic) -> bool:
    return complaint.code < _FIRST_OF_MEANING


def _loses_a_name(complaint: Diagnostic, regions: Iterable[_Region]) -> bool:
    """Whether names lead nowhere because of this: an unknown home, or an unknown name where names are declared."""
    if isinstance(complaint, UnknownHome | HomeUnsaid):
        return True
    here = next((each for each in regions if each.holds(complaint)), None)
    if here is None:
        return False
    if isinstance(complaint, errors.ItemMissing):
        return here.block.keyword == "cohort"
    if not isinstance(complaint, UnknownName | WrongKind):
        return False
    before = complaint.span.source.text[here.start : complaint.span.start]
    return here.block.keyword in _DECLARING or bool(re.search(r"\bmeans\s+each\s+$", before))


def _loses_a_table(complaint: Diagnostic) -> bool:
    return isinstance(complaint, errors.WrongColumn)


def _regions(source: Source) -> Iterator[_Region]:
    raw, _ = read_layout(source)
    blocks = sorted(_flat(raw), key=lambda each: each.header.span.start)
    if not blocks:
        return
    starts = [0, *(each.header.span.start for each in blocks[1:]), len(source.text) + 1]
    for block, (start, end) in zip(blocks, pairwise(starts), strict=True):
        yield _Region(block, start, end)


def _flat(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    for block in blocks:
        yield block
        yield from _flat(each for each in block.items if isinstance(each, RawBlock))


def _broken(causes: Sequence[Diagnostic], regions: Iterable[_Region]) -> _Broken:
    broken, wholly, names = [], [], set[str]()
    for region in regions:
        here = [each for each in causes if region.holds(each)]
        if not here:
            continue
        broken.append(region)
        if any(_breaks_all(each, region) for each in here):
            wholly.append(region)
        names |= set(_names(region, here))
    words = sorted((re.escape(form) for name in names for form in (name, plural_of(name))), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])") if words else None
    return _Broken(tuple(broken), tuple(wholly), pattern)


def _breaks_all(cause: Diagnostic, region: _Region) -> bool:
    """Whether nothing in the block can be relied on: its header, or what it is for each of, is not understood."""
    if isinstance(cause, _OF_THE_WHOLE) or cause.span.start < region.block.header.span.end:
        return True
    return (isinstance(cause, UnknownItem) and not cause.others) or _line(cause).lstrip().startswith("for ")


def _names(region: _Region, causes: Iterable[Diagnostic]) -> Iterator[str]:
    """The terms that a broken block may declare."""
    header = region.block.header.span
    if any(each.span.start < header.end for each in causes):
        yield from _LEADING.findall(region.text)
    for each in causes:
        yield from _LEADING.findall(_line(each))
    yield from re.findall(_TERM, header.text.split(" means ", maxsplit=1)[0].split(" for each ", maxsplit=1)[0])[:2]
    if region.block.grid is not None:
        yield from (cell.text for cell in region.block.grid.heading[1:])


def _line(cause: Diagnostic) -> str:
    return cause.span.source.line(cause.span.line)
