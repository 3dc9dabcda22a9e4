"""A reflection is a file in one right form; whatever else it holds is said, with its line."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from pelican.plugins.reflections.files import (
    dump_reflection,
    load_reflections,
    parse_reflection,
    write_canonical,
)
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Basis,
    Channel,
    Consent,
    Passage,
    Precision,
    Rating,
    Reflection,
    Role,
    Source,
    State,
    Status,
)

Make = Callable[..., Reflection]
CASES = read_fixture_file(Path(__file__).parent / "broken_files.md")
PATH = "content/r.md"
DIGEST = "sha256:" + "1f0c" * 16

WHOLE = Reflection(
    id="r-01JD9Q3V7M8X2K4T6Y0B5C1N7P",
    in_reply_to="i-fonsm65p7zm6vmlboaaive2she",
    order=12,
    date=datetime.fromisoformat("2014-03-21T15:02:07+01:00"),
    date_precision=Precision.MINUTE,
    lang="pt-BR",
    restated=True,
    author=Author(name='Zoé "Z" \\o/', url="https://example.org/~zoe?a=b", role=Role.AUTHOR),
    rating=Rating(value=4.5, max=5),
    answers=(
        Answer(question="q-1", choice="plutot-oui"),
        Answer(question="q-2", choice="autre"),
    ),
    passage=Passage(exact="le produit", prefix="sommes pas", suffix=", dit-on", paragraph=DIGEST),
    source=Source(
        channel=Channel.IMPORT,
        system="disqus",
        identifier="2740709368",
        url="https://example.org/#c1",
        hash=DIGEST,
        verification="link:2026-11-20",
    ),
    consent=Consent(basis=Basis.LEGITIMATE_INTEREST, notice="v3", licence="CC-BY-4.0"),
    state=State(status=Status.WITHDRAWN, since=datetime(2026, 11, 22, 9, tzinfo=UTC)),
    body="Un paragraphe,  \nune ligne.\n\n    du code\n\n+++\nfin",
)
WHOLE_TEXT = f"""\
+++
id = "r-01JD9Q3V7M8X2K4T6Y0B5C1N7P"
in_reply_to = "i-fonsm65p7zm6vmlboaaive2she"
order = 12
date = 2014-03-21T15:02:07+01:00
date_precision = "minute"
lang = "pt-BR"
restated = true
[author]
name = "Zoé \\"Z\\" \\\\o/"
url = "https://example.org/~zoe?a=b"
role = "author"
[rating]
value = 4.5
max = 5
[[answers]]
question = "q-1"
choice = "plutot-oui"
[[answers]]
question = "q-2"
choice = "autre"
[passage]
exact = "le produit"
prefix = "sommes pas"
suffix = ", dit-on"
paragraph = "{DIGEST}"
[source]
channel = "import"
system = "disqus"
identifier = "2740709368"
url = "https://example.org/#c1"
hash = "{DIGEST}"
verification = "link:2026-11-20"
[consent]
basis = "legitimate-interest"
notice = "v3"
licence = "CC-BY-4.0"
[state]
status = "withdrawn"
since = 2026-11-22T09:00:00+00:00
+++
Un paragraphe,  \nune ligne.

    du code

+++
fin
"""


def said(problems: tuple[object, ...]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, expected) for _, _, text, expected in CASES],
    ids=[title for _, title, _, _ in CASES],
)
def test_each_problem_is_said_with_its_line(text: str, expected: str) -> None:
    """A file gives a reflection if nothing but its form is wrong."""
    reflection, problems = parse_reflection(text, PATH)
    assert (said(problems) or "right") == expected.rstrip("\n")
    only_form = all("canonical" in problem.message for problem in problems)
    assert (reflection is not None) == only_form


def test_every_field_is_written_and_read() -> None:
    assert dump_reflection(WHOLE) == WHOLE_TEXT
    assert parse_reflection(WHOLE_TEXT, PATH) == (WHOLE, ())


@pytest.mark.parametrize(
    ("old", "new", "line", "difference"),
    [
        ("fin\n", "fin", 48, "no line feed at the end"),
        ("fin\n", "fin\n\n", 50, "'' after the end"),
        ("\n", "\r\n", 1, "lines end in CR LF, not in LF"),
        ("+++\nid", "\ufeff+++\nid", 1, "a byte order mark"),
        (
            "Zoé",
            "Zoe\u0301",
            10,
            "letters and their accents apart (Unicode's form C has them together)",
        ),
    ],
)
def test_what_the_eye_does_not_see_is_told(old: str, new: str, line: int, difference: str) -> None:
    """Such a file still gives its reflection: only its form is to be mended."""
    assert parse_reflection(WHOLE_TEXT.replace(old, new), PATH)[0] == WHOLE
    assert said(parse_reflection(WHOLE_TEXT.replace(old, new), PATH)[1]) == (
        f"{PATH}:{line}: not in canonical form: {difference}\n"
        "    Run `invoke canonical-reflections`: it writes each file in its one right form."
    )


@pytest.mark.parametrize(
    "character",
    ["\0", "\x07", "\r", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\uffff"],
)
def test_characters_that_nobody_sees_are_refused(character: str) -> None:
    text = WHOLE_TEXT.replace("Zoé", f"Zo{character}é").replace("du code", f"du{character}code")
    hint = "    It is not seen, and changes what is read: remove it."
    message = f"the character U+{ord(character):04X} is not allowed\n{hint}"
    assert parse_reflection(text, PATH)[0] is None
    assert said(parse_reflection(text, PATH)[1]) == (f"{PATH}:10: {message}\n{PATH}:45: {message}")


@pytest.mark.parametrize("escape", ["\\u0000", "\\u202E", "\\n", "\\t", "\\u0085", "\\uFEFF"])
def test_characters_that_nobody_sees_are_refused_in_escapes(escape: str) -> None:
    text = WHOLE_TEXT.replace("Zoé", f"Zo{escape}é")
    reflection, problems = parse_reflection(text, PATH)
    assert reflection is None
    assert [(problem.line, problem.hint) for problem in problems] == [
        (10, "Expected text on one line, of 1 to 200 characters, no space at its ends.")
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("array in array", "[" * 5000),
        ("table in table", "{a=" * 5000),
        ("long number", "9" * 5000),
        ("long key", "a." * 3000 + "a = 1"),
    ],
)
def test_toml_without_end_is_refused(field: str, value: str) -> None:
    text = WHOLE_TEXT.replace("order = 12", f"order = {value}")
    reflection, problems = parse_reflection(text, PATH)
    assert reflection is None, field
    assert problems


def test_a_text_that_is_too_long_is_refused() -> None:
    text = WHOLE_TEXT.replace("fin", "x" * 20_000)
    assert said(parse_reflection(text, PATH)[1]) == (
        f"{PATH}:42: the text has 20046 characters\n    Expected at most 20000."
    )


def test_nobody_is_named_in_a_message_about_their_address() -> None:
    """The log of a build may be public."""
    text = WHOLE_TEXT.replace("2740709368", "zoe@example.org")
    assert "zoe" not in said(parse_reflection(text, PATH)[1])


def test_handles_and_times_are_not_taken_for_addresses() -> None:
    text = WHOLE_TEXT.replace("2740709368", "@zoe@example.social, 10:13:05, v1.2.3, a::b")
    assert said(parse_reflection(text, PATH)[1]).startswith(f"{PATH}:30: 'source.identifier'")
    text = text.replace(", a::b", "")
    assert parse_reflection(text, PATH)[1] == ()


def test_a_folder_is_loaded_in_the_order_of_ids(tmp_path: Path, make: Make) -> None:
    reflections = sorted((make(name) for name in "abcde"), key=lambda one: one.id)
    for reflection in reversed(reflections):
        text = dump_reflection(reflection)
        (tmp_path / f"{reflection.id}.md").write_text(text, encoding="utf-8")
    (tmp_path / ".directory").write_text("")
    assert load_reflections(tmp_path, "r") == (tuple(reflections), ())


def test_what_is_not_a_reflection_is_told(tmp_path: Path, make: Make) -> None:
    """The good ones are loaded all the same, so that all problems are found at once."""
    good, other = sorted((make("a"), make("b")), key=lambda one: one.id)
    (tmp_path / f"{good.id}.md").write_text(dump_reflection(good))
    (tmp_path / f"{other.id}.md").write_text(dump_reflection(good))
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "old").mkdir()
    third = import_id("test", "c")
    latin = dump_reflection(make("c", body="A\né")).encode("latin-1")
    (tmp_path / f"{third}.md").write_bytes(latin)
    reflections, problems = load_reflections(tmp_path, "e/reflections")
    assert reflections == (good,)
    hint = "\n    Only reflections live here, each in a file <id>.md."
    expected = [
        (
            f"e/reflections/{other.id}.md:2: 'id' is '{good.id}', and the file is named "
            f"'{other.id}'\n    Name the file {good.id}.md."
        ),
        f"e/reflections/{third}.md:12: this is not UTF-8: byte 0xe9\n    Save the file as UTF-8.",
        f"e/reflections/notes.txt: 'notes.txt' is not the name of a reflection{hint}",
        f"e/reflections/old: 'old' is not the name of a reflection{hint}",
    ]
    assert sorted(map(str, problems)) == sorted(expected)


def test_a_file_is_written_again_in_canonical_form(tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    mixed = WHOLE_TEXT.replace("order = 12\n", "").replace('lang = "', 'order = 12 # n\nlang = "')
    path.write_bytes(b"\xef\xbb\xbf" + mixed.replace("\n", "\r\n").encode() + b"\r\n \r\n")
    assert write_canonical(path) == ()
    assert path.read_bytes() == WHOLE_TEXT.encode()
    assert write_canonical(path) == ()
    assert path.read_bytes() == WHOLE_TEXT.encode()


@pytest.mark.parametrize("data", [b"\xff", b"+++\n", WHOLE_TEXT.replace("pt-BR", "?").encode()])
def test_a_file_with_a_problem_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "r.md"
    path.write_bytes(data)
    assert len(write_canonical(path)) == 1
    assert path.read_bytes() == data
