"""An essay and its reflections are told to machines in the words of schema.org, safely."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import html
from pelican.plugins.essays.views import CitedWork, EssayView, When
from pelican.plugins.reflections.json_ld import build_article, render_json_ld

SAMPLES = Path(__file__).parents[1] / "theme" / "samples.py"
ESSAY = "https://liens-faibles.example/en/three-years/"
SITE = {
    "@type": "Organization",
    "name": "Liens faibles",
    "url": "https://liens-faibles.example/en/",
}


@pytest.fixture(scope="module")
def samples() -> ModuleType:
    """Return the module of sample records of the theme's tests."""
    spec = importlib.util.spec_from_file_location("json_ld_samples", SAMPLES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def essay(samples: ModuleType) -> EssayView:
    view: EssayView = samples.essay("en")
    return view


def test_an_article_names_the_works_it_cites(essay: EssayView) -> None:
    """As far as each is known; an article that cites none says nothing of it."""
    assert "citation" not in build_article(essay)
    ties = CitedWork(
        title="The Strength of Weak Ties",
        authors=("Mark S. Granovetter",),
        published="1973",
        address="https://doi.org/10.1086/225469",
    )
    bare = CitedWork(title="Sans nom", authors=(), published="", address="")
    assert build_article(replace(essay, works=(ties, bare)))["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "The Strength of Weak Ties",
            "author": [{"@type": "Person", "name": "Mark S. Granovetter"}],
            "datePublished": "1973",
            "identifier": "https://doi.org/10.1086/225469",
        },
        {"@type": "CreativeWork", "name": "Sans nom"},
    ]


def comments(view: EssayView) -> dict[str, dict[str, Any]]:
    """Return the comments by the end of their address."""
    found = build_article(view)["comment"]
    return {one["@id"].rpartition("#")[2]: one for one in found}


def test_an_article_says_what_is_known_of_the_essay(essay: EssayView) -> None:
    article = build_article(essay)
    del article["comment"]
    french = "https://liens-faibles.example/three-years/"
    assert article == {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": ESSAY,
        "url": ESSAY,
        "headline": "Three Years On",
        "alternativeHeadline": "What hundreds of hours of networking give back",
        "description": essay.description,
        "inLanguage": "en",
        "datePublished": "2026-11-17T08:00+01:00",
        "dateModified": "2026-12-03",
        "wordCount": 1980,
        "keywords": ["work"],
        "author": SITE,
        "publisher": SITE,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "Bilan de trois ans de réseautage en ligne",
            "url": "https://source.example/bilan",
            "author": {"@type": "Person", "name": "Pascal Faucompré"},
            "datePublished": "2008-08-12",
        },
        "image": "https://liens-faibles.example/cards/en.png",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": "The Promises of the Network"},
        "translationOfWork": {"@type": "Article", "@id": french, "inLanguage": "fr"},
        "commentCount": 12,
    }


def test_the_first_language_is_translated_into_the_others(samples: ModuleType) -> None:
    """Each text names the other, from its side; one that is alone names none."""
    article = build_article(samples.essay("fr"))
    assert article["workTranslation"] == [{"@type": "Article", "@id": ESSAY, "inLanguage": "en"}]
    assert "translationOfWork" not in article
    alone = build_article(samples.bare_essay("fr"))
    assert {"workTranslation", "translationOfWork"}.isdisjoint(alone)


def test_what_is_not_known_is_left_out(samples: ModuleType) -> None:
    """No source, no date of revision, no comment: no key."""
    article = build_article(samples.bare_essay("fr"))
    assert {"isBasedOn", "dateModified", "keywords", "comment"}.isdisjoint(article)
    assert article["commentCount"] == 0


def test_a_comment_says_who_when_and_what(essay: EssayView) -> None:
    """A name, a date to its precision, plain text, and its address."""
    assert comments(essay)["r-i-11"] == {
        "@type": "Comment",
        "@id": f"{ESSAY}#r-i-11",
        "author": {
            "@type": "Person",
            "name": "Une lectrice",
            "url": "https://lectrice.example/",
        },
        "datePublished": "2008-03-14T10:13+01:00",
        "inLanguage": "fr",
        "text": "Même constat ici : beaucoup de contacts, presque aucun échange.",
    }
    node = replace(essay.conversation.nodes[0], published=When(iso="2008-03", text="mars 2008"))
    dated = replace(essay, conversation=replace(essay.conversation, nodes=(node,)))
    assert comments(dated)["r-i-1"]["datePublished"] == "2008-03"


def test_an_anonymous_and_undated_comment_invents_nothing(essay: EssayView) -> None:
    found = comments(essay)["r-i-1"]
    assert found["author"] == {"@type": "Person", "name": "Anonymous reader"}
    assert "datePublished" not in found


def test_a_reply_names_what_it_answers(essay: EssayView) -> None:
    """Each reply, at any depth, has its parent; a comment on the essay has none."""
    parents = {name: one.get("parentItem", {}).get("@id") for name, one in comments(essay).items()}
    known = [("12", "1"), ("13", "12"), ("14", "13"), ("15", "14"), ("16", "15"), ("17", "1")]
    known += [("18", "2"), ("19", "4")]
    assert {name: parent for name, parent in parents.items() if parent} == {
        f"r-i-{name}": f"{ESSAY}#r-i-{parent}" for name, parent in known
    }


def test_what_is_not_shown_is_not_told(essay: EssayView) -> None:
    assert "r-i-2" not in comments(essay)


HOSTILE = '</script><script>alert(1)</script><!--<script> & \u2028 \u2029 " \\ ]]>'


def test_nothing_leaves_the_script_element(essay: EssayView) -> None:
    """What could end the element, or open a comment in it, is written in other letters."""
    node = replace(
        essay.conversation.nodes[0],
        author=HOSTILE,
        author_url=HOSTILE,
        body_html="<p>&lt;/script&gt;&lt;script&gt; &amp;</p>",
    )
    trapped = replace(
        essay, title=HOSTILE, conversation=replace(essay.conversation, nodes=(node,))
    )
    text = render_json_ld(trapped)
    assert {"<", ">", "&", "\u2028", "\u2029"}.isdisjoint(text)
    article = json.loads(text)
    assert article == build_article(trapped)
    assert article["headline"] == HOSTILE
    assert article["comment"][0]["text"] == "</script><script> &"
    page = html.document_fromstring(f'<script type="application/ld+json">{text}</script><p>a')
    (script,) = page.iter("script")
    assert json.loads(script.text) == article


def test_a_long_conversation_is_told_whole(essay: EssayView) -> None:
    """It is flat, so that no parser has to go ten thousand levels down."""
    nodes = tuple(
        replace(essay.conversation.nodes[1], id=f"r-{n}", anchor=f"r-{n}", depth=n)
        for n in range(10_000)
    )
    long = replace(essay, conversation=replace(essay.conversation, nodes=nodes))
    assert len(json.loads(render_json_ld(long))["comment"]) == 10_000
