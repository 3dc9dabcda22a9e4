"""The index of the search page, by Pagefind: the same documents give the same bytes.

Pagefind runs as a service on its standard input, so that the order of the documents is ours and
not that of a folder; one run a language, so that a large site needs half the memory. What it
still leaves to chance, the order of filters and of languages, is put in order here.
"""

import base64
import gzip
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

ENTRY = "pagefind-entry.json"
EVERYWHERE = ("pagefind.js", "pagefind-worker.js")
"""What the page loads in any language; Pagefind's own interfaces are left out."""
FOLDERS = ("filter", "fragment", "index")
SIGNED = b"pagefind_dcd"
"""What a file of Pagefind begins with when it is not compressed."""
FILTERS, MEMBERS = 3, 6
"""The place of the filters among the members of an index's description."""


Document = tuple[str, str]
"""What can be found: its address below the root of the site, and its words as HTML."""


class PagefindFailed(RuntimeError):  # noqa: N818 - the name says what happened
    """Raised when Pagefind refuses a document or ends early."""


def find_program() -> str:
    """Return the path of Pagefind's program, or "" when it is not installed."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - an extra of the wheel
    except ImportError:
        return shutil.which("pagefind") or ""
    return str(get_executable())


def write_index(
    documents: Mapping[str, Iterable[Document]], exclude: Iterable[str], folder: Path
) -> list[str]:
    """Write the index of the documents in each language, and return the paths of its files.

    `exclude` are selectors of what is not to be found. A language without documents has no
    index. Raises `PagefindFailed` when Pagefind does.
    """
    program, options = find_program(), {"exclude_selectors": [*exclude]}
    entry: dict[str, Any] = {}
    languages: dict[str, Any] = {}
    names: list[str] = []
    for lang, rows in documents.items():
        files = _run(program, rows, options | {"force_language": lang})
        entry = json.loads(files[ENTRY])
        if lang not in entry["languages"]:
            continue
        taken, languages[lang] = _take(files, lang, entry["languages"][lang])
        for name, data in taken.items():
            _write(folder / name, data)
            names.append(name)
    if languages:
        whole = json.dumps(entry | {"languages": languages}, ensure_ascii=False)
        _write(folder / ENTRY, whole.encode())
        names.append(ENTRY)
    return sorted(set(names))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _run(program: str, documents: Iterable[Document], options: dict[str, Any]) -> dict[str, bytes]:
    """Return the files that Pagefind makes of the documents in one language, by their names.

    They are asked for and not left to be written: it answers before the last is on the disk.
    """
    try:
        with (
            tempfile.TemporaryDirectory() as place,  # where no configuration of its own lies
            subprocess.Popen(  # noqa: S603 - the program of a library
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd=place,
            ) as process,
        ):
            try:
                return _talk(process, documents, options)
            finally:
                process.kill()
    except BrokenPipeError as error:
        raise PagefindFailed("it ended early") from error


def _talk(
    process: subprocess.Popen[bytes], documents: Iterable[Document], options: dict[str, Any]
) -> dict[str, bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    count = 0
    for number, message in enumerate(_messages(documents, options)):
        process.stdin.write(_encode(number, message) + b",")
        count = number + 1
    process.stdin.flush()
    answers = _answers(process.stdout)
    answer: dict[str, Any] = {}
    for _ in range(count):
        answer = next(answers, {"type": "Error", "message": "it ended early"})
        if answer["type"] == "Error":
            raise PagefindFailed(str(answer["message"]))
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _messages(documents: Iterable[Document], options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": options}
    for url, html in documents:
        yield {"type": "AddFile", "index_id": 0, "url": f"/{url}", "file_contents": html}
    yield {"type": "GetFiles", "index_id": 0}


def _encode(number: int, message: dict[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": message}).encode())


def _answers(stream: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a pipe
    """Yield what Pagefind says, message by message: base64, with a comma after each."""
    parts: list[bytes] = []
    while data := stream.read1(1 << 20):
        first, *others = data.split(b",")
        parts.append(first)
        for part in others:
            message, parts = b"".join(parts), [part]
            yield json.loads(base64.b64decode(message))["payload"]


def _take(
    files: Mapping[str, bytes], lang: str, about: dict[str, Any]
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files that a page loads, and what the entry says of a language."""
    meta = in_order(gzip.decompress(files[f"pagefind.{about['hash']}.pf_meta"]))
    name = f"{lang}_{blake2b(meta, digest_size=5).hexdigest()}"
    wanted = {*EVERYWHERE, f"wasm.{about['wasm'] or 'unknown'}.pagefind"}
    taken = {
        path: data
        for path, data in files.items()
        if path in wanted or path.partition("/")[0] in FOLDERS
    }
    return taken | {f"pagefind.{name}.pf_meta": meta}, about | {"hash": name}


def in_order(meta: bytes) -> bytes:
    """Return the description of an index with its filters in alphabetical order.

    It is an array in CBOR (RFC 8949); the filters are an array in it of [name, file]. The form
    that is not compressed is one that Pagefind's script reads too, and no zlib shows in it.
    """
    start = len(SIGNED)
    if not meta.startswith(SIGNED) or meta[start] != 0x80 | MEMBERS:
        raise PagefindFailed("the description of its index has another form")
    place = start + 1
    for _ in range(FILTERS):
        place = _end(meta, place)
    count, first = _head(meta, place)
    items, at = [], first
    for _ in range(count):
        end = _end(meta, at)
        items.append((_text(meta, at), meta[at:end]))
        at = end
    return meta[:first] + b"".join(item for _, item in sorted(items)) + meta[at:]


def _head(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that an item of CBOR begins with, and where what it is about begins."""
    short = data[at] & 31
    if short < 24:
        return short, at + 1
    size = 1 << (short - 24)
    return int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size


def _end(data: bytes, at: int) -> int:
    """Return where the item of CBOR at `at` ends."""
    number, place = _head(data, at)
    kind = data[at] >> 5
    if kind in (2, 3):
        return place + number
    for _ in range(number * (kind - 3) if kind in (4, 5) else 0):
        place = _end(data, place)
    return place


def _text(data: bytes, at: int) -> bytes:
    """Return the first member, a text, of the array at `at`."""
    length, place = _head(data, at + 1)
    return data[place : place + length]
