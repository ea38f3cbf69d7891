"""What becomes of advances, in views: the same as in the interpreter, on real databases."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.engines.test_sql_limits import HEAD, LIMITS, a_cap, a_folder
from tests.engines.test_sql_scripts import STATEMENT, Run, in_duckdb, in_postgres, statement_of

OF_CLIENT = """
advance Early Long against Long Visit
    for each Client
    pays £100.01
    unearned on {day} is recovered, {how}
"""
OF_ALL = """
advance Early Sum against Long Visit, Short Visit
    pays £250.05 on 1 May 2030, payable on its date
    unearned on 31 March 2032 is recovered, as a debt
"""
MONTHLY = """
advance Monthly Sum against Long Visit, Joining Fee
    for each month of the term
    pays £20.01
    unearned on 30 June 2032 is recovered, as a debt
"""
OF_VISITS = """
payment First Review
    for each Client
    on 1 March 2031
    pays £9.99

payment Second Review
    for each Client
    on 31 March 2032
    pays £12.01

advance Early Visit against First Review, Second Review
    for each Home Visit
    when Kind is Short
    pays £5.01
    unearned on 30 June 2032 is recovered, as a debt
"""
ALONE = """
payment Undoing
    for each Home Visit
    on Undone On
    when Undone On is not blank
    pays £7.01
    payable on its date

advance For Undoing against Undoing
    pays £15.50 on 30 April 2030
    unearned on 31 March 2031 is recovered, as a debt
"""
ADVANCES = {
    "for each client": OF_CLIENT.format(day="31 March 2031", how="as a debt"),
    "in instalments": OF_CLIENT.format(
        day="31 March 2031", how="in 4 equal monthly instalments from 31 May 2031, the last takes the rest"
    ),
    "one after another": OF_CLIENT.format(day="1 June 2032", how="as a debt") + OF_ALL,
    "for each month": MONTHLY + a_cap("Ceiling", LIMITS["for each row"]),
    "many for the same": OF_VISITS,
    "against what has its own statement": ALONE,
}


@pytest.mark.parametrize("advance", ADVANCES)
def test_an_advance(tmp_path: Path, advance: str) -> None:
    contract = a_folder(tmp_path / "visits", 0, HEAD + ADVANCES[advance])
    in_duckdb(contract, statement_of(contract))


def test_advances_in_postgres(tmp_path: Path, postgres_url: str) -> None:
    contract = a_folder(tmp_path / "visits", 1, HEAD + ADVANCES["one after another"])
    in_postgres(contract, postgres_url, statement_of(contract))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_advances_everywhere(tmp_path: Path, postgres_url: str, seed: int) -> None:
    for number, added in enumerate(ADVANCES.values()):
        contract = a_folder(tmp_path / str(number), seed, HEAD + added)
        in_duckdb(contract, statement_of(contract))
        in_postgres(contract, postgres_url, statement_of(contract))


def test_no_statement_is_given_where_advances_for_the_same_end_on_different_days(tmp_path: Path) -> None:
    """One is paid after the day on which what is left is recovered, and so recovered on its own day."""
    late = OF_VISITS.replace("30 June 2032", "30 April 2030")
    contract = a_folder(tmp_path / "visits", 0, HEAD + late)

    def test(run: Run) -> None:
        run("INSERT INTO clients VALUES ('C1', DATE '2030-04-01', 'High', 0)")
        add = "INSERT INTO home_visits VALUES ('V{0}', 'C1', 'Short', 1, DATE '2030-0{0}-30', NULL)"
        run(add.format(4))
        assert sum(row[-1] for row in run(STATEMENT)) == Decimal("100.70")
        run(add.format(5))
        with pytest.raises(Exception, match="some rows must not be used"):
            run(STATEMENT)
        [told] = set(run("SELECT input, problem FROM problems"))
        assert told[0] == "Early Visit"
        assert "recovered on different days" in told[1]

    in_duckdb(contract, test)
