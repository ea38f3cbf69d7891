"""What every piece of advice has."""

from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.diagnostics.page import Page, Text


class Advice(Diagnostic):
    """A message about a sound contract. `about` is the name of the block that it is about, or `contract`.

    The page of a subclass has a part `Source` besides those of other messages: a list of published documents.
    """

    severity = Severity.WARNING

    about: str

    def sources(self) -> tuple[str, ...]:
        section = Page.of(type(self)).section("Source")
        lines = "\n".join(part.text for part in section.parts if isinstance(part, Text)) if section else ""
        return tuple(" ".join(item.split()) for item in ("\n" + lines).split("\n- ") if item.strip())
