"""How long `pbr check` takes on the Work Programme contract, beside a bare import of its parser.

Run it with the Python in whose environment pbrlang is installed: `.venv/bin/python benchmarks/start_up.py`.
"""

import sys
from pathlib import Path

from whole_process import table, take_turns

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = str(EXAMPLES / "work-programme")
COMMANDS = {
    'python -c "import lark"': [sys.executable, "-c", "import lark"],
    "pbr check examples/work-programme": [sys.executable, "-P", "-m", "pbrlang", "check", EXAMPLE],
    "pbr check examples/transforming-rehabilitation": [
        *(sys.executable, "-P", "-m", "pbrlang", "check"),
        str(EXAMPLES / "transforming-rehabilitation"),
    ],
    "pbr --version": [sys.executable, "-P", "-m", "pbrlang", "--version"],
}

if __name__ == "__main__":
    print(table(take_turns(COMMANDS, times=15)))
