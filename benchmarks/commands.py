"""How long the commands take that a person waits for: findings and documents of the two longest examples.

Run it where pbrlang is installed with `documents`: `.venv/bin/python benchmarks/commands.py`.
"""

import sys
import tempfile
from pathlib import Path

from whole_process import table, take_turns

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("work-programme", "transforming-rehabilitation")
TIMES = 5


def main() -> None:
    """Print medians of whole processes, and how often the first goes into each."""
    pbr = [sys.executable, "-m", "pbrlang"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for name in NAMES:
            commands[f"pbr check {name}"] = [*pbr, "check", str(EXAMPLES / name)]
            for suffix in ("html", "docx", "pdf"):
                file = str(Path(folder) / f"{name}.{suffix}")
                commands[f"pbr doc {name}, {suffix}"] = [*pbr, "doc", str(EXAMPLES / name), "-o", file]
        print(table(take_turns(commands, TIMES)))


if __name__ == "__main__":
    main()
