"""What an author writes besides bodies is set too, and addresses are made from what was typed."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from pelican.plugins.essays.body import Source, render_body
from pelican.plugins.essays.models import Choice, Header, Next, Provenance, Question, Record, Term
from pelican.plugins.essays.typesetting import typeset_header, typeset_record, typeset_terms
from pelican.plugins.essays.views import Heading

SITES = Path(__file__).resolve().parents[1] / "sites"
DATE = datetime(2026, 11, 16, tzinfo=UTC)


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


def test_a_header_is_set_in_its_language() -> None:
    """Its title, its subtitle, its summary; what names files stays."""
    header = Header(title="L'un ?", subtitle='"oui"', summary="a : b", slug="l-un", date=DATE)
    assert typeset_header(header, "fr") == Header(
        title=spaced("L’un_?"),
        subtitle=spaced("«~oui~»"),
        summary=spaced("a~: b"),
        slug="l-un",
        date=DATE,
    )
    assert typeset_header(header, "en").subtitle == "“oui”"


def test_a_record_is_set_each_text_in_its_own_language() -> None:
    """The source speaks its own; a person's name stays as it is."""
    both = {"fr": "Quoi ?", "en": "It's what?"}
    record = Record(
        id="e-1",
        uri="tag:x",
        provenance=Provenance(
            author="D'Arc", title='"Why?"', place='It\'s "it"', lang="en", note=dict(both)
        ),
        questions=(
            Question(id="q-1", text=dict(both), choices=(Choice(id="a", text=dict(both)),)),
        ),
        next=Next(essay="e-2", because=dict(both)),
    )
    done = typeset_record(record)
    assert done.provenance == Provenance(
        author="D'Arc",
        title="“Why?”",
        place="It’s “it”",
        lang="en",
        note={"fr": spaced("Quoi_?"), "en": "It’s what?"},
    )
    assert done.questions[0].text == done.questions[0].choices[0].text == done.provenance.note
    assert done.next
    assert done.next.because == done.provenance.note
    bare = Record(id="e-1", uri="tag:x")
    assert typeset_record(bare) is bare


def test_terms_keep_their_keys_and_their_addresses() -> None:
    """Their names and their sentences are set."""
    term = Term(name="L'un", slug="l-un", sentence="Qui ?")
    done = Term(name="L’un", slug="l-un", sentence=spaced("Qui_?"))
    assert typeset_terms({"l'un": {"fr": term}}) == {"l'un": {"fr": done}}


def test_a_body_is_set_after_its_anchors_are_made_and_its_words_counted(tmp_path: Path) -> None:
    """Headings have the words of the contents; links and code stay."""
    text = '## L\'essor : au XIXe siècle ?\n\nUn *mot* ? `a ? b`[^1]\n\n[^1]: Note : "oui".\n'
    known = {"path": "x", "folder": tmp_path, "content": tmp_path, "lang": "fr", "first_line": 1}
    typed = render_body(text, Source(**known))
    body = render_body(text, Source(**known, typography=True))
    assert typed
    assert body
    title = spaced("L’essor~: au XIXe~siècle_?")
    assert body.headings == (Heading(id="l-essor-au-xixe-siecle", text=title, level=2),)
    assert (body.anchors, body.words) == (typed.anchors, typed.words)
    small = '<span class="small-capitals">XIX</span>'
    assert spaced(f"L’essor~: au {small}<sup>e</sup>~siècle_?</h2>") in body.html
    assert spaced("Un <em>mot</em>_? <code>a ? b</code><sup") in body.html
    assert spaced("Note~: «~oui~».") in body.html
    assert 'Note : "oui".' in typed.html


@pytest.fixture
def make_site(build_site: Callable[..., Any], tmp_path: Path) -> Callable[..., Path]:
    """Return a function that builds a small site of which all is typed plainly."""

    def make(**own: object) -> Path:
        source = tmp_path / "typed" / "source"
        shutil.copytree(SITES / "minimal", source, ignore=shutil.ignore_patterns("expected"))
        settings = source / "pelicanconf.py"
        settings.write_text(f"{settings.read_text('utf-8')}\nLIENS_FAIBLES = {own!r}\n", "utf-8")
        folder = source / "content/essays/le-pont"
        header = 'Title: L\'un ?\nDate: 2026-11-16\nSummary: Qui : "lui" ?\n\n'
        (folder / "index.md").write_text(f"{header}L'essor : oui...\n\n## Qui ?\n", "utf-8")
        built = build_site(source)
        assert built.status == 0, built.stderr
        output: Path = built.output
        return output

    return make


@pytest.mark.parametrize("on", [True, False])
def test_a_site_can_show_its_texts_as_they_are_typed(
    make_site: Callable[..., Path], *, on: bool
) -> None:
    """Pages, feeds and what machines read agree on it."""
    output = make_site(typography=on)
    title = spaced("L’un_?") if on else "L'un ?"
    summary = spaced("Qui~: «~lui~»_?") if on else 'Qui : "lui" ?'
    body = spaced("L’essor~: oui…") if on else "L'essor : oui..."
    page = lxml.html.document_fromstring((output / "le-pont/index.html").read_text("utf-8"))
    assert page.findtext(".//h1") == title
    assert page.findtext(".//title", "").startswith(title)
    assert page.xpath("//meta[@name='description']/@content") == [summary]
    assert page.xpath("//p[@id='p1']")[0].text == body
    assert page.xpath("//h2[@id='qui']")[0].text == (spaced("Qui_?") if on else "Qui ?")
    (entry,) = json.loads((output / "feeds/fr.json").read_text("utf-8"))["items"]
    assert (entry["title"], entry["summary"]) == (title, summary)
    assert body in entry["content_html"]
