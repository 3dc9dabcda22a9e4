"""Frozen records that take little time to make, both their classes and themselves.

A class of `dataclass(frozen=True, kw_only=True)` has six methods that are compiled for it alone,
a third of a millisecond at every start of a build; these share theirs. All else is as there:
`fields`, `replace`, comparison, representation, and an error for who would change one.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """A record: its fields are those that its class and those before it declare, in order.

    They are given by their names. There are no slots: pickle fills a plain `__dict__` several
    times faster.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]
    _required: ClassVar[frozenset[str]]
    _defaults: ClassVar[dict[str, Any]]
    _factories: ClassVar[dict[str, Any]]
    _compared: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Make a class of records of a declaration."""
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        known = fields(cls)
        cls._defaults = {one.name: one.default for one in known if one.default is not MISSING}
        cls._factories = {
            one.name: one.default_factory for one in known if one.default_factory is not MISSING
        }
        cls._compared = tuple(one.name for one in known if one.compare)
        given = cls._defaults.keys() | cls._factories.keys()
        cls._required = frozenset(one.name for one in known) - given

    def __init__(self, **values: object) -> None:
        """Make a record of the values of its fields; raises `TypeError` for other names."""
        state = self.__dict__
        state.update(self._defaults)
        for name, make in self._factories.items():
            if name not in values:
                state[name] = make()
        state.update(values)
        if len(state) != len(self.__dataclass_fields__) or not self._required <= values.keys():
            raise TypeError(self._misfit(values))

    def _misfit(self, values: dict[str, object]) -> str:
        missing = sorted(self._required - values.keys())
        spare = sorted(values.keys() - self.__dataclass_fields__.keys())
        said = [f"missing {name!r}" for name in missing] + [f"unknown {name!r}" for name in spare]
        return f"{type(self).__name__}: {', '.join(said)}"

    def __repr__(self) -> str:
        """Return the record as the call that would make it."""
        said = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__qualname__}({', '.join(said)})"

    def __eq__(self, other: object) -> bool:
        """Return whether another is of the same class, and its fields are equal."""
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """Return a hash of its fields."""
        return hash(self._values())

    def _values(self) -> tuple[object, ...]:
        state = self.__dict__
        return tuple([state[name] for name in self._compared])

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a record stays as it was made."""
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        """Refuse, as above."""
        raise FrozenInstanceError(f"cannot delete field {name!r}")
