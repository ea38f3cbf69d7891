"""The worked examples of a contract, each run once."""

from pbrlang.ir.program import Example, Program
from pbrlang.settle.examples import ExampleResult, run_example


class Worked:
    """Runs the worked examples of one contract when they are asked for, and keeps what came of them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._results: dict[Example, ExampleResult] = {}

    def of(self, example: Example) -> ExampleResult:
        """What came of an example; see `run_example`."""
        if example not in self._results:
            self._results[example] = run_example(self._program, example)
        return self._results[example]
