"""Hostile texts in Chromium, with scripts on: none runs, nothing is fetched, nothing opens.

Every text of `hostile.toml` stands in the real theme, in each field that the linter lets it into,
and in the feeds; a page of the site holds a hundred of them.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pelican.plugins.essays.security import script_of
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

HostileSite = Any
"""Of `tests/hostile_site.py`."""

HOME = "liens-faibles.example"
"""The host of the site itself, which is served on this machine."""

OWN = script_of(Path(__file__).parents[2] / "theme/templates")
"""The one script of the pages."""

POKE = """() => {
  const kinds = ["mouseover", "mouseenter", "mousemove", "pointerdown", "focus", "blur", "toggle",
                 "error", "load", "animationstart", "transitionend", "wheel", "keydown", "begin"];
  for (const element of document.querySelectorAll("*")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind, {bubbles: false}));
    if (element.tagName === "DETAILS") element.open = true;
    if (!element.closest("a") && element.click) element.click();
  }
}"""
"""Does to every element what a reader may do to it, short of following a link."""

WRONG = """(own) => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      const name = attribute.localName;
      if (name.startsWith("on")) found.push(`${element.tagName} ${name}`);
      if (["src", "action", "formaction", "data", "poster", "srcset"].includes(name)
          && new URL(attribute.value, document.baseURI).origin !== location.origin)
        found.push(`${element.tagName} ${name} ${attribute.value}`);
    }
    const isLink = element.tagName === "A" || element.tagName === "AREA";
    if (isLink && element.hasAttribute("href")
        && (!["http:", "https:", "mailto:"].includes(element.protocol)
            || element.username || element.password))
      found.push(`link ${element.href}`);
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME", "PORTAL"].includes(element.tagName))
      found.push(element.tagName);
    if (element.tagName === "SCRIPT" && element.type !== "application/ld+json"
        && element.textContent !== own)
      found.push("SCRIPT");
    if (element.closest("article.reflection") && ["IMG", "SVG", "FORM", "INPUT", "STYLE", "VIDEO",
        "AUDIO", "META", "LINK", "MATH", "TEMPLATE"].includes(element.tagName.toUpperCase()))
      found.push(`${element.tagName} in a reflection`);
  }
  const names = ["location", "cookie", "body", "head", "forms", "images", "links", "title",
                 "getElementById", "querySelector", "createElement", "defaultView"];
  for (const name of names)
    if (document[name] instanceof Element && !["BODY", "HEAD"].includes(document[name].tagName))
      found.push(`document.${name} is an element`);
  return found;
}"""
"""What a page may not have, as the browser has understood it."""


@dataclass
class Watch:
    """A page that is watched, with scripts on."""

    page: Page
    address: str
    folder: Path
    """Of the site that is served there."""
    complaints: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Note whatever happens, and let no request out of the site."""
        self.page.route("**/*", self.check)
        self.page.on("console", self.read)
        self.page.on("pageerror", lambda error: self.note("error", str(error)))
        self.page.on("dialog", lambda dialog: (self.note("dialog", ""), dialog.dismiss()))
        self.page.on("popup", lambda page: self.note("window", page.url))
        self.page.on("download", lambda download: self.note("download", download.url))
        self.page.on("frameattached", lambda frame: self.note("frame", frame.url))
        self.page.on("worker", lambda worker: self.note("worker", worker.url))

    def open(self, path: str) -> None:
        """Go to a page, poke at everything on it, and see that it is still there."""
        self.page.goto(self.address + path, wait_until="load")
        place = self.page.url
        self.page.evaluate(POKE)
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        assert self.page.url == place
        self.complaints += [f"{one} on {path}" for one in self.page.evaluate(WRONG, OWN)]

    def check(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.netloc == urlsplit(self.address).netloc:
            route.continue_()
        elif parts.hostname == HOME and (self.folder / parts.path[1:]).is_file():
            route.fulfill(path=self.folder / parts.path[1:])  # feeds name their style in full
        else:
            self.note("request", route.request.url)
            route.abort()

    def read(self, message: Any) -> None:  # noqa: ANN401 - of playwright
        self.note("console", message.text)

    def note(self, what: str, detail: str) -> None:
        self.complaints.append(f"{what}: {detail} on {self.page.url}")


class Quiet(SimpleHTTPRequestHandler):
    """Answers with the files of the site, and says nothing."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give the address of its root."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def watched(browser: Browser, hostile_site: HostileSite) -> Iterator[Watch]:
    """Return a page on the hostile site; at the end nothing may have happened."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    try:
        output = hostile_site.folder / "output"
        with serve(output) as address:
            watch = Watch(context.new_page(), address, output)
            watch.begin()
            yield watch
            assert watch.complaints == []
            assert context.cookies() == []
            assert len(context.pages) == 1
    finally:
        context.close()


def test_the_watch_sees_what_happens(browser: Browser, tmp_path: Path) -> None:
    """A page that does all of it is found out."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>x</title><p onmouseover='alert(1)'>a</p>"
        "<img src='https://evil.example/p.gif'><a href='javascript:alert(2)'>b</a>"
        "<article class='reflection'><form></form></article><iframe></iframe>"
        "<script>console.log('ran')</script>",
        encoding="utf-8",
    )
    context = browser.new_context()
    try:
        with serve(tmp_path) as address:
            watch = Watch(context.new_page(), address, tmp_path)
            watch.begin()
            watch.open("index.html")
    finally:
        context.close()
    seen = {one.partition(" on ")[0].partition(": net::")[0] for one in watch.complaints}
    assert {
        "dialog: ",
        "request: https://evil.example/p.gif",
        "console: ran",
        "frame: ",
        "P onmouseover",
        "link javascript:alert(2)",
        "IMG src https://evil.example/p.gif",
        "FORM in a reflection",
        "IFRAME",
        "SCRIPT",
    } <= seen


def test_nothing_happens_on_a_page_of_reflections(
    watched: Watch, hostile_site: HostileSite
) -> None:
    """A hundred on a page, in every field; each of them is there."""
    assert len(hostile_site.pages) > 10
    for slug, trials in hostile_site.pages.items():
        watched.open(f"{slug}/")
        ids = watched.page.locator("article.reflection").evaluate_all(
            "(found) => found.map((element) => element.id)"
        )
        assert set(ids) == {trial.reflection.id for trial in trials}


def test_nothing_happens_where_titles_stand(watched: Watch, hostile_site: HostileSite) -> None:
    """In the heads and headings, in every list of the site, beside the last reflections."""
    output = hostile_site.folder / "output"
    paths = [path.relative_to(output).as_posix() for path in naming(output, "*.html")]
    assert {f"{slug}/index.html" for slug in hostile_site.titles} <= set(paths)
    for path in paths:
        if path.partition("/")[0] not in hostile_site.pages:
            watched.open(path.removesuffix("index.html"))


def naming(output: Path, pattern: str) -> list[Path]:
    """Return the files that name a hostile essay."""
    return [path for path in sorted(output.rglob(pattern)) if b"/hostile-" in path.read_bytes()]


def test_nothing_happens_in_a_feed(watched: Watch, hostile_site: HostileSite) -> None:
    """Opened as XML, and its texts as a careless reader would show them: straight into a page."""
    output = hostile_site.folder / "output"
    feeds = naming(output, "*.xml")
    assert len(feeds) > 20
    for path in feeds:
        watched.open(path.relative_to(output).as_posix())
    texts = [
        item["content_html"]
        for path in sorted((output / "feeds").rglob("*.json"))
        for item in json.loads(path.read_text("utf-8")).get("items", [])
        if "/hostile-" in item["url"]
    ]
    assert len(texts) > 40
    for number in range(0, len(texts), 50):
        body = "\n".join(f"<article>{text}</article>" for text in texts[number : number + 50])
        page = output / f"reader-{number}.html"
        page.write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
        watched.open(page.name)
        page.unlink()
