"""The command: all or nothing, twice the same, and never over what was changed by hand."""

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.publish import lock
from pelican.plugins.reflections import import_command
from pelican.plugins.reflections.export_command import run_export
from pelican.plugins.reflections.files import parse_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.import_command import OPTIONS, WHOLE, run_import
from pelican.plugins.reflections.importers import IMPORTERS
from pelican.plugins.reflections.importers.fitting import Change
from pelican.plugins.reflections.importers.models import Fate
from pelican.plugins.reflections.importers.pipeline import Reason
from pelican.plugins.reflections.importers.report import Report, dump_report
from pelican.plugins.reflections.journal import By, append, load_journal
from pelican.plugins.reflections.models import State, Status

FIXTURES = Path(__file__).parents[2] / "fixtures" / "importers"
NOW = datetime(2026, 11, 21, 11, tzinfo=UTC)
COMMENTO = FIXTURES / "commento" / "export.json"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a site with two essays, in which the command runs."""
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "Europe/Paris"\n')
    for name, slug in (("le-pont", "the-bridge"), ("la-rive", "the-shore")):
        folder = tmp_path / "content" / "essays" / name
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(f"Title: {name}\n\nTexte.\n", "utf-8")
        (folder / "index.en.md").write_text(f"Title: {slug}\nSlug: {slug}\n\nText.\n", "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795255200")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(site: Path) -> dict[str, str]:
    """Return every file of the site but the lock, by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*"))
        if path.is_file() and ".build" not in path.parts
    }


def run(name: str, source: Path | str, **values: Any) -> int:  # noqa: ANN401 - any options
    """Run the command in the folder of the site."""
    return run_import(Path("pelicanconf.py"), name, str(source), **values)


def told(capsys: pytest.CaptureFixture[str], name: str, source: Path, **values: Any) -> Any:  # noqa: ANN401
    """Return the report in JSON."""
    run(name, source, as_json=True, **values)
    return json.loads(capsys.readouterr().out)


def reflection(site: Path, identifier: str, essay: str = "le-pont") -> Path:
    """Return the file of a comment of Commento."""
    name = import_id("commento", identifier)
    return site / "content" / "essays" / essay / "reflections" / f"{name}.md"


def test_a_conversation_comes_home(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each comment in its file, which the site's own check finds right, and in the journal."""
    assert run("commento", COMMENTO) == 0
    assert capsys.readouterr().out == (
        f"{COMMENTO.as_posix()} (commento): 7 records\n"
        "        3  written (with those already there, 1 pending and "
        "1 as the place of a deleted one)\n"
        "        4  skipped: 2 unreadable, 1 empty, 1 spam\n"
        "On these essays:\n"
        "  3 le-pont\n"
        "Changed on the way:\n"
        "  1 date before what it answers was kept in part: 'aa03' is dated before "
        "what it answers: its date is kept to the day\n"
        "Mended while reading:\n"
        f"  {COMMENTO.as_posix()}: comment 6 has no id: it was passed over\n"
        f"  {COMMENTO.as_posix()}: comment 7 has no id: it was passed over\n"
    )
    for path in (site / "content/essays/le-pont/reflections").iterdir():
        found, problems = parse_reflection(path.read_text("utf-8"), path.name)
        assert problems == ()
        assert found is not None
        assert found.id == path.stem
    entries, _, problems = load_journal(site / "journal", "journal")
    assert problems == ()
    assert sorted((entry.after, entry.by, entry.rule) for entry in entries) == [
        ("erased", "import", "commento"),
        ("pending", "import", "commento"),
        ("published", "import", "commento"),
    ]


def test_a_second_import_changes_no_byte(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even at another time, when what was deleted has been so since another moment."""
    assert run("commento", COMMENTO) == 0
    before = files(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    capsys.readouterr()
    report = told(capsys, "commento", COMMENTO)
    assert (report["new"], report["unchanged"], report["kept"]) == (0, 3, {})
    assert files(site) == before


def test_a_dry_run_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    report = told(capsys, "commento", COMMENTO, dry_run=True)
    assert (report["new"], report["written"], report["dry_run"]) == (3, 0, True)
    assert files(site) == before


def test_what_was_changed_by_hand_is_left(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("commento", COMMENTO) == 0
    path = reflection(site, "aa01")
    changed = path.read_text("utf-8").replace("tremble", "branle")
    path.write_text(changed, "utf-8")
    capsys.readouterr()
    report = told(capsys, "commento", COMMENTO)
    assert report["kept"] == {path.relative_to(site).as_posix(): "changed-here"}
    assert path.read_text("utf-8") == changed


def test_what_the_other_system_has_changed_is_said(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new text, a decision, an erasure: the file stays, and the author decides."""
    assert run("commento", COMMENTO) == 0
    before = files(site)
    export = json.loads(COMMENTO.read_text("utf-8"))
    export["comments"][0]["markdown"] = "[deleted]"
    export["comments"][2]["state"] = "approved"
    later = tmp_path / "later.json"
    later.write_text(json.dumps(export), "utf-8")
    capsys.readouterr()
    report = told(capsys, "commento", later)
    assert report["kept"] == {
        reflection(site, name).relative_to(site).as_posix(): "changed-there"
        for name in ("aa03", "aa01")
    }
    assert report["deleted"] == [reflection(site, "aa01").relative_to(site).as_posix()]
    assert files(site) == before | {"later.json": later.read_text("utf-8")}


def test_what_was_erased_here_does_not_come_back(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The journal remembers its id, and nothing else of it."""
    assert run("commento", COMMENTO) == 0
    path = reflection(site, "aa03")
    found, _ = parse_reflection(path.read_text("utf-8"), "r")
    assert found is not None
    erased = replace(found, state=State(status=Status.ERASED, since=NOW))
    append(site / "journal", [erased], now=NOW, by=By.EDITOR)
    path.unlink()
    capsys.readouterr()
    report = told(capsys, "commento", COMMENTO)
    assert report["skipped"]["erased-here"] == 1
    assert not path.exists()


def test_pages_that_nobody_knows_stop_the_import(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the beginning of a map, which says what is to be filled in."""
    shutil.rmtree(site / "content" / "essays" / "le-pont")
    before = files(site)
    assert run("commento", COMMENTO) == 1
    assert capsys.readouterr().out.endswith(
        f"{COMMENTO.as_posix()}: no essay answers to the pages of 2 records\n"
        "    Name an essay, or false, for each page; then give this file by --map.\n"
        "    Or leave all of these pages out: --allow-unmapped.\n"
        "1 problem.\n"
        "\n"
        "Nothing was written.\n"
        "\n"
        "[pages]\n"
        '"https://blog.example/le-pont/" = ""  # 2 records\n'
    )
    assert files(site) == before
    assert run("commento", COMMENTO, allow_unmapped=True) == 0
    assert files(site) == before


def test_a_map_says_where_a_page_belongs(site: Path) -> None:
    (site / "pages.toml").write_text('[pages]\n"*/le-pont" = "la-rive"\n', "utf-8")
    assert run("commento", COMMENTO, map_file="pages.toml", lang="fr_CA") == 0
    text = reflection(site, "aa01", "la-rive").read_text("utf-8")
    assert 'lang = "fr-CA"\n' in text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"map_file": "absent.toml"},
            "absent.toml: cannot be read: No such file or directory\n1 problem.",
        ),
        (
            {"lang": "français"},
            (
                "--lang: the language is 'français'\n"
                "    Expected the tag of a language: fr, en, pt-BR.\n1 problem."
            ),
        ),
        (
            {"options": ["zone=Mars/Olympus", "zon=x", "page="]},
            (
                "--option: unknown option 'zon'\n    Did you mean 'zone'?\n"
                "--option: 'page' has no value\n"
                "    Expected page=…: the address of the page, when the file does not say it.\n"
                "--option: unknown zone 'Mars/Olympus'\n"
                "    Expected a name such as 'Europe/Paris'.\n3 problems."
            ),
        ),
    ],
    ids=["no map", "no language", "no options"],
)
def test_what_is_asked_wrongly_is_said(
    site: Path, capsys: pytest.CaptureFixture[str], values: dict[str, Any], said: str
) -> None:
    before = files(site)
    assert run("commento", COMMENTO, **values) == 1
    assert capsys.readouterr().out == f"{said}\n\nNothing was written.\n"
    assert files(site) == before


@pytest.mark.usefixtures("site")
def test_an_unknown_format_and_a_file_that_is_not_there_are_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("comento", "absent.json") == 1
    assert capsys.readouterr().out == (
        "FORMAT: unknown format 'comento'\n    Did you mean 'commento'?\n"
        "absent.json: there is no such file or folder\n"
        "2 problems.\n\nNothing was written.\n"
    )


def test_a_file_that_cannot_be_read_stops_the_import(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "export.json").write_text("{", "utf-8")
    assert run("commento", "export.json") == 1
    assert capsys.readouterr().out == (
        "export.json:1: not JSON: Expecting property name enclosed in double quotes\n"
        "1 problem.\n\nNothing was written.\n"
    )


def test_an_import_that_fails_half_way_leaves_nothing(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither files nor folders, whatever went wrong at the last moment."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "journal/reflections.jsonl")

    before = files(site)
    monkeypatch.setattr(import_command, "append", fail)
    assert run("commento", COMMENTO) == 1
    assert capsys.readouterr().out == (
        "journal/reflections.jsonl: No space left on device\n1 problem.\n\nNothing was written.\n"
    )
    assert files(site) == before
    assert not (site / "content" / "essays" / "le-pont" / "reflections").exists()


def test_no_import_runs_beside_a_build(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with lock(site / ".build"):
        assert run("commento", COMMENTO) == 1
    assert "a build is at work (process" in capsys.readouterr().out
    assert not (site / "content" / "essays" / "le-pont" / "reflections").exists()


@pytest.mark.usefixtures("site")
def test_an_archive_is_read_and_its_problems_are_named_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with zipfile.ZipFile("comments.zip", "w") as archive:
        archive.writestr("comments/le-pont/1.yml", "_id: a\nmessage: Un\n")
        archive.writestr("comments/le-pont/2.yml", "message: 'sans fin\n")
    report = told(capsys, "staticman", Path("comments.zip"))
    assert (report["read"], report["written"]) == (2, 1)
    assert report["recoveries"] == [
        {
            "file": "comments.zip:comments/le-pont/2.yml",
            "line": 2,
            "message": "cannot be read: found unexpected end of stream",
            "hint": "",
        }
    ]


@pytest.mark.parametrize(
    ("options", "date"),
    [([], "2014-03-21T14:02:00+00:00"), (["zone=America/Montreal"], "2014-03-21T19:02:00+00:00")],
)
def test_times_without_a_zone_are_those_of_the_site(
    site: Path, options: list[str], date: str
) -> None:
    """Unless another zone is given."""
    folder = FIXTURES / "pelican_comments"
    (site / "pages.toml").write_text('[pages]\n"*" = "le-pont"\n', "utf-8")
    assert run("pelican-comments", folder, map_file="pages.toml", options=options) == 0
    name = import_id("pelican-comments", "le-pont/0.md")
    path = site / "content" / "essays" / "le-pont" / "reflections" / f"{name}.md"
    assert f"date = {date}\n" in path.read_text("utf-8")


Build = Callable[..., Any]
SITE = Path(__file__).parents[2] / "sites" / "minimal"


def test_what_was_imported_is_shown_by_the_build(
    build_site: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its replies; what is pending is not."""
    built = build_site(SITE)
    monkeypatch.chdir(built.folder)
    essay = next((built.folder / "content" / "essays").iterdir()).name
    Path("pages.toml").write_text(f'[pages]\n"*" = "{essay}"\n', "utf-8")
    assert run("commento", COMMENTO, map_file="pages.toml") == 0
    again = built.again()
    assert again.status == 0, again.stderr
    page = (again.output / essay / "index.html").read_text("utf-8")
    assert "Le pont <em>tremble</em>" in page
    assert "Pas le mien" not in page


def test_every_option_says_what_it_is_for() -> None:
    assert sorted(OPTIONS) == ["page", "selectors", "zone"]
    assert all(OPTIONS.values())


def test_every_format_is_in_the_readme() -> None:
    readme = (Path(import_command.__file__).parent / "README.md").read_text("utf-8")
    section = readme.partition("## Bring a conversation home")[2]
    assert [name for name in (*IMPORTERS, *WHOLE) if f"| `{name}`" not in section] == []


def test_every_key_of_the_report_is_in_the_readme() -> None:
    readme = (Path(import_command.__file__).parent / "README.md").read_text("utf-8")
    section = readme.partition("### The report")[2]
    keys = json.loads(dump_report(Report(format="x", file="y")))
    assert [key for key in keys if f"`{key}`" not in section] == []


@pytest.mark.parametrize("name", ["csv", "json-lines"])
def test_what_left_whole_comes_back_whole(
    site: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """With what is withdrawn, and the places of what was erased, byte for byte."""
    assert run("commento", COMMENTO) == 0
    path = reflection(site, "aa03")
    withdrawn = path.read_text("utf-8").replace('"pending"', '"withdrawn"')
    path.write_text(withdrawn, "utf-8")
    for essay, number in (("le-pont", 1), ("la-rive", 2)):
        record = f'id = "e-00000{number}"\nuri = "tag:x,2026:e-00000{number}"\n'
        folder = site / "content" / "essays" / essay
        (folder / "essay.toml").write_text(record, "utf-8")
        text = f"Title: {essay}\nDate: 2008-01-01\nSummary: s\n\nTexte.\n"
        (folder / "index.md").write_text(text, "utf-8")
    before = files(site)
    assert run_export(site / "pelicanconf.py", name, "out") == 0
    shutil.rmtree(site / "content" / "essays" / "le-pont" / "reflections")
    shutil.rmtree(site / "journal")
    (site / "content" / "essays" / "le-pont").rename(site / "content" / "essays" / "le-viaduc")
    capsys.readouterr()
    report = told(capsys, name, Path("out"))
    assert (report["read"], report["written"], report["problems"]) == (3, 3, [])
    home, moved = "content/essays/le-pont/reflections", "content/essays/le-viaduc/reflections"
    after = files(site)
    assert {path: text for path, text in after.items() if path.startswith(moved)} == {
        path.replace(home, moved): text for path, text in before.items() if path.startswith(home)
    }
    report = told(capsys, name, Path("out"))
    assert (report["new"], report["unchanged"]) == (0, 3)


def test_a_broken_export_of_our_own_is_said(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "out").write_text('{"id":"r-1"}\n', "utf-8")
    report = told(capsys, "json-lines", Path("out"))
    assert [problem["line"] for problem in report["problems"]] == [1] * len(report["problems"])
    assert report["problems"]


def test_every_reason_and_every_change_is_in_the_readme() -> None:
    readme = (Path(import_command.__file__).parent / "README.md").read_text("utf-8")
    section = readme.partition("### What becomes of a record")[2].partition("### ")[0]
    kept = {Fate.PUBLISHED, Fate.PENDING, Reason.UNMAPPED}
    names = {*Fate, *Reason, *Change} - kept
    assert sorted(name for name in names if f"`{name}`" not in section) == []
