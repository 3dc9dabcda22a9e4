"""Cards show a title, whose argument it is, and the shapes of a figure, in the theme's faces."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.store import Store
from pelican.plugins.essays.card_fonts import (
    Faces,
    balance,
    find_fonts,
    fonts_digest,
    load_faces,
    wrap,
)
from pelican.plugins.essays.cards import (
    COLOURED,
    HEIGHT,
    WIDTH,
    Ink,
    Scene,
    draw_card,
    draw_cover,
    render_png,
)
from pelican.plugins.network_stats.drawings import FAMILY, find_drawings
from PIL import Image

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "theme" / "static"
SHEETS = {"tokens.css": (STATIC / "css" / "tokens.css").read_text("utf-8")}
FIGURE = (
    '<figure id="f"><svg role="img" viewBox="0 0 200 100"><title>Ponts</title>'
    '<text x="5" y="9">mot</text><rect x="100" y="50" width="50" height="25" '
    'fill="var(--figure-1)"/></svg></figure>'
)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    store = Store(tmp_path_factory.mktemp("faces") / "store.sqlite")
    return load_faces(find_fonts(STATIC), SHEETS, store)


@pytest.fixture(scope="module")
def ink(faces: Faces) -> Ink:
    return Ink(colours=dict(COLOURED), faces=faces)


def scene(**given: Any) -> Scene:  # noqa: ANN401 - any field
    values: dict[str, Any] = {"site": "Carnet", "title": "Le pont"}
    return Scene(**values | given)


def words_of(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_faces_are_those_that_the_theme_names_first(faces: Faces) -> None:
    """Opened from its WOFF2; ours come after them."""
    assert (faces.text, faces.interface) == ("Spectral", "Atkinson Hyperlegible Next")
    assert {(face.family, face.italic) for face in faces.faces} >= {
        ("Spectral", False), ("Spectral", True), (FAMILY, False),
    }  # fmt: skip
    assert all(face.data[:4] == b"\0\1\0\0" for face in faces.faces)


def test_a_theme_without_fonts_has_ours(tmp_path: Path) -> None:
    """Whatever its style sheets name."""
    faces = load_faces(find_fonts(tmp_path), SHEETS, Store(tmp_path / "store.sqlite"))
    assert (faces.text, faces.interface) == (FAMILY, FAMILY)
    assert faces.measure("mm", 10, "Spectral") == 2 * faces.measure("m", 10, FAMILY) > 10


def test_faces_are_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are kept in the store, by the digest of their files."""
    store = Store(tmp_path / "store.sqlite")
    first = load_faces(find_fonts(STATIC), SHEETS, store)
    monkeypatch.setattr("pelican.plugins.essays.card_fonts._open_face", None)
    assert load_faces(find_fonts(STATIC), SHEETS, store) == first
    one, two = fonts_digest(find_fonts(STATIC), SHEETS), fonts_digest(find_fonts(STATIC), {})
    assert one != two


def test_lines_break_at_spaces_that_allow_it() -> None:
    """A space before a French sign does not; a long word stands alone."""
    assert wrap("un deux\u202f! trois", 8, len) == ["un", "deux\u202f!", "trois"]
    assert wrap("anticonstitutionnel oui", 8, len) == ["anticonstitutionnel", "oui"]
    assert balance("aaa bbb ccc ddd", 12, len) == ["aaa bbb", "ccc ddd"]


def test_a_card_says_what_it_is_given(ink: Ink) -> None:
    """Signs of XML are escaped, and nothing is said twice."""
    svg = draw_card(scene(title="Pont & <rive>", subtitle="Un", after="D’après Ana"), ink)
    assert words_of(svg) == ["Carnet", "Pont &amp; &lt;rive&gt;", "Un", "D’après Ana"]
    assert words_of(draw_card(scene(title="Carnet"), ink)) == ["Carnet"]


@pytest.mark.parametrize("title", ["Oui", "Un titre qui n’en finit pas " * 9, "a" * 70])
def test_every_title_has_its_room(title: str, ink: Ink, faces: Faces) -> None:
    """Long ones are set smaller, and cut in the end."""
    svg = draw_card(scene(title=title, subtitle=title), ink)
    rows = re.findall(r'y="([\d.]+)"[^>]*font-size="([\d.]+)"', svg)
    assert all(float(size) < float(y) < 570 for y, size in rows)
    assert words_of(svg)[-1].endswith("…") == (" " in title)
    if " " in title:
        for size, text in re.findall(r'font-size="(\d+)"[^>]*>([^<]*)<', svg):
            assert faces.measure(text, int(size), faces.text, spacing=-0.02) < WIDTH - 440 - 72


def test_a_figure_stands_without_its_words_where_its_shapes_are(ink: Ink) -> None:
    """They fill the room beside the title, in the colours of the theme."""
    (drawing,) = find_drawings(FIGURE)
    svg = draw_card(scene(drawing=drawing), ink)
    assert "mot" not in svg
    assert "var(" not in svg
    box = re.search(r'viewBox="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)">', svg.partition("<rect")[2])
    assert box
    assert [round(float(value)) for value in box.groups()] == [100, 50, 50, 25]
    picture = Image.open(io.BytesIO(render_png(svg, ink.faces, WIDTH))).convert("RGB")
    colour = picture.getpixel((WIDTH - 220, HEIGHT // 2))
    assert colour == tuple(bytes.fromhex(ink["figure-1"][1:]))


def test_a_card_is_small_and_always_the_same(ink: Ink) -> None:
    """A PNG of the size that networks ask for, in 40 kB at the most."""
    svg = draw_card(scene(subtitle="Une rive après l’autre " * 3, after="D’après Ana"), ink)
    data = render_png(svg, ink.faces, WIDTH)
    assert data == render_png(svg, ink.faces, WIDTH)
    assert len(data) < 40_000
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


def test_a_cover_says_the_name_of_the_book(ink: Ink) -> None:
    svg = draw_cover(scene(title="Carnet des rives", subtitle="Essais"), ink, "Cinq essais")
    said = words_of(svg)
    assert " ".join(said) == "Carnet des rives Essais Cinq essais"
