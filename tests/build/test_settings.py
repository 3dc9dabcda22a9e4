"""Settings are read once; whatever is wrong with them stops the build before it begins."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.settings import Settings, clock, load_settings, parse_settings

ROOT = Path("/site")
FILE = "pelicanconf.py"


def problems_of(**values: object) -> list[Problem]:
    with pytest.raises(BuildFailed) as failure:
        parse_settings(values, ROOT, FILE)
    return failure.value.problems


def test_settings_have_a_value_each() -> None:
    """A file may be empty: the folders have their usual names, the address is the preview's."""
    assert parse_settings({}, ROOT, FILE) == Settings(
        file=FILE,
        root=ROOT,
        content=ROOT / "content",
        output=ROOT / "output",
        theme=ROOT / "theme",
        name="Liens faibles",
        url="http://localhost:8000",
        timezone="UTC",
    )


def test_settings_are_those_of_pelican_and_a_few_of_ours(tmp_path: Path) -> None:
    """Addresses lose their last slash; folders are taken from that of the file."""
    (tmp_path / "themes" / "plain").mkdir(parents=True)
    settings = parse_settings(
        {
            "SITENAME": "Carnet",
            "SITEURL": "https://carnet.example/essais/",
            "TIMEZONE": "Europe/Paris",
            "PATH": "texts/all",
            "OUTPUT_PATH": "public",
            "THEME": "themes/plain",
            "PLUGINS": ["pelican.plugins.build", "other"],
            "LIENS_FAIBLES": {
                "per_page": 5,
                "feed_entries": 7,
                "feed_size": 9,
                "contact": "a@b.example",
                "hub": "https://h.example/",
                "recent_reflections": 2,
                "search": True,
                "page_label": False,
                "sitemap": False,
            },
            "DEFAULT_PAGINATION": 3,
        },
        tmp_path,
        FILE,
    )
    assert settings == Settings(
        file=FILE,
        root=tmp_path,
        content=tmp_path / "texts" / "all",
        output=tmp_path / "public",
        theme=tmp_path / "themes" / "plain",
        name="Carnet",
        url="https://carnet.example/essais",
        timezone="Europe/Paris",
        per_page=5,
        feed_entries=7,
        feed_size=9,
        contact="a@b.example",
        hub="https://h.example/",
        recent_reflections=2,
        search=True,
        page_label=False,
        sitemap=False,
        plugins=("pelican.plugins.build", "other"),
    )
    assert settings.place == "texts/all"
    assert settings.zone == ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        (
            {"LIENS_FAIBLES": {"per_pages": 5}},
            "unknown setting 'per_pages' in LIENS_FAIBLES",
            "Did you mean 'per_page'?",
        ),
        *(
            (
                {"LIENS_FAIBLES": {"per_page": value}},
                f"LIENS_FAIBLES['per_page'] is {value!r}",
                "Expected a whole number from 1.",
            )
            for value in (0, -1, "5", 2.5, True, None)
        ),
        *(
            (
                {"LIENS_FAIBLES": {name: value}},
                f"LIENS_FAIBLES[{name!r}] is {value!r}",
                "Expected True or False.",
            )
            for name, value in (("page_label", 0), ("sitemap", 1), ("cards", "no"), ("epub", None))
        ),
        (
            {"LIENS_FAIBLES": ["per_page"]},
            "LIENS_FAIBLES is ['per_page']",
            'Expected a dictionary: {"per_page": 10}.',
        ),
        (
            {"SITEURL": "carnet.example"},
            "SITEURL is 'carnet.example'",
            "Expected an http or https address.",
        ),
        (
            {"TIMEZONE": "Paris"},
            "unknown TIMEZONE 'Paris'",
            "Expected a name such as 'Europe/Paris'.",
        ),
        (
            {"TIMEZONE": "../Paris"},
            "unknown TIMEZONE '../Paris'",
            "Expected a name such as 'Europe/Paris'.",
        ),
        (
            {"PATH": "/elsewhere"},
            "PATH is '/elsewhere'",
            "Expected a folder beside the settings file.",
        ),
        ({"THEME": "plain"}, "THEME is 'plain'", "Expected the folder of a theme."),
    ],
)
def test_each_wrong_setting_is_said(values: dict[str, object], message: str, hint: str) -> None:
    """The value is quoted, and what was expected."""
    assert problems_of(**values) == [Problem(FILE, 0, message, hint)]


def test_all_problems_are_said_at_once() -> None:
    """One wrong setting does not hide another."""
    problems = problems_of(SITEURL="x", TIMEZONE="y", LIENS_FAIBLES={"z": 1, "per_page": 0})
    assert [problem.message for problem in problems] == [
        "LIENS_FAIBLES['per_page'] is 0",
        "SITEURL is 'x'",
        "unknown TIMEZONE 'y'",
        "unknown setting 'z' in LIENS_FAIBLES",
    ]


def test_a_file_of_settings_is_run(tmp_path: Path) -> None:
    """It may import what lies beside it, and leaves no trace in the path of modules."""
    (tmp_path / "beside_settings.py").write_text('NAME = "Carnet"\n')
    file = tmp_path / FILE
    file.write_text("from beside_settings import NAME\nSITENAME = NAME\n")
    before = list(sys.path)
    settings = load_settings(file)
    assert (settings.name, settings.root, settings.file) == ("Carnet", tmp_path, FILE)
    assert sys.path == before


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "SITENAME = 'Carnet\n",
            1,
            "syntax error: unterminated string literal (detected at line 1)",
        ),
        ("A = 1\nB = A / 0\n", 2, "ZeroDivisionError: division by zero"),
        ("def f():\n    raise ValueError('no')\n\nf()\n", 2, "ValueError: no"),
        (
            "\nimport nothing_of_that_name\n",
            2,
            "ModuleNotFoundError: No module named 'nothing_of_that_name'",
        ),
    ],
)
def test_a_file_that_fails_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    """It is the deepest line of the project's own."""
    (tmp_path / FILE).write_text(text)
    with pytest.raises(BuildFailed) as failure:
        load_settings(tmp_path / FILE)
    assert failure.value.problems == [Problem(FILE, line, message)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("A = (\n", 1, "syntax error: '(' was never closed"),
        ("\nA = 1 / 0\n", 2, "ZeroDivisionError: division by zero"),
    ],
)
def test_a_module_that_settings_import_is_told_by_its_name(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    """The settings for publishing import those for writing: the fault is in one of the two."""
    (tmp_path / "imported_settings.py").write_text(text)
    (tmp_path / "publishconf.py").write_text("from imported_settings import *\n")
    with pytest.raises(BuildFailed) as failure:
        load_settings(tmp_path / "publishconf.py")
    assert failure.value.problems == [Problem("imported_settings.py", line, message)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name, without the way to it."""
    with pytest.raises(BuildFailed) as failure:
        load_settings(tmp_path / FILE)
    assert failure.value.problems == [Problem(FILE, 0, "there is no such settings file")]


def test_the_clock_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds since 1970 when they are given, else now."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795255200")
    assert clock() == datetime(2026, 11, 21, 10, tzinfo=UTC)
    for nothing in ("", None):
        if nothing is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH")
        else:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", nothing)
        before = datetime.now(UTC)
        assert before <= clock() <= datetime.now(UTC)


@pytest.mark.parametrize("text", ["soon", "1e9", "9" * 30])
def test_a_clock_that_is_none_is_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build does not go on with another time than was asked for."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(BuildFailed) as failure:
        clock()
    hint = "Expected seconds since 1970, such as 1795255200."
    problem = Problem("SOURCE_DATE_EPOCH", 0, f"{text!r} is no time", hint)
    assert failure.value.problems == [problem]
