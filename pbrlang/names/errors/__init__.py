"""All that can be wrong with names: unknown, ambiguous, out of reach, declared twice."""

from pbrlang.names.errors.combined import ListAmongWords, PairOfRows, PairRepeats
from pbrlang.names.errors.counted import HomeUnsaid, NotCounted, UnknownHome, Unlinked
from pbrlang.names.errors.dated import NoIndex, NoOwnPeriod
from pbrlang.names.errors.declared import ChoiceIsTerm, DeclaredTwice
from pbrlang.names.errors.read import AmbiguousName, NotAMeasure, NoTheBaseline, OutOfReach, UnknownName
from pbrlang.names.errors.sequence import NoneBefore
from pbrlang.names.errors.subjects import EarnedByOne, ThisOfNothing

__all__ = [
    "AmbiguousName",
    "ChoiceIsTerm",
    "DeclaredTwice",
    "EarnedByOne",
    "HomeUnsaid",
    "ListAmongWords",
    "NoIndex",
    "NoOwnPeriod",
    "NoTheBaseline",
    "NoneBefore",
    "NotAMeasure",
    "NotCounted",
    "OutOfReach",
    "PairOfRows",
    "PairRepeats",
    "ThisOfNothing",
    "UnknownHome",
    "UnknownName",
    "Unlinked",
]
