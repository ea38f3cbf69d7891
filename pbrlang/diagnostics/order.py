"""The order in which messages are told, and how they are counted."""

from collections import Counter
from collections.abc import Iterable

from pbrlang.diagnostics.finding import Finding
from pbrlang.diagnostics.model import Diagnostic, Severity
from pbrlang.diagnostics.prose import listing, plural

_MOST_FILES_NAMED = 3


def file_of(finding: Finding) -> str:
    """The file that a message is about."""
    return finding.span.source.name if isinstance(finding, Diagnostic) else finding.place.file


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by file, line, column and code; data by file, row, name of the column and code."""
    return sorted(findings, key=_key)


def _key(finding: Finding) -> tuple[str, int, int, str, str, str]:
    if isinstance(finding, Diagnostic):
        line, column = finding.span.source.position(finding.span.start)
        return file_of(finding), line, column, "", finding.code, finding.message()
    return file_of(finding), finding.place.row, 0, finding.place.column or "", finding.code, finding.message()


def summary(findings: Iterable[Finding]) -> str:
    """How many of each severity in which files: `2 errors, 1 warning in contract.pbr`; empty if there are none."""
    told = list(findings)
    if not told:
        return ""
    numbers = Counter(finding.severity for finding in told)
    counted = ", ".join(plural(numbers[severity], severity.value) for severity in Severity if numbers[severity])
    files = sorted({file_of(finding) for finding in told})
    where = listing(files, "and") if len(files) <= _MOST_FILES_NAMED else plural(len(files), "file")
    return f"{counted} in {where}"
