"""The README says what there is."""

import re
from pathlib import Path

from pelican.plugins import network_stats
from pelican.plugins.network_stats.figure import COMMON_KEYS
from pelican.plugins.network_stats.inputs import READERS, XML_READERS
from pelican.plugins.network_stats.inputs.random_model import MODELS
from pelican.plugins.network_stats.measures import ORDER
from pelican.plugins.network_stats.settings import KNOWN, PREFIX
from pelican.plugins.network_stats.widgets import WIDGETS
from pelican.plugins.network_stats.widgets.marks import MARKS

FOLDER = Path(str(network_stats.__file__)).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")])
)


def test_each_widget_key_and_mark_is_documented() -> None:
    """By its name, in code."""
    keys = {key for widget in WIDGETS.values() for key in widget.keys | widget.needed}
    names = {*WIDGETS, *COMMON_KEYS, *MARKS}
    assert {name for name in names if f"`{name}`" not in README} == set()
    assert {key for key in keys if f"`{key}:" not in README and f"`{key}`" not in README} == set()


def test_each_class_and_property_of_a_figure_is_documented() -> None:
    """So that a theme can dress every part, and no class is promised that does not exist."""
    styles = {f"figure-{style}" for style in ("label", "soft", "strong", "number")}
    used = set(re.findall(r"figure-[a-z][a-z0-9-]*[a-z0-9]", CODE)) | styles
    documented = set(re.findall(r"`(figure-[a-z0-9-]+)`", README))
    assert documented - used - {"figure-axis", "figure-grid", "figure-leader"} == set()
    assert {name for name in styles if name not in documented} == set()


def test_each_key_of_the_statistics_is_documented() -> None:
    """Programs rely on them."""
    assert [key for key in ORDER if f"`{key}`" not in README] == []


def test_each_setting_and_file_is_documented() -> None:
    """By its name, in code."""
    names = {PREFIX + name.upper() for name in KNOWN}
    names |= {f"x.{ending}" for ending in ("csv", "json", "svg", "png", "graphml", "gexf")}
    assert {name for name in names if f"`{name}`" not in README} == set()


def test_each_model_and_format_is_documented() -> None:
    """Random networks by their names, files by their endings."""
    assert {name for name in MODELS if f"`{name} " not in README} == set()
    endings = {*READERS, *XML_READERS}
    said = README.casefold()
    assert {end for end in endings if end not in README and end[1:] not in said} == set()
