"""The published site on this machine, served as a good host does it.

Texts are compressed, files that never change may be kept for a year, connections are kept, the
headers are those of the site's own `_headers`, and an address that leads nowhere gets the site's
page for it. The site lies at the root, or in the folder that its own address names.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".opml", ".bib", ".ris")
TYPES = {
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".epub": "application/epub+zip",
}
SOON = "public, max-age=0, must-revalidate"
LONG = "public, max-age=31536000, immutable"


@dataclass
class Host:
    """A folder, how strongly its texts are compressed, and what has been compressed."""

    folder: Path
    quality: int = 11
    delay: float = 0.0
    """Seconds by which fonts are late."""
    packed: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def find(self, address: str) -> tuple[int, Path]:
        """Return the status and the file that an address is answered with."""
        path = unquote(urlsplit(address).path).lstrip("/")
        file = self.folder / path
        if file.is_dir():
            file = file / "index.html"
        if file.is_file() and file.resolve().is_relative_to(self.folder.resolve()):
            return 200, file
        missing = "en/404.html" if path.startswith("en/") else "404.html"
        return 404, self.folder / missing

    def pack(self, file: Path, accepted: str) -> tuple[bytes, str]:
        """Return a file's bytes as they travel, and how they are compressed ("" for not)."""
        data = file.read_bytes()
        if file.suffix not in TEXTS:
            return data, ""
        coding = next((name for name in ("br", "gzip") if name in accepted), "")
        key = (str(file), coding)
        if key not in self.packed:
            self.packed[key] = {
                "br": lambda: brotli.compress(data, quality=self.quality),
                "gzip": lambda: gzip.compress(data, 6, mtime=0),
                "": lambda: data,
            }[coding]()
        return self.packed[key], coding

    def headers(self, address: str) -> dict[str, str]:
        """Return what the site's own `_headers` says of an address."""
        file = self.folder / "_headers"
        path = urlsplit(address).path
        return (
            {
                name: value
                for pattern, name, value in parse_headers(file.read_text("utf-8"))
                if matches(pattern, path)
            }
            if file.is_file()
            else {}
        )


def parse_headers(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pattern, name and value of each line of a `_headers` file."""
    pattern = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            pattern = line.strip()
            continue
        name, _, value = line.strip().partition(":")
        yield pattern, name.strip(), value.strip()


def matches(pattern: str, path: str) -> bool:
    """Return whether a path is one of a pattern's: `*` stands for anything, at its end or not."""
    start, star, end = pattern.partition("*")
    return path == pattern if not star else path.startswith(start) and path.endswith(end)


class Handler(BaseHTTPRequestHandler):
    """Answers for a host."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def __init__(self, *arguments: object, host: Host) -> None:
        self.host = host
        super().__init__(*arguments)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer without the file."""
        self._answer(whole=False)

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(whole=True)

    def _answer(self, *, whole: bool) -> None:
        status, file = self.host.find(self.path)
        data, coding = self.host.pack(file, self.headers.get("Accept-Encoding", ""))
        headers = {
            "Content-Type": TYPES.get(file.suffix) or guess_type(file.name)[0] or "text/plain",
            "Content-Length": str(len(data)),
            "Cache-Control": SOON if file.suffix == ".html" else LONG,
            "Vary": "Accept-Encoding",
        }
        if coding:
            headers["Content-Encoding"] = coding
        if self.host.delay and file.suffix == ".woff2":
            threading.Event().wait(self.host.delay)
        self.send_response(status)
        for name, value in (headers | self.host.headers(self.path)).items():
            self.send_header(name, value)
        self.end_headers()
        if whole:
            self.wfile.write(data)


@contextmanager
def serve(folder: Path, *, quality: int = 11, delay: float = 0.0) -> Iterator[str]:
    """Serve a site for a while, and give the address of its root."""
    handler = partial(Handler, host=Host(folder, quality, delay))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
