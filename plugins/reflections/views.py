"""What templates are given of a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from ..essays.views import ConversationView, ReflectionView
from .dates import build_when, is_french
from .markup import excerpt, render_reflection
from .models import Node, Reflection, Role, Source, Status, Threads

DEEPEST = 24
"""Replies nest in a page down to this depth; deeper ones follow one another below it, so that
no template, parser or reader meets elements nested without end."""

EXCERPT_LENGTH = 160

SYSTEMS: Mapping[str, Mapping[str, str]] = {
    "agoravox": {"fr": "AgoraVox", "en": "AgoraVox"},
    "blog": {"fr": "un blog", "en": "a blog"},
    "blogger": {"fr": "Blogger", "en": "Blogger"},
    "disqus": {"fr": "Disqus", "en": "Disqus"},
    "isso": {"fr": "Isso", "en": "Isso"},
    "mastodon": {"fr": "Mastodon", "en": "Mastodon"},
    "wordpress": {"fr": "WordPress", "en": "WordPress"},
}
"""What to call the places where reflections were first written; others keep their short name."""

TOMBSTONES = {
    Status.PENDING: {
        "fr": "Cette réflexion n’est pas encore publiée.",
        "en": "This reflection is not published yet.",
    },
    Status.WITHDRAWN: {
        "fr": "Cette réflexion a été retirée.",
        "en": "This reflection has been withdrawn.",
    },
    Status.ERASED: {
        "fr": "Cette réflexion a été effacée.",
        "en": "This reflection has been erased.",
    },
}

ORDERS = {
    "date": {
        "fr": "Les réflexions sont rangées de la plus ancienne à la plus récente",
        "en": "Reflections run from the oldest to the newest",
    },
    "number": {
        "fr": "Les réflexions n’ont pas de date et suivent l’ordre de leurs numéros",
        "en": "Reflections have no date and follow the order of their numbers",
    },
    "none": {
        "fr": "Les réflexions n’ont ni date ni numéro",
        "en": "Reflections have neither date nor number",
    },
}
REPLIES = {
    "fr": "\u202f; chaque réponse suit ce à quoi elle répond.",
    "en": "; each reply follows what it replies to.",
}
UNDATED_LAST = {
    "fr": " Celles dont la date n’est pas connue viennent en dernier.",
    "en": " Those whose date is not known come last.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The page of an essay, which shows its conversation."""

    title: str
    url: str
    lang: str
    systems: Mapping[str, Mapping[str, str]]

    @property
    def words(self) -> str:
        """The language of the site's own words: "fr" or "en"."""
        return "fr" if is_french(self.lang) else "en"


def build_conversation(
    threads: Threads,
    essay_title: str,
    essay_url: str,
    lang: str,
    systems: Mapping[str, Mapping[str, str]] = SYSTEMS,
) -> ConversationView:
    """Return the conversation on one essay, for its page in the language `lang`.

    A reflection keeps its own language; its date, the name of its source and the rule of
    order are in that of the page: French, or else English.
    """
    page = Page(title=essay_title, url=essay_url, lang=lang, systems=systems)
    return ConversationView(
        count=threads.count(),
        roots=_nest(threads, page),
        order=order_rule(threads, page.words),
    )


def order_rule(threads: Threads, lang: str) -> str:
    """Return the rule of order as a sentence in "fr" or "en"; "" for fewer than two."""
    nodes = [*threads.nodes()]
    if len(nodes) < 2:
        return ""
    dated = [node.reflection.date is not None for node in nodes]
    if any(dated):
        order = "date"
    else:
        order = "number" if all(node.reflection.order for node in nodes) else "none"
    rule = ORDERS[order][lang] + (REPLIES[lang] if any(node.depth for node in nodes) else ".")
    return rule + (UNDATED_LAST[lang] if order == "date" and not all(dated) else "")


def _nest(threads: Threads, page: Page) -> tuple[ReflectionView, ...]:
    """Return the roots, each with its replies inside it, without recursion.

    Read backwards, a node comes after all that descends from it: what waits one level below
    is its replies, last one first.
    """
    waiting: list[list[ReflectionView]] = [[] for _ in range(DEEPEST + 2)]
    for node in reversed([*threads.nodes()]):
        depth = min(node.depth, DEEPEST)
        replies = tuple(reversed(waiting[depth + 1]))
        waiting[depth + 1].clear()
        waiting[depth].append(_build_view(node, replies, page))
    return tuple(reversed(waiting[0]))


def _build_view(node: Node, replies: tuple[ReflectionView, ...], page: Page) -> ReflectionView:
    """Return a reflection for a template; one that is not published leaves a sentence."""
    reflection, parent = node.reflection, node.parent
    bare = ReflectionView(
        id=reflection.id,
        anchor=reflection.id,
        number=reflection.order or 0,
        author="",
        author_url="",
        role=Role.READER.value,
        published=build_when(reflection.date, reflection.date_precision, page.lang),
        lang=page.lang,
        body_html="",
        restated=False,
        source="",
        source_url="",
        in_reply_to=_name(parent),
        replies=replies,
        essay_title=page.title,
        essay_url=page.url,
        excerpt="",
    )
    if not reflection.is_published:
        return replace(bare, body_html=f"<p>{TOMBSTONES[reflection.state.status][page.words]}</p>")
    return replace(
        bare,
        author=_name(reflection),
        author_url=reflection.author.url if reflection.author else "",
        role=reflection.author.role.value if reflection.author else Role.READER.value,
        lang=reflection.lang,
        body_html=render_reflection(reflection.body),
        restated=reflection.restated,
        source=_source_name(reflection.source, page),
        source_url=reflection.source.url,
        excerpt=excerpt(reflection.body, EXCERPT_LENGTH),
    )


def _name(reflection: Reflection | None) -> str:
    """Return who signed a reflection; "" when nobody did, or when it is not published."""
    if reflection is None or reflection.author is None or not reflection.is_published:
        return ""
    return reflection.author.name


def _source_name(source: Source, page: Page) -> str:
    """Return where a reflection was first written: a name in the page's language, or a host."""
    names = page.systems.get(source.system)
    return names[page.words] if names else source.system or urlsplit(source.url).netloc
