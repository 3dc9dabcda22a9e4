"""Reading tables typed in by hand."""

from decimal import Decimal

import pytest
from pelican.plugins.network_stats.inputs.table import (
    Quantity,
    check_columns,
    parse_quantity,
    parse_table,
    quantity_of,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("974000000", "974000000"),
        ("974 000 000", "974000000"),
        ("974\u202f000\u00a0000", "974000000"),
        ("4.5", "4.5"),
        ("4,5", "4.5"),
        ("1 234,56", "1234.56"),
        ("4.500", "4.500"),
    ],
)
def test_numbers_are_read_as_they_are_typed_in_both_languages(text: str, value: str) -> None:
    """They are exact, and keep their decimals."""
    assert parse_quantity(text) == Quantity(value=Decimal(value))
    assert str(parse_quantity(text)) == str(Quantity(value=Decimal(value)))


@pytest.mark.parametrize("text", ["44%", "44 %", "44\u00a0%", "44\u202f%"])
def test_a_percentage_is_known_as_one(text: str) -> None:
    """With a space before the sign, of any width, or none."""
    assert parse_quantity(text) == Quantity(value=Decimal(44), percent=True)


@pytest.mark.parametrize(
    "text", ["", "1,000", "1,000,000", "-3", "1e3", "12 34", "½", "NaN", "1.2.3"]
)
def test_what_is_not_surely_a_number_is_refused(text: str) -> None:
    """1,000 is one in French and a thousand in English."""
    assert parse_quantity(text) is None


def test_words_are_taken_in_the_language_or_the_one_there_is() -> None:
    """label.fr for a French page; label, or the English words, for one that has none."""
    table, _ = parse_table(["label.en,label.fr,note,n", "one,un,x,1"], "t.csv")
    assert table is not None
    row = table.rows[0]
    assert [text_of(row, "label", lang) for lang in ("fr", "en", "de")] == ["un", "one", "one"]
    assert text_of(row, "note", "fr") == "x"


def test_a_row_of_another_length_is_a_problem() -> None:
    """A comma inside a cell is the likely reason."""
    table, problems = parse_table(["a,b", "1,2", "1,2,3", '"1,2'], "t.csv")
    assert table is None
    assert [str(problem) for problem in problems] == [
        (
            "t.csv:3: the row has 3 cells, and the header 2\n"
            '    Put a cell that holds the separator between quotes: "like, this".'
        ),
        "t.csv:4: a quotation mark is not closed in this row",
    ]


def test_a_table_without_rows_is_a_problem() -> None:
    """A header alone is not a table."""
    _, problems = parse_table(["a,b", "# none"], "t.csv")
    assert [str(problem) for problem in problems] == [
        (
            "t.csv: the table has no row\n"
            "    Write the names of the columns on its first line, and a row below."
        )
    ]


def test_columns_are_checked() -> None:
    """What is missing and what is unknown are both said."""
    table, _ = parse_table(["valeu,label.fr,comment", "1,2,3"], "t.csv")
    assert table is not None
    found = check_columns(table, needed={"value"}, words={"label", "source"}, optional={"source"})
    assert [str(problem) for problem in found] == [
        "t.csv:1: the column 'valeu' is not known here\n    Did you mean 'value'?",
        "t.csv:1: the column 'comment' is not known here\n    Known: label, source, value.",
        "t.csv:1: the table has no column 'value'\n    It needs: label, value.",
    ]


def test_a_cell_that_is_no_number_is_a_problem_at_its_line() -> None:
    """The cell is quoted."""
    table, _ = parse_table(["value", "", "many"], "t.csv")
    assert table is not None
    quantity, problems = quantity_of(table, table.rows[0], "value")
    assert quantity is None
    assert [str(problem) for problem in problems] == [
        (
            "t.csv:3: the value 'many' is not a number\n"
            "    Write 1000, 1 000 or 4.5; after a comma, one or two digits."
        )
    ]
