"""How the reference interpreter's time grows with the number of claims: `pbr pay` on made job outcomes.

Run it where pbrlang is installed: `.venv/bin/python benchmarks/reference_interpreter.py`.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from whole_process import run

EXAMPLE = Path(__file__).parents[1] / "examples" / "work-programme"
SIZES = (2_500, 5_000, 10_000, 20_000, 40_000)


def main() -> None:
    """Print, for each number of claims, medians over three runs."""
    print(f"{'claims':>8}{'seconds':>10}{'per claim':>12}{'MiB':>8}")
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            data = Path(name) / str(size)
            make = [sys.executable, str(EXAMPLE / "make_outcomes.py"), "--people", str(size), str(data)]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
            command = [sys.executable, "-P", "-m", "pbrlang", "pay", str(EXAMPLE), "--data", str(data)]
            runs = [run(command) for _ in range(3)]
            seconds = statistics.median(each.wall for each in runs)
            memory = statistics.median(each.memory for each in runs)
            print(f"{size:>8,}{seconds:>10.2f}{seconds / size * 1e6:>9.0f} µs{memory:>8.0f}")


if __name__ == "__main__":
    main()
