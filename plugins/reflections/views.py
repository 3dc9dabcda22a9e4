"""What templates are given of a conversation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from ..essays.languages import NEVER, format_number
from ..essays.models import Question
from ..essays.views import ConversationView, Exchange, PassageView, ReflectionView, When
from .dates import build_when, is_french
from .models import Precision, Role, Status, Threads
from .tallies import build_answers, build_mention, build_ratings
from .turns import Turn, build_turns

DEEPEST = 4
"""Lists of replies nest in a page down to this depth; deeper replies follow one another in the
last list, each with a link to what it answers, so that they are read on the narrowest screen."""

SYSTEMS: Mapping[str, Mapping[str, str]] = {
    "agoravox": {"fr": "AgoraVox", "en": "AgoraVox"},
    "blog": {"fr": "un blog", "en": "a blog"},
    "blogger": {"fr": "Blogger", "en": "Blogger"},
    "comentario": {"fr": "Comentario", "en": "Comentario"},
    "commento": {"fr": "Commento", "en": "Commento"},
    "disqus": {"fr": "Disqus", "en": "Disqus"},
    "isso": {"fr": "Isso", "en": "Isso"},
    "mastodon": {"fr": "Mastodon", "en": "Mastodon"},
    "remark42": {"fr": "Remark42", "en": "Remark42"},
    "wordpress": {"fr": "WordPress", "en": "WordPress"},
}
"""What to call the places where reflections were first written; others keep their short name."""

WAYS = frozenset({"html", "pelican-comments", "spip", "staticman", "webmention"})
"""Systems that are a way to come and no place: the host of the address is the place."""

TOMBSTONES: Mapping[str, Mapping[str, str]] = {
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

STRONGEST = {
    "fr": "L’objection la plus forte est placée en tête, quelle que soit sa date. ",
    "en": "The strongest objection stands first, whatever its date. ",
}
"""What the rule of order begins with, when there is one."""
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
    """A text of an essay, whose page shows the conversation."""

    title: str
    url: str
    lang: str
    systems: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: SYSTEMS)
    questions: Sequence[Question] = ()
    texts: Mapping[str, str] | None = None
    """The address of the essay's page in each language in which it is published."""
    mail: Callable[[str], str] = lambda _: ""
    """Returns the `mailto:` address for an answer to a reflection, by its id; "" for none."""

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
    return build_conversation_view(build_turns(threads), page)


def build_conversation_view(
    turns: Sequence[Turn], page: Page, strongest: str = ""
) -> ConversationView:
    """Return the conversation that `turns` are, flat and in their order.

    `strongest` is the id of the objection that stands before all others.
    """
    by_id = {turn.id: turn for turn in turns}
    levels = [min(turn.depth, DEEPEST) for turn in turns]
    nodes = tuple(
        build_reflection(
            turn,
            by_id.get(turn.parent),
            page,
            opens=after > level,
            closes=max(0, level - after),
        )
        for turn, level, after in zip(turns, levels, [*levels[1:], 0], strict=False)
    )
    first = build_exchanges(nodes, [strongest]).get(strongest) if strongest else None
    leading = {one.id for one in (first.reflection, first.answer) if one} if first else set()
    return ConversationView(
        count=sum(turn.is_published for turn in turns),
        nodes=tuple(replace(one, leads=True) if one.id in leading else one for one in nodes)
        if leading
        else nodes,
        order=((STRONGEST[page.words] if first else "") + order_rule(turns, page.words)).strip(),
        strongest=first,
        ratings=build_ratings(turns, page.words),
    )


def build_reflection(
    turn: Turn, parent: Turn | None, page: Page, *, opens: bool = False, closes: int = 0
) -> ReflectionView:
    """Return a reflection for a template; one that is not published leaves a sentence.

    `opens` and `closes` say which lists of replies begin and end after it.
    """
    shown = turn.is_published
    value, maximum = turn.rating or (None, None)
    return ReflectionView(
        id=turn.id,
        anchor=turn.id,
        number=turn.number,
        author=turn.author,
        author_url=turn.author_url,
        role=turn.role,
        kind=turn.kind,
        published=_build_date(turn, page),
        lang=turn.lang if shown else page.lang,
        body_html=turn.body_html if shown else f"<p>{TOMBSTONES[turn.status][page.words]}</p>",
        withdrawn=not shown,
        restated=turn.restated,
        source=_source_name(turn, page),
        source_url=turn.source_url,
        parent=build_mention(parent) if parent else None,
        passage=_build_passage(turn, page) if turn.quote else None,
        answers=build_answers(page.questions, turn, page.words) if turn.answers else (),
        rating=_number(value, page),
        rating_maximum=_number(maximum, page),
        mail_url=page.mail(turn.id) if shown else "",
        essay_title=page.title,
        essay_url=page.url,
        depth=turn.depth,
        opens=opens,
        closes=closes,
    )


def build_exchanges(nodes: Iterable[ReflectionView], wanted: Iterable[str]) -> dict[str, Exchange]:
    """Return some reflections, by their ids, each with what the author first answered it."""
    shown = [node for node in nodes if not node.withdrawn]
    by_id = {node.id: node for node in shown}
    answers: dict[str, ReflectionView] = {}
    for node in shown:
        if node.parent and node.role == Role.AUTHOR:
            answers.setdefault(node.parent.anchor, node)
    return {
        name: Exchange(reflection=by_id[name], answer=answers.get(name))
        for name in wanted
        if name in by_id
    }


def order_rule(turns: Iterable[Turn], lang: str) -> str:
    """Return the rule of order as a sentence in "fr" or "en"; "" for fewer than two."""
    shown = [turn for turn in turns if turn.is_published]
    if len(shown) < 2:
        return ""
    dated = [bool(turn.date) for turn in shown]
    numbered = "number" if all(turn.number for turn in shown) else "none"
    order = "date" if any(dated) else numbered
    rule = ORDERS[order][lang] + (REPLIES[lang] if any(turn.depth for turn in shown) else ".")
    return rule + (UNDATED_LAST[lang] if order == "date" and not all(dated) else "")


def _build_date(turn: Turn, page: Page) -> When:
    if not turn.date:
        return NEVER
    return build_when(datetime.fromisoformat(turn.date), Precision(turn.precision), page.lang)


def _build_passage(turn: Turn, page: Page) -> PassageView:
    """Return the words that a reflection is about, with the way to them on any page."""
    lang, anchor = turn.place or ("", "")
    texts = page.texts or {}
    return PassageView(
        quote=turn.quote,
        lang=lang,
        anchor=anchor if lang == page.lang else "",
        url=f"{texts[lang]}#{anchor}" if lang in texts else "",
        changed=turn.place == ("", ""),
    )


def _number(number: float | None, page: Page) -> str:
    return "" if number is None else format_number(number, page.words)


def _source_name(turn: Turn, page: Page) -> str:
    """Return where a reflection was first written: a name in the page's language, or a host."""
    names = page.systems.get(turn.system)
    if names:
        return names[page.words]
    place = "" if turn.system in WAYS else turn.system
    return place or urlsplit(turn.source_url).netloc
