"""A new essay is a folder with an id of its own and a draft in each language."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.settings import Settings, load_settings
from pelican.plugins.essays.models import Record
from pelican.plugins.essays.new import ALPHABET, build_record, run_new, write_essay
from pelican.plugins.essays.record import parse_record

NOW = datetime(2026, 11, 21, 10, 30, 45, tzinfo=UTC)
MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "pelicanconf.py"
    file.write_text((MINIMAL / "pelicanconf.py").read_text())
    (tmp_path / "content").mkdir()
    return load_settings(file)


def test_a_new_essay_is_a_draft_in_each_language(settings: Settings) -> None:
    """Its files are whole, so that the next build reads them."""
    folder = write_essay(settings, "Le pont", "le-pont", NOW)
    assert folder == settings.content / "essays" / "le-pont"
    assert sorted(path.name for path in folder.iterdir()) == [
        "essay.toml",
        "index.en.md",
        "index.md",
    ]
    assert (folder / "index.md").read_text() == (
        "Title: Le pont\nDate: 2026-11-21 11:30:00+01:00\nSummary: …\nStatus: draft\n\n## …\n\n…\n"
    )
    assert (folder / "index.en.md").read_text() == (
        "Title: Le pont\nDate: 2026-11-21 11:30:00+01:00\nSummary: …\nSlug: le-pont\n"
        "Status: draft\n\n## …\n\n…\n"
    )
    text = (folder / "essay.toml").read_text()
    record, problems = parse_record(text, "essay.toml", tags=(), series=())
    assert problems == ()
    assert record is not None
    assert re.fullmatch(f"e-[{ALPHABET}]{{6}}", record.id)
    assert record == Record(id=record.id, uri=f"tag:carnet.example,2026:{record.id}")


def test_an_id_is_given_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that another essay has is thrown again."""
    letters = iter("222222" + "333333")
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    assert build_record(settings, {"e-222222"}, NOW).id == "e-333333"


def test_the_ids_of_all_essays_are_known(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read from the records that are there, whatever else is in them."""
    write_essay(settings, "Un", "un", NOW)
    first = (settings.content / "essays" / "un" / "essay.toml").read_text()[8:14]
    (settings.content / "essays" / "un" / "essay.toml").write_bytes(
        f'# \xe9\nid = "e-{first}"\n'.encode("latin-1")
    )
    letters = iter(first + "444444")
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    write_essay(settings, "Deux", "deux", NOW)
    assert 'id = "e-444444"\n' in (settings.content / "essays/deux/essay.toml").read_text()


def test_an_essay_that_is_there_is_left_alone(settings: Settings) -> None:
    """Its folder, even an empty one, is not written to."""
    folder = settings.content / "essays" / "le-pont"
    folder.mkdir(parents=True)
    with pytest.raises(BuildFailed) as failure:
        write_essay(settings, "Le pont", "le-pont", NOW)
    message = "this folder is there already"
    problem = Problem("content/essays/le-pont", 0, message, "Choose another --slug.")
    assert failure.value.problems == [problem]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("slug", ["", "Le pont", "../le-pont", "le--pont", "-le-pont", "le_pont"])
def test_a_slug_that_makes_no_address_is_refused(settings: Settings, slug: str) -> None:
    """Nothing is written, inside the content folder or outside."""
    with pytest.raises(BuildFailed) as failure:
        write_essay(settings, "你好", slug, NOW)
    hint = "Expected small letters, digits and single hyphens: --slug le-pot-de-miel."
    message = f"the slug {slug!r} makes no address"
    assert failure.value.problems == [Problem(f"content/essays/{slug}", 0, message, hint)]
    assert list(settings.content.iterdir()) == []


def test_the_command_says_what_it_made(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the files; when there is a problem it says it, and its status is 1."""
    file = settings.root / "pelicanconf.py"
    assert run_new(file, "L’œil rond") == 0
    assert capsys.readouterr().out == (
        "content/essays/l-oeil-rond/essay.toml\n"
        "content/essays/l-oeil-rond/index.en.md\n"
        "content/essays/l-oeil-rond/index.md\n"
        "A draft: 'invoke serve' shows it; it is published once 'Status: draft' is gone.\n"
    )
    assert run_new(file, "L’autre", slug="l-oeil-rond") == 1
    assert capsys.readouterr().out == (
        "content/essays/l-oeil-rond: this folder is there already\n"
        "    Choose another --slug.\n1 problem.\n"
    )


def test_a_new_essay_does_not_break_the_build(build_site: Callable[..., Any]) -> None:
    """It builds as it is, and is not published before its author says so."""
    built = build_site(MINIMAL)
    write_essay(load_settings(built.folder / "pelicanconf.py"), "Neuf", "neuf", NOW)
    again = built.again()
    assert again.status == 0, again.stderr
    assert not (again.output / "neuf").exists()
    for name in ("index.md", "index.en.md"):
        text = built.folder / "content" / "essays" / "neuf" / name
        text.write_text(text.read_text().replace("Status: draft\n", ""))
    assert built.again(SOURCE_DATE_EPOCH="1798761600").status == 0
    assert (again.output / "neuf" / "index.html").is_file()
    assert (again.output / "en" / "neuf" / "index.html").is_file()
