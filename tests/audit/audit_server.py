"""The published site on this machine, served as a good host does it.

Texts are compressed, files that never change may be kept for a year, the headers are those of the
site's own `_headers`, and an address that leads nowhere gets the site's page for it. On demand all
of it travels as on the web of today: over TLS, as HTTP/2, with a certificate of the moment.
"""

import asyncio
import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import brotli
import trustme
from hypercorn.asyncio import serve as run_server
from hypercorn.config import Config

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

    def __call__(self, asked: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        """Answer one request, as WSGI has it (PEP 3333)."""
        path = asked["PATH_INFO"].encode("latin-1").decode("utf-8")
        status, file = self.find(path)
        data, coding = self.pack(file, asked.get("HTTP_ACCEPT_ENCODING", ""))
        headers = {
            "Content-Type": TYPES.get(file.suffix) or guess_type(file.name)[0] or "text/plain",
            "Content-Length": str(len(data)),
            "Cache-Control": SOON if file.suffix == ".html" else LONG,
            "Vary": "Accept-Encoding",
        }
        if coding:
            headers["Content-Encoding"] = coding
        if self.delay and file.suffix == ".woff2":
            threading.Event().wait(self.delay)
        start(f"{status} {status.phrase}", list((headers | self.headers(path)).items()))
        return [b"" if asked["REQUEST_METHOD"] == "HEAD" else data]

    def find(self, path: str) -> tuple[HTTPStatus, Path]:
        """Return the status and the file that a path is answered with."""
        file = self.folder / path.lstrip("/")
        if file.is_dir():
            file = file / "index.html"
        if file.is_file() and file.resolve().is_relative_to(self.folder.resolve()):
            return HTTPStatus.OK, file
        missing = "en/404.html" if path.startswith("/en/") else "404.html"
        return HTTPStatus.NOT_FOUND, self.folder / missing

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

    def headers(self, path: str) -> dict[str, str]:
        """Return what the site's own `_headers` says of a path."""
        file = self.folder / "_headers"
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


@contextmanager
def serve(
    folder: Path, *, quality: int = 11, delay: float = 0.0, secure: bool = False
) -> Iterator[str]:
    """Serve a site for a while, and give the address of its root.

    Over HTTP/1.1; when it shall be `secure` over HTTP/2 and TLS, with a certificate that nobody
    has to trust.
    """
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    with ExitStack() as stack:
        config = Config()
        config.bind = [f"fd://{listening.detach()}"]
        config.errorlog = None
        config.graceful_timeout = 0.1
        if secure:
            made = trustme.CA().issue_cert("127.0.0.1").private_key_and_cert_chain_pem
            config.certfile = config.keyfile = stack.enter_context(made.tempfile())
        running = run_server(
            Host(folder, quality, delay),
            config,
            mode="wsgi",
            shutdown_trigger=lambda: asyncio.to_thread(stop.wait),
        )
        thread = threading.Thread(target=asyncio.run, args=[running])
        thread.start()
        try:
            yield f"{'https' if secure else 'http'}://127.0.0.1:{port}/"
        finally:
            stop.set()
            thread.join()
