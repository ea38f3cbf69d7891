"""The frozen classes that the compiler is made of: what they hold, how they compare, and what they refuse."""

import importlib
import pkgutil

import attrs
import pytest

import pbrlang
from pbrlang.source.late import Late, changed, field, finish


class Place(metaclass=Late, by_value=True):
    line: int
    file: str = "contract.pbr"


class Noted(Place):
    notes: list[str] = field(factory=list)
    seen: int = field(default=0, eq=False)

    @property
    def loud(self) -> str:
        return self.file.upper()


class Named(metaclass=Late):
    name: str
    length: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


class Moved(Noted):
    file: str = "other.pbr"


def test_values_are_taken_in_their_order_or_by_name() -> None:
    place = Noted(3, notes=["here"])
    assert (place.line, place.file, place.notes, place.seen) == (3, "contract.pbr", ["here"], 0)
    assert Noted(3).notes is not Noted(3).notes
    assert Noted(1, "a", ["b"], 2).seen == 2
    assert place.loud == "CONTRACT.PBR"


def test_an_attribute_said_again_keeps_its_place() -> None:
    assert [each.name for each in attrs.fields(type(Moved(1)))] == ["line", "file", "notes", "seen"]  # type: ignore[arg-type]
    assert Moved(1).file == "other.pbr"


def test_what_is_worked_out_is_not_handed_over() -> None:
    assert Named("three").length == 5
    with pytest.raises(TypeError, match="Named takes 1 values, and 2 were given"):
        Named("three", 5)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("values", "named", "said"),
    [
        ((), {}, "Noted needs a value for line"),
        ((1, "a", [], 2, 3), {}, "Noted takes 4 values, and 5 were given"),
        ((1,), {"colour": "red"}, "Noted has no place for colour, or is given it twice"),
        ((1,), {"line": 2}, "Noted has no place for line, or is given it twice"),
    ],
)
def test_what_does_not_fit_is_refused(values: tuple[object, ...], named: dict[str, object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Noted(*values, **named)  # type: ignore[arg-type]


def test_nothing_is_changed_but_copies_are() -> None:
    place = Place(3)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.line = 4
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del place.line
    assert (changed(place, line=4).line, place.line) == (4, 3)
    assert attrs.evolve(place, line=4) == Place(4)  # type: ignore[misc]
    assert changed(Named("three"), name="four").length == 4


def test_they_compare_by_what_they_hold_where_they_say_so() -> None:
    assert Place(3) == Place(3)
    assert hash(Place(3)) == hash(Place(3))
    assert Place(3) != Place(4)
    assert Place(3) != Noted(3)
    assert Noted(3, seen=1) == Noted(3, seen=2)
    assert Named("one") != Named("one")
    assert len({Named("one"), Named("one")}) == 2


def test_they_can_be_matched() -> None:
    match Noted(3, "a"):
        case Noted(line, file):
            assert (line, file) == (3, "a")


def test_every_class_of_the_compiler_can_be_finished() -> None:
    for module in pkgutil.walk_packages(pbrlang.__path__, "pbrlang."):
        if not module.name.startswith(("pbrlang.pages", "pbrlang.__main__")):
            importlib.import_module(module.name)
    found = _below(object)
    for each in found:
        finish(each)
    assert len(found) > 300


def _below(cls: type) -> set[type]:
    found: set[type] = set()
    below: list[type] = type.__subclasses__(cls)
    for each in below:
        if isinstance(each, Late):
            found.add(each)
        found |= _below(each)
    return found
