"""The preview: the site on this machine, drafts included, built again at every change.

Pages that are open reload themselves; while a source has a problem they show it, and the last
good site stays. The script that does this is added on the way out: it is in no file.
"""

import contextlib
import gc
import html
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .command import Progress, summary
from .problems import BuildFailed, report
from .publish import Busy
from .run import NOTES, build, load_press
from .settings import Settings, clock, load_settings
from .store import Missing

CHANGES, PREVIEW = "/-/changes", "/-/preview.js"
FOUND = "/pagefind/"
"""Below which the index of the search page is."""

SCRIPT = """new EventSource("/-/changes").onmessage = (event) => {
  const said = JSON.parse(event.data);
  if (!said) return location.reload();
  const known = document.getElementById("-problems");
  const box = known || document.createElement("pre");
  box.id = "-problems";
  box.role = "alert";
  box.style = "position:sticky;top:0;z-index:9;margin:0;padding:1em;white-space:pre-wrap;"
    + "background:#fff;color:#900;border-block-end:.2em solid";
  box.textContent = said;
  if (!known) document.body.prepend(box);
};
"""
CALL = f'<script src="{PREVIEW}"></script></body>'
"""How a page asks for it: its policy allows the host's own files, and nothing written into it."""


class Changes:
    """What open pages are told: "" to reload, or the problems to show."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._number = 0
        self._message = ""

    def tell(self, message: str) -> None:
        """Tell every open page."""
        with self._condition:
            self._number += 1
            self._message = message
            self._condition.notify_all()

    def follow(self, seconds: float = 15.0) -> Iterator[str | None]:
        """Yield each message from now on, and `None` when nothing came for some seconds."""
        with self._condition:
            number = self._number
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._number > number, timeout=seconds)  # noqa: B023
                news = self._message if self._number > number else None
                number = self._number
            yield news


class Index:
    """The index of the search page, made when it is asked for and a source has changed since.

    An edit so costs no more with a search page than without.
    """

    def __init__(self, file: Path, port: int) -> None:
        self.file, self.port = file, port
        self.turn = threading.Lock()
        """Held by what reads the sources: a build, or the index."""
        self._made = threading.Lock()
        self._state = 0
        self._known = -1
        self._files: dict[str, bytes] = {}

    def forget(self) -> None:
        """Let the next search make it anew."""
        self._state += 1

    def read(self, name: str) -> bytes | None:
        """Return a file of the index, or `None` when there is none, or a source is wrong."""
        with self._made:
            state = self._state
            if self._known != state:
                with contextlib.suppress(BuildFailed, Missing, Busy):
                    self._files, self._known = self._make(), state
            return self._files.get(name)

    def _make(self) -> dict[str, bytes]:
        settings = preview_settings(self.file, self.port)
        if not settings.search:
            return {}
        from ..essays.search import make_index  # noqa: PLC0415 - not before it is asked for

        with self.turn:
            press = load_press(settings, clock())
        with tempfile.TemporaryDirectory() as folder:
            names = make_index(press, Path(folder))
            press.store.close()
            return {name: (Path(folder) / name).read_bytes() for name in names}


def run_serve(file: Path, port: int) -> int:
    """Serve the preview until it is interrupted; return the exit status."""
    gc.enable()  # this process stays
    changes, index = Changes(), Index(file, port)
    settings = preview_settings(file, port)
    preview = partial(Preview, changes=changes, index=index, published=settings.published)
    handler = partial(preview, directory=str(settings.output))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"Port {port} is not free ({error.strerror}): try 'invoke serve --port {port + 1}'.")  # noqa: T201
        return 1
    server.daemon_threads = True
    print(f"http://127.0.0.1:{port}/  (Ctrl+C ends the preview)", flush=True)  # noqa: T201
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        follow_sources(file, port, changes, index)
    server.shutdown()
    return 0


def preview_settings(file: Path, port: int) -> Settings:
    """Return the settings of the preview; raises `BuildFailed` like `load_settings`."""
    settings = load_settings(file)
    output = settings.root / NOTES / "preview"
    publishing = file.with_name("publishconf.py")
    published = load_settings(publishing).url if publishing.exists() else settings.url
    url = f"http://127.0.0.1:{port}"
    return replace(settings, output=output, url=url, published=published, drafts=True)


def follow_sources(file: Path, port: int, changes: Changes, index: Index) -> None:
    """Build now, and again at every change, until interrupted."""
    from watchfiles import watch  # noqa: PLC0415 - only the preview needs it

    settings = preview_settings(file, port)
    with collected_later():
        rebuild(file, port, changes, index)
    places = [settings.content, settings.theme, file, file.with_name("pelicanconf.py")]
    for _ in watch(*{path for path in places if path.exists()}, debounce=50, step=10):
        with collected_later():
            rebuild(file, port, changes, index)


@contextlib.contextmanager
def collected_later() -> Iterator[None]:
    """Put off the search for garbage, a third of a build, until no reader waits for it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def rebuild(file: Path, port: int, changes: Changes, index: Index) -> None:
    """Build the preview once; say what was done here, and on open pages what is wrong."""
    started = time.perf_counter()
    progress = Progress()
    try:
        settings = preview_settings(file, port)
        with index.turn:
            result = build(settings, clock(), progress=progress.show)
    except BuildFailed as failure:
        print(f"\n{report(failure.problems)}", flush=True)  # noqa: T201
        changes.tell(report(failure.problems))
        return
    except Busy:
        print("Another build is at work; the preview follows at the next change.", flush=True)  # noqa: T201
        return
    progress.clear()
    print(summary(result, settings, time.perf_counter() - started), flush=True)  # noqa: T201
    if result.rendered or result.removed:
        index.forget()
        changes.tell("")


class Preview(SimpleHTTPRequestHandler):
    """Answers with the files of the preview."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".xml": "application/xml; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
    }

    def __init__(
        self, *args: object, changes: Changes, index: Index, published: str, directory: str
    ) -> None:
        self.changes, self.index = changes, index
        self.published = f'href="{html.escape(published)}/'.encode()
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a page, its script added and its links here, or with any other file."""
        if self.path == CHANGES:
            self._send_changes()
            return
        if self.path == PREVIEW:
            self._send(SCRIPT.encode(), 200, "text/javascript; charset=utf-8")
            return
        if self.path.startswith(FOUND):
            self._send_found(self.path.removeprefix(FOUND).partition("?")[0])
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._send_page(path.read_bytes(), 200)
        elif not path.exists():
            self._send_missing()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing of every request."""

    def end_headers(self) -> None:
        """Let nothing be kept: the next look may be at another build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _send_missing(self) -> None:
        lang = "en/" if self.path.startswith("/en/") else ""
        page = Path(self.directory) / lang / "404.html"
        told = f"<p>{html.escape(self.path)}: not found</p>"
        missing = f"<!DOCTYPE html><title>404</title><body>{told}</body>"
        self._send_page(page.read_bytes() if page.is_file() else missing.encode(), 404)

    def _send_found(self, name: str) -> None:
        data = self.index.read(name)
        if data is None:
            self._send_missing()
            return
        self._send(data, 200, self.guess_type(name))

    def _send_page(self, data: bytes, status: int) -> None:
        at_home = data.replace(self.published, b'href="/')
        called = at_home.replace(b"</body>", CALL.encode(), 1)
        self._send(called, status, "text/html; charset=utf-8")

    def _send(self, data: bytes, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_changes(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        with contextlib.suppress(OSError):
            for message in self.changes.follow():
                line = (
                    ": still here\n\n" if message is None else f"data: {json.dumps(message)}\n\n"
                )
                self.wfile.write(line.encode())
                self.wfile.flush()
