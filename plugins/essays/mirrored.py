"""Which steps of Python-Markdown have a twin: those of exact classes of exact versions."""

import functools
import sys
from collections.abc import Callable
from typing import Any

MIRRORED = {"markdown": "3.11.3", "pymdownx": "13.1"}
"""The versions whose steps have twins here. With any other version the stock steps run."""

Step = Any
"""A preprocessor, a block processor and so on: a twin reads what is particular to its own."""

OVERRIDABLE = frozenset({"run", "test", "handleMatch", "getCompiledRegExp"})
"""Methods of steps that an extension may have overridden on one object alone."""


def is_mirrored(package: str) -> bool:
    """Return whether the loaded version of `package` is the one that has twins here."""
    meta = sys.modules.get(f"{package}.__meta__")
    return getattr(meta, "__version__", None) == MIRRORED[package]


def find_class_name(kind: type) -> str:
    """Return the dotted name of a class, or nothing when its package is not mirrored."""
    package = kind.__module__.partition(".")[0]
    if package not in MIRRORED or not is_mirrored(package):
        return ""
    return f"{kind.__module__}.{kind.__qualname__}"


class_name: Callable[[Any], str] = functools.cache(find_class_name)


def step_name(step: Step) -> str:
    """Return the name by which the twin of `step` is known, or nothing if it has none.

    The class must be exactly the stock one: a subclass may do anything.
    """
    return "" if is_overridden(step) else class_name(type(step))


def is_overridden(step: Step) -> bool:
    """Return whether a method of the class of `step` was replaced on this object alone."""
    return not OVERRIDABLE.isdisjoint(getattr(step, "__dict__", ()))
