"""The Work Programme in OpenFisca-Core, with numpy: `python openfisca.py FOLDER`, with Parquet files.

OpenFisca works person by person and month by month on arrays, and keeps money in 32-bit floating-point numbers.
What is left to hand-written numpy before and after it is what it has no words for: rows of events become counts
for each month, and sums of cohorts and the cap are made of its results.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import scheme
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH, DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="people", label="A participant", is_person=True)
EVER = DateUnit.ETERNITY
TABLE = np.array(list(scheme.GROUPS.values()), dtype=np.int64)


class number_of_group(Variable):
    """The payment group, by number."""

    value_type, entity, definition_period = int, PERSON, EVER


class year_of_referral(Variable):
    """The contract year of referral, from nought."""

    value_type, entity, definition_period = int, PERSON, EVER


class attached(Variable):
    """Whether attached in the month."""

    value_type, entity, definition_period = int, PERSON, MONTH


class has_outcome(Variable):
    """Whether the job outcome is reached in the month."""

    value_type, entity, definition_period = int, PERSON, MONTH


class sustained(Variable):
    """How many sustainments are reached in the month."""

    value_type, entity, definition_period = int, PERSON, MONTH


class attachment_fee(Variable):
    """What the attachment pays."""

    value_type, entity, definition_period = float, PERSON, MONTH

    def formula(person, period):
        """In pounds."""
        card = TABLE[person("number_of_group", period), 0]
        prices = np.array(scheme.ATTACHMENT)[card, person("year_of_referral", period)]
        return person("attached", period) * prices / 100


class job_outcome(Variable):
    """What the job outcome pays."""

    value_type, entity, definition_period = float, PERSON, MONTH

    def formula(person, period):
        """In pounds."""
        return person("has_outcome", period) * TABLE[person("number_of_group", period), 1] / 100


class sustainment(Variable):
    """What sustainments pay."""

    value_type, entity, definition_period = float, PERSON, MONTH

    def formula(person, period):
        """In pounds."""
        return person("sustained", period) * TABLE[person("number_of_group", period), 3] / 100


def months() -> list[str]:
    """The months from the first day to the last, as OpenFisca writes them."""
    first, last = (day.year * 12 + day.month - 1 for day in (scheme.FIRST_DAY, scheme.LAST_DAY))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


def month_of(days: np.ndarray) -> np.ndarray:
    """The number of each day's month, from nought."""
    first = scheme.FIRST_DAY.year * 12 + scheme.FIRST_DAY.month - 1
    return days.astype("datetime64[M]").astype(np.int64) + 1970 * 12 - first


def stretch_of(days: np.ndarray, ends: tuple[date, ...]) -> np.ndarray:
    """The number, from nought, of the stretch of days in which each day lies."""
    return np.searchsorted(np.array(ends, dtype="datetime64[D]"), days)


def days_of(column: object) -> np.ndarray:
    """A column of dates."""
    return np.asarray(column).astype("datetime64[D]")


def main(folder: Path) -> dict[str, int]:
    """What each clause pays in all, in pence, as near as 32-bit numbers come to it."""
    people = pq.read_table(folder / "participants.parquet")
    claims = pq.read_table(folder / "employment_claims.parquet")
    names = list(scheme.GROUPS)
    group = people["Payment Group"].combine_chunks().dictionary_encode()
    codes = np.array([names.index(each) for each in group.dictionary.to_pylist()])[np.asarray(group.indices)]
    entered, referred = days_of(people["Attached On"]), days_of(people["Referred On"])
    keys = np.asarray(people["Participant"]).astype(str)
    order = np.argsort(keys)
    who = order[np.searchsorted(keys[order], np.asarray(claims["Participant"]).astype(str))]
    weeks, reached = np.asarray(claims["Weeks In Work"]).astype(np.int64), days_of(claims["Reached On"])
    place = np.lexsort((weeks, reached, who))
    place = place[reached[place] <= np.datetime64(scheme.LAST_DAY)]
    who, weeks, reached = who[place], weeks[place], reached[place]
    past = weeks - TABLE[codes[who], 2]
    first_who, first_at = np.unique(who[past >= 0], return_index=True)
    first_day = reached[past >= 0][first_at]
    steps = (past >= 4) & (past % 4 == 0)
    step_who, step_day = who[steps], reached[steps]
    begins = np.r_[True, step_who[1:] != step_who[:-1]]
    rank = np.arange(len(step_who)) - np.maximum.accumulate(np.where(begins, np.arange(len(step_who)), 0))
    within = rank < TABLE[codes[step_who], 4]
    step_who, step_day = step_who[within], step_day[within]
    simulation = SimulationBuilder().build_default_simulation(system(), count=len(keys))
    simulation.set_input("number_of_group", EVER, codes)
    simulation.set_input("year_of_referral", EVER, np.minimum(stretch_of(referred, scheme.YEAR_ENDS), 3))
    counts = {
        "attached": (np.arange(len(keys)), month_of(entered)),
        "has_outcome": (first_who, month_of(first_day)),
        "sustained": (step_who, month_of(step_day)),
    }
    paid = defaultdict(float)
    for number, month in enumerate(months()):
        for name, (those, when) in counts.items():
            simulation.set_input(name, month, np.bincount(those[when == number], minlength=len(keys)))
        for clause in scheme.CLAUSES[:3]:
            paid[clause] += float(simulation.calculate(clause.lower().replace(" ", "_"), month).sum())
    attached_in, reached_in = stretch_of(entered, scheme.YEAR_ENDS), stretch_of(first_day, scheme.YEAR_ENDS)
    for code, row in enumerate(TABLE):
        for year in range(len(scheme.INCENTIVE_YEARS)):
            number = int(((codes == code) & (attached_in == year)).sum())
            good = int(((codes[first_who] == code) & (reached_in == year)).sum())
            paid["Incentive"] += max(0.0, 1000 * (good / number - row[5] / 1000) * number) if number else 0.0
    return {clause: round(paid[clause] * 100) for clause in scheme.CLAUSES}


def system() -> TaxBenefitSystem:
    """The rules as OpenFisca holds them."""
    rules = TaxBenefitSystem([PERSON])
    for variable in (number_of_group, year_of_referral, attached, has_outcome, sustained):
        rules.add_variable(variable)
    for variable in (attachment_fee, job_outcome, sustainment):
        rules.add_variable(variable)
    return rules


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
