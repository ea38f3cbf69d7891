"""What is said of a comparison, in the same words in every format."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pbrlang.compare.model import (
    CHANGED,
    INSERTED,
    MOVED,
    REMOVED,
    SAME,
    BlockChange,
    Comparison,
    Difference,
    Moneys,
    Run,
    Runs,
)
from pbrlang.diagnostics.prose import listing
from pbrlang.values.wording import decimal


def status(block: BlockChange) -> str:
    """What became of a block, in a few words: `changed`, `renamed, was Job Outcome`, `moved, was clause 4`."""
    if block.how in (INSERTED, REMOVED):
        return "new" if block.how == INSERTED else "left out"
    told = []
    if block.renamed:
        told.append(f"renamed, was {block.names[0]}")
    if block.moved:
        was = f", was clause {block.numbers[0]}" if block.numbers[0] else ""
        told.append(f"moved{was}")
    if block.is_comment_only:
        told.append("a comment alone differs, which says nothing")
    elif block.by_name_only and not block.renamed:
        told.append("only what it reads is called otherwise")
    elif block.how == CHANGED and not (block.renamed and block.by_name_only):
        told.append("changed")
    return "; ".join(told)


def where(block: BlockChange) -> str:
    """The clause and the title of a block: `clause 8.1, payment Job Outcome`."""
    return f"clause {block.number}, {block.heading}" if block.number else block.heading


def counts(comparison: Comparison) -> str:
    """How many blocks there are of each fate, in a sentence."""
    changes = comparison.changes
    same = len(comparison.blocks) - len(changes)
    if not changes:
        return f"The two say the same: {_blocks(same)}, word for word."
    numbers = (
        (sum(each.how == CHANGED for each in changes), "changed"),
        (sum(each.how == INSERTED for each in changes), "new"),
        (sum(each.how == REMOVED for each in changes), "left out"),
        (sum(each.how == SAME for each in changes), "moved and otherwise as before"),
    )
    told = listing([f"{number} {what}" for number, what in numbers if number], "and")
    return f"Of the blocks of the contract, {told}; {same} as before."


def _blocks(number: int) -> str:
    return f"{number} block" if number == 1 else f"{number} blocks"


def renumbered(comparison: Comparison) -> str:
    """Which clauses have another number only because of what stands before them; empty where none has."""
    runs: list[tuple[int, int, int]] = []
    for each in comparison.blocks:
        was, now = each.numbers
        if not (was and now and was.isdigit() and now.isdigit()) or each.moved or was == now:
            continue
        by = int(now) - int(was)
        if runs and runs[-1][2] == by and runs[-1][1] + 1 == int(was):
            runs[-1] = (runs[-1][0], int(was), by)
        else:
            runs.append((int(was), int(was), by))
    told = [_renumbered(*each) for each in runs]
    return f"Numbers that follow from that: {listing(told, 'and')}." if told else ""


def _renumbered(first: int, last: int, by: int) -> str:
    if first == last:
        return f"clause {first} is now {first + by}"
    return f"clauses {first} to {last} are now {first + by} to {last + by}"


def money(amount: Fraction, comparison: Comparison) -> str:
    """An amount with its currency sign, its places, and a minus where it is below nought."""
    return f"{'-' if amount < 0 else ''}{comparison.symbol}{decimal(abs(amount), comparison.places)}"


def more(each: Difference, comparison: Comparison) -> str:
    """By how much the newer sum differs, with its sign: `+£3.00`, `-£3.00`, or nothing."""
    sign = "+" if each.more > 0 else ""
    return f"{sign}{money(each.more, comparison)}" if each.more else ""


def tables(moneys: Moneys) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """The tables of a trial that have anything to show: by what, and the rows that differ."""
    groups = ((name.rpartition(".")[2], rows) for name, rows in moneys.groups)
    every = (("clause", moneys.clauses), ("period", moneys.periods), *groups)
    for name, rows in every:
        if differing := tuple(each for each in rows if each.more):
            yield name, differing


def verdict(comparison: Comparison) -> list[str]:
    """What is to be said of the money before any table: sentences."""
    if comparison.incomparable:
        return [f"Amounts are not compared: {listing(comparison.incomparable, 'and')}."]
    same = [each.trial for each in comparison.moneys if not each.differs]
    told = []
    if not comparison.moneys:
        told.append(
            "Nothing could be tried: there is no data, no scenario and no worked example that both can be paid on."
        )
    elif len(same) == len(comparison.moneys):
        told.append(f"Pays the same on everything tried: {_listed(same)}.")
    elif same:
        told.append(f"Pays the same on {_listed(same)}.")
    told += [f"Not tried on {name}: {'; '.join(why)}." for name, why in comparison.refused.items()]
    return told


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def marked(runs: Runs) -> str:
    """Words with what is removed and inserted between brackets, for a reader without colours."""
    return "".join(_marked(each) for each in runs)


def _marked(run: Run) -> str:
    if run.how == REMOVED:
        return f"[-{run.text}-]"
    return f"{{+{run.text}+}}" if run.how == INSERTED else run.text


def moved_within() -> str:
    """What is said of an item that stands elsewhere in its block."""
    return f"({MOVED} within the block)"
