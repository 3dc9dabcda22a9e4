"""`invoke number-paragraphs` writes what the texts want, or says whether it would."""

from pathlib import Path

import pytest
from pelican.plugins.build.settings import Settings
from pelican.plugins.essays.ledger import parse_ledger
from pelican.plugins.essays.numbering import run_number

Capture = pytest.CaptureFixture[str]


def anchors(path: Path) -> list[str]:
    """Return the numbers in a ledger."""
    ledger, problems = parse_ledger(path.read_text("utf-8"), path.name)
    assert problems == ()
    assert ledger is not None
    return [row.anchor for row in ledger.rows]


@pytest.fixture
def file(bilingual: Settings) -> Path:
    """Return the settings file of a small site."""
    return bilingual.root / bilingual.file


@pytest.fixture
def essay(bilingual: Settings) -> Path:
    """Return the folder of an essay that has no ledger."""
    return bilingual.content / "essays/le-pont"


def test_a_first_ledger_has_the_paragraphs_in_order(
    file: Path, essay: Path, capsys: Capture
) -> None:
    """And a second run has nothing to write."""
    assert run_number(file, ["le-pont"]) == 0
    written = (essay / "paragraphs.toml").read_bytes()
    found = anchors(essay / "paragraphs.toml")
    assert found[0] == "p1"
    said = f"content/essays/le-pont/paragraphs.toml: {len(found)} paragraphs.\n"
    assert capsys.readouterr().out == said
    assert run_number(file, ["le-pont"]) == 0
    assert capsys.readouterr().out == "1 ledgers are as their texts are.\n"
    assert (essay / "paragraphs.toml").read_bytes() == written


def test_a_check_says_what_would_change_and_writes_nothing(
    file: Path, essay: Path, capsys: Capture
) -> None:
    """Then the same run without it writes it."""
    run_number(file, ["le-pont"])
    before = anchors(essay / "paragraphs.toml")
    text = essay / "index.md"
    head, _, body = text.read_text("utf-8").partition("\n\n")
    text.write_text(f"{head}\n\nUn mot d’abord.\n{{.alone}}\n\n{body}", "utf-8")
    capsys.readouterr()
    assert run_number(file, ["le-pont"], check=True) == 1
    said = capsys.readouterr().out
    line = f"content/essays/le-pont/paragraphs.toml: {len(before)} kept, 1 given ("
    assert said.startswith(line)
    assert said.endswith("Write them with 'invoke number-paragraphs'.\n")
    assert anchors(essay / "paragraphs.toml") == before
    assert run_number(file, ["le-pont"]) == 0
    after = anchors(essay / "paragraphs.toml")
    assert after[1:] == before
    assert after[0] not in before
    assert run_number(file, ["le-pont"], check=True) == 0


def test_an_essay_that_is_not_there_is_told(file: Path, capsys: Capture) -> None:
    """With the nearest, and nothing is written."""
    assert run_number(file, ["le-pond"]) == 1
    assert capsys.readouterr().out == (
        "content/essays/le-pond: no such essay\n    Did you mean 'le-pont'?\n1 problem.\n"
    )
