"""What the tests of essays have in common: a small site to change, and the plugin's words."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.build.settings import Settings, load_settings
from pelican.plugins.build.store import Store
from pelican.plugins.build.templates import Strings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bilingual(tmp_path: Path) -> Settings:
    """Return the settings of a copy of a small site in two languages."""
    folder = tmp_path / "site"
    shutil.copytree(
        ROOT / "tests/sites/bilingual", folder, ignore=shutil.ignore_patterns("expected")
    )
    return load_settings(folder / "pelicanconf.py")


@pytest.fixture
def strings_of(tmp_path: Path) -> Callable[[str], Strings]:
    """Return a function that gives the words of the plugin in a language."""

    def read(lang: str) -> Strings:
        path = ROOT / f"plugins/essays/translations/{lang}/LC_MESSAGES/messages.po"
        return Strings([path], lang, Store(tmp_path / "store.sqlite"), ROOT)

    return read
