"""Numbers that Word counts by itself, and that are those of the contract.

Word counts the paragraphs of a list. Where a number of the contract is not the one that would come next, a new list
begins with that number, so that the document shows the contract's numbers and still holds no number as plain words.
"""

import re

from attrs import evolve, field, frozen

from pbrlang.render.docx.markup import HEAD, SPACES

LEVELS = 9
HANG = 780  # twentieths of a point in which a number stands
STEP = 400  # by which each level of a list is further in
_COUNTED = re.compile(r"([A-Z]|[1-9][0-9]{0,3})(\.[1-9][0-9]{0,3}){0,8}|\([1-9][0-9]{0,3}\)|\([a-z]\)")


@frozen
class _Form:
    """How the first part of a number is counted, and whether the number stands in brackets."""

    kind: str
    enclosed: bool

    @classmethod
    def of(cls, number: str) -> "_Form":
        """The form of a number that Word can count."""
        first = number.strip("()")[0]
        kind = ("lowerLetter" if first.islower() else "upperLetter") if first.isalpha() else "decimal"
        return cls(kind, number.startswith("("))

    def parts(self, number: str) -> list[str]:
        """The parts of a number, which are counted one by one."""
        return number.strip("()").split(".")


@frozen
class Place:
    """The list of Word in which a paragraph is counted, and its level there, from nought."""

    list: int
    level: int

    @property
    def xml(self) -> str:
        """The property of a paragraph."""
        return f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{self.list}"/></w:numPr>'


def counted(number: str) -> bool:
    """Whether Word can count such a number by itself: one like `4.2.1`, `B.3`, `(2)` or `(b)`."""
    return _COUNTED.fullmatch(number) is not None


@frozen
class Lists:
    """The lists of a document, in the order in which they are begun. The first is of dots."""

    _begun: list[str] = field(factory=lambda: [_dots()])
    _counts: dict[str, "_Count"] = field(factory=dict)

    def dot(self, depth: int) -> Place:
        """The place of an item with a dot."""
        return Place(1, min(depth, LEVELS - 1))

    def letter(self, depth: int) -> Place:
        """The place of the items of a new list of letters."""
        self._begun.append(_letters())
        return Place(len(self._begun), min(depth, LEVELS - 1))

    def numbered(self, run: str, number: str) -> Place | None:
        """The place at which Word counts exactly this number, in a run of numbers of their own.

        None for numbers that are not `counted`, which must be written as words.
        """
        if not counted(number):
            return None
        form = _Form.of(number)
        wanted = tuple(ord(each.upper()) - ord("A") + 1 if each.isalpha() else int(each) for each in form.parts(number))
        run = f"{run} {form.kind} {form.enclosed}"
        count = self._counts.get(run)
        if count is None or not count.gives(wanted):
            self._begun.append(_numbers(wanted, form))
            count = _Count(len(self._begun), len(wanted), wanted)
        self._counts[run] = evolve(count, last=wanted)
        return Place(count.list, len(wanted) - 1)

    def xml(self) -> str:
        """The part of the document that says how its lists count."""
        kinds = "".join(
            f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="{index + 1:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            for index, levels in enumerate(self._begun)
        )
        lists = "".join(
            f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
            for index in range(len(self._begun))
        )
        return f"{HEAD}<w:numbering {SPACES}>{kinds}{lists}</w:numbering>"


@frozen
class _Count:
    """What a list has counted: its highest level, and its last number."""

    list: int
    top: int
    last: tuple[int, ...]

    def gives(self, wanted: tuple[int, ...]) -> bool:
        """Whether Word would give this number next."""
        if len(wanted) > len(self.last):
            return wanted == (*self.last, 1)
        level = len(wanted) - 1
        return len(wanted) >= self.top and wanted == (*self.last[:level], self.last[level] + 1)


def _level(level: int, start: int, kind: str, shown: str, left: int, hang: int, look: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr>{look}</w:lvl>'
    )


def _numbers(first: tuple[int, ...], form: _Form) -> str:
    """Levels of a list that begins with this number; what stands above it there is never counted, so it is words."""
    lettered = form.kind == "upperLetter"
    above = [chr(ord("A") + each - 1) if lettered and not place else str(each) for place, each in enumerate(first[:-1])]
    shown = [*above, *(f"%{level + 1}" for level in range(len(above), LEVELS))]
    starts = (*first, *(1 for _ in range(LEVELS - len(first))))
    kinds = (form.kind, *("decimal" for _ in range(LEVELS - 1)))
    around = "({})" if form.enclosed else "{}"
    return "".join(
        _level(level, starts[level], kinds[level], around.format(".".join(shown[: level + 1])), HANG, HANG)
        for level in range(LEVELS)
    )


def _letters() -> str:
    kinds = ("lowerLetter", "lowerRoman", "decimal")
    return "".join(
        _level(level, 1, kinds[level % 3], f"(%{level + 1})", STEP * (level + 1), STEP) for level in range(LEVELS)
    )


def _dots() -> str:
    font = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/></w:rPr>'
    return "".join(
        _level(level, 1, "bullet", "•–"[level % 2], STEP * (level + 1), STEP, font) for level in range(LEVELS)
    )
