"""Reflections to put into tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.settings import Settings, load_settings
from pelican.plugins.reflections.files import dump_reflection
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


class Site:
    """A small site with two essays, "un" and "deux", and what commands do to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "publishconf.py"
        self.file.write_text(
            'SITENAME = "Carnet"\nSITEURL = "https://rives.example"\nTIMEZONE = "Europe/Paris"\n'
            'PLUGINS = ["pelican.plugins.essays", "pelican.plugins.build"]\n',
            encoding="utf-8",
        )
        for number, name in enumerate(("un", "deux"), 1):
            folder = root / "content" / "essays" / name
            folder.mkdir(parents=True)
            (folder / "essay.toml").write_text(
                f'id = "e-00000{number}"\nuri = "tag:rives.example,2026:e-00000{number}"\n',
                encoding="utf-8",
            )
            (folder / "index.md").write_text(
                f"Title: Essai {name}\nDate: 2026-11-16 09:00:00+01:00\n"
                f"Summary: Un résumé.\n\nLe texte de l’essai {name}.\n",
                encoding="utf-8",
            )

    @property
    def settings(self) -> Settings:
        return load_settings(self.file)

    def put(self, *reflections: Reflection, essay: str = "un") -> None:
        for reflection in reflections:
            path = self.path(reflection.id, essay)
            path.parent.mkdir(exist_ok=True)
            path.write_text(dump_reflection(reflection), encoding="utf-8")

    def path(self, identity: str, essay: str = "un") -> Path:
        return self.root / "content" / "essays" / essay / "reflections" / f"{identity}.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a small site; its clock stands at 2026-11-21 10:00 UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795255200")
    root = tmp_path / "site"
    root.mkdir()
    return Site(root)
