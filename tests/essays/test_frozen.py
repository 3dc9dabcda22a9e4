"""Frozen records behave as frozen dataclasses with keyword fields do."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest
from pelican.plugins.essays.frozen import Frozen


class Place(Frozen):
    """A record with a field of each kind."""

    name: str
    size: int = 2
    tags: list[str] = field(default_factory=list)


class Town(Place):
    """A record that another goes before."""

    mayor: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Twin:
    """What `Place` stands in for."""

    name: str
    size: int = 2
    tags: list[str] = field(default_factory=list)


def test_it_has_the_fields_and_the_defaults_of_its_twin() -> None:
    """In their order, and with a list of its own each time."""
    place, twin = Place(name="Lyon"), Twin(name="Lyon")
    assert [one.name for one in fields(place)] == [one.name for one in fields(twin)]
    assert (place.name, place.size, place.tags) == (twin.name, twin.size, twin.tags)
    assert Place(name="Lyon").tags is not place.tags
    assert [one.name for one in fields(Town)] == ["name", "size", "tags", "mayor", "line"]


def test_it_says_what_it_is() -> None:
    """Its representation is that of its twin, whatever the order in which it was given."""
    assert repr(Place(size=3, name="Lyon")) == repr(Twin(name="Lyon", size=3)).replace(
        "Twin", "Place"
    )


def test_records_are_equal_by_their_fields_and_their_class() -> None:
    """Equal ones have one hash."""
    assert Place(name="Lyon", size=1) == Place(size=1, name="Lyon")
    assert Place(name="Lyon") != Place(name="Lille")
    assert Place(name="Lyon") != Town(name="Lyon", mayor="Édouard")
    assert Place(name="Lyon") != Twin(name="Lyon")
    one, other = Place(name="Lyon", tags=()), Place(tags=(), name="Lyon")  # type: ignore[arg-type]
    assert hash(one) == hash(other)
    assert Town(name="Lyon", mayor="Édouard", line=1) == Town(name="Lyon", mayor="Édouard")


def test_it_travels_and_can_be_replaced() -> None:
    """Pickle and `replace` give equal records."""
    town = Town(name="Lyon", mayor="Édouard", tags=["a"])
    assert pickle.loads(pickle.dumps(town)) == town  # noqa: S301 - our own
    assert replace(town, name="Lille") == Town(name="Lille", mayor="Édouard", tags=["a"])


def test_it_refuses_names_that_do_not_fit() -> None:
    """All of them are named."""
    with pytest.raises(TypeError, match=r"^Place: missing 'name', unknown 'nom'$"):
        Place(nom="Lyon")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Place: unknown 'nom'$"):
        Place(name="Lyon", nom="Lyon")  # type: ignore[call-arg]


def test_it_stays_as_it_was_made() -> None:
    """No field can be set or deleted."""
    place = Place(name="Lyon")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        place.name = "Lille"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del place.name
