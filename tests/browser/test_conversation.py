"""A long conversation read in Chromium, without scripts: threads, margins, questions, lists."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.reflections.files import dump_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Channel,
    Kind,
    Passage,
    Precision,
    Reflection,
    Role,
    Source,
    State,
    Status,
)

pytestmark = pytest.mark.browser

FRENCH, ENGLISH = "la-place/", "en/the-square/"
WIDTHS = pytest.mark.parametrize("width", [320, 360, 768, 1440])
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

PARAGRAPH = (
    "On y vient le mardi sans savoir pourquoi, on y reste pour la même raison. "
    "Le banc du fond est à ceux qui se taisent, la fontaine à ceux qui attendent quelqu’un. "
)
ENGLISH_PARAGRAPH = (
    "One comes there on Tuesdays without knowing why, and stays for the same reason. "
    "The far bench is for those who say nothing, the fountain for those who wait. "
)
RECORD = """\
id = "e-9p1ace"
uri = "tag:liens-faibles.example,2026:e-9p1ace"
tags = []
strongest_objection = "{strongest}"

[provenance]

[[questions]]
id = "q-1"
fr = "Y venez-vous ?"
en = "Do you come?"

[[questions.choices]]
id = "oui"
fr = "Oui"
en = "Yes"

[[questions.choices]]
id = "non"
fr = "Non"
en = "No"
"""

BOXES = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const box = element.getBoundingClientRect();
  return {id: element.id, top: box.top + scrollY, bottom: box.bottom + scrollY,
          left: box.left, right: box.right};
})"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  return [document.scrollingElement.scrollWidth > width ? "the page" : "",
    ...[...document.querySelectorAll("main *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > width + 1 || box.left < -1);
    }).map((element) => element.tagName + "." + element.className)].filter(Boolean);
}"""
IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""

Open = Callable[..., Any]
Box = dict[str, Any]


def name(word: str) -> str:
    return import_id("place", word)


def reflections() -> Iterator[Reflection]:
    """Yield thirty reflections: deep, on passages, withdrawn, pending, with and without names."""
    chain = [f"d{number}" for number in range(1, 13)]
    parents = {
        "strong": "",
        "answer": "strong",
        "d1": "strong",
        **dict(zip(chain[1:], chain, strict=False)),
    }
    parents |= {"second": "", "close": "", "last": "", "french": "", "gone": "", "on-gone": "gone"}
    parents |= {"waiting": "", "on-waiting": "waiting", "hidden": "", "english": "", "lost": ""}
    parents |= {f"more{number}": "" for number in range(5)}
    kinds = {"strong": Kind.OBJECTION, "second": Kind.TESTIMONY, "close": Kind.SOURCE}
    quotes = {
        "strong": "On y vient le mardi sans savoir pourquoi, numéro 2",
        "second": "numéro 2, on y reste",
        "close": "numéro 3, on y reste",
        "french": "numéro 5, on y reste",
        "last": "numéro 9, on y reste",
        "english": "number 4, and stays",
        "lost": "une phrase qui n’y est plus",
    }
    statuses = {"gone": Status.WITHDRAWN, "waiting": Status.PENDING, "hidden": Status.PENDING}
    names = {"d3": "Gilberte-de-Saint-Germain-des-Prés-et-Autres-Lieux-Sans-Coupure-Possible"}
    for number, (word, parent) in enumerate(parents.items()):
        role = Role.AUTHOR if word == "answer" else Role.READER
        status = statuses.get(word, Status.PUBLISHED)
        secret = status is not Status.PUBLISHED
        yield Reflection(
            id=name(word),
            in_reply_to=name(parent) if parent else "",
            date=START + timedelta(minutes=number),
            date_precision=Precision.MINUTE,
            lang="en" if word == "english" else "fr",
            kind=kinds.get(word),
            author=Author(name=names.get(word, word.title()), role=role) if number % 4 else None,
            answers=(Answer(question="q-1", choice="oui"),) if word.startswith("more") else (),
            passage=Passage(exact=quotes[word]) if word in quotes else None,
            source=Source(channel=Channel.FORM),
            state=State(status=status, since=START if secret else None),
            body=("Un secret. " if secret else PARAGRAPH) * (1 + number % 3),
        )


def write_essay(folder: Path) -> None:
    """Write an essay of ten paragraphs and two notes, in both languages, and its conversation."""
    (folder / "reflections").mkdir(parents=True)
    (folder / "essay.toml").write_text(RECORD.format(strongest=name("strong")), "utf-8")
    texts = (
        ("", "La place", "pourquoi", PARAGRAPH),
        (".en", "The Square", "why", ENGLISH_PARAGRAPH),
    )
    for suffix, title, word, paragraph in texts:
        slug = "Slug: the-square\n" if suffix else ""
        number = "number" if suffix else "numéro"
        body = "\n\n".join(
            paragraph.replace(word, f"{word}, {number} {count}") * (1 if count in (2, 3) else 3)
            + ("[^one] [^two]" if count == 2 else "")
            + (f"\n\n## {title} {count} {{#part-{count}}}" if count % 4 == 0 else "")
            for count in range(1, 11)
        )
        body += f"\n\n[^one]: {paragraph}\n\n[^two]: {paragraph}"
        header = f"Title: {title}\n{slug}Date: 2026-11-19 08:00+01:00\nSummary: {title}.\n\n"
        (folder / f"index{suffix}.md").write_text(header + body + "\n", "utf-8")
    for one in reflections():
        (folder / "reflections" / f"{one.id}.md").write_text(dump_reflection(one), "utf-8")


@pytest.fixture(scope="module")
def address(project: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ANN401 - see tests/conftest.py
    """Serve the site with one essay more, and give the address of its root."""
    folder = project.copy(tmp_path_factory.mktemp("talk") / "site")
    write_essay(folder / "content" / "essays" / "la-place")
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stdout + built.stderr

    class Server(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    handler = partial(Server, directory=str(built.output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def boxes(read: Any, selector: str) -> list[Box]:  # noqa: ANN401 - see conftest.py
    found: list[Box] = read.page.evaluate(BOXES, selector)
    return found


@WIDTHS
@SCHEMES
def test_a_long_conversation_fits(reader: Open, width: int, dark: bool) -> None:  # noqa: FBT001 - given by pytest
    """Twelve replies deep, with a name that has no break, nothing is wider than the window."""
    with reader(width, dark=dark) as read:
        for path in (FRENCH, ENGLISH, "reflexions/", "en/reflections/page/2/"):
            read.open(path)
            assert read.page.evaluate(TOO_WIDE) == [], path


@WIDTHS
def test_a_deep_reply_can_be_read(reader: Open, width: int) -> None:
    """The deepest has a line of its own, two thirds as long as the first's at the least."""
    with reader(width) as read:
        read.open(FRENCH)
        widths = [box["right"] - box["left"] for box in boxes(read, ".thread .reflection-body")]
        assert len(widths) == 25
        assert min(widths) > 0.66 * max(widths)


def test_margins_face_their_paragraphs(reader: Open) -> None:
    """On a wide window what readers say stands beside the paragraph, and over nothing else."""
    with reader(1440) as read:
        read.open(FRENCH)
        notes = boxes(read, ".margin, .sidenote")
        paragraphs = {box["id"]: box for box in boxes(read, ".prose > p")}
        above = 0.0
        for note, paragraph in zip(notes, ("p2", "p2", "p2", "p3", "p5", "p9"), strict=True):
            beside = paragraphs[paragraph]
            assert note["left"] > beside["right"]
            assert note["top"] < max(beside["bottom"], above + 64)
            assert note["top"] >= beside["top"]
            assert note["top"] > above
            above = note["bottom"]
        about, first = boxes(read, ".essay-about")[0], paragraphs["p1"]
        assert about["bottom"] <= first["top"]
        texts = boxes(read, ".prose > :not(.margin, .sidenote)")
        assert all(text["bottom"] <= after["top"] for text, after in pairwise(texts))


@pytest.mark.parametrize("width", [320, 768])
def test_margins_follow_their_paragraphs_where_there_is_no_room(reader: Open, width: int) -> None:
    """After the paragraph, before the next, as wide as the text at the most."""
    with reader(width) as read:
        read.open(FRENCH)
        paragraphs = {box["id"]: box for box in boxes(read, ".prose > p")}
        for note, (before, after) in zip(
            boxes(read, ".margin"),
            (("p2", "p3"), ("p3", "p4"), ("p5", "p6"), ("p9", "p10")),
            strict=True,
        ):
            assert paragraphs[before]["bottom"] <= note["top"]
            assert note["bottom"] <= paragraphs[after]["top"]
            assert note["right"] <= paragraphs[before]["right"] + 1


@pytest.mark.parametrize("width", [360, 1440])
def test_a_margin_leads_to_the_reflection_and_back(reader: Open, width: int) -> None:
    """A name leads to the whole text, and there the passage back to the paragraph."""
    with reader(width) as read:
        read.open(FRENCH)
        link = read.page.locator(".margin a").nth(3)
        read.follow(link)
        assert read.place == f"{FRENCH}#{name('close')}"
        reflection = read.page.locator(f"[id='{name('close')}']")
        assert reflection.evaluate(IN_VIEW)
        read.follow(reflection.locator(".passage a"))
        assert read.place == f"{FRENCH}#p3"
        assert read.page.locator("#p3").evaluate(IN_VIEW)


def test_a_passage_of_the_other_text_is_reached_there(reader: Open) -> None:
    """On the page of the translation, and the paragraph has the same number in both."""
    with reader() as read:
        read.open(FRENCH)
        assert read.page.locator(".margin").count() == 4
        read.follow(read.page.locator(f"[id='{name('english')}'] .passage a"))
        assert read.place == f"{ENGLISH}#p4"
        assert read.page.locator("#p4").evaluate(IN_VIEW)
        assert read.page.locator(".margin").count() == 1
        read.follow(read.page.locator(f"[id='{name('french')}'] .passage a"))
        assert read.place == f"{FRENCH}#p5"
        lost = read.page.locator(f"[id='{name('lost')}'] .passage")
        assert lost.locator("a").count() == 0
        assert "une phrase qui n’y est plus" in lost.inner_text()


def test_what_is_not_published_is_nowhere(reader: Open) -> None:
    """Neither a word of it nor its name; what hangs from it hangs from a sentence."""
    with reader() as read:
        for path in (FRENCH, ENGLISH, "reflexions/", "reflexions/page/2/", ""):
            read.open(path)
            assert "secret" not in read.page.content()
            assert "Hidden" not in read.page.content()
        read.open(FRENCH)
        tombs = [one.inner_text() for one in read.page.locator(".reflection-withdrawn").all()]
        assert tombs == [
            "Cette réflexion a été retirée.",
            "Cette réflexion n’est pas encore publiée.",
        ]


@pytest.mark.parametrize("width", [360, 1440])
def test_the_strongest_objection_comes_first(reader: Open, width: int) -> None:
    """Below the rule of order and above the list, with the author's answer."""
    with reader(width) as read:
        read.open(FRENCH)
        rule, first, thread = (
            boxes(read, f".conversation > {one}")[0]
            for one in (".order-rule", ".strongest", ".thread")
        )
        assert rule["bottom"] <= first["top"] < first["bottom"] <= thread["top"]
        ids = read.page.locator(".strongest article").evaluate_all("all => all.map(one => one.id)")
        assert ids == [name("strong"), name("answer")]
        read.follow(read.page.locator(".reflection-elsewhere a").first)
        assert read.place == f"{FRENCH}#{name('strong')}"


def test_a_tally_opens_by_keyboard_and_leads_to_its_voices(reader: Open) -> None:
    """Who answered is closed at first; each is a link to the reflection."""
    with reader(360) as read:
        read.open(FRENCH)
        line = read.page.locator(".tally-line").first
        assert line.inner_text().split() == ["Oui", "5", "sur", "5", "100", "%"]
        summary = read.page.locator(".tally summary").first
        summary.focus()
        read.page.keyboard.press("Enter")
        read.follow(read.page.locator(".tally .voices a").last)
        assert read.place.startswith(f"{FRENCH}#i-")
        reflection = read.page.locator(f"[id='{read.place.partition('#')[2]}']")
        assert reflection.evaluate(IN_VIEW)
        read.follow(reflection.locator(".answered a"))
        assert read.place == f"{FRENCH}#question-q-1"


def test_the_contents_leave_with_the_text(reader: Open) -> None:
    """They stay beside the text while it is read, and lie over nothing after it."""
    with reader(1440) as read:
        read.open(FRENCH)
        for selector in ("#part-8", "#reflections-heading", ".thread li:last-child"):
            read.page.locator(selector).last.scroll_into_view_if_needed()
            (contents,) = boxes(read, ".contents-list")
            (body,) = boxes(read, ".essay-body")
            assert contents["bottom"] <= body["bottom"] + 1
            assert contents["top"] >= body["top"] - 1


def test_the_list_of_all_reflections_is_walked_through(reader: Open) -> None:
    """From the home page, page after page, to the reflection in its place."""
    with reader(360) as read:
        read.open("")
        read.follow(read.page.locator(".last-reflections + .more a"))
        assert read.place == "reflexions/"
        seen: list[str] = []
        while True:
            links = read.page.locator(".listed .u-url")
            seen += links.evaluate_all("all => all.map((one) => one.hash)")
            current = read.page.locator(".pagination [aria-current]").inner_text()
            following = read.page.locator(".pagination a", has_text=str(int(current) + 1))
            if not following.count():
                break
            read.follow(following.first)
        published = [one for one in reflections() if one.is_published]
        newest = sorted(published, key=lambda one: one.date or START, reverse=True)
        assert seen[: len(newest)] == [f"#{one.id}" for one in newest]
        assert len(seen) == len(set(seen)) > len(newest)
        place = read.page.locator(".listed .u-url").first
        read.follow(place)
        assert read.page.locator(f"[id='{read.place.partition('#')[2]}']").evaluate(IN_VIEW)


def test_on_paper_the_conversation_stands_once(reader: Open) -> None:
    """The margins are left out, for the list has all; so are the ways to answer."""
    with reader() as read:
        read.open(FRENCH)
        read.page.emulate_media(media="print")
        assert not read.page.locator(".margin").first.is_visible()
        assert not read.page.locator(".reply-link").first.is_visible()
        assert read.page.locator(".thread .reflection-body").first.is_visible()
        assert read.page.locator(".passage blockquote").first.is_visible()
