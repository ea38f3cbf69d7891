"""Thresholds that are a judgement. Each can be set in a project's `pbr.toml` or `pyproject.toml`."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, fields, frozen


@frozen
class Settings:
    """Numbers beyond which something is told; the page of each finding says whose judgement the default is."""

    outcomes: int = 3
    """The most outcomes that are paid for."""
    measures: int = 2
    """The most measures of one outcome that are paid for."""
    new_figures: int = 12
    """The most figures of a row, over all data, that nobody collects yet."""
    clauses: int = 10
    """The most clauses of money."""
    prices: int = 50
    """The most prices on all rate cards."""
    depth: int = 6
    """The most operations one inside another, names written out."""
    complexity: int = 120
    """The most parts of a contract, as they are counted in its complexity."""
    progress: int = 10
    """The share of the money that may be paid on progress, in per cent."""
    chance: int = 10
    """How often noise alone may be paid, in per cent."""
    unpaid: int = 20
    """How often an effect of the supposed size may go unpaid, in per cent."""
    cohort: int = 500
    """The number of cases that a cohort may need for that, where its size is not known."""
    wait: int = 6
    """Months without pay after which a contract by results alone is told."""
    long_stop: int = 24
    """Months for which a clawback may stay open before it is told."""
    at_risk: int = 50
    """The share of the money that may rest on results, in per cent, where the first of it comes late."""
    denominator: int = 50
    """The fewest cases of which a rate is told without a word."""
    observation: int = 12
    """Months from the last entry of a cohort to its result after which results are late."""

    def share(self, name: str) -> Fraction:
        """A setting in per cent, as a share."""
        return Fraction(getattr(self, name), 100)

    def changed(self, values: Mapping[str, object]) -> "Settings":
        """With some numbers set anew. ValueError names one that there is not, or that is no whole number."""
        known = {each.name for each in fields(Settings)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"there is no limit `{name}`: there are {', '.join(sorted(known))}")
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise ValueError(f"`{name}` must be a whole number")
        return evolve(self, **values)  # type: ignore[arg-type]
