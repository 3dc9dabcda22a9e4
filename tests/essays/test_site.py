"""The site is the texts that are seen now, in order; their links lead somewhere."""

from collections.abc import Iterable
from typing import Any

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.languages import LANGUAGES
from pelican.plugins.essays.load import Card
from pelican.plugins.essays.models import Term
from pelican.plugins.essays.site import Site, alternates, build_site, check_site

NOW = 100.0
EMPTY: dict[Any, Any] = {str: "", float: 0.0, bool: False, bytes: b"", int: 0}


def make_card(name: str, lang: str = "fr", **given: Any) -> Card:  # noqa: ANN401 - any field
    """Return the card of an essay, or of a page when `name` has a slash."""
    suffix = LANGUAGES[lang].suffix
    folder = name if "/" in name else f"essays/{name}"
    slug = f"{lang}-{name.rpartition('/')[2]}"
    values = {
        "source": f"{folder}{suffix}" if "/" in name else f"{folder}/index{suffix}",
        "folder": folder,
        "lang": lang,
        "url": f"{LANGUAGES[lang].prefix}{slug}/",
        "slug": slug,
        "title": slug,
        "id": "" if "/" in name else f"e-{name}",
        "uri": "" if "/" in name else f"tag:e.example,2026:{name}",
        "timestamp": 1.0,
    }
    empty = {key: EMPTY.get(kind, ()) for key, kind in Card.__annotations__.items()}
    return Card(**empty | values | given)


def make_site(*essays: Card, pages: Iterable[Card] = (), **given: Any) -> Site:  # noqa: ANN401 - any field
    settings: dict[str, Any] = {"tags": {}, "series": {}, "now": NOW} | given
    return build_site(essays, pages, [], **settings)


def names(cards: Iterable[Card]) -> list[str]:
    return [card.folder.rpartition("/")[2] for card in cards]


def test_essays_are_seen_from_the_newest_to_the_oldest() -> None:
    """At one date, the names of their folders decide."""
    cards = [make_card("b", timestamp=2.0), make_card("c", timestamp=3.0), make_card("a")]
    site = make_site(*cards, make_card("d", timestamp=2.0))
    assert names(site.essays["fr"]) == ["c", "b", "d", "a"]
    assert site.essays["en"] == ()


def test_drafts_and_texts_of_the_future_are_not_seen() -> None:
    """The preview sees them; a text appears at the very moment of its date."""
    cards = [
        make_card("now", timestamp=NOW),
        make_card("soon", timestamp=NOW + 1),
        make_card("later", timestamp=NOW + 9),
        make_card("draft", draft=True, timestamp=NOW + 0.5),
    ]
    site = make_site(*cards)
    assert names(site.essays["fr"]) == ["now"]
    assert site.next_change == NOW + 1
    assert "essays/soon/index.md" not in site.by_source
    preview = make_site(*cards, drafts=True)
    assert names(preview.essays["fr"]) == ["later", "soon", "draft", "now"]


def test_nothing_changes_when_nothing_is_to_come() -> None:
    """A site without a text of the future has no next change."""
    assert make_site(make_card("a"), make_card("b", draft=True)).next_change == float("inf")


def test_the_site_changes_when_a_claim_is_due() -> None:
    """At that very moment it is; one of a text that is not seen waits with its text."""
    site = make_site(
        make_card("a", claims=(NOW + 5, NOW, NOW - 1, NOW + 9)),
        make_card("b", draft=True, claims=(NOW + 1,)),
    )
    assert site.due == {"essays/a/index.md": (1, 2)}
    assert site.next_change == NOW + 5


def test_the_introduction_of_the_home_page_may_be_a_draft() -> None:
    """Then the home page has none."""
    homes = [make_card("x/home", draft=True), make_card("x/home", "en")]
    site = build_site([], [], homes, tags={}, series={}, now=NOW)
    assert site.homes == {"en": homes[1]}


def test_the_texts_of_a_folder_are_each_other_s_alternates() -> None:
    """They come in the order of the languages; a text that is alone has none."""
    english, french, alone = make_card("a", "en"), make_card("a"), make_card("b")
    site = make_site(english, alone, french)
    assert alternates(site, english) == alternates(site, french) == (french, english)
    assert alternates(site, alone) == ()


def test_a_translation_that_is_not_seen_is_no_alternate() -> None:
    """A draft in one language leaves the other alone."""
    site = make_site(make_card("a"), make_card("a", "en", draft=True))
    assert alternates(site, site.essays["fr"][0]) == ()


def test_standing_pages_have_the_order_of_the_menu() -> None:
    """Those that are known first, others after them by name."""
    pages = [
        make_card(f"pages/{name}") for name in ("zoo", "rules", "about", "privacy", "subscribe")
    ]
    site = make_site(pages=pages)
    assert names(site.pages["fr"]) == ["about", "subscribe", "privacy", "rules", "zoo"]


def test_essays_are_gathered_by_tag_and_by_series() -> None:
    """Under a tag the newest comes first; a series has an order of its own."""
    site = make_site(
        make_card("a", tags=("x", "y"), series="s", position=2, timestamp=1.0),
        make_card("b", tags=("y",), series="s", position=1, timestamp=2.0),
        make_card("c", "en", tags=("z",), timestamp=3.0),
        make_card("d", tags=("w",), draft=True),
    )
    assert {tag: names(cards) for tag, cards in site.by_tag["fr"].items()} == {
        "x": ["a"],
        "y": ["b", "a"],
    }
    assert list(site.by_tag["fr"]) == ["x", "y"]
    assert list(site.by_tag["en"]) == ["z"]
    assert names(site.by_series["fr"]["s"]) == ["b", "a"]
    assert site.by_series["en"] == {}


def check(*cards: Card, hidden: tuple[Card, ...] = (), files: tuple[str, ...] = ()) -> list[Any]:
    """Return the (path, line, message, hint) of each problem between cards."""
    site = make_site(*cards, *hidden)
    problems = check_site(
        site,
        [*cards, *hidden],
        place="content",
        files=set(files).__contains__,
        anchors=lambda card: (f"in-{card.slug}", "end"),
        outputs=["feeds/fr.atom.xml"],
    )
    assert all(isinstance(problem, Problem) for problem in problems)
    return [(one.path, one.line, one.message, one.hint) for one in problems]


def linking(*links: tuple[str, str, str], **given: Any) -> Card:  # noqa: ANN401 - any field
    return make_card("a", links=tuple((*link, 7) for link in links), **given)


FROM = "content/essays/a/index.md"
THERE = "essays/b/index.md"


def test_links_that_lead_somewhere_are_right() -> None:
    """To a text, to one of its anchors, to a file, to a file that the build makes, to itself."""
    links = [
        ("filename", THERE, ""),
        ("filename", THERE, "end"),
        ("filename", THERE, "in-fr-b"),
        ("static", "essays/a/c.png", ""),
        ("static", "feeds/fr.atom.xml", ""),
        ("here", "", "in-fr-a"),
    ]
    assert check(linking(*links), make_card("b"), files=("essays/a/c.png",)) == []


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        (
            ("filename", "essays/bb/index.md", ""),
            "there is no text 'essays/bb/index.md'",
            "Did you mean 'essays/b/index.md'?",
        ),
        (
            ("filename", THERE, "in-fr-c"),
            "there is no anchor 'in-fr-c' in 'essays/b/index.md'",
            "Did you mean 'in-fr-b'?",
        ),
        (
            ("here", "", "middle"),
            "there is no anchor 'middle' in 'essays/a/index.md'",
            "Known: end, in-fr-a.",
        ),
        (
            ("static", "essays/a/c.png", ""),
            "there is no file 'essays/a/c.png'",
            "The path is taken from the source's folder, or from content/ after a slash.",
        ),
        (
            ("static", "essays/a", ""),
            "there is no file 'essays/a'",
            "The path is taken from the source's folder, or from content/ after a slash.",
        ),
        (
            ("filename", "essays/d/index.md", ""),
            "the link to 'essays/d/index.md' leads to a text that is not published",
            "It is a draft, or its date is still to come.",
        ),
        (
            ("filename", "essays/f/index.md", "end"),
            "the link to 'essays/f/index.md' leads to a text that is not published",
            "It is a draft, or its date is still to come.",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_said(
    link: tuple[str, str, str], message: str, hint: str
) -> None:
    """The problem has the line of the link, and a hint at what it may have meant."""
    hidden = (make_card("d", draft=True), make_card("f", timestamp=NOW + 1))
    assert check(linking(link), make_card("b"), hidden=hidden) == [(FROM, 7, message, hint)]


def test_a_text_that_is_not_seen_may_point_to_another() -> None:
    """Drafts are written before what they point to is published."""
    hidden = (
        linking(("filename", "essays/d/index.md", ""), draft=True),
        make_card("d", draft=True),
    )
    assert check(make_card("b"), hidden=hidden) == []


def test_a_text_with_problems_of_its_own_is_not_told_missing() -> None:
    """A source that is there but could not be read has told why."""
    link = ("filename", "essays/broken/index.md", "any")
    assert check(linking(link), files=("essays/broken/index.md",)) == []


def test_two_texts_have_two_addresses() -> None:
    """The one whose path comes later is told of the other."""
    assert check(make_card("b", url="same/"), make_card("a", url="same/")) == [
        (
            "content/essays/b/index.md",
            0,
            "the address '/same/' is taken by content/essays/a/index.md",
            "Change the slug of one of them.",
        )
    ]


def test_two_essays_have_two_ids() -> None:
    """Texts of one essay share its id; another essay may not."""
    hint = "An id is given once and never moves: make a new one with 'invoke new'."
    french, english = make_card("a"), make_card("a", "en")
    assert check(french, english) == []
    other = make_card("b", id=french.id)
    record = "content/essays/b/essay.toml"
    taken = "is taken by content/essays/a/essay.toml"
    assert check(french, english, other) == [(record, 0, f"the id 'e-a' {taken}", hint)]
    other = make_card("b", uri=french.uri)
    assert check(french, other) == [(record, 0, f"the uri {french.uri!r} {taken}", hint)]


def test_two_essays_have_no_reflection_in_common() -> None:
    """Whether it is published or not; the texts of one essay share theirs."""
    said = (("i-x", "", "", 0, ""), ("i-y", "", "", 0, ""))
    talking = {"turns": b"t", "voices": said}
    french, english = make_card("a", **talking), make_card("a", "en", **talking)
    assert check(french, english, make_card("b", turns=b"u", silent=("i-z",))) == []
    other = make_card("b", turns=b"u", silent=("i-y",))
    draft = make_card("c", turns=b"v", voices=said[1:], draft=True)
    path, name = "content/essays/{}/reflections/{}.md", "i-y"
    hint = "A reflection belongs to one essay: remove one of the two files."
    message = f"{path.format('a', name)} has the same id"
    assert check(french, english, other, hidden=(draft,)) == [
        (path.format(folder, name), 0, message, hint) for folder in ("b", "c")
    ]


def test_two_essays_have_two_places_in_a_series() -> None:
    """Drafts count, for they will be there one day."""
    first, second = (make_card(name, series="s", position=1) for name in "ab")
    assert check(first, hidden=(second._replace(draft=True),)) == [
        (
            "content/essays/b/essay.toml",
            0,
            "the position 's 1' is taken by content/essays/a/essay.toml",
            "Give each essay of a series its own position.",
        )
    ]
    assert check(first, second._replace(series="t")) == []


def test_terms_are_carried_as_they_are() -> None:
    """A site knows its tags and its series, used or not."""
    terms = {"x": {lang: Term(name="X", slug="x", sentence="…") for lang in LANGUAGES}}
    site = make_site(tags=terms, series=terms)
    assert (site.tags, site.series) == (terms, terms)
    assert site.by_tag == {lang: {} for lang in LANGUAGES}
