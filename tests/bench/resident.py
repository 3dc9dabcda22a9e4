"""Preview servers: started, asked for a page until it says what was saved, ended.

Only this machine is asked.
"""

import contextlib
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processes import count_others, end_session, read_busy_seconds, read_cpu, read_peak

HOST = "127.0.0.1"
PAUSE = 0.01
"""Seconds between two questions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """What one edit took, from the save until the page was served."""

    wall: float
    cpu: float
    """Of the server, until it rested, with what it took to answer our questions."""
    peak_mib: float
    others: float


class Server:
    """A preview server that has been started, and its answer for one page."""

    def __init__(self, child: subprocess.Popen[bytes], port: int, page: str, log: Path) -> None:
        self.child, self.port, self.page, self.log = child, port, page, log

    def wait_for(self, text: str, timeout: float) -> None:
        """Wait until the page has a text. Raises `SystemExit` when it never does."""
        wanted, end = text.encode(), time.perf_counter() + timeout
        while wanted not in self.read_page():
            if self.child.poll() is not None or time.perf_counter() > end:
                tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise SystemExit(f"{self.page} was not served with {text!r}\n{tail}")
            time.sleep(PAUSE)

    def read_page(self) -> bytes:
        """Return the page as it is served now; nothing when it is not."""
        with contextlib.closing(
            http.client.HTTPConnection(HOST, self.port, timeout=60)
        ) as connection:
            try:
                connection.request("GET", self.page)
                answer = connection.getresponse()
                return answer.read() if answer.status == 200 else b""
            except (OSError, http.client.HTTPException):
                return b""

    def rest(self, seconds: float = 0.3, timeout: float = 60) -> None:
        """Wait until the server has done next to nothing for some time."""
        end, spent = time.perf_counter() + timeout, -1.0
        while (now := read_cpu(self.child.pid)) - spent > 0.02 and time.perf_counter() < end:
            spent = now
            time.sleep(seconds)

    def time_edit(self, path: Path, text: str, mark: str, timeout: float) -> Served:
        """Save a text, longer than what is there, and return what it took to serve its mark."""
        self.rest()
        busy, before = read_busy_seconds(), read_cpu(self.child.pid)
        start = time.perf_counter()
        with path.open("r+b") as stream:  # in one piece: no server finds an empty file
            stream.write(text.encode())
        self.wait_for(mark, timeout)
        wall = time.perf_counter() - start
        others = count_others(busy, read_cpu(self.child.pid) - before, wall)
        self.rest()
        return Served(
            wall=wall,
            cpu=read_cpu(self.child.pid) - before,
            peak_mib=read_peak(self.child.pid),
            others=others,
        )


@contextlib.contextmanager
def serve(command: list[str], folder: Path, port: int, page: str, log: Path) -> Iterator[Server]:
    """Start a server, and end it."""
    with log.open("ab") as sink:
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )
    try:
        yield Server(child, port, page, log)
    finally:
        end_session(child)


def find_port() -> int:
    """Return a port that is free now.

    It is none of those that the system gives to whoever asks: asking for the page again and
    again, we might be given the server's own port before the server takes it.
    """
    for port in range(21_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as one, contextlib.suppress(OSError):
            one.bind((HOST, port))
            return port
    raise SystemExit("no port is free between 21000 and 32000")
