"""Reflections to put into tests."""

from collections.abc import Callable
from typing import Any

import pytest
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import Channel, Reflection, Source, State, Status

Make = Callable[..., Reflection]


@pytest.fixture
def make() -> Make:
    """Return a function that makes a published reflection, named by a short word."""

    def build(name: str, parent: str = "", **values: Any) -> Reflection:  # noqa: ANN401 - any fields
        status = values.pop("status", Status.PUBLISHED)
        defaults = {
            "id": import_id("test", name),
            "in_reply_to": import_id("test", parent) if parent else "",
            "lang": "fr",
            "source": Source(channel=Channel.FORM),
            "state": State(status=status),
            "body": f"Le texte de {name}.",
        }
        return Reflection(**{**defaults, **values})

    return build


@pytest.fixture
def name_of() -> Callable[[Reflection], str]:
    """Return a function that gives the short word of a reflection made by `make`."""
    words = {import_id("test", word): word for word in "abcdefghij"}
    return lambda reflection: words[reflection.id]
