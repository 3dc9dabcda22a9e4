"""The fonts of the theme have what the site shows, and are what the script makes."""

import importlib.util
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import lxml.html
import pytest
from fontTools.ttLib import TTFont

NAMES = ("spectral-400", "spectral-400-italic", "atkinson")
LIMITS = {"atkinson": 17_000} | dict.fromkeys(NAMES[:2], 12_500)

LEFT = frozenset("\n\u2060¯^\u0304αβδζκλπρστφωᵢⱼⁿ₀₃₉↔↩∈∏∑√∝∣∩∪⟨⟩")
"""Characters of the site that no face has, and the fonts of the device show: those of formulas,
and the arrow of a note's way back; U+2060 has nothing to show."""


@pytest.fixture(scope="module")
def maker(theme: Path) -> ModuleType:
    """The script that makes the fonts."""
    spec = importlib.util.spec_from_file_location("theme_fonts", theme / "fonts.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_font(theme: Path, name: str) -> TTFont:
    """Return a font of the theme."""
    return TTFont(theme / "static" / "fonts" / f"{name}.woff2")


def shown(site: Path) -> set[str]:
    """Return every character that the pages of a site show."""
    found: set[str] = set()
    for path in site.rglob("*.html"):
        tree = lxml.html.parse(str(path)).getroot()
        for element in tree.xpath("//script | //style"):
            element.drop_tree()
        found.update(tree.text_content(), *tree.xpath("//@alt"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_face_has_what_the_site_shows(theme: Path, real_site: Path, name: str) -> None:
    """Every character of the pages is in the face, or is known to be left to the device."""
    has = {chr(code) for code in load_font(theme, name).getBestCmap()}
    left = LEFT | (frozenset("→−∞") if name == "atkinson" else frozenset())
    assert sorted(shown(real_site) - has - left) == []
    assert set("ŸŒœÆæ«»’“”–—…\u00a0\u202f\u2011×−≈≤≥") <= has


@pytest.mark.parametrize("name", NAMES)
def test_the_fine_space_is_empty_and_narrow(theme: Path, name: str) -> None:
    """U+202F draws nothing and is about three fifths of a word space, which U+00A0 is."""
    font = load_font(theme, name)
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    fine, space = (metrics[cmap[code]][0] for code in (0x202F, 0x20))
    assert 0.55 * space < fine < 0.65 * space
    assert metrics[cmap[0xA0]][0] == space
    assert font["glyf"][cmap[0x202F]].numberOfContours == 0
    assert cmap[0x2011] == cmap[ord("-")]


@pytest.mark.parametrize("name", NAMES)
def test_a_font_is_small(theme: Path, name: str) -> None:
    """No face costs a reader more than was promised."""
    assert (theme / "static" / "fonts" / f"{name}.woff2").stat().st_size <= LIMITS[name]


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_text_has_old_style_figures_and_small_capitals(theme: Path, name: str) -> None:
    """The features that style sheets ask for are in the face."""
    features = load_font(theme, name)["GSUB"].table.FeatureList.FeatureRecord
    assert {"onum", "pnum", "c2sc", "liga"} <= {record.FeatureTag for record in features}


def test_the_readme_tells_the_sizes(theme: Path) -> None:
    """Each font stands in the table with its bytes."""
    text = (theme / "static" / "fonts" / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([\w-]+)\.woff2` \|.*\| ([\d,]+) \|$", text, re.MULTILINE))
    assert {name: int(size.replace(",", "")) for name, size in told.items()} == {
        name: (theme / "static" / "fonts" / f"{name}.woff2").stat().st_size for name in NAMES
    }


def test_the_style_sheet_of_the_fonts_is_the_script_s(theme: Path, maker: ModuleType) -> None:
    """`fonts.css` is what the script writes for the fonts that are there."""
    ascents = {name: maker.ascents(load_font(theme, name)) for name in NAMES}
    written = (theme / "static" / "css" / "fonts.css").read_text("utf-8")
    assert written == maker.render_css(ascents)


def test_the_fonts_are_made_again_with_the_same_bytes(
    theme: Path, maker: ModuleType, tmp_path: Path
) -> None:
    """From the sources, where `FONT_SOURCES` says, each comes out as it is; others are refused."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "css").mkdir()
    (tmp_path / "Spectral-Regular.ttf").write_bytes(b"another")
    with pytest.raises(ValueError, match="another version"):
        maker.write_fonts(tmp_path, tmp_path)
    sources = os.environ.get("FONT_SOURCES")
    if sources:
        maker.write_fonts(Path(sources), tmp_path)
        for name in NAMES:
            made = tmp_path / "fonts" / f"{name}.woff2"
            assert made.read_bytes() == (theme / "static/fonts" / made.name).read_bytes(), name
