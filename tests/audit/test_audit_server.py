"""The server of the audit answers as a good host does."""

import brotli
import pytest
from audit_browser import open_tab
from audit_server import Host, serve
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HEADERS = "/*\n  X-Whole: yes\n/b/*\n  X-Part: yes\n"
PROTOCOL = "performance.getEntriesByType('navigation')[0].nextHopProtocol"


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """Return a site of two pages, which says how its own headers are."""
    folder = tmp_path_factory.mktemp("host")
    for name in ("", "b/", "en/"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "index.html").write_text(f"<title>{name}</title>", encoding="utf-8")
        (folder / name / "404.html").write_text(f"not in {name}", encoding="utf-8")
    (folder / "_headers").write_text(HEADERS, encoding="utf-8")
    (folder / "a b.svg").write_text("<svg/>", encoding="utf-8")
    return Host(folder)


def ask(host: Host, path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    """Return the status, the headers and the body that a path is answered with."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": "gzip, br"}
    body = b"".join(host(asked, lambda status, headers: said.append((status, headers))))
    [(status, headers)] = said
    return status, dict(headers), body


def test_a_page_is_compressed_and_has_the_headers_of_the_site(host: Host) -> None:
    """Those of the patterns that its path matches, besides the server's own."""
    status, headers, body = ask(host, "/b/")
    assert (status, brotli.decompress(body)) == ("200 OK", b"<title>b/</title>")
    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Length"] == str(len(body))
    assert (headers["X-Whole"], headers["X-Part"]) == ("yes", "yes")
    assert "X-Part" not in ask(host, "/")[1]
    assert ask(host, "/b/", "HEAD") == (status, headers, b"")


def test_what_is_not_there_has_its_page(host: Host) -> None:
    """In the language of the address; nothing outside the site is ever shown."""
    assert (ask(host, "/nowhere/")[0], ask(host, "/en/nowhere")[0]) == ("404 Not Found",) * 2
    assert brotli.decompress(ask(host, "/nowhere/")[2]) == b"not in "
    assert brotli.decompress(ask(host, "/en/nowhere")[2]) == b"not in en/"
    assert ask(host, "/../" + host.folder.parent.name)[0] == "404 Not Found"
    assert ask(host, "/a b.svg")[1]["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(("secure", "protocol"), [(False, "http/1.1"), (True, "h2")])
def test_a_browser_is_answered(
    browser: Browser, host: Host, *, secure: bool, protocol: str
) -> None:
    """Plainly, and as on the web of today: over TLS, as HTTP/2."""
    with (
        serve(host.folder, secure=secure) as root,
        open_tab(browser, ignore_https_errors=True) as tab,
    ):
        answer = tab.goto(root + "b/")
        assert answer
        assert answer.header_value("content-encoding") == "br"
        assert (tab.title(), tab.evaluate(PROTOCOL)) == ("b/", protocol)
        assert root.startswith("https:") == secure
