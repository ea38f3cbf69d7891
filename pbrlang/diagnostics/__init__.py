"""What the compiler says: messages as data, and how they are drawn."""

from pbrlang.diagnostics.model import DataPlace, Diagnostic, Edit, Remark, Severity

__all__ = ["DataPlace", "Diagnostic", "Edit", "Remark", "Severity"]
