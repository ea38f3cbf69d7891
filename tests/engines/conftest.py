"""A server of PostgreSQL of the tests' own, where its programs are installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def late_hours(repository: Path, tmp_path: Path) -> Path:
    """A contract whose data say when they were recorded, as a page shows it, in a folder `hours` with its data."""
    page = (repository / "docs" / "how-to" / "late-and-corrected-data.md").read_text(encoding="utf-8")
    contract, rows = (
        page.split(f"```{fence}\n")[1].split("```")[0] for fence in ("pbr", 'csv title="hours_reports.csv"')
    )
    data = tmp_path / "hours" / "data"
    data.mkdir(parents=True)
    (tmp_path / "hours" / "contract.pbr").write_text(contract, encoding="utf-8")
    (data / "hours_reports.csv").write_text(rows, encoding="utf-8")
    (data / "complete.csv").write_text("Data,Complete To\nHours Reports,2031-02-28\n", encoding="utf-8")
    return data.parent


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server that is started for the tests and listens on a socket alone."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        pytest.skip("needs the program initdb of PostgreSQL")
    programs = found[-1].parent if found else Path(shutil.which("initdb") or "").parent
    user = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    # The path of a socket may have a hundred characters, and pytest's own folders are long.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if user:
            shutil.chown(folder, "nobody")

        def run(*words: str) -> None:
            subprocess.run([*user, *words], check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120)

        where = ["-D", f"{folder}/data"]
        run(str(programs / "initdb"), *where, "-U", "pbr", "-E", "UTF8", "--no-locale", "--auth=trust", "--no-sync")
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run(str(programs / "pg_ctl"), *where, "-w", "-l", f"{folder}/log", "-o", settings, "start")
        try:
            yield f"postgresql://pbr@/postgres?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), *where, "-m", "immediate", "stop")
