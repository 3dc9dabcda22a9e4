"""Every kind of page, in both languages, in Chromium: for all readers, and light."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_browser import WIDTHS, find_overflow, open_tab, run_axe, walk_focus
from audit_checks import (
    check_axe_at,
    check_doubled,
    check_focus_at,
    check_forced,
    check_layout,
    check_load,
    check_words,
)
from audit_server import serve
from audit_site import Page
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BROKEN = """<!DOCTYPE html><html lang="en"><title>x</title><meta name="viewport"
content="width=device-width"><style>a { outline: 0 !important } p { color: #777; width: 500px }
body { margin: 0 } b { color: #666 }</style><body><main><h1>x</h1><p>A <b>soft</b> word
<a href="#a">a</a> <img src="x.png"></p></main></body>"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_shuts_a_reader_out(
    browser: Browser, address: str, typical: list[Page], width: int
) -> None:
    """axe-core: WCAG 2.2 A and AA, and its own advice, and 7:1 for all text."""
    assert [
        fault for page in typical for fault in check_axe_at(browser, address, page, width)
    ] == []


def test_nothing_shuts_a_reader_out_by_night(
    browser: Browser, address: str, typical: list[Page]
) -> None:
    """axe-core: the contrast of all text is 7:1 in the dark scheme too."""
    assert [
        fault for page in typical for fault in check_axe_at(browser, address, page, 768, dark=True)
    ] == []


def test_nothing_is_cut_off(browser: Browser, address: str, typical: list[Page]) -> None:
    """At 320 px nothing scrolls sideways or is clipped."""
    assert [fault for page in typical for fault in check_layout(browser, address, page)] == []


def test_text_can_be_twice_as_large(large: Browser, address: str, typical: list[Page]) -> None:
    """A reader's own size of text is taken up, and nothing is clipped by it."""
    with open_tab(large) as tab:
        tab.goto(address)
        assert tab.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert [fault for page in typical for fault in check_doubled(large, address, page)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_is_always_seen(
    browser: Browser, address: str, typical: list[Page], width: int
) -> None:
    """Each stop has an outline and is in view, through the whole page."""
    assert [
        fault for page in typical for fault in check_focus_at(browser, address, page, width)
    ] == []


def test_no_word_needs_a_script(browser: Browser, address: str, typical: list[Page]) -> None:
    """With scripts off a page says the same."""
    assert [fault for page in typical for fault in check_words(browser, address, page)] == []


def test_forced_colours_are_enough(browser: Browser, address: str, typical: list[Page]) -> None:
    """What a reader's own colours show can be told from its ground."""
    assert [fault for page in typical for fault in check_forced(browser, address, page)] == []


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    """Serve the site with fonts that come late."""
    with serve(site, delay=0.4) as root:
        yield root


def test_pages_are_light_and_stand_still(
    browser: Browser, slow_address: str, typical: list[Page]
) -> None:
    """Few bytes (20 kB for an essay and its styles) and requests, to this host alone, no cookie;
    late fonts move no essay.
    """
    assert [fault for page in typical for fault in check_load(browser, slow_address, page)] == []


def test_the_checks_find_what_is_broken(browser: Browser, tmp_path: Path) -> None:
    """A page with a fault of each kind has them all found."""
    (tmp_path / "index.html").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "404.html").write_text("", encoding="utf-8")
    with serve(tmp_path) as root, open_tab(browser, 320) as tab:
        tab.goto(root)
        rules = {one.partition(":")[0] for one in run_axe(tab)}
        assert rules >= {"image-alt", "color-contrast", "color-contrast-enhanced"}
        assert "the page scrolls sideways" in find_overflow(tab)
        assert walk_focus(tab) == ["no outline: A a"]
