"""What a site can ask of its feeds: archives, a contact, a hub; and what a renaming leaves."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import etree
from pelican.plugins.build.settings import load_settings
from pelican.plugins.feeds.publish import announce, run_announce

Build = Callable[..., Any]

SITES = Path(__file__).resolve().parents[1] / "sites"
ATOM = "{http://www.w3.org/2005/Atom}"
THR = "{http://purl.org/syndication/thread/1.0}"
FH = "{http://purl.org/syndication/history/1.0}"
NOTES = "https://notes.example/"
RIVES = "https://rives.example/carnet/"


@pytest.fixture
def make_site(build_site: Build, tmp_path: Path) -> Callable[..., Any]:
    """Return a function that builds a copy of a small site with settings of its own."""

    def make(name: str, **own: object) -> Any:  # noqa: ANN401 - a built site of conftest.py
        source = tmp_path / "source" / name
        shutil.copytree(SITES / name, source, ignore=shutil.ignore_patterns("expected"))
        settings = source / "pelicanconf.py"
        settings.write_text(f"{settings.read_text('utf-8')}\nLIENS_FAIBLES = {own!r}\n", "utf-8")
        built = build_site(source)
        assert built.status == 0, built.stderr
        return built

    return make


def links(root: etree._Element) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in root.findall(f"{ATOM}link")}


def ids(root: etree._Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]


def walk(output: Path, name: str, base: str) -> Iterator[etree._Element]:
    """Yield a feed and each archive before it, as a new subscriber's reader fetches them."""
    while name:
        root = etree.fromstring((output / name).read_bytes())
        yield root
        name = links(root).get("prev-archive", "").removeprefix(base)


def test_a_long_history_is_in_archives(make_site: Build) -> None:
    """The feed leads to all essays, through archives that lead to it and to one another."""
    output = make_site("paginated", feed_size=8000).output
    current, *archives = walk(output, "feeds/fr.atom.xml", NOTES)
    assert len(archives) >= 2
    assert current.find(f"{FH}complete") is None
    everything = set(ids(etree.parse(SITES / "paginated/expected/feeds/fr.atom.xml").getroot()))
    assert {name for root in (current, *archives) for name in ids(root)} == everything
    for number, root in enumerate(archives):
        assert root.find(f"{FH}archive") is not None
        assert root.findtext(f"{ATOM}id") == current.findtext(f"{ATOM}id")
        said = links(root)
        assert said["current"] == f"{NOTES}feeds/fr.atom.xml"
        assert ("prev-archive" in said) is (number < len(archives) - 1)
        assert ("next-archive" in said) is (number == len(archives) - 1)
        assert next(root.iter(f"{THR}total"), None) is None
    assert links(archives[-1])["next-archive"] == links(archives[-2])["self"]
    rss = (output / "feeds/fr.rss.xml").read_text("utf-8")
    assert 'rel="prev-archive" type="application/rss+xml"' in rss
    feed = json.loads((output / "feeds/fr.json").read_text("utf-8"))
    seen = []
    while feed:
        seen += [item["id"] for item in feed["items"]]
        path = feed.get("next_url", "").removeprefix(NOTES)
        feed = json.loads((output / path).read_text("utf-8")) if path else None
    assert set(seen) == everything


def test_an_archive_does_not_change(make_site: Build) -> None:
    """A new essay changes none; one that is edited gets its archive another address.

    So do the archives that lead to it, for each names the one before.
    """
    site = make_site("paginated", feed_size=8000)

    def archives() -> dict[str, bytes]:
        folder = site.output / "feeds/fr/archives"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    before = archives()
    essays = site.folder / "content/essays"
    shutil.copytree(essays / "note-un", essays / "note-treize")
    record = essays / "note-treize/essay.toml"
    lines = record.read_text("utf-8").splitlines()
    lines[:2] = ['id = "e-zzzzz1"', 'uri = "tag:notes.example,2026:e-zzzzz1"']
    record.write_text("\n".join(lines) + "\n", "utf-8")
    text = essays / "note-treize/index.md"
    head = [
        "Date: 2026-11-20 09:00" if line.startswith("Date:") else line
        for line in text.read_text("utf-8").splitlines()
    ]
    text.write_text("\n".join(head) + "\n", "utf-8")
    assert site.again("--verify").status == 0
    after = archives()
    assert before.items() <= after.items()
    oldest = essays / "note-un/index.md"
    oldest.write_text(oldest.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    assert site.again("--verify").status == 0
    edited = archives()
    assert len(edited) == len(after) > 1
    assert edited.keys().isdisjoint(after.keys())


def test_an_answer_carries_the_essays_id(make_site: Build) -> None:
    """With an address, each entry ends in a letter that says what it answers."""
    output = make_site("bilingual", contact="rives@rives.example").output
    for name in ("feeds/fr.atom.xml", "feeds/fr/reflexions.atom.xml", "feeds/en.atom.xml"):
        root = etree.fromstring((output / name).read_bytes())
        entries = root.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            text = entry.findtext(f"{ATOM}content") or ""
            start = text.rindex('href="mailto:') + 6
            url = urlsplit(text[start : text.index('"', start)].replace("&amp;", "&"))
            assert url.path == "rives@rives.example"
            said = parse_qs(url.query)
            assert (entry.findtext(f"{ATOM}id") or "") in said["body"][0]
            assert "[e-" in said["subject"][0]
            assert unquote(url.query).count("\r\n") >= 3


def test_no_hub_is_named_where_there_is_none(make_site: Build) -> None:
    """A hub that nobody tells of anything would be a false promise."""
    site = make_site("bilingual")
    for path in (site.output / "feeds").rglob("*.xml"):
        assert b'rel="hub"' not in path.read_bytes()
    assert run_announce(site.folder / "pelicanconf.py") == 0
    assert not (site.folder / ".build/announced.json").exists()


class Hub(ThreadingHTTPServer):
    """A hub on this machine that keeps what it is told; `status` is what it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.told: list[dict[str, list[str]]] = []
        self.status = 202


class HubHandler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.told.append(parse_qs(self.rfile.read(size).decode()))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_hub_is_told_of_what_changed(make_site: Build, hub: Hub, capsys: Any) -> None:  # noqa: ANN401 - pytest's
    """Each feed names the hub, and the hub is told of each that changed until it has taken it."""
    address = f"http://127.0.0.1:{hub.server_address[1]}/"
    site = make_site("bilingual", hub=address)
    file = site.folder / "pelicanconf.py"
    feeds = [
        path for path in (site.output / "feeds").rglob("*") if path.suffix in {".xml", ".json"}
    ]
    for path in feeds:
        assert address in path.read_text("utf-8"), path
    assert announce(load_settings(file)) == (len(feeds), [])
    topics = {said["hub.url"][0] for said in hub.told}
    assert topics == {RIVES + path.relative_to(site.output).as_posix() for path in feeds}
    assert all(said["hub.mode"] == ["publish"] for said in hub.told)
    hub.told.clear()
    assert run_announce(file) == 0
    assert hub.told == []
    text = site.folder / "content/essays/le-gue/index.en.md"
    text.write_text(text.read_text("utf-8").rstrip("\n") + " One more word.\n", "utf-8")
    assert site.again().status == 0
    hub.status = 503
    assert run_announce(file) == 1
    assert "did not take it" in capsys.readouterr().err
    hub.status = 202
    hub.told.clear()
    assert run_announce(file) == 0
    assert {said["hub.url"][0] for said in hub.told} >= {f"{RIVES}feeds/en.atom.xml"}
    assert not [said for said in hub.told if "/fr" in said["hub.url"][0]]


class Served(ThreadingHTTPServer):
    """A published site on this machine, at the path that it is published for."""

    def __init__(self, output: Path) -> None:
        super().__init__(("127.0.0.1", 0), lambda *given: ServedHandler(output, *given))


class ServedHandler(SimpleHTTPRequestHandler):
    def __init__(self, output: Path, *given: Any) -> None:  # noqa: ANN401 - the server's
        super().__init__(*given, directory=str(output))

    def log_message(self, *_: object) -> None:
        pass


def read_with_newsboat(folder: Path, urls: list[str]) -> list[tuple[str, str]]:
    """Let newsboat fetch feeds and return (feed, id) of each entry that it then lists."""
    folder.mkdir(exist_ok=True)
    (folder / "urls").write_text("\n".join(urls) + "\n", "utf-8")
    (folder / "config").write_text("ignore-mode display\n", "utf-8")
    command = ["newsboat", "-u", "urls", "-C", "config", "-c", "cache.db", "-x", "reload"]
    environment = os.environ | {"HOME": str(folder)}
    subprocess.run(
        command, cwd=folder, env=environment, check=True, timeout=60, capture_output=True
    )
    connection = sqlite3.connect(folder / "cache.db")
    try:
        rows = connection.execute("SELECT feedurl, guid FROM rss_item ORDER BY feedurl, guid")
        return [(str(url), str(guid)) for url, guid in rows]
    finally:
        connection.close()


def test_newsboat_lists_each_entry_once(make_site: Build, tmp_path: Path) -> None:
    """An essay that is renamed and re-dated, on a site that has moved, is no new one."""
    site = make_site("bilingual")
    names = ("fr.atom.xml", "fr.rss.xml", "en.atom.xml", "fr/reflexions.atom.xml")
    with Served(site.output) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        urls = [f"http://127.0.0.1:{server.server_address[1]}/feeds/{name}" for name in names]
        before = read_with_newsboat(tmp_path / "newsboat", urls)
        essays = site.folder / "content/essays"
        (essays / "le-pont").rename(essays / "le-vieux-pont")
        for path in (site.folder / "content").rglob("*.md"):
            text = path.read_text("utf-8").replace("le-pont/index", "le-vieux-pont/index")
            path.write_text(text, "utf-8")
        for path in (essays / "le-vieux-pont").glob("index*.md"):
            text = re.sub("(?m)^Date:.*$", "Date: 2026-11-19 10:00+01:00", path.read_text("utf-8"))
            path.write_text(re.sub("(?m)^Modified:.*\n", "", text), "utf-8")
        settings = site.folder / "pelicanconf.py"
        text = settings.read_text("utf-8").replace(
            "https://rives.example/carnet", "https://neuf.example"
        )
        settings.write_text(text, "utf-8")
        again = site.again()
        assert again.status == 0, again.stderr
        after = read_with_newsboat(tmp_path / "newsboat", urls)
        server.shutdown()
        thread.join()
    assert b"neuf.example/le-vieux-pont/" in (site.output / "feeds/fr.atom.xml").read_bytes()
    assert len(before) >= 3 * 2 + 1 + 1
    assert len(set(before)) == len(before)
    assert after == before


def test_a_site_can_do_without_the_feeds_of_parts(make_site: Build) -> None:
    """Then only all essays and all reflections have one, and a topic names no other."""
    output = make_site("bilingual", list_feeds="site").output
    assert {path.name for path in (output / "feeds/fr").glob("*")} >= {"reflexions.atom.xml"}
    assert (output / "feeds/fr.atom.xml").is_file()
    assert not [*(output / "feeds").rglob("themes/*")]
    topics = [*(output / "themes").glob("*/index.html")]
    assert topics
    assert not any("feeds/fr/themes/" in page.read_text("utf-8") for page in topics)
