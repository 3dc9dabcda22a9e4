"""What is true of every export and of every page, however broken."""

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.reflections.fields import FORBIDDEN
from pelican.plugins.reflections.importers import IMPORTERS
from pelican.plugins.reflections.importers.models import Fate, Record
from pelican.plugins.reflections.models import Precision

FIXTURES = Path(__file__).parents[1] / "fixtures" / "importers"
FILES = {
    "disqus": "disqus/export.xml",
    "wordpress": "wordpress/export.xml",
    "blogger": "blogger/feed.atom",
    "html": "html_page/wordpress.html",
}
MARKUP = b'< > & ]]> <![CDATA[ <!-- --> " /> </a> <? \0 \xff &#0; &nbsp; <post> </item> <li> id='
PIECES = st.sampled_from([*MARKUP.split(b" "), "e\u0301".encode()]) | st.binary(max_size=5)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), max_size=6)


def broken(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Return some data with pieces cut out, and others put in their place."""
    for place, length, piece in changes:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


def is_right(record: Record) -> bool:
    """Return whether a record keeps what every record promises."""
    texts = (record.identifier, record.page, record.page_title, record.parent, record.author)
    addresses = (record.url, record.author_url)
    return (
        not any(FORBIDDEN.search(text) for text in (*texts, *addresses, record.body))
        and all(unicodedata.is_normalized("NFC", text) for text in (*texts, record.body))
        and all(not url or url.startswith(("http://", "https://")) for url in addresses)
        and (record.date is None) == (record.date_precision is Precision.UNKNOWN)
        and (bool(record.identifier) or record.fate is Fate.UNREADABLE)
        and not (record.fate in (Fate.PUBLISHED, Fate.PENDING) and not record.body)
    )


@pytest.mark.parametrize("name", FILES)
@given(changes=CHANGES)
@settings(max_examples=40)
def test_a_broken_file_is_read_or_refused(
    name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    """It never stops the program, and what it gives is never against the rules."""
    data = (FIXTURES / FILES[name]).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export"
        file.write_bytes(broken(data, changes))
        reading = IMPORTERS[name](file, {})
    assert all(map(is_right, reading.records))
    assert not (reading.problems and reading.records)
    assert [one for one in reading.recoveries if one.line < 0] == []


@pytest.mark.parametrize("name", FILES)
@given(end=st.floats(0, 1))
@settings(max_examples=40)
def test_a_file_cut_short_gives_what_it_still_has(name: str, end: float) -> None:
    """Its records are the first of the whole file's, but for the last, and nothing else."""
    data = (FIXTURES / FILES[name]).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder) / "whole", Path(folder) / "cut"
        whole.write_bytes(data)
        cut.write_bytes(data[: int(end * len(data))])
        known = [record.identifier for record in IMPORTERS[name](whole, {}).records]
        found = [record.identifier for record in IMPORTERS[name](cut, {}).records]
    assert found[:-1] == known[: len(found)][:-1]
