"""The policy of each page, and that of its host, forbid nothing that the site does."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def parse_headers(text: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Return the rules of a file `_headers`: paths, and what to say with them."""
    rules: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
        else:
            rules.append((re.compile(re.escape(line).replace(r"\*", ".*")), {}))
    return rules


class Host(SimpleHTTPRequestHandler):
    """A host that says with each file what `_headers` asks for."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def end_headers(self) -> None:
        """Add what the rules say."""
        for pattern, said in parse_headers((Path(self.directory) / "_headers").read_text()):
            if pattern.fullmatch(self.path):
                for name, value in said.items():
                    self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def host(real_site: Path) -> Iterator[str]:
    """Serve the real site as a host that reads `_headers`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(real_site))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_no_page_goes_against_its_policy(browser: Browser, real_site: Path, host: str) -> None:
    """With scripts on, no kind of page makes the browser complain; each has its style."""
    names = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html")}
    context = browser.new_context()
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{message.text} on {page.url}"))
    page.on("pageerror", lambda error: complaints.append(f"{error} on {page.url}"))
    try:
        for name in sorted(names):
            page.goto(host + name)
            assert page.evaluate("document.styleSheets.length") == 1, name
            assert page.evaluate("document.fonts.ready.then((fonts) => fonts.size > 8)"), name
        assert complaints == []
    finally:
        context.close()


def test_what_is_written_into_a_page_does_not_run(
    browser: Browser, real_site: Path, host: str
) -> None:
    """A script, a handler and a style that the site did not mean are refused."""
    context = browser.new_context()
    page = context.new_page()
    inserted = "<script>window.ran = 1</script><p id=x onclick='window.ran = 2' style='order: 7'>x"
    text = (real_site / "colophon/index.html").read_text("utf-8").replace("</main>", inserted)
    page.route("**/colophon/", lambda route: route.fulfill(body=text, content_type="text/html"))
    try:
        page.goto(host + "colophon/")
        page.locator("#x").click()
        assert page.evaluate("window.ran") is None
        assert page.evaluate("getComputedStyle(document.getElementById('x')).order") == "0"
    finally:
        context.close()


def test_what_lasts_may_be_kept(real_site: Path) -> None:
    """Only what has its digest in its name is kept for a year."""
    rules = parse_headers((real_site / "_headers").read_text())
    lasting = [pattern for pattern, said in rules if "immutable" in said.get("Cache-Control", "")]
    for path in real_site.rglob("*"):
        name = "/" + path.relative_to(real_site).as_posix()
        if path.is_file() and any(pattern.fullmatch(name) for pattern in lasting):
            assert re.fullmatch(r"/theme/immutable/[\w-]+\.[0-9a-f]{8}\.\w+", name), name
