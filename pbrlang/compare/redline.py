"""The changes from one contract's text to another's: block by block, piece by piece, word by word, cell by cell."""

import re
from collections.abc import Mapping, Sequence

from pbrlang.compare.aligning import align
from pbrlang.compare.matching import Match, match, names
from pbrlang.compare.model import CHANGED, INSERTED, MOVED, REMOVED, SAME, BlockChange, PieceChange, RowChange, Runs
from pbrlang.compare.parts import HEADER, Part, Piece, Rows
from pbrlang.compare.words import likeness, one_sided, word_runs
from pbrlang.source.late import changed

_LIKE = 0.4
_SAME_WORD = 0.3
"""How alike two items must be to be one that changed; less where both begin with the same word."""


def redline(old: Sequence[Part], new: Sequence[Part]) -> tuple[tuple[BlockChange, ...], dict[str, str]]:
    """Every block of both contracts with what became of it, and the new names of terms by their old ones."""
    matches = match(old, new)
    renamed = names(matches)
    return tuple(_block(each, renamed) for each in matches), renamed


def _block(pair: Match, renamed: Mapping[str, str]) -> BlockChange:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return _whole(old or new, INSERTED if old is None else REMOVED)
    pieces = _pieces(old.pieces, new.pieces)
    how = SAME if all(each.how == SAME for each in pieces) else CHANGED
    return BlockChange(
        how,
        word_runs(old.title, new.title),
        (old.number, new.number),
        ("", "") if new.kind == "other" else (old.name, new.name),
        pieces,
        pair.moved,
        how == CHANGED and _renamed_only(old, new, renamed),
    )


def _whole(part: Part | None, how: str) -> BlockChange:
    if part is None:
        raise ValueError("a block is in one of the two texts")
    numbers = (part.number, None) if how == REMOVED else (None, part.number)
    named = (part.name, "") if how == REMOVED else ("", part.name)
    pieces = tuple(_one_sided(each, how) for each in part.pieces)
    return BlockChange(how, one_sided(how, part.title), numbers, named, pieces)


def _renamed_only(old: Part, new: Part, renamed: Mapping[str, str]) -> bool:
    """Whether the older words with the new names in the place of the old ones are the newer words."""
    if not renamed or len(old.pieces) != len(new.pieces):
        return False
    pattern = re.compile("|".join(re.escape(each) for each in sorted(renamed, key=len, reverse=True)))

    def anew(text: str) -> str:
        return pattern.sub(lambda found: renamed[found[0]], text)

    return all(
        anew(before.text) == after.text and tuple(tuple(map(anew, row)) for row in before.rows) == after.rows
        for before, after in zip(old.pieces, new.pieces, strict=True)
    )


def _pieces(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[PieceChange, ...]:
    pairs = align(old, new, lambda each: each, _fit)
    found = []
    for here, there in pairs:
        if here is None and there is not None:
            found.append(_one_sided(new[there], INSERTED))
        elif here is not None and there is None:
            found.append(_one_sided(old[here], REMOVED))
        elif here is not None and there is not None:
            found.append(_piece(old[here], new[there]))
    return _with_moves(found)


def _fit(old: Piece, new: Piece) -> float:
    if old.sort != new.sort:
        return 0.0
    if old.sort == HEADER:
        return 1.0
    if old.rows:
        return 0.9
    like = likeness(old.text, new.text)
    least = _SAME_WORD if old.text.split()[:1] == new.text.split()[:1] else _LIKE
    return like if like >= least else 0.0


def _piece(old: Piece, new: Piece) -> PieceChange:
    if old == new:
        return _one_sided(new, SAME)
    if new.rows:
        return PieceChange(new.sort, CHANGED, rows=_table(old.rows, new.rows))
    return PieceChange(new.sort, CHANGED, word_runs(old.text, new.text))


def _one_sided(piece: Piece, how: str) -> PieceChange:
    rows = tuple(RowChange(how, tuple(one_sided(how, cell) for cell in row)) for row in piece.rows)
    return PieceChange(piece.sort, how, one_sided(how, piece.text), rows)


def _with_moves(pieces: Sequence[PieceChange]) -> tuple[PieceChange, ...]:
    """What goes in one place and comes in another with the same words, shown once, where it now is."""
    texts = {(each.sort, _words(each), each.how) for each in pieces if not each.rows}
    both = {(sort, words) for sort, words, how in texts if how == REMOVED and (sort, words, INSERTED) in texts}
    found = []
    for each in pieces:
        if (each.sort, _words(each)) not in both or each.how not in (REMOVED, INSERTED):
            found.append(each)
        elif each.how == INSERTED:
            found.append(changed(each, how=MOVED, runs=one_sided(SAME, _words(each))))
    return tuple(found)


def _words(piece: PieceChange) -> str:
    return "".join(run.text for run in piece.runs)


def _table(old: Rows, new: Rows) -> tuple[RowChange, ...]:
    """The rows of both tables, with the columns of both."""
    columns = align(old[0], new[0], lambda each: each, lambda _a, _b: 0.0)
    columns = _paired_gaps(columns)
    common = [(here, there) for here, there in columns if here is not None and there is not None]

    def fit(before: tuple[str, ...], after: tuple[str, ...]) -> float:
        equal = sum(before[here] == after[there] for here, there in common)
        named = before[0] == after[0]
        share = equal / max(1, len(common))
        return 0.5 + share / 2 if named else share if share > 0.5 else 0.0

    pairs: list[tuple[int | None, int | None]] = [(0, 0)]
    pairs += [(_below(a), _below(b)) for a, b in align(old[1:], new[1:], lambda each: each, fit)]
    return tuple(_row(old, new, pair, columns) for pair in pairs)


def _below(place: int | None) -> int | None:
    return None if place is None else place + 1


def _paired_gaps(columns: Sequence[tuple[int | None, int | None]]) -> list[tuple[int | None, int | None]]:
    """Where as many columns go as come between two that stay, each is one that is called otherwise now."""
    found: list[tuple[int | None, int | None]] = []
    gone: list[int] = []
    come: list[int] = []

    def close() -> None:
        if len(gone) == len(come):
            found.extend(zip(gone, come, strict=True))
        else:
            found.extend([*((each, None) for each in gone), *((None, each) for each in come)])
        gone.clear()
        come.clear()

    for here, there in columns:
        if here is not None and there is not None:
            close()
            found.append((here, there))
        elif here is not None:
            gone.append(here)
        elif there is not None:
            come.append(there)
    close()
    return found


def _row(
    old: Rows, new: Rows, pair: tuple[int | None, int | None], columns: Sequence[tuple[int | None, int | None]]
) -> RowChange:
    before = old[pair[0]] if pair[0] is not None else None
    after = new[pair[1]] if pair[1] is not None else None
    cells = tuple(_cell(before, after, here, there) for here, there in columns)
    if before is None or after is None:
        return RowChange(INSERTED if before is None else REMOVED, cells)
    same = all(run.how == SAME for cell in cells for run in cell)
    return RowChange(SAME if same else CHANGED, cells)


def _cell(before: tuple[str, ...] | None, after: tuple[str, ...] | None, here: int | None, there: int | None) -> Runs:
    was = before[here] if before is not None and here is not None else ""
    now = after[there] if after is not None and there is not None else ""
    if was == now:
        return one_sided(SAME, now)
    return (*one_sided(REMOVED, was), *one_sided(INSERTED, now))
