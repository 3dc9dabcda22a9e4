"""The checks of a page in the browser, by name: each gives the faults that it finds."""

from collections.abc import Callable

from audit_browser import (
    COLOURS,
    NARROW,
    WIDTHS,
    find_overflow,
    find_words,
    load_page,
    open_tab,
    run_axe,
    walk_focus,
)
from audit_site import Page
from playwright.sync_api import Browser

REQUESTS = 5
"""Of a page, its style sheet and its fonts; that of the search has more."""
TEXTS, ALL, SCRIPT = 20_000, 100_000, 3_000
"""Bytes: page and style sheet, everything, and the scripts that nobody needs."""
SHIFT, REWRAPPED = 0.001, 0.1
"""An essay stands still; elsewhere, a late font may break some lines of a paragraph anew."""
SEARCH = ("recherche/", "search/")
"""The page that works by script: its results, not what it says without."""

Check = Callable[[Browser, str, Page], list[str]]


def check_axe(browser: Browser, root: str, page: Page) -> list[str]:
    """WCAG 2.2 A and AA, and AAA for contrast, at three widths, by day and by night."""
    return [
        fault
        for width in WIDTHS
        for dark in (False, True)
        for fault in check_axe_at(browser, root, page, width, dark=dark)
    ]


def check_axe_at(
    browser: Browser, root: str, page: Page, width: int, *, dark: bool = False
) -> list[str]:
    """Return what axe-core finds; by night, only what colours can change is looked at again."""
    with open_tab(browser, width, dark=dark) as tab:
        tab.goto(root + page.url, wait_until="load")
        scheme = "dark" if dark else "light"
        return [
            f"{page.url} at {width} px, {scheme}: {one}"
            for one in run_axe(tab, COLOURS if dark else ())
        ]


def check_layout(browser: Browser, root: str, page: Page) -> list[str]:
    """Nothing sticks out or is cut off in the narrowest window."""
    return check_layout_at(browser, root, page, NARROW)


def check_doubled(browser: Browser, root: str, page: Page) -> list[str]:
    """Nothing sticks out or is cut off when `browser` shows text twice as large."""
    return [fault for width in WIDTHS for fault in check_layout_at(browser, root, page, width)]


def check_layout_at(browser: Browser, root: str, page: Page, width: int) -> list[str]:
    """Return what sticks out or is cut off."""
    with open_tab(browser, width) as tab:
        tab.goto(root + page.url, wait_until="load")
        faults = dict.fromkeys(find_overflow(tab))
        return [f"{page.url} at {width} px: {one}" for one in faults]


def check_focus(browser: Browser, root: str, page: Page) -> list[str]:
    """Every stop of the keyboard is seen, at three widths."""
    return [fault for width in WIDTHS for fault in check_focus_at(browser, root, page, width)]


def check_focus_at(browser: Browser, root: str, page: Page, width: int) -> list[str]:
    """Return the stops of the keyboard that are not seen."""
    with open_tab(browser, width) as tab:
        tab.goto(root + page.url, wait_until="load")
        return [f"{page.url} at {width} px: {one}" for one in walk_focus(tab)]


def check_words(browser: Browser, root: str, page: Page) -> list[str]:
    """A page says the same with its scripts off."""
    if page.url.endswith(SEARCH):
        return []
    said = [find_words(browser, root + page.url, scripts=on) for on in (True, False)]
    return [] if said[0] == said[1] else [f"{page.url}: its words need scripts"]


def check_forced(browser: Browser, root: str, page: Page) -> list[str]:
    """In forced colours the text is there and stands out from its ground."""
    with open_tab(browser, 768, forced=True) as tab:
        tab.goto(root + page.url, wait_until="load")
        return [
            f"{page.url} in forced colours: {one}" for one in run_axe(tab, ("color-contrast",))
        ]


def check_load(browser: Browser, root: str, page: Page) -> list[str]:
    """A page is light, asks nobody else, sets no cookie, and does not shift."""
    load = load_page(browser, root, page.url)
    read, scripts = load.size_of("document", "stylesheet"), load.size_of("script")
    faults = {
        f"{load.size} bytes": load.size > ALL,
        f"{read} bytes of text": read > TEXTS and page.kind == "essay",
        f"{scripts} bytes of script": scripts > SCRIPT and not page.url.endswith(SEARCH),
        f"{len(load.fetches)} requests": len(load.fetches) > REQUESTS
        and not page.url.endswith(SEARCH),
        f"asks {', '.join(sorted(load.hosts))}": bool(load.hosts),
        f"{load.cookies} cookies": load.cookies > 0,
        f"shifts by {load.shift:.4f}": load.shift > (SHIFT if page.kind == "essay" else REWRAPPED),
    }
    return [f"{page.url}: {fault}" for fault, is_one in faults.items() if is_one]


CHECKS: dict[str, Check] = {
    "axe": check_axe,
    "layout": check_layout,
    "double text": check_doubled,
    "focus": check_focus,
    "no scripts": check_words,
    "forced colours": check_forced,
    "load": check_load,
}
