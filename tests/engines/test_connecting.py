"""A database keeps to what it is given, and spills beyond it."""

from datetime import date
from pathlib import Path

import pytest

from pbrlang.engines.connecting import Resources, UnusableResources, connected
from pbrlang.engines.loading import load
from tests.data.tables import TABLES, with_files, write_files


def test_memory_and_threads_are_those_asked_for(tmp_path: Path) -> None:
    with connected(Resources("123MB", 3, tmp_path)) as connection:
        query = "SELECT current_setting('memory_limit'), current_setting('threads'), current_setting('temp_directory')"
        found = connection.execute(query).fetchone()
        assert len(list(tmp_path.iterdir())) == 1
    assert found is not None
    assert found[:2] == ("117.3 MiB", 3)
    assert found[2].startswith(str(tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("resources", "why"),
    [
        (Resources(memory="4 bananas"), "write it as in `4GB`"),
        (Resources(memory="-1"), "write it as in `4GB`"),
        (Resources(threads=0), "at least one thread"),
        (Resources(scratch=Path("/nowhere/at/all")), "there is no folder /nowhere/at/all"),
    ],
)
def test_what_cannot_be_used_is_told(resources: Resources, why: str) -> None:
    with pytest.raises(UnusableResources, match=why), connected(resources):
        pass


@pytest.mark.slow
def test_more_data_than_memory_spills(tmp_path: Path) -> None:
    rows = [f"P{number % 1000 + 1:060},{number},2012-02-01\n" for number in range(1_500_000)]
    people = [f"P{number:060},New ESA,2011-06-20,yes\n" for number in range(1, 1001)]
    files = with_files(
        participants="Participant,Payment Group,Referred On,Supported\n" + "".join(people),
        employment_claims="Participant,Weeks In Work,Reached On\n" + "".join(rows) + "P1,-1,2012-02-01\n",
    )
    folder = write_files(tmp_path / "data", files)
    (tmp_path / "scratch").mkdir()
    with connected(Resources("100MB", 2, tmp_path / "scratch")) as connection:
        found = load(connection, folder, TABLES, symbol="£", complete_to=date(2012, 3, 31))
        assert [each.fault.name for each in found.reading.bad] == ["out-of-bounds"]
        spilt = connection.execute("SELECT sum(size) FROM duckdb_temporary_files()").fetchone()
        assert connection.execute("SELECT count(*), max(weeks_in_work) FROM employment_claim").fetchone() == (
            1_500_000,
            1_499_999,
        )
    assert spilt is not None
    assert spilt[0]
