"""Telling a WebSub hub which feeds have changed (https://www.w3.org/TR/websub/#publishing).

What was told last is noted beside what the build notes. A feed whose hub did not answer is not
noted, and is told of again the next time.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from ..build.problems import BuildFailed, report
from ..build.publish import write_whole
from ..build.settings import Settings, load_settings
from ..essays.feed_addresses import SUFFIXES

NOTES = ".build/announced.json"
TIMEOUT = 20
"""Seconds that a hub is given to answer."""


def run_announce(file: Path) -> int:
    """Tell the hub in a settings file of the feeds that changed; return the exit status."""
    try:
        settings = load_settings(file)
    except BuildFailed as failure:
        print(report(failure.problems), file=sys.stderr)  # noqa: T201 - a command talks
        return 1
    if not settings.hub:
        return 0
    told, failures = announce(settings)
    print(f"The hub was told of {told} changed feeds.")  # noqa: T201
    for sentence in failures:
        print(sentence, file=sys.stderr)  # noqa: T201
    return 1 if failures else 0


def announce(settings: Settings) -> tuple[int, list[str]]:
    """Tell the hub of each published feed that changed since it was told last.

    Return how many it was told of, and a sentence on each that it did not take.
    """
    notes = settings.root / NOTES
    known, now = load_notes(notes), dict(published_feeds(settings.output))
    failures: list[str] = []
    told = 0
    for path in changed(now, known):
        problem = ping(settings.hub, f"{settings.url}/{path}")
        if problem:
            failures.append(f"{path}: {problem}")
        else:
            known[path] = now[path]
            told += 1
    kept = {path: mark for path, mark in known.items() if path in now}
    write_whole(notes, (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode())
    return told, failures


def published_feeds(output: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each feed that names a hub, with a digest of its bytes.

    Archives name none: they do not change.
    """
    for path in sorted((output / "feeds").rglob("*")):
        name = path.relative_to(output).as_posix()
        is_feed = name.endswith(tuple(f".{suffix}" for suffix in SUFFIXES.values()))
        if is_feed and "/archives/" not in name and path.is_file():
            yield name, sha256(path.read_bytes()).hexdigest()


def changed(now: Mapping[str, str], known: Mapping[str, str]) -> Iterable[str]:
    """Return the feeds that are not as they are known, in order."""
    return [path for path in sorted(now) if known.get(path) != now[path]]


def load_notes(path: Path) -> dict[str, str]:
    """Return what the hub was told last; nothing when there is no note, or a damaged one."""
    try:
        notes = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def ping(hub: str, topic: str) -> str:
    """Tell a hub that the feed at `topic` has changed; return what went wrong, or ""."""
    data = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    request = Request(hub, data=data, headers={"User-Agent": "liens-faibles"})  # noqa: S310 - checked in settings
    try:
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310 - as above
            return ""
    except (URLError, OSError, ValueError) as error:
        return f"the hub {hub} did not take it ({error})"
