"""What the theme's tests share: its folders, its sample records, its templates rendered."""

import importlib.util
import sys
from collections.abc import Callable
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

THEME = Path(__file__).parents[2] / "theme"
SAMPLES = Path(__file__).with_name("samples.py")
LANGUAGES = ("fr", "en")

Render = Callable[[str, Any], str]


@pytest.fixture(scope="session")
def theme() -> Path:
    """Return the folder of the theme."""
    return THEME


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """Return the module of sample records, which `tests/` being no package hides."""
    spec = importlib.util.spec_from_file_location("theme_samples", SAMPLES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def load_translations(lang: str) -> GNUTranslations:
    """Return the theme's words in `lang`, compiled in memory."""
    path = THEME / "translations" / lang / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


@pytest.fixture(scope="session")
def render() -> Render:
    """Return a function from a template's name and a view to the page, strictly."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {lang: load_translations(lang) for lang in LANGUAGES}

    def render_view(template: str, view: Any) -> str:  # noqa: ANN401 - any of the records
        found = words[view.lang]
        return environment.get_template(template).render(
            view=view, _=found.gettext, ngettext=found.ngettext
        )

    return render_view
