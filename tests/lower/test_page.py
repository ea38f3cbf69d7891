"""The page of the message: its example cannot be built, and what it says to write instead can."""

from pbrlang.diagnostics.page import Page
from pbrlang.lower import Lowered, lower
from pbrlang.lower.errors import CannotBuild
from tests.frame import FRAME
from tests.properties.paying import compiled


def test_the_example_is_refused_and_what_to_write_instead_is_not() -> None:
    page = Page.of(CannotBuild)
    for fence in page.examples("Example"):
        found = lower(compiled(FRAME + fence.text))
        assert not isinstance(found, Lowered)
        assert [each.code for each in found] == [CannotBuild.code]
    for fence in page.examples("Instead"):
        assert isinstance(lower(compiled(FRAME + fence.text)), Lowered)
    assert page.examples("Example")
    assert page.examples("Instead")
