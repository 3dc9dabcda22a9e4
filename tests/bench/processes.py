"""What processes take, as Linux tells it; zeros where a system does not."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

PROC = Path("/proc")


def read_busy_seconds() -> float:
    """Return the processor seconds that the machine has spent so far, but for our own."""
    try:
        first = (PROC / "stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, *interrupts = map(int, first.split()[1:9])
    total = user + nice + system + sum(interrupts)
    return total / os.sysconf("SC_CLK_TCK") - time.process_time()


def count_others(busy: float, cpu: float, wall: float) -> float:
    """Return how many processors others kept busy, since `busy` was read; -1 if unknown.

    What a build took is `cpu`.
    """
    now = read_busy_seconds()
    return round(max(0.0, now - busy - cpu) / wall, 2) if now and wall else -1.0


def read_cpu(pid: int) -> float:
    """Return the processor seconds of a process and of the children it waited for."""
    fields = read_stat(pid)
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def read_peak(pid: int) -> float:
    """Return the most memory that a process has had so far, in MiB."""
    return read_kib(PROC / str(pid) / "status", "VmHWM:") / 1024


def read_session(session: int) -> float:
    """Return the memory of all processes of a session in MiB, a shared page counted once."""
    total = 0
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            fields = read_stat(int(entry.name))
            if fields and int(fields[3]) == session:
                total += read_kib(entry / "smaps_rollup", "Pss:")
    return total / 1024


def read_stat(pid: int) -> list[str]:
    """Return the fields of a process after its name; none when it has ended."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def read_kib(path: Path, name: str) -> int:
    """Return a line's number; 0 when there is no such file or line."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


class Sampler:
    """The most memory that the processes of a session had together, sampled until it ends."""

    def __init__(self, session: int, seconds: float = 0.05) -> None:
        self.session, self.seconds = session, seconds
        self.peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Stop, and return the peak in MiB."""
        self._ended.set()
        self._thread.join()
        return self.peak

    def _follow(self) -> None:
        while not self._ended.wait(self.seconds):
            self.peak = max(self.peak, read_session(self.session))


def end_session(child: subprocess.Popen[bytes]) -> None:
    """End a process that we started in a session of its own, with all that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if child.poll() is None:
            os.killpg(child.pid, number)
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                continue
