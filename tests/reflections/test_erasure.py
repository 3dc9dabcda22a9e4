"""What is erased is gone: from the sources, the site, the stores and the journal's reach."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.publish import lock
from pelican.plugins.build.run import NOTES, build
from pelican.plugins.build.settings import load_settings
from pelican.plugins.reflections.erasure import (
    Plan,
    build_tombstone,
    find_mentions,
    find_traces,
    plan_erasure,
    run_erase,
    telling_runs,
)
from pelican.plugins.reflections.files import dump_reflection, load_reflections
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.journal import (
    FILE,
    FOLDER,
    load_journal,
    load_salts,
    run_check,
)
from pelican.plugins.reflections.models import (
    Author,
    Channel,
    Precision,
    Reflection,
    Role,
    Source,
    State,
    Status,
)

Make = Callable[..., Reflection]
Site = Any
"""The small site of conftest.py."""
Project = Any
Capture = pytest.CaptureFixture[str]

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
ERASED = State(status=Status.ERASED, since=NOW)
A, B, C = (import_id("test", name) for name in "abc")
FOLDER_NAME = "content/essays/un/reflections"
WORDS = "La barque attendait sous les saules.\n\nLe *passeur* dormait dans la **cabane bleue**."
LAST = "Bring output/ to its host: until then, the text is public there.\n"


def erased(make: Make, name: str, parent: str = "") -> Reflection:
    return make(name, parent, body="", state=ERASED)


def test_what_nobody_answers_goes_whole(make: Make) -> None:
    assert plan_erasure(make("b", "a"), [make("a"), make("c", "a")], NOW) == Plan(
        tombstone=None, removed=(B,)
    )


@pytest.mark.parametrize("status", Status)
def test_a_tombstone_stays_where_a_reply_hangs(make: Make, status: Status) -> None:
    """Whether or not the reply is shown: it names what it answers."""
    plan = plan_erasure(make("a"), [make("b", "a", status=status)], NOW)
    assert plan == Plan(tombstone=erased(make, "a"), removed=())


def test_the_tombstones_above_go_with_their_last_reply(make: Make) -> None:
    """Up to the first that something else answers, or that is no tombstone."""
    others = [erased(make, "a"), erased(make, "b", "a"), erased(make, "c", "b")]
    assert plan_erasure(make("d", "c"), others, NOW).removed == (import_id("test", "d"), C, B, A)
    others = [erased(make, "a"), erased(make, "b", "a"), make("c", "a")]
    assert plan_erasure(make("d", "b"), others, NOW).removed == (import_id("test", "d"), B)
    others = [make("a"), erased(make, "b", "a")]
    assert plan_erasure(make("d", "b"), others, NOW).removed == (import_id("test", "d"), B)


def test_a_tombstone_is_a_place_and_a_date(make: Make) -> None:
    whole = make(
        "b",
        "a",
        order=3,
        date=NOW,
        date_precision=Precision.DAY,
        author=Author(name="Zoé"),
        source=Source(channel=Channel.IMPORT, system="disqus", identifier="12"),
        restated=True,
    )
    tombstone = build_tombstone(whole, NOW)
    assert tombstone == Reflection(
        id=B,
        in_reply_to=A,
        order=3,
        date=NOW,
        date_precision=Precision.DAY,
        lang="fr",
        source=Source(channel=Channel.IMPORT),
        state=ERASED,
    )
    assert build_tombstone(tombstone, datetime(2027, 1, 1, tzinfo=UTC)) == tombstone


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("Oui.", ()),
        ("Certes, oui.", ("Certes",)),
        (
            WORDS,
            ("La barque attendait sous les saules", "dormait dans la"),
        ),
        ("Мост стоит над рекой, тихо.", ("Мост стоит над рекой",)),
        ("橋は川の上にある", ("橋は川の上にある",)),
    ],
)
def test_a_text_is_known_by_its_longest_runs_of_words(text: str, runs: tuple[str, ...]) -> None:
    """Neither punctuation nor marks are in them: they stand the same in every store."""
    assert telling_runs(text) == runs[:1] + tuple(run for run in runs[1:] if len(run) >= 16)


def test_others_that_name_or_quote_it_are_told(make: Make) -> None:
    reflection = make("a", author=Author(name="Zoé"), body=WORDS)
    texts = {
        "b.md": f'in_reply_to = "{A}"\n[author]\nname = "Zoéline"\n+++\nBien dit, Zoé !',
        "essay.toml": f'id = "e-000001"\nstrongest_objection = "{A}"\n# {A}',
        "c.md": "> La barque attendait sous les saules.",
    }
    assert find_mentions(texts, reflection, telling_runs(WORDS)) == [
        "b.md:5: has the name 'Zoé'",
        "c.md:1: has words of it",
        "essay.toml:3: names the reflection",
    ]
    author = replace(reflection, author=Author(name="Zoé", role=Role.AUTHOR))
    assert find_mentions({"b.md": "Zoé"}, author, ()) == []


def test_traces_are_found_in_any_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "store").write_bytes(b"\0\xff" + "sous l’eau du pont".encode() + b"\0")
    (tmp_path / "b").write_bytes(b"rien")
    assert [*find_traces([tmp_path], ["sous l’eau du pont"])] == [tmp_path / "a" / "store"]


def test_an_erasure_leaves_a_tombstone_where_replies_hang(
    site: Site, make: Make, capsys: Capture
) -> None:
    site.put(make("a", body=WORDS, author=Author(name="Zoé")), make("b", "a"))
    run_check(site.file, adopt=True)
    capsys.readouterr()
    assert run_erase(site.file, A, yes=True) == 0
    assert capsys.readouterr().out == (
        f"{FOLDER_NAME}/{A}.md: a tombstone stays, for it is answered (replies: 1).\n"
        f"Looked for its words in content, journal: none is left.\n{LAST}"
    )
    reflections, problems = load_reflections(site.path(A).parent, "r")
    assert problems == ()
    here = NOW.astimezone(site.settings.zone)
    assert {one.id: one for one in reflections} == {
        A: make("a", body="", state=State(status=Status.ERASED, since=here)),
        B: make("b", "a"),
    }
    assert A not in load_salts(site.root / FOLDER)
    assert run_check(site.file) == 0


def test_an_erasure_removes_what_nobody_answers_and_the_copies_beside(
    site: Site, make: Make
) -> None:
    """What a text editor has left of it would be found as well."""
    site.put(make("a", body=WORDS), make("b"))
    for name in (f"{A}.md~", f".{A}.md.swp", f"#{A}.md#"):
        site.path(A).with_name(name).write_text(WORDS, encoding="utf-8")
    site.path(A).with_name(f"{A}.md~").rename(site.path(A).with_name(f".{A}.md~"))
    site.path(A).with_name(f"#{A}.md#").rename(site.path(A).with_name(f".#{A}.md"))
    assert run_erase(site.file, A, yes=True) == 0
    assert [path.name for path in site.path(A).parent.iterdir()] == [f"{B}.md"]
    entries, _, _ = load_journal(site.root / FOLDER, FILE)
    assert [(one.before, one.after, one.rule) for one in entries] == [("", "erased", "erasure")]


def test_what_is_erased_does_not_stand_first(site: Site, make: Make, capsys: Capture) -> None:
    """The essay's record would name what is not there, and no build would pass."""
    site.put(make("a", body=WORDS))
    record = site.path(A).parent.parent / "essay.toml"
    text = record.read_text("utf-8")
    record.write_text(f"{text}strongest_objection = '{A}' # enfin\n", encoding="utf-8")
    assert run_erase(site.file, A, yes=True) == 0
    assert record.read_text("utf-8") == text
    assert capsys.readouterr().out.splitlines()[1] == (
        "content/essays/un/essay.toml: it is no longer the strongest objection."
    )
    assert sorted(path.name for path in record.parent.iterdir()) == [
        "essay.toml",
        "index.md",
        "reflections",
    ]


def test_a_dry_run_changes_nothing(
    site: Site, make: Make, project: Project, capsys: Capture
) -> None:
    site.put(make("a", body=WORDS))
    before = project.read_tree(site.root)
    assert run_erase(site.file, A, dry_run=True) == 0
    assert capsys.readouterr().out == (f"{FOLDER_NAME}/{A}.md: removed.\nNothing was changed.\n")
    assert project.read_tree(site.root) == before


@pytest.mark.parametrize("answer", ["", "n", "no", "maybe"])
def test_who_is_asked_can_say_no(
    site: Site,
    make: Make,
    answer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Anything but a yes leaves all as it is."""
    site.put(make("a", body=WORDS))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert run_erase(site.file, A) == 1
    assert site.path(A).is_file()


def test_who_is_asked_can_say_yes(site: Site, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put(make("a", body=WORDS))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "Yes")
    assert run_erase(site.file, A) == 0
    assert not site.path(A).exists()


def test_a_script_has_to_say_yes(
    site: Site, make: Make, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    site.put(make("a", body=WORDS))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert run_erase(site.file, A) == 1
    assert capsys.readouterr().out.endswith("\nNothing was changed: add --yes to erase it.\n")
    assert site.path(A).is_file()


def test_an_unknown_id_is_told_with_the_nearest(site: Site, make: Make, capsys: Capture) -> None:
    site.put(make("a"))
    assert run_erase(site.file, f"{A[:-1]}2", yes=True) == 1
    assert capsys.readouterr().out == (
        f"content: no reflection has the id '{A[:-1]}2'\n    Did you mean '{A}'?\n1 problem.\n"
    )


def test_a_file_that_someone_has_deleted_can_still_be_erased(
    site: Site, make: Make, capsys: Capture
) -> None:
    """The journal then knows, and its salt is destroyed."""
    site.put(make("a"))
    run_check(site.file, adopt=True)
    site.path(A).unlink()
    assert run_check(site.file) == 1
    capsys.readouterr()
    assert run_erase(site.file, A, yes=True) == 0
    assert capsys.readouterr().out == f"content/essays/{A}.md: gone already.\n{LAST}"
    assert A not in load_salts(site.root / FOLDER)
    assert run_check(site.file) == 0


def test_the_same_again_is_harmless(site: Site, make: Make) -> None:
    """So that an erasure whose build failed can be finished."""
    site.put(make("a", body=WORDS), make("b", "a"))
    assert run_erase(site.file, A, yes=True) == 0
    text = site.path(A).read_bytes()
    assert run_erase(site.file, A, yes=True) == 0
    assert site.path(A).read_bytes() == text
    assert len(load_journal(site.root / FOLDER, FILE)[0]) == 1


def test_what_others_quote_is_told_and_not_looked_for(
    site: Site, make: Make, capsys: Capture
) -> None:
    """The words of another reader are theirs: the editor decides."""
    quote = "> La barque attendait sous les saules."
    site.put(make("a", body=WORDS.partition("\n")[0]), make("b", "a", body=quote))
    assert run_erase(site.file, A, yes=True) == 0
    assert capsys.readouterr().out == (
        f"{FOLDER_NAME}/{A}.md: a tombstone stays, for it is answered (replies: 1).\n"
        "Other files stay as they are. Look at these, and mend them if need be:\n"
        f"    {FOLDER_NAME}/{B}.md:12: has words of it\n{LAST}"
    )


def test_a_site_that_cannot_be_built_is_told(site: Site, make: Make, capsys: Capture) -> None:
    """The reflection is out of the sources, and whoever erased it knows that the site lags."""
    site.put(make("a", body=WORDS))
    build(site.settings, NOW, workers=1)
    (site.root / "content" / "essays" / "un" / "index.md").write_text("Title: Un\n\nUn.\n")
    assert run_erase(site.file, A, yes=True) == 1
    told = capsys.readouterr()
    assert told.out.endswith(
        "The reflection is out of the sources and the journal, but output/ still shows it.\n"
        "Mend what is in the way, then run `invoke clean` and `invoke build`.\n"
    )
    assert "content/essays/un/index.md:1: 'Date' is missing" in told.err
    assert not site.path(A).exists()


def test_another_build_at_work_is_told(site: Site, make: Make, capsys: Capture) -> None:
    site.put(make("a", body=WORDS))
    with lock(site.root / NOTES):
        assert run_erase(site.file, A, yes=True) == 1
    assert "Another build is at work" in capsys.readouterr().out


def test_nothing_is_left_of_it_in_a_built_site(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the sources, the pages, the feeds, the trees and stores of builds, the journal.

    The site is the real one, built and then built once more, so that all that a build leaves is
    there: the tree of the build before, the bodies and entries in the store.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    root = project.copy(tmp_path / "real")
    file = root / "publishconf.py"
    folder = root / "content" / "essays" / "trois-ans-apres" / "reflections"
    template = next(one for one in load_reflections(folder, "r")[0] if not one.in_reply_to)
    reflection = replace(
        template,
        id=A,
        order=None,
        restated=False,
        author=Author(name="Quirine Zwaluw", url="https://quirine.example/"),
        source=Source(channel=Channel.FORM),
        body=WORDS,
    )
    path = folder / f"{A}.md"
    path.write_text(dump_reflection(reflection), encoding="utf-8")
    run_check(file, adopt=True)
    settings = load_settings(file)
    build(settings, NOW, workers=1)
    later = replace(reflection, body=f"{WORDS} Il rêvait.")
    path.write_text(dump_reflection(later), encoding="utf-8")
    build(settings, NOW, workers=1)
    known = ["La barque attendait sous les saules", "Quirine", "quirine.example", A]
    places = [root / name for name in ("content", "output", ".output.next", NOTES)]
    assert all(any(find_traces([place], [word])) for place in places for word in known)
    assert run_erase(file, A, yes=True) == 0
    left = [path for word in known for path in find_traces([root], [word]) if path.is_file()]
    assert {path.relative_to(root).as_posix() for path in left} == {f"{FOLDER}/{FILE}"}
    assert [*find_traces([root / FOLDER], known[:3])] == []
    assert run_check(file) == 0
    assert (root / "output" / "trois-ans-apres" / "index.html").is_file()
    shutil.rmtree(root)
