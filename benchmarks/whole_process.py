"""Timing of whole processes, side by side: commands take turns, so that a busy machine slows all of them alike."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Run:
    """One finished process: seconds on the clock, seconds of processor, and its largest memory in MiB."""

    wall: float
    cpu: float
    memory: float


def as_installed() -> dict[str, str]:
    """The environment in which Python keeps what it has compiled, as it does for whoever installs a program."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away; a failing command ends the benchmark."""
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=as_installed())
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - begun
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"this command failed: {' '.join(command)}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def take_turns(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, list[Run]]:
    """Run each command once to warm up, then all of them in turn, so many times."""
    for command in commands.values():
        run(command)
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(run(command))
    return found


def table(found: Mapping[str, list[Run]]) -> str:
    """Medians of each command, and the median of its ratio to the first, turn by turn."""
    first = next(iter(found.values()))
    lines = [f"{'':<44}{'wall ms':>10}{'cpu ms':>10}{'MiB':>8}{'x first':>10}"]
    for name, runs in found.items():
        ratio = statistics.median(here.wall / there.wall for here, there in zip(runs, first, strict=True))
        wall, cpu = (statistics.median(getattr(each, what) for each in runs) * 1000 for what in ("wall", "cpu"))
        memory = statistics.median(each.memory for each in runs)
        lines.append(f"{name:<44}{wall:>10.0f}{cpu:>10.0f}{memory:>8.0f}{ratio:>10.2f}")
    return "\n".join(lines)
