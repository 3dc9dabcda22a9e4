"""Debian's Chromium, the published site on this machine, and readers who are told on."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, Request, Response

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class Server(SimpleHTTPRequestHandler):
    """Answers with the files of the site, as a plain host does, and with its page for the rest."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file; when it is not there, with the page that says so."""
        if Path(self.translate_path(self.path)).exists():
            super().do_GET()
            return
        missing = "en/404.html" if self.path.startswith("/en/") else "404.html"
        data = (Path(self.directory) / missing).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@dataclass(kw_only=True)
class Reader:
    """A page of the browser, and everything that went wrong on it."""

    page: Page
    address: str
    """Of the site's root."""
    complaints: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Addresses that are rightly not there."""

    def watch(self) -> None:
        """Note every message, failure and request to another host from now on."""
        self.page.on("console", lambda message: self._note("console", message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("crash", lambda _: self._note("crash", ""))
        self.page.on("dialog", lambda dialog: (self._note("dialog", ""), dialog.dismiss()))
        self.page.on("popup", lambda page: self._note("window", page.url))
        self.page.on("download", lambda download: self._note("download", download.url))
        self.page.on("request", self._check_request)
        self.page.on("response", self._check_response)
        self.page.on("requestfailed", self._check_failure)

    def open(self, path: str) -> None:
        """Go to a page of the site and wait until it is there with all that it needs."""
        self.page.goto(self.address + path, wait_until="load")
        self.page.evaluate("async () => { await document.fonts.ready; }")

    def follow(self, link: Locator) -> None:
        """Click on a link and wait until the reader is there."""
        with self.page.expect_navigation(wait_until="load"):
            link.click()

    @property
    def place(self) -> str:
        """Where the reader is, below the site's root."""
        return self.page.url.removeprefix(self.address)

    def _note(self, what: str, detail: str) -> None:
        if self.missing and "404" in detail:
            return  # the browser tells of it too
        self.complaints.append(f"{what}: {detail} on {self.page.url}")

    def _check_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc:
            self._note("request to another host", request.url)

    def _check_failure(self, request: Request) -> None:
        late = "/favicon." in request.url or request.url.endswith(".woff2")
        if not (late and request.failure == "net::ERR_ABORTED"):  # a reader who leaves at once
            self._note(f"failed ({request.failure})", request.url)

    def _check_response(self, response: Response) -> None:
        if response.status >= 400 and response.url.removeprefix(self.address) not in self.missing:
            self._note(f"status {response.status}", response.url)


Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium once."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert executable, f"None of {', '.join(CHROMIUM)} is there: sh tests/install.sh"
    started = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
    yield started
    started.close()


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """Serve the real site on this machine, and give the address of its root."""
    handler = partial(Server, directory=str(real_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def reader(browser: Browser, address: str) -> Open:
    """Return a function that gives a reader for a while, and tells what went wrong meanwhile."""

    @contextmanager
    def open_reader(
        width: int = 1440, *, dark: bool = False, scripts: bool = False
    ) -> Iterator[Reader]:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="fr-FR",
        )
        try:
            found = Reader(page=context.new_page(), address=address)
            found.watch()
            yield found
            assert found.complaints == []
            assert context.cookies() == []
        finally:
            context.close()

    return open_reader
