"""Pages looked at in Chromium: what it fetches, how it lays them out, what axe-core finds.

Each check gives sentences, one a fault; none when all is well.
"""

import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Playwright, Request, sync_playwright
from playwright.sync_api import Page as Tab

HERE = Path(__file__).resolve().parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WIDTHS = (360, 768, 1440)
NARROW = 320
HEIGHT = 800

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
MORE = ("color-contrast-enhanced",)
"""AAA: 7:1 for all text."""
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
"""What another scheme can change."""
SETTLED = """async () => {
  await document.fonts.ready;
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
}"""

RUN_AXE = """async ([tags, more, only]) => {
  const found = await axe.run(document, {
    runOnly: only.length ? {type: "rule", values: only} : {type: "tag", values: tags},
    rules: only.length ? {} : Object.fromEntries(more.map((id) => [id, {enabled: true}])),
    resultTypes: ["violations"],
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.flat().join(" ")}`
    + (node.any[0] && node.any[0].data && node.any[0].data.contrastRatio
       ? ` (${node.any[0].data.contrastRatio}:1)` : "")));
}"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.scrollingElement.scrollWidth > width) found.push("the page scrolls sideways");
  const walk = (element) => {
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden") return;
    const box = element.getBoundingClientRect();
    if (style.position !== "absolute" && box.width
        && (box.right > width + 1 || box.left < -1))
      found.push(`${element.tagName}.${element.getAttribute("class")} sticks out`);
    const cut = style.overflowX !== "visible" || style.overflowY !== "visible";
    if (cut && style.clipPath === "none") {
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
      const over = element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1;
      if (over && !scrolls && element.tagName !== "svg")
        found.push(`${element.tagName}.${element.getAttribute("class")} is cut off`);
      element.focus();  // browsers let keys reach what scrolls
      const reached = element.tabIndex >= 0 || document.activeElement === element;
      if (over && scrolls && !reached && !element.querySelector("a"))
        found.push(`${element.tagName}.${element.getAttribute("class")} scrolls by mouse alone`);
    }
    if (!cut) for (const child of element.children) walk(child);
  };
  walk(document.body);
  return found;
}"""
"""What is wider than the window or cut off, and what scrolls but cannot be scrolled by keys."""

FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const shows = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  };
  const parts = [element, ...(element.labels || []), element.parentElement];
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, innerHeight / 2);
  const top = document.elementFromPoint(x, y);
  window.stops = window.stops || new Set();
  const again = window.stops.has(element);
  window.stops.add(element);
  return {
    name: element.tagName + " " + (element.textContent.trim() || element.id).slice(0, 40),
    outline: parts.some(shows),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    again: again,
  };
}"""

STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((element) =>
  element.checkVisibility({visibilityProperty: true}) && !element.disabled).length"""

WATCH_SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
window.paint = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});"""

WORDS = """() => document.body.innerText.replace(/\\s+/g, " ").trim()"""


@contextmanager
def start_browser(
    playwright: Playwright | None = None, *, double_text: bool = False
) -> Iterator[Browser]:
    """Start Debian's Chromium for a while; with text twice as large, as its settings offer.

    A process has one Playwright: `playwright` is the one that runs already, if any does.
    """
    more = ("--blink-settings=defaultFontSize=32,defaultFixedFontSize=26",) if double_text else ()
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert executable, f"None of {', '.join(CHROMIUM)} is there: sh tests/install.sh"
    with nullcontext(playwright) if playwright else sync_playwright() as running:
        started = running.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *more])
        yield started
        started.close()


@contextmanager
def open_tab(
    browser: Browser,
    width: int = 1440,
    *,
    dark: bool = False,
    scripts: bool = True,
    forced: bool = False,
    **more: Any,  # noqa: ANN401 - the library's own
) -> Iterator[Tab]:
    """Give a tab of a window of its own, with nothing in its cache."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        forced_colors="active" if forced else "none",
        java_script_enabled=scripts,
        reduced_motion="reduce",
        bypass_csp=False,
        **more,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


# ---- axe-core ----


def run_axe(tab: Tab, only: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds on the open page: each rule and the element that breaks it."""
    client = tab.context.new_cdp_session(tab)
    client.send("Page.setBypassCSP", {"enabled": True})
    tab.evaluate(SETTLED)
    client.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found: list[str] = tab.evaluate(RUN_AXE, [list(RULES), list(MORE), list(only)])
    client.detach()
    return found


# ---- What is fetched ----


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """A request of the browser: its path below the root, its kind, its bytes as they came."""

    path: str
    kind: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """All that a page made the browser fetch, and how it appeared."""

    fetches: tuple[Fetch, ...]
    hosts: frozenset[str]
    """Other hosts than the site's."""
    cookies: int
    shift: float
    paint: float
    """When the largest thing was painted, in milliseconds."""

    @property
    def size(self) -> int:
        """Bytes of all bodies, compressed as they came."""
        return sum(fetch.size for fetch in self.fetches)

    def size_of(self, *kinds: str) -> int:
        """Return the bytes of the files of some kinds."""
        return sum(fetch.size for fetch in self.fetches if fetch.kind in kinds)


def load_page(browser: Browser, root: str, url: str, width: int = 1440) -> Load:
    """Return what opening a page with an empty cache, and reading it to its end, fetches."""
    requests: list[Request] = []
    with open_tab(browser, width) as tab:
        for event in ("requestfinished", "requestfailed"):
            tab.on(event, lambda request: requests.append(request))  # noqa: PLW0108 - a bound built-in cannot be marked
        tab.add_init_script(WATCH_SHIFTS)
        tab.goto(root + url, wait_until="load")
        tab.evaluate(SETTLED)
        tab.mouse.wheel(0, 100_000)
        tab.wait_for_timeout(100)
        tab.evaluate(SETTLED)
        shift, paint = tab.evaluate("[window.shift, window.paint]")
        own = urlsplit(root).netloc
        fetches = [
            Fetch(
                path=urlsplit(request.url).path.lstrip("/"),
                kind=request.resource_type,
                size=request.sizes()["responseBodySize"],
            )
            for request in requests
            if urlsplit(request.url).netloc == own and "/favicon." not in request.url
        ]
        hosts = {urlsplit(request.url).netloc for request in requests} - {own}
        return Load(
            fetches=tuple(fetches),
            hosts=frozenset(hosts),
            cookies=len(tab.context.cookies()),
            shift=shift,
            paint=paint,
        )


# ---- How it is laid out ----


def find_overflow(tab: Tab) -> list[str]:
    """Return what is wider than the window or cut off, and what only a mouse can scroll."""
    found: list[str] = tab.evaluate(TOO_WIDE)
    return found


def walk_focus(tab: Tab, limit: int = 1000) -> list[str]:
    """Return the stops of the keyboard that are not seen, walking through the whole page."""
    faults, expected, count = [], tab.evaluate(STOPS), 0
    for _ in range(limit):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUS)
        if stop is None or stop["again"]:
            break
        count += 1
        if not stop["outline"]:
            faults.append(f"no outline: {stop['name']}")
        if not stop["seen"]:
            faults.append(f"out of view: {stop['name']}")
    if count < 0.7 * expected:  # the buttons of one radio group are one stop
        faults.append(f"{count} stops of {expected}")
    return faults


def find_words(browser: Browser, address: str, *, scripts: bool) -> str:
    """Return all the words that a page shows; a search, which needs scripts, is left out."""
    with open_tab(browser, scripts=scripts) as tab:
        tab.goto(address, wait_until="load")
        tab.evaluate("document.querySelectorAll('.search-form').forEach((one) => one.remove())")
        text: str = tab.inner_text("body")
        return " ".join(text.split())


def spread(values: Sequence[float]) -> str:
    """Return the middle and the largest of some numbers, for people."""
    return f"{statistics.median(values):.0f} (≤ {max(values):.0f})"
