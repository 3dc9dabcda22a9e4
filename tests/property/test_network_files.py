"""What holds for every file of a figure, and for every number in the prose."""

import csv
import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pelican.plugins.network_stats.downloads import Taken, build_downloads, dump_table
from pelican.plugins.network_stats.inline import Text, find_numbers, render_numbers
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.models import Cell, Drawing, Numbers
from pelican.plugins.network_stats.svg import safe

texts = st.text(max_size=12)
values = st.none() | st.floats(allow_nan=True, allow_infinity=True)
cells = st.builds(Cell, text=texts, number=st.booleans(), value=values)


@st.composite
def tables(draw: st.DrawFn) -> Numbers:
    """Draw a table: any words, any numbers."""
    width = draw(st.integers(1, 4))
    row = st.tuples(*[cells] * width)
    return Numbers(
        caption=draw(texts),
        columns=draw(st.tuples(*[texts] * width)),
        rows=tuple(draw(st.lists(row, max_size=4))),
    )


@given(tables())
def test_a_table_can_be_read_again(table: Numbers) -> None:
    """As many rows and cells; every number to its last digit; no text is a formula."""
    rows = list(csv.reader(io.StringIO(dump_table(table), newline="")))
    assert len(rows) == 1 + len(table.rows)
    for row, given_row in zip(rows[1:], table.rows, strict=True):
        for written, cell in zip(row, given_row, strict=True):
            if cell.value is None:
                assert written.removeprefix("'") == safe(cell.text).removeprefix("'")
                assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
            elif written:
                assert float(written) == cell.value


@given(st.lists(tables(), min_size=1, max_size=3), texts)
def test_a_record_is_json_whatever_it_says(numbers: list[Numbers], title: str) -> None:
    """With the same tables, and no number that JSON has not."""
    drawing = Drawing(
        name="",
        description="",
        shapes=Markup(),
        height=0,
        numbers=tuple(numbers),
        method=(),
    )
    taken = Taken(
        name="x",
        widget="summary",
        title=title,
        drawing=drawing,
        chart="",
        sidecar=None,
        words=words("en"),
    )
    *found, record = build_downloads(taken)
    assert len(found) == len(numbers)
    read = json.loads(record.data)
    assert [len(table["rows"]) for table in read["tables"]] == [len(one.rows) for one in numbers]


marks = st.sampled_from(
    [
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "{network:",
        "}",
        "x",
        " L",
        "\\",
        "<pre>",
    ]
)


@given(st.lists(marks, max_size=14).map("".join))
def test_any_text_keeps_its_lines(text: str) -> None:
    """Each number that is found is one problem here, for there are no files; the rest stays."""
    lines = text.split("\n")
    numbers = find_numbers(lines)
    nowhere = Path("/nowhere")
    given_text = Text(path="a.md", folder=nowhere, content=nowhere, words=words("en"))
    found = render_numbers(lines, given_text)
    assert len(found.lines) == len(lines)
    assert {problem.line - 1 for problem in found.problems} == {each.index for each in numbers}
    for index, line in enumerate(lines):
        cut = [(each.start, each.end) for each in numbers if each.index == index]
        kept = "".join(
            character
            for place, character in enumerate(line)
            if not any(start <= place < end for start, end in cut)
        )
        assert found.lines[index] == kept
