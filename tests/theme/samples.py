"""Sample records for the templates, in both languages: full, empty and deep."""

from dataclasses import replace
from typing import Any

from pelican.plugins.essays.views import (
    Alternate,
    AnswerView,
    ArchivesView,
    BodyPart,
    CardView,
    ChoiceView,
    CitationView,
    CitingView,
    ClaimsView,
    ClaimView,
    ConversationView,
    Cost,
    EntryView,
    EssayView,
    Exchange,
    FeedLink,
    GivenRatingView,
    Heading,
    HomeView,
    LabelView,
    Link,
    Mention,
    NextView,
    NotFoundView,
    Option,
    PageView,
    PassageView,
    ProvenanceView,
    QuestionView,
    RatingView,
    ReflectionsView,
    ReflectionView,
    SearchView,
    SentenceView,
    SiteView,
    TagIndexView,
    TagView,
    View,
    When,
)

UNKNOWN = When(iso="", text="")
ROOT = "https://liens-faibles.example/"

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "tagline": "Essais critiques sur les réseaux sociaux",
        "essays": "Essais",
        "tags": "Thèmes",
        "archives": "Archives",
        "about": "À propos",
        "subscribe": "S’abonner",
        "privacy": "Vie privée",
        "colophon": "Colophon",
        "rules": "Règles des réflexions",
        "feed": "Liens faibles : les essais",
        "title": "Trois ans après",
        "subtitle": "Ce que rendent des centaines d’heures de réseau",
        "summary": "Un consultant tient pendant trois ans le compte de ses heures passées en "
        "ligne, et ferme le registre déçu. Faut-il en conclure que les réseaux ne servent à "
        "rien, ou qu’ils servent à autre chose ?",
        "other": "Le monde est petit",
        "short": "Mille contacts",
        "tag": "travail",
        "tag_sentence": "Ce que les réseaux promettent à ceux qui cherchent un emploi.",
        "date": "17 novembre 2026",
        "revised": "3 décembre 2026",
        "old_date": "12 août 2008",
        "note": "La source ne dit pas qui a écrit les réactions.",
        "order": "Dans l’ordre d’arrivée, chaque réponse sous ce qu’elle discute.",
        "series": "Les promesses du réseau",
        "question": "Qu’attendiez-vous de votre premier contact ?",
        "choice": "Un emploi",
        "other_choice": "Rien du tout",
        "quote": "un registre fermé, et déçu",
        "sentence": "Ce que les lecteurs répondent aux essais.",
        "reflections": "Réflexions",
        "section": "Le registre",
        "subsection": "Une heure, deux heures",
        "body": "Même constat ici : beaucoup de contacts, presque aucun échange.",
        "not_found": "Page introuvable",
        "search": "Recherche",
        "because": "parce que l’addition y tombe",
        "mean": "4,5",
    },
    "en": {
        "tagline": "Critical essays on social networks",
        "essays": "Essays",
        "tags": "Topics",
        "archives": "Archives",
        "about": "About",
        "subscribe": "Subscribe",
        "privacy": "Privacy",
        "colophon": "Colophon",
        "rules": "Rules for reflections",
        "feed": "Liens faibles: the essays",
        "title": "Three Years On",
        "subtitle": "What hundreds of hours of networking give back",
        "summary": "For three years a consultant keeps count of his hours online, and closes "
        "the ledger disappointed. Are networks of no use, or of another use?",
        "other": "It’s a Small World",
        "short": "A Thousand Contacts",
        "tag": "work",
        "tag_sentence": "What networks promise to those who look for work.",
        "date": "17 November 2026",
        "revised": "3 December 2026",
        "old_date": "12 August 2008",
        "note": "The source does not say who wrote the reactions.",
        "order": "In order of arrival, each reply under what it discusses.",
        "series": "The Promises of the Network",
        "question": "What did you expect from your first contact?",
        "choice": "A job",
        "other_choice": "Nothing at all",
        "quote": "a ledger closed, and disappointed",
        "sentence": "What readers reply to the essays.",
        "reflections": "Reflections",
        "section": "The ledger",
        "subsection": "One hour, two hours",
        "body": "The same here: many contacts, hardly an exchange.",
        "not_found": "Page not found",
        "search": "Search",
        "because": "because there the bill comes in",
        "mean": "4.5",
    },
}

HOME = {"fr": "", "en": "en/"}
NAMES = {"fr": "Français", "en": "English"}
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def site(lang: str) -> SiteView:
    """Return the site in `lang`."""
    words, home = WORDS[lang], HOME[lang]
    names = ("about", "subscribe", "privacy", "colophon", "rules")
    return SiteView(
        name="Liens faibles",
        tagline=words["tagline"],
        locale=LOCALES[lang],
        url=ROOT,
        home=home,
        pages={name: Link(label=words[name], url=f"{home}{name}/") for name in names},
        archives=f"{home}archives/",
        claims=f"{home}claims/",
        tags=f"{home}tags/",
        reflections=f"{home}reflections/",
        script="let own;",
        search=f"{home}search/",
    )


def alternates(lang: str, path: str) -> tuple[Alternate, ...]:
    """Return the two languages of the page at `path`, `lang` first."""
    other = "en" if lang == "fr" else "fr"
    return tuple(
        Alternate(
            lang=code,
            label=NAMES[code],
            url=HOME[code] + path,
            absolute_url=ROOT + HOME[code] + path,
            current=code == lang,
            locale=LOCALES[code],
        )
        for code in (lang, other)
    )


def common(lang: str, path: str, title: str) -> View:
    """Return what every page has, for the page at `path` in `lang`."""
    words, home = WORDS[lang], HOME[lang]
    return View(
        lang=lang,
        url=home + path,
        title=title,
        description=words["summary"],
        site=site(lang),
        menu=(
            Link(label=words["essays"], url=home, current=path == ""),
            Link(label=words["tags"], url=f"{home}tags/", current=path == "tags/"),
            Link(label=words["archives"], url=f"{home}archives/", current=path == "archives/"),
            Link(label=words["about"], url=f"{home}about/", current=path == "about/"),
            Link(label=words["subscribe"], url=f"{home}subscribe/"),
        ),
        alternates=alternates(lang, path),
        feeds=(
            FeedLink(
                title=words["feed"],
                media_type="application/atom+xml",
                url=f"{home}feeds/essays.atom.xml",
            ),
            FeedLink(
                title=words["feed"],
                media_type="application/feed+json",
                url=f"{home}feeds/essays.json",
            ),
        ),
        canonical=ROOT + home + path,
        card=CardView(url=f"cards/{lang}.png", width=1200, height=630, alt=words["tagline"]),
    )


def with_common(lang: str, path: str, title: str) -> dict[str, Any]:
    """Return the fields of `common` by name, to build a richer record."""
    view = common(lang, path, title)
    return {name: getattr(view, name) for name in View.__dataclass_fields__}


def provenance(lang: str) -> ProvenanceView:
    """Return a provenance of which everything is known."""
    return ProvenanceView(
        author="Pascal Faucompré",
        title="Bilan de trois ans de réseautage en ligne",
        place="auditoweb",
        first_published=When(iso="2008-08-12", text=WORDS[lang]["old_date"]),
        updated=When(iso="2012", text="2012"),
        updated_in="blog 345D",
        url="https://source.example/bilan",
        note=WORDS[lang]["note"],
    )


UNKNOWN_PROVENANCE = ProvenanceView(
    author="",
    title="",
    place="",
    first_published=UNKNOWN,
    updated=UNKNOWN,
    updated_in="",
    url="",
    note="",
)


def tag(lang: str) -> Link:
    """Return a tag."""
    return Link(
        label=WORDS[lang]["tag"],
        url=f"{HOME[lang]}tags/{WORDS[lang]['tag']}/",
        note=WORDS[lang]["tag_sentence"],
    )


def entry(lang: str) -> EntryView:
    """Return an essay of which everything is known."""
    words = WORDS[lang]
    return EntryView(
        url=f"{HOME[lang]}three-years/",
        title=words["title"],
        subtitle=words["subtitle"],
        summary=words["summary"],
        published=When(iso="2026-11-17T08:00+01:00", text=words["date"]),
        original=provenance(lang),
        tags=(tag(lang),),
        minutes=9,
        reflection_count=6,
    )


def entries(lang: str) -> tuple[EntryView, ...]:
    """Return two essays: a full one, and one of which little is known."""
    bare = replace(
        entry(lang),
        url=f"{HOME[lang]}short/",
        title=WORDS[lang]["short"],
        subtitle="",
        original=UNKNOWN_PROVENANCE,
        tags=(),
        minutes=1,
        reflection_count=0,
    )
    return (entry(lang), bare)


def reflection(lang: str, number: int, depth: int = 0) -> ReflectionView:
    """Return an anonymous numbered reflection, restated from the source."""
    return ReflectionView(
        id=f"i-{number}",
        anchor=f"r-i-{number}",
        number=number,
        author="",
        author_url="",
        role="reader",
        kind="",
        published=UNKNOWN,
        lang="fr",
        body_html=f"<p>{WORDS['fr']['body']}</p>",
        withdrawn=False,
        restated=True,
        source="AgoraVox",
        source_url="",
        parent=None,
        passage=None,
        answers=(),
        rating="",
        rating_maximum="",
        mail_url="",
        essay_title=WORDS[lang]["title"],
        essay_url=f"{HOME[lang]}three-years/",
        depth=depth,
    )


def signed(lang: str, number: int, author: str, role: str, depth: int = 0) -> ReflectionView:
    """Return a signed and dated reflection."""
    return replace(
        reflection(lang, number, depth),
        number=0,
        author=author,
        author_url="https://lectrice.example/" if role == "reader" and author else "",
        role=role,
        published=When(iso="2008-03-14T10:13+01:00", text="14 mars 2008, 10 h 13"),
        restated=False,
        source="Mastodon",
        source_url="https://social.example/@lectrice/1",
    )


def answering(view: ReflectionView, parent: ReflectionView) -> ReflectionView:
    """Return a reflection as a reply to another."""
    mention = Mention(
        anchor=parent.anchor, author=parent.author, number=parent.number, gone=parent.withdrawn
    )
    return replace(view, parent=mention)


def passage(lang: str, found: str) -> PassageView:
    """Return words found "here", in the "translation" or in "none" of the texts."""
    other = "en" if lang == "fr" else "fr"
    return PassageView(
        quote=WORDS[lang]["quote"],
        lang={"here": lang, "translation": other, "none": ""}[found],
        anchor="p1" if found == "here" else "",
        url={
            "here": f"{HOME[lang]}three-years/#p1",
            "translation": f"{HOME[other]}three-years/#p1",
            "none": "",
        }[found],
        changed=found == "none",
    )


def conversation(lang: str) -> ConversationView:
    """Return a conversation five replies deep, with every kind of reflection."""
    words = WORDS[lang]
    first = replace(
        reflection(lang, 1),
        kind="objection",
        passage=passage(lang, "here"),
        leads=True,
        opens=True,
    )
    nameless = replace(signed(lang, 12, "", "reader", 1), source="", source_url="", opens=True)
    nameless = answering(nameless, first)
    deep = replace(signed(lang, 13, "Vincent", "author", 2), kind="source", opens=True)
    deep = answering(deep, nameless)
    editor = replace(answering(signed(lang, 14, "Le site", "editor", 3), deep), opens=True)
    deeper = replace(answering(signed(lang, 15, "Paule", "reader", 4), editor), kind="question")
    deepest = replace(answering(signed(lang, 16, "Basile", "reader", 5), deeper), closes=3)
    answer = replace(
        answering(signed(lang, 17, "L’auteur", "author", 1), first), leads=True, closes=1
    )
    gone = replace(
        reflection(lang, 2), body_html="<p>Retirée.</p>", withdrawn=True, number=0, opens=True
    )
    after = replace(answering(signed(lang, 18, "Ingrid", "reader", 1), gone), closes=1)
    numbered = replace(reflection(lang, 4), opens=True)
    reply = replace(answering(signed(lang, 19, "Karim", "reader", 1), numbered), closes=1)
    named = replace(reflection(lang, 3), author="FrihD", passage=passage(lang, "none"))
    choosing = replace(
        signed(lang, 11, "Une lectrice", "reader"),
        kind="testimony",
        passage=passage(lang, "translation"),
        rating=words["mean"],
        rating_maximum="5",
        mail_url="mailto:essais@liens-faibles.example?subject=R%C3%A9flexion",
        answers=(
            AnswerView(question=words["question"], anchor="question-q-2", choice=words["choice"]),
        ),
    )
    return ConversationView(
        count=12,
        nodes=(
            *(first, nameless, deep, editor, deeper, deepest, answer),
            *(gone, after, numbered, reply, named, choosing),
        ),
        order=words["order"],
        strongest=Exchange(reflection=first, answer=answer),
        ratings=(
            GivenRatingView(mean=words["mean"], maximum="5", count=7),
            GivenRatingView(mean="", maximum="10", count=1),
        ),
        instrument_html='<figure class="figure"><p>…</p></figure>',
    )


def questions(lang: str) -> tuple[QuestionView, ...]:
    """Return a free question that one answers, one with choices, and one without answers."""
    words = WORDS[lang]
    voice = Mention(anchor="r-i-11", author="Une lectrice", number=0)
    choices = (
        ChoiceView(text=words["choice"], count=6, share="86 %", width=86, voices=(voice,)),
        ChoiceView(text=words["other_choice"], count=1, share="14 %", width=14, voices=()),
    )
    silent = tuple(replace(one, count=0, share="", width=0, voices=()) for one in choices)
    numbered = (
        Mention(anchor="r-i-3", author="", number=3),
        Mention(anchor="r-i-12", author="", number=0),
    )
    return (
        QuestionView(
            anchor="question-q-1", text=words["question"], count=2, choices=(), voices=numbered
        ),
        QuestionView(
            anchor="question-q-2", text=words["question"], count=7, choices=choices, voices=()
        ),
        QuestionView(
            anchor="question-q-3", text=words["question"], count=0, choices=silent, voices=()
        ),
    )


def headings(lang: str) -> tuple[Heading, ...]:
    """Return a section and a section of it."""
    return (
        Heading(id="one", text=WORDS[lang]["section"], level=2),
        Heading(id="two", text=WORDS[lang]["subsection"], level=3),
    )


def body(lang: str) -> str:
    """Return the text that `headings` belongs to, with a note."""
    words = WORDS[lang]
    return (
        f'<p id="p1">{words["summary"]}<sup id="fnref-a">'
        '<a aria-label="note 1" class="footnote-ref" href="#fn-a">1</a></sup></p>'
        '<aside aria-label="Note 1" class="sidenote" id="fn-a" role="note">'
        '<a aria-label="1" class="sidenote-number" href="#fnref-a">1</a>'
        f"<p>{words['note']}</p></aside>"
        f'<h2 id="one">{words["section"]}</h2><p>{words["body"]}</p>'
        f'<h3 id="two">{words["subsection"]}</h3><p>{words["body"]}</p>'
    )


def parts(lang: str) -> tuple[BodyPart, ...]:
    """Return the text in two parts, the first with what readers say of its end."""
    strongest = conversation(lang).strongest
    assert strongest is not None
    alone = replace(strongest, answer=None)
    start, end, rest = body(lang).partition("</aside>")
    return (BodyPart(html=start + end, exchanges=(strongest, alone)), BodyPart(html=rest))


def essay(lang: str) -> EssayView:
    """Return the page of an essay with everything an essay can have."""
    words, home = WORDS[lang], HOME[lang]
    return EssayView(
        **with_common(lang, "three-years/", words["title"]),
        entry=entry(lang),
        lead=words["summary"],
        parts=parts(lang),
        headings=headings(lang),
        modified=When(iso="2026-12-03", text=words["revised"]),
        words=1980,
        questions=questions(lang),
        ratings=(RatingView(mean=words["mean"], maximum="5", count=8, source="AgoraVox"),),
        conversation=conversation(lang),
        series=(
            Link(label=words["other"], url=f"{home}small-world/"),
            Link(label=words["title"], url=f"{home}three-years/", current=True),
            Link(label=words["short"], url=f"{home}short/"),
        ),
        series_title=words["series"],
        newer=Link(label=words["short"], url=f"{home}short/"),
        cited=cited(lang),
        next=NextView(title=words["short"], url=f"{home}short/", because=words["because"]),
        older=Link(label=words["other"], url=f"{home}small-world/"),
        citation=CitationView(
            text_html=f"{words['title']}, <cite>Liens faibles</cite>.",
            files=(
                Link(
                    label="BibTeX",
                    url=f"{home}three-years/cite/three-years.bib",
                    note="application/x-bibtex",
                ),
            ),
            meta=(("citation_title", words["title"]),),
        ),
        json_ld='{"@context":"https://schema.org"}',
        label_html=f"<p>{words['short']}</p>",
    )


def label(lang: str) -> LabelView:
    """Return the label of a page with everything that a label can have."""
    unit = {"fr": "ko", "en": "kB"}[lang]
    return LabelView(
        total=f"57.3\u00a0{unit}",
        requests=6,
        third_parties=("pictures.example",),
        cookies=0,
        parts=(
            Cost(name="page", size=f"16.9\u00a0{unit}"),
            Cost(name="fonts", size=f"40.4\u00a0{unit}", count=4),
        ),
        script=f"0.7\u00a0{unit}",
    )


def cited(lang: str) -> tuple[CitingView, ...]:
    """Return what cites a text: another, in two sentences, and a reflection without a date."""
    words, home = WORDS[lang], HOME[lang]
    sentence = SentenceView(
        before_html=f"{words['sentence']} ",
        words_html=f"<em>{words['title']}</em>",
        after_html=".",
        url=f"{home}short/#p4",
    )
    url = f"{home}short/"
    date = When(iso="2026-11-17", text=words["date"])
    return (
        CitingView(title=words["short"], url=url, published=date, sentences=(sentence, sentence)),
        CitingView(
            title="Zoé",
            url=f"{url}#i-1",
            published=UNKNOWN,
            sentences=(replace(sentence, before_html="", after_html=""),),
            is_reflection=True,
        ),
    )


def bare_essay(lang: str) -> EssayView:
    """Return the page of an essay with nothing but its text."""
    return replace(
        essay(lang),
        alternates=(),
        feeds=(),
        entry=entries(lang)[1],
        headings=(),
        modified=UNKNOWN,
        parts=(BodyPart(html=body(lang)),),
        questions=(),
        ratings=(),
        conversation=ConversationView(count=0, nodes=(), order=""),
        series=(),
        series_title="",
        newer=None,
        older=None,
        label_html="",
        citation=CitationView(text_html="<cite>Liens faibles</cite>.", files=(), meta=()),
        card=None,
    )


def home(lang: str) -> HomeView:
    """Return the home page."""
    return HomeView(
        **with_common(lang, "", "Liens faibles"),
        introduction_html=f"<p>{WORDS[lang]['summary']}</p>",
        entries=entries(lang),
        reflections=(reflection(lang, 1), signed(lang, 11, "Vincent", "reader")),
        pages=(),
        is_first=True,
    )


def second_home(lang: str) -> HomeView:
    """Return the second page of the list of essays."""
    home_url = HOME[lang]
    return replace(
        home(lang),
        url=f"{home_url}page/2/",
        title="Liens faibles, 2",
        introduction_html="",
        reflections=(),
        pages=(
            Link(label="1", url=home_url),
            Link(label="2", url=f"{home_url}page/2/", current=True),
        ),
        is_first=False,
    )


def tag_page(lang: str) -> TagView:
    """Return the page of a tag."""
    words = WORDS[lang]
    return TagView(
        **with_common(lang, f"tags/{words['tag']}/", words["tag"]),
        name=words["tag"],
        sentence=words["tag_sentence"],
        entries=entries(lang),
    )


def tag_index(lang: str) -> TagIndexView:
    """Return the page of all the tags, one of them without a sentence."""
    return TagIndexView(
        **with_common(lang, "tags/", WORDS[lang]["tags"]),
        tags=((tag(lang), 5), (replace(tag(lang), label="attention", note=""), 1)),
    )


def archives(lang: str) -> ArchivesView:
    """Return the archives over two years."""
    return ArchivesView(
        **with_common(lang, "archives/", WORDS[lang]["archives"]),
        years=(("2026", entries(lang)), ("2025", entries(lang)[:1])),
    )


def claims(lang: str) -> ClaimsView:
    """Return two claims that are to be checked again, one whose source is in words."""
    words = WORDS[lang]
    one = ClaimView(
        before="",
        words=words["body"],
        after=" Fin.",
        checked=When(iso="2010-05", text=words["old_date"]),
        source="doi.example",
        source_url="https://doi.example/10.1/x",
        link=Link(label=words["title"], url=f"{HOME[lang]}three-years/#p3"),
    )
    return ClaimsView(
        **with_common(lang, "claims/", words["archives"]),
        claims=(one, replace(one, source=words["sentence"], source_url="")),
    )


def reflections(lang: str) -> ReflectionsView:
    """Return a page of the list of all reflections, with every kind of them."""
    words = WORDS[lang]
    shown = [one for one in conversation(lang).nodes if not one.withdrawn]
    return ReflectionsView(
        **with_common(lang, "reflections/", words["reflections"]),
        sentence=words["sentence"],
        reflections=tuple(shown),
        undated=3,
        pages=(
            Link(label="1", url=f"{HOME[lang]}reflections/", current=True),
            None,
            Link(label="9", url=f"{HOME[lang]}reflections/page/9/"),
        ),
        is_first=True,
    )


def page(lang: str) -> PageView:
    """Return a standing page."""
    return PageView(
        **with_common(lang, "about/", WORDS[lang]["about"]),
        body_html=body(lang),
        headings=headings(lang),
        modified=When(iso="2026-12-03", text=WORDS[lang]["revised"]),
    )


def search(lang: str) -> SearchView:
    """Return the search page."""
    words = WORDS[lang]
    path = f"{HOME[lang]}search/"
    return SearchView(
        **with_common(lang, path, words["search"]) | {"wasm": True},
        script="js/search.js",
        index="pagefind/",
        topics=(Option(value="travail", label=words["tag"]),),
        authors=(Option(value="arnaud", label="Arnaud"),),
        tags=(tag(lang),),
        entries=entries(lang),
    )


def empty_search(lang: str) -> SearchView:
    """Return the search page of a site in which there is nothing yet."""
    return replace(search(lang), script="", topics=(), authors=(), tags=(), entries=())


def not_found(lang: str) -> NotFoundView:
    """Return the page for an address that leads nowhere."""
    fields = with_common(lang, "404.html", WORDS[lang]["not_found"])
    fields |= {"canonical": "", "alternates": ()}
    return NotFoundView(
        **fields,
        entries=entries(lang),
        base="/blog/",
    )


def unsearched(lang: str) -> NotFoundView:
    """Return the page for an address that leads nowhere, on a site that has no search page."""
    view = not_found(lang)
    return replace(view, site=replace(view.site, search=""), entries=())


def samples(lang: str) -> tuple[tuple[str, View], ...]:
    """Return each template with each record that it is tried on, in `lang`."""
    return (
        ("home.html", home(lang)),
        ("home.html", second_home(lang)),
        ("home.html", replace(home(lang), entries=(), reflections=())),
        ("essay.html", essay(lang)),
        ("essay.html", bare_essay(lang)),
        ("tag.html", tag_page(lang)),
        ("tags.html", tag_index(lang)),
        ("tags.html", replace(tag_index(lang), tags=())),
        ("archives.html", archives(lang)),
        ("archives.html", replace(archives(lang), years=())),
        ("claims.html", claims(lang)),
        ("claims.html", replace(claims(lang), claims=())),
        ("reflections.html", reflections(lang)),
        ("reflections.html", replace(reflections(lang), reflections=(), undated=0, pages=())),
        ("page.html", page(lang)),
        ("page.html", replace(page(lang), headings=(), modified=UNKNOWN)),
        ("search.html", search(lang)),
        ("search.html", empty_search(lang)),
        ("404.html", not_found(lang)),
        ("404.html", unsearched(lang)),
    )
