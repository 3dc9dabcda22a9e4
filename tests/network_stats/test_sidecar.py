"""Reading the record beside a data file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.network_stats.inputs import load_sidecar
from pelican.plugins.network_stats.inputs.sidecar import parse_sidecar
from pelican.plugins.network_stats.models import DataFile, Sidecar


def test_a_text_may_be_one_or_one_a_language() -> None:
    """The record keeps both forms."""
    record, problems = parse_sidecar(
        'source = "A"\nlicence.fr = "B"\nlicence.en = "C"\nurl = "https://example.org/"\n'
        '[title]\nfr = "D"\n',
        "x.toml",
    )
    assert problems == ()
    assert record == Sidecar(
        source={"": "A"},
        licence={"fr": "B", "en": "C"},
        url="https://example.org/",
        title={"fr": "D"},
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'source = "A"\n',
            "x.toml: the record needs the key 'licence'\n    Add `licence = \"…\"`.",
        ),
        (
            'source = "A"\nlicence = ""\nlicense = "B"\n',
            (
                "x.toml:2: the key 'licence' is not a text\n"
                '    Write `licence = "…"`, or `licence.fr = "…"` and `licence.en = "…"`.\n'
                "x.toml:3: the record has no key 'license'\n    Did you mean 'licence'?"
            ),
        ),
        (
            'source = "A"\nlicence = "B"\nurl = "javascript:alert(1)"\n',
            (
                "x.toml:3: the url 'javascript:alert(1)' is not an address\n"
                "    Start it with https://."
            ),
        ),
        (
            'source = "A"\nlicence = B\n',
            (
                "x.toml:2: the record is not TOML: invalid value\n"
                '    Write texts between quotes: `source = "…"`.'
            ),
        ),
        (
            'source = "A"\nlicence = "B"\nshare = "yes"\n',
            (
                "x.toml:3: the key 'share' is neither true nor false\n"
                "    Write `share = true`, or remove the line."
            ),
        ),
        (
            'source = "A"\nlicence = "B"\npersonal = true\nshare = true\n',
            (
                "x.toml:4: a personal export cannot be shared\n"
                "    Remove `share = true`: the names of others are not yours to publish."
            ),
        ),
        (
            'source = "A',
            (
                "x.toml:1: the record is not TOML: unterminated string (at end of document)\n"
                '    Write texts between quotes: `source = "…"`.'
            ),
        ),
    ],
    ids=[
        "missing key",
        "empty and unknown keys",
        "hostile address",
        "not TOML",
        "neither yes nor no",
        "shared and personal",
        "cut short",
    ],
)
def test_a_broken_record_is_a_problem_at_its_line(text: str, expected: str) -> None:
    """What is wrong is said, with what to write."""
    record, problems = parse_sidecar(text, "x.toml")
    assert record is None
    assert "\n".join(map(str, problems)) == expected


def test_a_network_may_be_shared_or_personal() -> None:
    """It is neither unless the record says so."""
    for text, share, personal in (
        ("", False, False),
        ("share = true\n", True, False),
        ("share = false\npersonal = true\n", False, True),
    ):
        record, problems = parse_sidecar(f'source = "A"\nlicence = "B"\n{text}', "x.toml")
        assert problems == ()
        assert record is not None
        assert (record.share, record.personal) == (share, personal)


def test_a_personal_export_is_refused_among_the_files_of_a_site(
    problems: Callable[..., str], essay: Path
) -> None:
    """Whatever the figure; elsewhere it may lie."""
    path = essay / "data" / "a.toml"
    path.write_text('source = "me"\nlicence = "none"\npersonal = true\n', encoding="utf-8")
    assert problems("distances\ndata: data/a.csv", {"a.csv": "a,b\n"}) == (
        "content/essays/one/data/a.toml: a personal export is not kept among the files of a site\n"
        "    Move content/essays/one/data/a.csv out of the content folder: "
        "its names are not yours to publish."
    )
    data = DataFile(path=path.with_suffix(".csv"), name="a.csv")
    record, found = load_sidecar(data, personal=True)
    assert found == ()
    assert record is not None
    assert record.personal


def test_data_without_a_record_is_a_problem(problems: Callable[..., str], essay: Path) -> None:
    """A figure says where its numbers come from, so its data must."""
    (essay / "data" / "a.csv").write_text("a,b\n", encoding="utf-8")
    assert problems("distances\ndata: data/a.csv") == (
        "content/essays/one/data/a.csv: the data has no record beside it\n"
        '    Write content/essays/one/data/a.toml with `source = "…"` and `licence = "…"`.'
    )
