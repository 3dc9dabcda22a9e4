"""A preview server is started, asked for its page, and ended, with a plain server in its place."""

import subprocess
import sys
from pathlib import Path

import pytest
from processes import end_session, read_busy_seconds, read_cpu, read_peak, read_session
from resident import HOST, find_port, serve


def test_an_edit_is_timed_until_it_is_served(tmp_path: Path) -> None:
    """The new text is saved and found in the page, and the server has ended afterwards."""
    page = tmp_path / "page.html"
    page.write_text("<h1>Avant</h1>", encoding="utf-8")
    port = find_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", HOST]
    with serve(command, tmp_path, port, "/page.html", tmp_path / "log") as server:
        server.wait_for("<h1", 30)
        took = server.time_edit(page, "<h1>Après coup</h1>", "Après", 30)
        assert server.read_page() == "<h1>Après coup</h1>".encode()
        assert server.child.poll() is None
    assert server.child.poll() is not None
    assert server.read_page() == b""
    assert took.wall > 0
    assert took.cpu >= 0
    assert took.peak_mib > 1


def test_a_server_that_ends_is_told_with_its_last_words(tmp_path: Path) -> None:
    """Nobody waits for a server that has ended."""
    command = [sys.executable, "-c", "print('no such site')"]
    expected = r"(?s)/page\.html was not served with '<h1'.*no such site"
    with serve(command, tmp_path, find_port(), "/page.html", tmp_path / "log") as server:
        server.child.wait()
        with pytest.raises(SystemExit, match=expected):
            server.wait_for("<h1", 30)


def test_what_a_session_takes() -> None:
    """Memory and processor seconds are those of the processes that were started."""
    words = "import sys, time; sys.stdout.write('.'); sys.stdout.flush(); time.sleep(60)"
    child = subprocess.Popen(
        [sys.executable, "-c", words], stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout
    with child.stdout as stream:
        assert stream.read(1) == b"."
        assert 1 < read_session(child.pid) < 100
        assert 1 < read_peak(child.pid) < 100
        assert read_cpu(child.pid) >= 0
        end_session(child)
    assert child.returncode
    assert read_session(child.pid) == read_cpu(child.pid) == read_peak(child.pid) == 0
    assert read_busy_seconds() > 0
