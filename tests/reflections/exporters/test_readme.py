"""The README says what each format keeps, and what the journal holds."""

import re
from pathlib import Path

from pelican.plugins import reflections
from pelican.plugins.reflections.exporters import EXPORTERS
from pelican.plugins.reflections.exporters.models import FIELDS
from pelican.plugins.reflections.journal import KEYS, By
from pelican.plugins.reflections.models import Status

README = (Path(reflections.__file__).parent / "README.md").read_text("utf-8")
LEAVE = README.partition("## Let them leave")[2].partition("\n## ")[0]
JOURNAL = README.partition("## Erasure and the journal")[2].partition("\n## ")[0]


def read_table() -> dict[str, dict[str, str]]:
    """Return the cells of the table of formats, by format and field."""
    rows = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in LEAVE.split("\n")
        if line.startswith("|") and not line.startswith("|---")
    ]
    names = rows[0][1:]
    return {name: {row[0]: row[place] for row in rows[1:]} for place, name in enumerate(names, 1)}


def test_the_table_says_what_each_format_keeps() -> None:
    table = read_table()
    assert table.keys() == EXPORTERS.keys()
    for name, exporter in EXPORTERS.items():
        *cells, (_, statuses) = table[name].items()
        assert [field for field, _ in cells] == list(FIELDS)
        assert {field for field, cell in cells if cell == "yes"} == exporter.keeps, name
        known = [status.value for status in Status if status in exporter.statuses]
        assert statuses == ("all" if len(known) == len(Status) else ", ".join(known))


def test_every_format_is_described() -> None:
    described = set(re.findall(r"^- `([a-z0-9-]+)` ", LEAVE, re.MULTILINE))
    assert described == set(EXPORTERS)


def test_the_table_has_every_key_of_the_journal() -> None:
    rows = [line.split("|")[1] for line in JOURNAL.split("\n") if line.startswith("| `")]
    assert tuple(re.findall(r"`([a-z]+)`", " ".join(rows))) == KEYS
    assert [by for by in By if f"`{by}`" not in JOURNAL] == []
