"""What the command line asks for, and where Hugo is found."""

import argparse
from pathlib import Path

import pytest
from machine import find_hugo
from run import numbers_of, parse_arguments


def test_numbers_of_essays() -> None:
    """Sizes are whole numbers from 1, from the smallest on."""
    assert numbers_of("1000, 100,100") == [100, 1000]
    for text in ("", "0", "-3,5"):
        with pytest.raises(argparse.ArgumentTypeError, match=r"expected numbers like 100,1000"):
            numbers_of(text)


def test_a_quick_look_is_small() -> None:
    """It takes the place of the sizes and runs that were asked for."""
    given = parse_arguments(["--quick", "--essays", "10000", "--runs", "9", "--tools", "ours"])
    assert (given.essays, given.runs, given.edits, given.tools) == ([30], 1, 3, ["ours"])


def test_unknown_names_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names those that are known."""
    for option, known in (
        ("--tools", "ours, ours-themed, pelican, hugo"),
        ("--scenarios", "cold, same"),
    ):
        with pytest.raises(SystemExit):
            parse_arguments([option, "ourselves"])
        assert f"unknown name 'ourselves': expected {known}" in capsys.readouterr().err


def test_where_hugo_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that is given comes first, then the one on the path, then the package's."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert find_hugo("/elsewhere/hugo") == "/elsewhere/hugo"
    assert find_hugo("") is None
    packaged = make_program(tmp_path / "hugo" / "binaries" / "hugo")
    assert find_hugo("") == packaged
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    program = make_program(tmp_path / "bin" / "hugo")
    assert find_hugo("") == program


def make_program(path: Path) -> str:
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)
