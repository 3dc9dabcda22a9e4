"""An essay and its conversation for machines: JSON-LD in the words of schema.org.

See https://schema.org/Article and https://schema.org/Comment. Each reflection is a `comment` of
the essay; a reply names what it answers in `parentItem`.
"""

import json
from collections.abc import Mapping
from typing import Any

from ..essays.excerpts import plain_text
from ..essays.languages import DEFAULT
from ..essays.models import LICENCE
from ..essays.views import CitedWork, EssayView, ProvenanceView, ReflectionView, View
from ..essays.words import say
from .dates import is_french

UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a `script`, begin an entity, or end a line of JavaScript."""

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Thing = dict[str, Any]


def render_json_ld(view: EssayView) -> str:
    """Return an essay and its reflections as JSON-LD that is safe inside a `script` element."""
    text = ENCODER.encode(build_article(view))
    for char, escaped in UNSAFE.items():  # far quicker than to translate a text that has none
        if char in text:
            text = text.replace(char, escaped)
    return text


def build_article(view: EssayView) -> Thing:
    """Return an essay as a schema.org Article with its Comments."""
    site = {"@type": "Organization", "name": view.site.name, "url": view.site.url + view.site.home}
    return known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": view.canonical,
            "url": view.canonical,
            "headline": view.title,
            "alternativeHeadline": view.entry.subtitle,
            "description": view.description,
            "inLanguage": view.lang,
            "datePublished": view.entry.published.iso,
            "dateModified": view.modified.iso,
            "wordCount": view.words,
            "keywords": [tag.label for tag in view.entry.tags],
            "author": site,
            "publisher": site,
            "image": view.site.url + view.card.url if view.card else "",
            "license": LICENCE,
            "isAccessibleForFree": True,
            "isBasedOn": build_source(view.entry.original),
            "isPartOf": known({"name": view.series_title}, kind="CreativeWorkSeries"),
            "citation": [build_work(work) for work in view.works],
            **build_translations(view),
            "commentCount": view.conversation.count,
            "comment": [
                build_comment(one, view) for one in view.conversation.nodes if not one.withdrawn
            ],
        }
    )


def build_work(work: CitedWork) -> Thing:
    """Return a work to which the essay refers."""
    return known(
        {
            "name": work.title,
            "author": [{"@type": "Person", "name": name} for name in work.authors],
            "datePublished": work.published,
            "identifier": work.address,
        },
        kind="CreativeWork",
    )


def build_translations(view: View) -> Thing:
    """Return the essay in its other languages: it is written in the first, and translated."""
    others = {
        one.lang: {"@type": "Article", "@id": one.absolute_url, "inLanguage": one.lang}
        for one in view.alternates
        if not one.current
    }
    if view.lang == DEFAULT:
        return {"workTranslation": [*others.values()]}
    return {"translationOfWork": others.get(DEFAULT, {})}


def build_source(original: ProvenanceView) -> Thing:
    """Return the work that an essay restates; empty when nothing is known of it."""
    work = known(
        {
            "name": original.title,
            "url": original.url,
            "author": known({"name": original.author}, kind="Person"),
            "datePublished": original.first_published.iso,
        }
    )
    return {"@type": "CreativeWork", **work} if work else {}


def build_comment(reflection: ReflectionView, view: View) -> Thing:
    """Return a reflection as a schema.org Comment on the essay of the page `view`."""
    words = "fr" if is_french(view.lang) else "en"
    return known(
        {
            "@type": "Comment",
            "@id": f"{view.canonical}#{reflection.anchor}",
            "author": known(
                {
                    "name": reflection.author or say(words, "anonymous"),
                    "url": reflection.author_url,
                },
                kind="Person",
            ),
            "datePublished": reflection.published.iso,
            "inLanguage": reflection.lang,
            "text": plain_text(reflection.body_html),
            "parentItem": {
                "@type": "Comment",
                "@id": f"{view.canonical}#{reflection.parent.anchor}",
            }
            if reflection.parent
            else {},
        }
    )


def known(values: Mapping[str, Any], kind: str = "") -> Thing:
    """Return the values that are known; with `kind`, as a thing of that type, if there are any."""
    found = {name: value for name, value in values.items() if value not in ("", [], {}, None)}
    return {"@type": kind, **found} if kind and found else found
