"""The index by Pagefind: the same documents give the same bytes, and chance plays no part."""

import gzip
import json
from pathlib import Path

import pytest
from pelican.plugins.build import pagefind
from pelican.plugins.build.pagefind import (
    ENTRY,
    SIGNED,
    PagefindFailed,
    find_program,
    in_order,
    write_index,
)

TOPICS = ("work", "attention", "numbers", "data", "encounters", "virtual")


def documents(lang: str, count: int = 40) -> list[tuple[str, str]]:
    """Return some documents that have several filters each."""
    return [
        (
            f"{lang}/{number}/",
            f'<html lang="{lang}"><body data-pagefind-body>'
            + "".join(
                f'<i data-pagefind-filter="topic-{topic}:1"></i>'
                for place, topic in enumerate(TOPICS)
                if number >> place & 1
            )
            + f'<h1 data-pagefind-meta="title">Text {number}</h1><p id="p1">Word{number} and '
            f"others <math>hidden</math>.</p></body></html>",
        )
        for number in range(count)
    ]


def read(folder: Path, names: list[str]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names}


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """Pagefind would put filters and languages into an order of chance."""
    found = []
    for number in range(3):
        folder = tmp_path / str(number)
        rows = {lang: documents(lang) for lang in ("fr", "en")}
        found.append(read(folder, write_index(rows, ["math"], folder)))
    assert found[0] == found[1] == found[2]
    entry = json.loads(found[0][ENTRY])
    assert [*entry["languages"]] == ["fr", "en"]
    assert all(row["page_count"] == 40 for row in entry["languages"].values())


def test_only_what_a_search_loads_is_kept(tmp_path: Path) -> None:
    """Neither Pagefind's own interfaces are published, nor the words of other languages."""
    names = write_index({"fr": documents("fr", 2)}, [], tmp_path)
    plain = {name for name in names if "/" not in name and not name.endswith(".pf_meta")}
    assert plain == {ENTRY, "pagefind.js", "pagefind-worker.js", "wasm.fr.pagefind"}


def test_what_is_excluded_is_not_among_the_words(tmp_path: Path) -> None:
    """A selector names what stands in a text and is not what it says."""
    names = write_index({"en": documents("en", 1)}, ["math"], tmp_path)
    (name,) = (name for name in names if name.startswith("fragment/"))
    fragment = json.loads(gzip.decompress((tmp_path / name).read_bytes())[len(SIGNED) :])
    assert fragment["url"] == "/en/0/"
    assert fragment["content"] == "Text 0. Word0 and others ."
    assert [anchor["id"] for anchor in fragment["anchors"]] == ["p1"]


def test_a_language_without_documents_has_no_index(tmp_path: Path) -> None:
    """A site without a text has no file of it at all."""
    names = write_index({"fr": [], "en": documents("en", 1)}, [], tmp_path)
    assert [*json.loads((tmp_path / ENTRY).read_bytes())["languages"]] == ["en"]
    assert not any("fr_" in name or ".fr." in name for name in names)
    assert write_index({"fr": [], "en": []}, [], tmp_path / "none") == []


def test_filters_are_put_in_alphabetical_order() -> None:
    """The rest of the description stays as it was."""
    pages, chunks, rest = b"\x82\x82\x61a\x18\x64\x82\x61b\x01", b"\x80", b"\x80\x81\x65title"
    first, second = b"\x82\x65alpha\x61y", b"\x82\x64zeta\x61x"
    whole = SIGNED + b"\x86\x65" + b"1.5.2" + pages + chunks + b"\x82"
    assert in_order(whole + second + first + rest) == whole + first + second + rest


@pytest.mark.parametrize("meta", [b"other", SIGNED + b"\x85\x61a"])
def test_a_description_of_another_form_is_refused(meta: bytes) -> None:
    """A later Pagefind may have another: better no site than a search that finds nothing."""
    with pytest.raises(PagefindFailed):
        in_order(meta)


def test_a_program_that_ends_early_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end is no index."""
    monkeypatch.setattr(pagefind, "find_program", lambda: "/bin/true")
    with pytest.raises(PagefindFailed):
        write_index({"fr": documents("fr")}, [], tmp_path)


def test_the_program_comes_with_its_package() -> None:
    """Nothing is downloaded when a site is built."""
    assert Path(find_program()).is_file()
