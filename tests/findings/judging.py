"""What the checker gives for the labelled set, beside what it should give."""

from collections import Counter
from pathlib import Path

from attrs import frozen

from pbrlang.lints import find
from pbrlang.pipeline import compile_text
from tests.findings.cases import Case, cases

UNASKED = ("no-example", "no-boundary-example")
"""What fragments are not asked for: they have no room for worked examples."""

Pair = tuple[str, str]


@frozen
class Verdict:
    """One case: the labels that were met, those that were missed, and what was given without a label."""

    case: Case
    met: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    extra: tuple[Pair, ...]


@frozen
class Score:
    """How many findings were rightly given, how many should have been and were not, how many were given wrongly."""

    met: int
    missed: int
    extra: int

    @property
    def precision(self) -> float:
        """The part of what was given that is rightly given."""
        return self.met / ((self.met + self.extra) or 1)

    @property
    def recall(self) -> float:
        """The part of what should be given that was."""
        return self.met / ((self.met + self.missed) or 1)


def given(case: Case) -> list[Pair]:
    """The findings of a case, by name and by what they are about; those in the frame are left out."""
    folder = Path(case.file).parent
    beside = {each.name: each for each in folder.rglob("*.csv")} if folder.name else {}
    compilation = compile_text(case.file, case.text, lambda name: _beside(beside, name))
    if compilation.program is None:
        raise ValueError(f"{case.page}: `{case.title}` has errors")
    found = find(compilation.program, compilation.tree).open
    pairs = [(each.name, each.about) for each in found if _is_judged(case, each.span.start, each.about)]
    return [pair for pair in pairs if case.is_whole or pair[0] not in UNASKED]


def _beside(files: dict[str, Path], name: str) -> str | None:
    path = files.get(Path(name).name)
    return path.read_text(encoding="utf-8") if path else None


def _is_judged(case: Case, start: int, about: str) -> bool:
    """Whether a finding lies in the fragment; one about the whole contract stands at the frame's header."""
    return about == "contract" or start < case.own


def verdict(case: Case) -> Verdict:
    """What was met, missed and given without a label, each as often as it was."""
    wanted = Counter((each.name, each.about) for each in case.labels)
    found = Counter(given(case))
    met, missed, extra = wanted & found, wanted - found, found - wanted
    return Verdict(case, tuple(met.elements()), tuple(missed.elements()), tuple(extra.elements()))


def verdicts() -> list[Verdict]:
    """All cases."""
    return [verdict(each) for each in cases()]


def score(every: list[Verdict], name: str | None = None) -> Score:
    """The numbers of all findings, or of those of one name."""

    def number(pairs: tuple[Pair, ...]) -> int:
        return sum(name is None or found == name for found, _ in pairs)

    return Score(
        sum(number(each.met) for each in every),
        sum(number(each.missed) for each in every),
        sum(number(each.extra) for each in every),
    )
