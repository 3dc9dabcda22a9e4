"""Statistics and figures on the command line."""

import json
from pathlib import Path

import pytest
from pelican.plugins.network_stats.command import run_figure, run_stats
from pelican.plugins.network_stats.measures import ORDER

EDGES = "source,target,weight\na,b,2\nb,c,1\nc,a,1\nc,d,4\nd,d,1\na,b,1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a small network."""
    path = tmp_path / "small.csv"
    path.write_text(EDGES, encoding="utf-8")
    return path


def test_the_whole_catalogue_is_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number a key, `null` for what is not defined, and then how sure each is."""
    assert run_stats(str(file), as_json=True) == 0
    told = capsys.readouterr()
    record = json.loads(told.out)
    assert told.err == ""
    assert list(record) == [
        "file",
        "directed",
        "weighted",
        *ORDER,
        "intervals",
        "samples",
        "undefined",
        "details",
        "cleaning",
    ]
    assert (record["n"], record["m"], record["diameter"]) == (4, 4, 2)
    assert record["mean_distance"] == 4 / 3
    assert (record["directed"], record["weighted"], record["reciprocity"]) == (False, False, None)
    assert record["undefined"]["reciprocity"] == "the network is not directed"
    assert "alpha" in record["power_law"]
    assert all(
        record[key] is None or isinstance(record[key], int | float)
        for key in ORDER
        if key != "power_law"
    )
    cleaning = record["cleaning"]
    assert (cleaning["loops"], cleaning["duplicates"], cleaning["weights_ignored"]) == (1, 1, True)


def test_directions_and_weights_are_read_when_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row a,b is then an arc from a to b, of weight 3 with its double."""
    assert run_stats(str(file), directed=True, weights=True, as_json=True) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["directed"], record["weighted"]) == (True, True)
    assert record["reciprocity"] == 0
    assert record["mean_strength"] == 2 * 9 / 4
    assert record["strong_components"] == 2


def test_statistics_are_a_table_in_each_language(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what was cleaned below it."""
    assert run_stats(str(file), lang="fr") == 0
    told = capsys.readouterr().out
    assert "Les distances" in told
    assert "Distance moyenne" in told
    assert "1,33" in told
    assert "1\u00a0boucle et 1\u00a0doublon retirés." in told
    assert run_stats(str(file), lang="en") == 0
    assert "1\u00a0loop and 1\u00a0duplicate removed." in capsys.readouterr().out


def test_what_is_not_computed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not "undefined"."""
    path = tmp_path / "ring.csv"
    path.write_text("".join(f"{node},{(node + 1) % 60}\n" for node in range(60)), "utf-8")
    assert run_stats(str(path), seconds=0.0001) == 0
    assert "not computed" in capsys.readouterr().out


def test_a_file_that_can_not_be_read_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its line, on the error stream; the exit status is 1."""
    path = tmp_path / "broken.csv"
    path.write_text("a,b\nb\n", encoding="utf-8")
    assert run_stats(str(path), as_json=True) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{path}:2: the row 'b' has not two names\n")
    assert run_stats(str(tmp_path / "none.csv")) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'none.csv'}: the file cannot be read: no such file or directory\n"
        "1 problem.\n"
    )


CONTACTS = "First Name,Last Name,URL,Company,Connected On\n" + "".join(
    f"Ada{i},Byron,https://in.example/{i},{'Acme' if i < 6 else 'Solo'},05 Mar 2009\n"
    for i in range(11)
)


def test_contacts_are_counted_and_nobody_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export of one person's contacts is no network; its groups are a table, or JSON."""
    monkeypatch.chdir(tmp_path)
    Path("me.csv").write_text(CONTACTS, encoding="utf-8")
    assert run_stats("me.csv") == 0
    told = capsys.readouterr()
    assert told.out == (
        "measure,group,people\ncontacts,,11\ncompany,Acme,6\ncompany,Solo,5\nyear,2009,11\n"
    )
    assert told.err == (
        "me.csv: LinkedIn’s Connections.csv holds one person’s contacts, which are a star\n"
        "    It has no distances, density or clustering; "
        "groups of fewer than 5 people are not told.\n"
    )
    assert run_stats("me.csv", as_json=True) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out) == {
        "file": "me.csv",
        "platform": "linkedin",
        "kind": "contacts",
        "contacts": [
            {"measure": "contacts", "group": "", "people": 11},
            {"measure": "company", "group": "Acme", "people": 6},
            {"measure": "company", "group": "Solo", "people": 5},
            {"measure": "year", "group": "2009", "people": 11},
        ],
    }


def test_too_few_contacts_are_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit status is 1."""
    monkeypatch.chdir(tmp_path)
    Path("me.csv").write_text("".join(CONTACTS.splitlines(keepends=True)[:5]), encoding="utf-8")
    assert run_stats("me.csv") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "me.csv: the export has fewer than 5 contacts\n"
        "    Nothing is told of so few people: each could be recognised.\n1 problem.\n"
    )


def test_a_mailbox_is_that_of_its_owner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose address is given: here two are in as many messages."""
    path = tmp_path / "letters.mbox"
    letters = [("ada@x.example", f"p{i}@x.example") for i in range(5)]
    letters += [("bob@x.example", "ada@x.example"), ("bob@x.example", "q@x.example")] * 3
    path.write_text(
        "".join(f"From x\nFrom: {a}\nTo: {b}\n\nWords.\n\n" for a, b in letters), "utf-8"
    )
    assert run_stats(str(path), owner="ada@x.example") == 0
    assert capsys.readouterr().out.startswith("measure,group,people\ncontacts,,6\n")


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("svg", b"<svg "),
        ("png", b"\x89PNG"),
        ("csv", b"Distance,"),
        ("json", b'{\n "widget": "distances"'),
        ("html", b"<figure "),
    ],
)
def test_a_figure_is_written_as_its_name_ends(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, start: bytes
) -> None:
    """The data needs no record beside it here."""
    out = tmp_path / f"out.{ending}"
    assert run_figure(str(file), "distances", out=str(out), keys=["unit=intermediaries"]) == 0
    assert out.read_bytes().startswith(start)
    assert capsys.readouterr().out == f"{out}: {out.stat().st_size} bytes.\n"


def test_a_figure_speaks_a_language(file: Path, tmp_path: Path) -> None:
    """That of the option."""
    out = tmp_path / "out.svg"
    assert run_figure(str(file), "distances", out=str(out), lang="fr") == 0
    assert "À combien de liens" in out.read_text(encoding="utf-8")


def test_a_figure_may_need_no_file(tmp_path: Path) -> None:
    """A hyphen stands in its place."""
    out = tmp_path / "laws.svg"
    assert run_figure("-", "value-laws", out=str(out), keys=["members=10, 1000"]) == 0
    assert out.is_file()


@pytest.mark.parametrize(
    ("widget", "name", "keys", "told"),
    [
        (
            "distanses",
            "out.svg",
            [],
            "distanses: there is no widget 'distanses'\n    Did you mean 'distances'?\n1 problem.",
        ),
        (
            "distances",
            "out.svg",
            ["unit"],
            (
                "--key unit: there is no value\n"
                "    Write a name and a value: --key unit=distance.\n1 problem."
            ),
        ),
        (
            "distances",
            "out.svg",
            ["unit=hops"],
            (
                "distances: the unit 'hops' is not one of distances\n"
                "    Known: distance, intermediaries.\n1 problem."
            ),
        ),
        (
            "summary",
            "out.svg",
            [],
            (
                "out.svg: this figure cannot be written as '.svg'\n"
                "    It can as .csv, .json, .html.\n1 problem."
            ),
        ),
        (
            "summary",
            "out",
            [],
            (
                "out: this figure cannot be written as ''\n"
                "    It can as .csv, .json, .html.\n1 problem."
            ),
        ),
    ],
)
def test_a_figure_that_can_not_be_is_not_written(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    widget: str,
    name: str,
    keys: list[str],
    told: str,
) -> None:
    """Nothing is left behind, what is wrong is said, and the exit status is 1."""
    monkeypatch.chdir(tmp_path)
    assert run_figure(str(file), widget, out=name, keys=keys) == 1
    assert capsys.readouterr().err == f"{told}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["small.csv"]


def test_a_mistake_in_the_data_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the file was named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.csv").write_text("a,b\nb\n", encoding="utf-8")
    assert run_figure("broken.csv", "distances", out="out.svg") == 1
    assert capsys.readouterr().err.startswith("broken.csv:2: the row 'b' has not two names\n")


def test_a_mistake_in_a_file_names_no_block(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is none on the command line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    assert run_figure("empty.csv", "distances", out="out.svg") == 1
    assert capsys.readouterr().err == (
        "empty.csv: the file has no edge\n    Write two names a line: `Ada,Grace`.\n1 problem.\n"
    )
