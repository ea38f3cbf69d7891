"""Every contract of the language reference with its data: a database gives what the interpreter gives, or declines."""

import pytest

from tests.agreement.both import folder_of, reading_of
from tests.agreement.test_reference import CASES, data_of, days_of, program_of
from tests.engines.test_grown import agrees
from tests.language.pages import Case

LEAST = 190
"""So many cases of the reference, at the least, are worked out in a database; the others are declined with a reason."""


def tried(case: Case) -> bool:
    """Whether a case is worked out in a database; it must then come to the same."""
    program = program_of(case)
    if program is None:
        return False
    found = False
    for files in data_of(case)[-1:]:
        for day in days_of(program)[-1:]:
            with folder_of(program, files) as folder:
                reading = reading_of(program, folder, program.terms.settles_until)
                if not (reading.errors or reading.bad):
                    found = agrees(program, reading, day, program.terms.settles_until) or found
    return found


@pytest.mark.slow
def test_what_the_reference_says_holds_in_a_database() -> None:
    assert sum(map(tried, CASES)) >= LEAST


@pytest.mark.parametrize("case", CASES[::25], ids=lambda case: str(case)[:40])
def test_a_part_of_the_reference_holds_in_a_database(case: Case) -> None:
    tried(case)
