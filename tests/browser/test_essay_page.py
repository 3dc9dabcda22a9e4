"""Essays read in Chromium: on a phone and a desk, by day and by night, without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ESSAYS = {
    "le-monde-est-petit/": "en/a-small-world/",
    "trois-ans-apres/": "en/three-years-on/",
    "le-pot-de-miel/": "en/the-honey-pot/",
    "mille-contacts/": "en/a-thousand-contacts/",
    "le-petit-et-l-immense/": "en/the-small-and-the-vast/",
}
FRENCH, ENGLISH = "le-monde-est-petit/", "en/a-small-world/"
BOTH = pytest.mark.parametrize("path", [FRENCH, ENGLISH], ids=["fr", "en"])
WIDTHS = pytest.mark.parametrize("width", [360, 1440])
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

Open = Callable[..., Any]

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    let node = element.parentElement;
    while (node && getComputedStyle(node).overflowX === "visible") node = node.parentElement;
    return node && node !== document.body && node !== document.documentElement;
  };
  const found = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && !scrolls(element)
      && getComputedStyle(element).position !== "absolute";
  });
  return [document.scrollingElement.scrollWidth > width ? "the page" : "",
          ...found.map((element) => element.tagName + "." + element.className)].filter(Boolean);
}"""
"""What is wider than the window, apart from what scrolls by itself."""

LINES = """() => [...document.querySelectorAll(".prose > p")].map((element) => {
  const height = parseFloat(getComputedStyle(element).lineHeight);
  const lines = Math.round(element.getBoundingClientRect().height / height);
  return [element.innerText.length, lines];
}).filter(([, lines]) => lines >= 4).map(([characters, lines]) => characters / (lines - 0.5))"""
"""Characters on a line, in each paragraph that is long enough to tell."""

COLOURS = """() => {
  const paint = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const read = (colour) => {
    paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const paragraph = document.querySelector(".prose > p");
  const behind = (element) => getComputedStyle(element).backgroundColor;
  let ground = paragraph;
  while (ground.parentElement && /, 0\\)$/.test(behind(ground))) ground = ground.parentElement;
  return [read(getComputedStyle(paragraph).color), read(behind(ground))];
}"""
"""The colours of the text and of what is behind it, in red, green and blue."""

FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: element.tagName + " " + element.textContent.trim().slice(0, 30),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    isBody: element === document.body,
  };
}"""
"""What has the focus, and whether it shows."""

IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""


def luminance(colour: list[int]) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@BOTH
@WIDTHS
@SCHEMES
def test_an_essay_is_read(reader: Open, path: str, width: int, dark: bool) -> None:  # noqa: FBT001 - given by pytest
    """The heading is the first thing seen, nothing sticks out, and the text can be read."""
    with reader(width, dark=dark) as read:
        read.open(path)
        heading = read.page.locator("h1")
        assert heading.count() == 1
        assert heading.is_visible()
        assert heading.evaluate(IN_VIEW)
        assert read.page.evaluate(TOO_WIDE) == []
        assert read.page.locator("figure svg").first.is_visible()
        text, ground = map(luminance, read.page.evaluate(COLOURS))
        assert (text > ground) == dark
        assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 7


@pytest.mark.parametrize("path", [*ESSAYS, *ESSAYS.values()])
def test_lines_have_a_good_length(reader: Open, path: str) -> None:
    """On a wide window a line of text has between 45 and 80 characters."""
    with reader(1440) as read:
        read.open(path)
        lengths = read.page.evaluate(LINES)
        assert len(lengths) > 5
        assert all(45 <= length <= 80 for length in lengths), lengths


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_is_wider_than_the_window(reader: Open, width: int) -> None:
    """Every kind of page fits, from the narrowest window to a wide one."""
    pages = [
        *("", "archives/", "themes/", "themes/travail/", "a-propos/", "s-abonner/", "colophon/"),
        *("en/", "en/archives/", "en/topics/", "en/rules/", "en/privacy/", "404.html"),
        *ESSAYS,
        *ESSAYS.values(),
    ]
    with reader(width) as read:
        for path in pages:
            read.open(path)
            assert read.page.evaluate(TOO_WIDE) == [], path


@BOTH
def test_the_skip_link_leads_to_the_text(reader: Open, path: str) -> None:
    """The first stop of the keyboard is a link that shows itself and leads past the menus."""
    with reader() as read:
        read.open(path)
        link = read.page.locator(".skip-link")
        read.page.keyboard.press("Tab")
        assert link.evaluate("(element) => element === document.activeElement")
        assert link.evaluate(IN_VIEW)
        assert link.bounding_box()["height"] > 10
        read.page.keyboard.press("Enter")
        assert read.place == f"{path}#content"
        assert read.page.evaluate("document.activeElement.id") == "content"
        read.page.keyboard.press("Tab")
        assert read.page.evaluate("!!document.activeElement.closest('main')")


@BOTH
@WIDTHS
@SCHEMES
def test_the_focus_shows(reader: Open, path: str, width: int, dark: bool) -> None:  # noqa: FBT001 - given by pytest
    """Each of the first fifteen stops of the keyboard is seen, with an outline."""
    with reader(width, dark=dark) as read:
        read.open(path)
        for _ in range(15):
            read.page.keyboard.press("Tab")
            found = read.page.evaluate(FOCUSED)
            assert not found["isBody"]
            assert found["outline"], found["name"]
            assert found["visible"], found["name"]


@WIDTHS
@pytest.mark.parametrize(("french", "english"), ESSAYS.items())
def test_the_language_switch_leads_to_the_translation(
    reader: Open, french: str, english: str, width: int
) -> None:
    """One click leads to the same text in the other language, and one back."""
    with reader(width) as read:
        read.open(french)
        read.follow(read.page.locator(".language-switch a"))
        assert read.place == english
        assert read.page.locator("html").get_attribute("lang") == "en"
        read.follow(read.page.locator(".language-switch a"))
        assert read.place == french
        assert read.page.locator("html").get_attribute("lang") == "fr"


@BOTH
@WIDTHS
def test_a_note_leads_there_and_back(reader: Open, path: str, width: int) -> None:
    """The number of a note leads to the note, and the note to where one was."""
    with reader(width) as read:
        read.open(path)
        call = read.page.locator("a.footnote-ref").nth(2)
        name = call.get_attribute("href")
        read.follow(call)
        assert read.place == path + name
        note = read.page.locator(f"[id='{name[1:]}']")
        assert note.evaluate(IN_VIEW)
        back = note.locator("a.sidenote-number")
        expected = back.get_attribute("href")
        assert back.get_attribute("aria-label")
        read.follow(back)
        assert read.place == path + expected
        assert call.evaluate(IN_VIEW)


@BOTH
@WIDTHS
def test_a_permanent_link_leads_to_its_reflection(reader: Open, path: str, width: int) -> None:
    """The address of a reflection shows it at once, and is what its link gives."""
    with reader(width) as read:
        read.open(path)
        identifiers = read.page.locator("article.u-comment").evaluate_all(
            "(found) => found.map((element) => element.id)"
        )
        assert len(identifiers) == 3
        last = identifiers[-1]
        read.open("")
        read.open(f"{path}#{last}")
        reflection = read.page.locator(f"[id='{last}']")
        assert reflection.evaluate(IN_VIEW)
        assert reflection.evaluate("(element) => element.getBoundingClientRect().top") >= 0
        first = read.page.locator(f"[id='{identifiers[0]}']")
        read.follow(first.locator(f"a[href='#{identifiers[0]}']").first)
        assert read.place == f"{path}#{identifiers[0]}"
        assert first.evaluate(IN_VIEW)


@BOTH
@WIDTHS
def test_the_numbers_of_a_figure_open_by_keyboard(reader: Open, path: str, width: int) -> None:
    """The table under a figure is closed, opens with a key, and scrolls alone if it is wide."""
    with reader(width) as read:
        read.open(path)
        figure = read.page.locator("figure").first
        table, summary = figure.locator("table").first, figure.locator("summary")
        assert not table.is_visible()
        summary.focus()
        read.page.keyboard.press("Enter")
        assert table.is_visible()
        assert read.page.evaluate(TOO_WIDE) == []
        read.page.keyboard.press("Tab")
        assert read.page.evaluate("document.activeElement.closest('figure') !== null")
        summary.focus()
        read.page.keyboard.press("Space")
        assert not table.is_visible()


@BOTH
def test_the_contents_lead_to_the_sections(reader: Open, path: str) -> None:
    """The list of sections opens with a key, and each of its links leads to a heading."""
    with reader(360) as read:
        read.open(path)
        summary = read.page.locator("nav.contents summary")
        if summary.is_visible():
            summary.focus()
            read.page.keyboard.press("Enter")
        links = read.page.locator("nav.contents a")
        assert links.count() == 1 + read.page.locator(".prose :is(h2, h3)").count()
        link = links.last
        name = link.get_attribute("href")
        read.follow(link)
        assert read.place == path + name
        heading = read.page.locator(f"[id='{name[1:]}']")
        assert heading.evaluate(IN_VIEW)
        assert heading.evaluate("(element) => element.getBoundingClientRect().top") >= 0


def test_every_essay_can_be_walked_to(reader: Open) -> None:
    """From the last essay of the home page, the links to the next lead through all."""
    with reader(360) as read:
        read.open("")
        read.follow(read.page.locator(".entries h3 a").last)
        seen = set()
        while read.place not in seen:
            seen.add(read.place)
            link = read.page.locator("a[rel='next']")
            if link.count():
                read.follow(link)
        assert seen == set(ESSAYS)


@BOTH
def test_print(reader: Open, path: str) -> None:
    """On paper the text and its figure are there, in dark ink, its notes and the addresses of its
    links after it; the menus are not.
    """
    with reader(600, dark=True) as read:
        read.open(path)
        assert not read.page.locator(".addresses").is_visible()
        read.page.emulate_media(media="print", color_scheme="dark")
        assert read.page.locator("h1").is_visible()
        assert read.page.locator(".prose > p").first.is_visible()
        assert read.page.locator("figure svg").first.is_visible()
        order = [".essay-body > p", ".sidenote", ".addresses", "#reflections"]
        tops = [read.page.locator(name).last.bounding_box()["y"] for name in order]
        assert tops == sorted(tops)
        first_note = read.page.locator(".sidenote").first.bounding_box()["y"]
        assert first_note > tops[0]
        assert not read.page.locator(".site-menu").is_visible()
        assert not read.page.locator(".language-switch").is_visible()
        assert read.page.evaluate(TOO_WIDE) == []
        text, ground = map(luminance, read.page.evaluate(COLOURS))
        assert text < 0.1
        assert ground > 0.9
        paper = read.page.pdf(format="A4")
        assert paper.startswith(b"%PDF-")
        assert 3 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 20


def test_an_address_that_leads_nowhere(reader: Open) -> None:
    """At any depth the page of what is not found has its style, and its links lead somewhere."""
    with reader() as read:
        read.missing |= {"en/no/such/page", "rien/du/tout/"}
        for path, home in (("en/no/such/page", "en/"), ("rien/du/tout/", "")):
            read.open(path)
            assert read.page.locator("h1").is_visible()
            assert read.page.evaluate("document.styleSheets.length") > 0
            read.follow(read.page.locator("a[rel='home']"))
            assert read.place == home
