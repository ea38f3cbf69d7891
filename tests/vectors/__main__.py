"""Write the conformance vectors anew, from the language reference and the examples: `python -m tests.vectors`."""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pbrlang
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.verify import Data, data_of, grown_data, written
from tests.agreement.both import folder_of, reading_of
from tests.frame import CLIENTS, above, is_whole
from tests.language.pages import ROOT, Case, cases

HERE = Path(__file__).parent
SEED = 2
EXAMPLE_SEEDS = (1, 2, 5)


def main() -> int:
    """Take away what is there, and write all vectors; the exit status."""
    for folder in HERE.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            shutil.rmtree(folder)
    count = sum(_write(*each) for each in (*_of_reference(), *_of_examples()))
    print(f"{count} vectors")
    return 0


def _of_reference() -> Iterator[tuple[str, str, dict[str, str], dict[str, Data]]]:
    for page in sorted((ROOT / "tests" / "language").glob("*.md")):
        for number, case in enumerate(cases(page), start=1):
            text = above(case.contract.text)
            program = None if case.is_mistaken else compile_text("contract.pbr", text, case.files().get).program
            if program is None or not program.clauses:
                continue
            beside = {name: each for name, each in case.files().items() if f'"{name}"' in text}
            yield f"{page.stem}-{number}", text, beside, dict(_data(program, case, number % 4 == 0))


def _data(program: Program, case: Case, made_up: bool) -> Iterator[tuple[str, Data]]:
    last = program.terms.settles_until
    frame = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    expected = case.expected[-1] if case.expected else None
    files = {name: text for name, text in {**frame, **case.files(expected)}.items() if "/" not in name}
    with folder_of(program, files) as folder:
        reading = reading_of(program, folder, last)
    if not reading.errors and not reading.bad:
        yield "of-the-page", data_of(program, reading, last, last)
    made = grown_data(program, SEED, 6) if made_up else None
    if made is not None:
        yield f"made-up-{SEED}", made


def _of_examples() -> Iterator[tuple[str, str, dict[str, str], dict[str, Data]]]:
    for folder in sorted(each for each in (ROOT / "examples").iterdir() if each.is_dir()):
        contract = pbrlang.load(folder)
        texts = {each.relative_to(folder).as_posix(): each for each in folder.rglob("*.csv")}
        text = contract.path.read_text(encoding="utf-8")
        beside = {name: path.read_text(encoding="utf-8") for name, path in texts.items() if f'"{name}"' in text}
        made = {f"made-up-{seed}": grown_data(contract.program, seed) for seed in EXAMPLE_SEEDS}
        yield folder.name, text, beside, {name: data for name, data in made.items() if data is not None}


def _write(name: str, text: str, beside: dict[str, str], every: dict[str, Data]) -> int:
    """Write a contract with its sets of data, those of which something comes; how many there are."""
    known = {title: data for title, data in every.items() if not data.settlement.faults and data.settlement.settled}
    if not known:
        return 0
    folder = HERE / name
    for file, content in {"contract.pbr": text, **beside}.items():
        _put(folder / file, content)
    for title, data in known.items():
        _put(folder / title / "case.json", _told(data.as_at, data.complete_to))
        _put(folder / title / "statement.json", data.meant)
        for file, content in written(data.settlement.program, data).items():
            _put(folder / title / "data" / file, content)
    return len(known)


def _told(as_at: date, complete_to: date) -> str:
    return json.dumps({"as_at": as_at.isoformat(), "complete_to": complete_to.isoformat()}, indent=2) + "\n"


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
