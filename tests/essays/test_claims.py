"""A claim says when it was checked and by what, and after eighteen months that it is due."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.build.command import summary
from pelican.plugins.build.problems import Problem
from pelican.plugins.build.run import Report, build, load_press
from pelican.plugins.build.settings import Settings
from pelican.plugins.build.templates import Strings
from pelican.plugins.essays.body import Body, Source, render_body
from pelican.plugins.essays.claims import (
    FORM,
    Sentence,
    due_times,
    find_sentences,
    read_claims,
    show_claims,
    tell_claims,
)
from pelican.plugins.essays.claims_page import claims_page

PARIS = ZoneInfo("Europe/Paris")
PATH = "content/essays/le-pont/index.md"


def render(text: str, folder: Path) -> tuple[Body | None, list[Problem]]:
    """Return the body of a text that begins on line 5, and its problems."""
    source = Source(path=PATH, folder=folder, content=folder, lang="fr", first_line=5)
    return render_body(text, source), source.problems


def html_of(text: str, folder: Path) -> str:
    """Return the HTML of a text without problems."""
    body, problems = render(text, folder)
    assert problems == []
    assert body is not None
    return body.html


def test_a_claim_holds_markdown_and_its_date_and_source(tmp_path: Path) -> None:
    """They stay with it in the HTML, where nothing shows them."""
    text = (
        "Il y a [*deux* [ponts](https://a.example/), dont `[un]{claim}`[^n]]"
        '{claim date=2010-05\nsource="https://b.example/?c=1&d=2"}.\n\n[^n]: Ou '
        '[trois]{claim source="Le « Guide »" date=2011}.\n'
    )
    html = html_of(text, tmp_path)
    assert html.startswith(
        '<p id="p1">Il y a <span class="claim"><em>deux</em> <a href="https://a.example/">ponts</a>'
        ", dont <code>[un]{claim}</code><sup"
    )
    assert (
        '</sup><data class="claim-note" title="https://b.example/?c=1&amp;d=2" value="2010-05">'
        "</data></span>.</p>"
    ) in html
    assert [(claim.date, claim.source) for claim in read_claims(html)] == [
        ("2010-05", "https://b.example/?c=1&d=2"),
        ("2011", "Le « Guide »"),
    ]


def test_a_feed_tells_the_date_in_brackets(tmp_path: Path) -> None:
    """After the words of the claim."""
    html = html_of('Il y a [deux ponts]{claim date=2010-05 source="A"}.\n', tmp_path)
    assert tell_claims(html, "fr") == (
        '<p id="p1">Il y a <span class="claim">deux ponts [mai 2010]</span>.</p>'
    )


def test_a_page_marks_the_claims_and_which_are_due(
    tmp_path: Path, strings_of: Callable[[str], Strings]
) -> None:
    """The date is a button, and behind it is the source: an address, or words."""
    html = html_of(
        'Il y a [un pont]{claim date=2010-05-03 source="https://www.b.example/c"}, '
        '[deux]{claim date=2010 source="A & B."}.\n',
        tmp_path,
    )
    shown = show_claims(html, "fr", {0}, "../a-reverifier/", strings_of("fr"))
    assert shown == (
        '<p id="p1">Il y a <span class="claim">un pont<span class="claim-mark claim-due" '
        'data-pagefind-ignore><button type="button" popovertarget="claim-1" '
        'aria-label="Vérifié le 3 mai 2010 · à revérifier">3 mai 2010 · à revérifier</button>'
        '<span class="claim-source" id="claim-1" popover>Vérifié le 3 mai 2010. '
        'Source\u00a0: <a href="https://www.b.example/c">b.example</a>. '
        '<a href="../a-reverifier/">À revérifier</a></span></span></span>, '
        '<span class="claim">deux<span class="claim-mark" data-pagefind-ignore>'
        '<button type="button" popovertarget="claim-2" aria-label="Vérifié en 2010">2010</button>'
        '<span class="claim-source" id="claim-2" popover>Vérifié en 2010. '
        "Source\u00a0: A &amp; B.</span></span></span>.</p>"
    )


def test_the_sentence_of_a_claim_is_found(tmp_path: Path) -> None:
    """In a paragraph, a list or a note, with the anchor nearest to it."""
    claim = '[deux « ponts »]{claim date=2010 source="A"}'
    html = html_of(
        f"Un début… Il y a *ici*[^n] {claim}, dit-il. Ou trois ?\n\n- Un.\n- {claim}\n\n"
        f"[^n]: Non : {claim} !\n",
        tmp_path,
    )
    assert find_sentences(html) == (
        Sentence("Il y a ici ", "deux « ponts »", ", dit-il.", "p1"),
        Sentence("Non : ", "deux « ponts »", " !", "fn-n"),
        Sentence("", "deux « ponts »", "", "p1"),
    )


@pytest.mark.parametrize(
    ("date", "due"),
    [
        ("2010-05-14", (2011, 11, 14)),
        ("2010-05", (2011, 11, 1)),
        ("2010", (2011, 7, 1)),
        ("2008-08-31", (2010, 2, 28)),
        ("2010-08-31", (2012, 2, 29)),
    ],
)
def test_a_claim_is_due_eighteen_months_later(
    tmp_path: Path, date: str, due: tuple[int, int, int]
) -> None:
    """At the first moment of that day, where the site is; a day that is not there is the last."""
    html = html_of(f'[A]{{claim date={date} source="B"}}\n', tmp_path)
    (time,) = due_times(html, PARIS)
    assert datetime.fromtimestamp(time, UTC).astimezone(PARIS) == datetime(*due, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un.\n\n[a]{claim}\n",
         [("a claim without a date", FORM), ("a claim without a source", FORM)]),
        ('Un.\n\n[a]{claim date=2010-13 source=" "}\n',
         [("a claim without a source", FORM),
          ("the date of a claim is '2010-13'", "Expected 2010-05-14, 2010-05 or 2010.")]),
        ('Un.\n\n[a]{claim date=2010 dat=2011 date=2010 source="B" hier}\n',
         [("a claim says 'hier'", FORM), ("a claim with two keys 'date'", FORM),
          ("unknown key 'dat' of a claim", "Did you mean 'date'?")]),
        ('Un.\n\n[a [b]{claim date=2010 source="B"}]{claim date=2010 source="B"}\n',
         [("a claim inside a claim", "Close one before the next begins.")]),
        ('Un.\n\n## [a]{claim date=2010 source="B"}\n',
         [("a claim in a heading", "Say it in the section, where there is room for its date.")]),
        ('Un.\n\nDeux {claim date=2010 source="B"}.\n', [("a claim without its words", FORM)]),
    ],
    ids=["empty", "wrong values", "wrong keys", "nested", "heading", "without words"],
)  # fmt: skip
def test_what_is_wrong_with_a_claim_is_told(
    tmp_path: Path, text: str, found: list[tuple[str, str]]
) -> None:
    """With its line."""
    body, problems = render(text, tmp_path)
    assert body is None
    assert sorted(problems) == [Problem(PATH, 7, *one) for one in sorted(found)]


def test_the_list_of_what_is_due_begins_with_the_oldest(bilingual: Settings) -> None:
    """Whatever text it stands in; what is fresh is not there."""
    for name, dates in (("le-gue", ("2012-05", "2011")), ("le-pont", ("2011-02", "2026-10"))):
        path = bilingual.content / f"essays/{name}/index.md"
        said = "".join(
            f'\n\n[Un {date}]{{claim date={date} source="A"}}\n{{.alone}}' for date in dates
        )
        path.write_text(f"{path.read_text('utf-8').rstrip()}{said}\n", "utf-8")
    press = load_press(bilingual, datetime(2026, 11, 21, tzinfo=UTC))
    page = claims_page(press, "fr").make().decode()
    assert re.findall(r"Un (20[\d-]+)", page) == ["2011", "2011-02", "2012-05"]


def test_a_build_tells_how_many_are_due(bilingual: Settings) -> None:
    """Once for all languages, and not when nothing was made anew."""
    bilingual = replace(bilingual, search=False, epub=False, cards=False)
    now, said = datetime(2026, 11, 21, tzinfo=UTC), '[{}]{{claim date={} source="A"}}\n{{.alone}}'
    path = bilingual.content / "essays/le-gue/index.md"
    text = path.read_text("utf-8").rstrip()
    fresh, due = said.format("Un", "2026-10"), said.format("Deux", "2011")
    path.write_text(f"{text}\n\n{fresh}\n", "utf-8")
    told = "\n1 claim is due: /a-reverifier/"  # of another text
    assert summary(build(bilingual, now, workers=1), bilingual, 1).endswith(f" 1.00 s.{told}")
    path.write_text(f"{text}\n\n{fresh}\n\n{due}\n", "utf-8")
    told = "\n2 claims are due: /a-reverifier/"
    assert summary(build(bilingual, now, workers=1), bilingual, 1).endswith(f" 1.00 s.{told}")
    assert "due" not in summary(build(bilingual, now, workers=1), bilingual, 1)
    none = Report(essays=1, files=1, rendered=1, removed=0, loaded=1)
    assert "due" not in summary(none, bilingual, 1)


def test_code_may_speak_of_claims(tmp_path: Path) -> None:
    """Without making any."""
    text = "`[a]{claim date=2010}`\n\n```\n[b]{claim}\n```\n"
    assert read_claims(html_of(text, tmp_path)) == ()
    assert due_times(html_of(text, tmp_path), PARIS) == ()
