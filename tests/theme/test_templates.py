"""Every template renders every sample of its record, and what it writes is sound."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import jinja2
import mf2py
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from lxml import html
from pelican.plugins.essays.security import script_source
from pelican.plugins.essays.views import (
    TEMPLATES,
    AnswerView,
    BodyPart,
    ChoiceView,
    ConversationView,
    EssayView,
    Exchange,
    GivenRatingView,
    Mention,
    QuestionView,
    ReflectionView,
    View,
)

Render = Callable[[str, Any], str]
Message = str | tuple[str, ...]

LANGUAGES = ("fr", "en")
VOID = frozenset({"br", "hr", "input", "link", "meta"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def pages(samples: ModuleType, render: Render) -> Iterable[tuple[str, View, html.HtmlElement]]:
    """Yield each sample's template, its record and its page, parsed."""
    for lang in LANGUAGES:
        for template, view in samples.samples(lang):
            yield template, view, html.document_fromstring(render(template, view))


def catalogue(theme: Path, lang: str) -> Catalog:
    """Return the theme's words in `lang`."""
    path = theme / "translations" / lang / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        return read_po(source, locale=lang)


def messages(theme: Path) -> set[Message]:
    """Return the words that the templates ask for."""
    found = extract_from_dir(
        theme / "templates",
        method_map=[("**.html", "jinja2")],
        options_map={"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "no"}},
    )
    return {message for _, _, message, _, _ in found}


def forms(text: object) -> tuple[str, ...]:
    """Return the forms of a catalogue's entry: one, or one for each number."""
    return (text,) if isinstance(text, str) else tuple(map(str, cast("Iterable[str]", text or ())))


def words_of(page: html.HtmlElement) -> str:
    """Return the text of a page, its spaces made one."""
    return " ".join(page.text_content().split())


# ---- Rendering ----


def test_every_record_has_its_template_and_its_sample(samples: ModuleType, theme: Path) -> None:
    """The contract, the folder and the samples name the same templates and records."""
    written = {path.name for path in (theme / "templates").glob("*.html")}
    assert written == {"base.html", *TEMPLATES}
    for lang in LANGUAGES:
        tried = {name: {type(view) for name_, view in samples.samples(lang) if name_ == name}
                 for name in TEMPLATES}  # fmt: skip
        assert tried == {name: {record} for name, record in TEMPLATES.items()}


def test_every_sample_renders_strictly(samples: ModuleType, render: Render) -> None:
    """No template asks for what its record does not have, and each says its language."""
    for _, view, page in pages(samples, render):
        assert page.get("lang") == view.lang


def test_texts_are_escaped(samples: ModuleType, render: Render) -> None:
    """A title, a name or an excerpt is text, whatever it holds."""
    trap = '<i id="trap">&"'
    for template, view in samples.samples("fr"):
        names = {field.name for field in fields(view)} & {"title", "description", "name", "lead"}
        trapped = replace(view, **dict.fromkeys(names, trap))
        if template == "essay.html":
            trapped = replace(trapped, **traps(samples, trap))
        if template == "reflections.html":
            listed = (trapped_reflection(samples, trap),)
            trapped = replace(trapped, reflections=listed, sentence=trap)
        page = html.document_fromstring(render(template, trapped))
        assert page.xpath('//*[@id="trap"]') == [], template


def trapped_reflection(samples: ModuleType, trap: str) -> ReflectionView:
    """Return a reflection of which every text is a trap."""
    mention = Mention(anchor=trap, author=trap, number=0)
    changed = replace(samples.passage("fr", "none"), quote=trap)
    return replace(
        samples.reflection("fr", 1),
        **dict.fromkeys(("anchor", "author", "author_url", "source", "source_url"), trap),
        **dict.fromkeys(("rating", "rating_maximum", "mail_url", "essay_title"), trap),
        parent=mention,
        passage=replace(changed, lang=trap, anchor=trap, url=trap, changed=False),
        answers=(AnswerView(question=trap, anchor=trap, choice=trap),),
    )


def traps(samples: ModuleType, trap: str) -> dict[str, Any]:
    """Return the parts of an essay's page that readers have written, every text a trap."""
    one = trapped_reflection(samples, trap)
    voice = Mention(anchor=trap, author=trap, number=0)
    choice = ChoiceView(text=trap, count=1, share=trap, width=1, voices=(voice,))
    question = QuestionView(anchor=trap, text=trap, count=1, choices=(choice,), voices=(voice,))
    exchange = Exchange(reflection=one, answer=one)
    return {
        "conversation": ConversationView(
            count=1,
            nodes=(one,),
            order=trap,
            strongest=exchange,
            ratings=(GivenRatingView(mean=trap, maximum=trap, count=1),),
        ),
        "parts": (BodyPart(html="<p>…</p>", exchanges=(exchange,)),),
        "questions": (question,),
    }


# ---- Structure ----


def test_one_first_heading_and_no_level_is_skipped(samples: ModuleType, render: Render) -> None:
    """A page has one h1, first of all, and goes down one level at a time."""
    for template, _, page in pages(samples, render):
        levels = [int(str(node.tag)[1]) for node in page.iter(*HEADINGS)]
        assert levels[0] == 1, template
        assert levels.count(1) == 1, template
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_identifiers_are_unique_and_references_lead_to_them(
    samples: ModuleType, render: Render
) -> None:
    """An id stands once; what points to an id of the page finds it."""
    for template, _, page in pages(samples, render):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), template
        anchors = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
        labels = {name for names in page.xpath("//@aria-labelledby") for name in names.split()}
        assert (anchors | labels) <= set(ids), template


def test_landmarks(samples: ModuleType, render: Render) -> None:
    """A page has one banner, one main and one footer; navigations have different names."""
    for template, _, page in pages(samples, render):
        assert [node.tag for node in page.xpath("/html/body/*") if node.tag != "a"] == [
            "header",
            "main",
            "footer",
        ]
        labels = {node.get("id"): words_of(node) for node in page.xpath("//*[@id]")}
        names = [
            node.get("aria-label") or labels[node.get("aria-labelledby")]
            for node in page.iter("nav")
        ]
        assert len(names) == len(set(names)), template


def test_the_skip_link_comes_first(samples: ModuleType, render: Render) -> None:
    """The first link of a page leads to its main part, which can take the focus."""
    for _, _, page in pages(samples, render):
        first = page.xpath("//a")[0]
        assert first.get("href") == "#content"
        assert page.get_element_by_id("content").get("tabindex") == "-1"


def test_nothing_runs_and_nothing_is_styled_in_the_page(
    samples: ModuleType, render: Render
) -> None:
    """A policy without unsafe-inline holds: no script but that of the site, no style, no handler.

    Data for machines stand in a `script` that no browser runs; other scripts are files of the
    site.
    """
    for template, view, page in pages(samples, render):
        data = "@type='application/ld+json' and not(@src)"
        scripts = page.xpath(f"//script[not({data} or @src)]")
        assert [script.text for script in scripts] == ["let own;"], template
        (meta,) = page.xpath("//head/*[2][self::meta]/@content")
        wasm = " 'wasm-unsafe-eval'" if view.wasm else ""
        assert f"script-src 'self' {script_source('let own;')}{wasm};" in meta
        assert meta.count("unsafe") == view.wasm, template
        assert page.xpath("//style | //@style") == [], template
        attributes = {name for node in page.iter() for name in node.attrib}
        assert [name for name in attributes if name.startswith("on")] == [], template


def test_pages_are_well_formed(samples: ModuleType, render: Render) -> None:
    """Every element that is opened is closed, in order."""
    tags = re.compile(r"<(/?)([a-z][a-z0-9]*)\b(?:[^>\"]|\"[^\"]*\")*?(/?)>")
    for lang in LANGUAGES:
        for template, view in samples.samples(lang):
            open_tags: list[str] = []
            for close, name, end in tags.findall(render(template, view)):
                if close:
                    assert open_tags.pop() == name, template
                elif not end and name not in VOID:
                    open_tags.append(name)
            assert open_tags == [], template


# ---- The head ----


def test_the_head_announces_translations(samples: ModuleType, render: Render) -> None:
    """Each language is an alternate, French the default; a page alone announces none."""
    found = [
        (node.get("hreflang"), node.get("href"))
        for node in html.document_fromstring(render("essay.html", samples.essay("en"))).xpath(
            "//link[@hreflang]"
        )
    ]
    assert found == [
        ("en", "https://liens-faibles.example/en/three-years/"),
        ("fr", "https://liens-faibles.example/three-years/"),
        ("x-default", "https://liens-faibles.example/three-years/"),
    ]
    alone = html.document_fromstring(render("essay.html", samples.bare_essay("en")))
    assert alone.xpath("//link[@hreflang] | //nav//a[@hreflang]") == []


def test_the_head_announces_feeds_in_order(samples: ModuleType, render: Render) -> None:
    """Feeds stand in the order of the record, as seen from the page."""
    page = html.document_fromstring(render("essay.html", samples.essay("fr")))
    assert [(node.get("type"), node.get("href")) for node in page.xpath("//link[@title]")] == [
        ("application/atom+xml", "../feeds/essays.atom.xml"),
        ("application/feed+json", "../feeds/essays.json"),
    ]


def test_files_of_the_theme_exist(samples: ModuleType, render: Render, theme: Path) -> None:
    """The style sheet, what it imports, the fonts and the icons are in the theme."""
    page = html.document_fromstring(render("404.html", samples.not_found("fr")))
    hrefs = [href for href in page.xpath("//link/@href") if href.startswith("/blog/theme/")]
    assert sorted(hrefs) == [
        "/blog/theme/css/site.css",
        "/blog/theme/favicon.ico",
        "/blog/theme/favicon.svg",
        "/blog/theme/fonts/atkinson.woff2",
        "/blog/theme/fonts/spectral-400-italic.woff2",
        "/blog/theme/fonts/spectral-400.woff2",
    ]
    assert all((theme / "static" / href[len("/blog/theme/") :]).is_file() for href in hrefs)
    folder = theme / "static" / "css"
    site = "\n".join(imports(folder, "site.css"))
    sheets = {path.name for path in folder.glob("*.css")}
    alone = {"site.css", "reading.css", "seldom.css", "feed.css"}  # the last is for feeds
    assert {*re.findall(r'@import url\("(.*?)"\)', site), *alone} == sheets


def imports(folder: Path, name: str) -> list[str]:
    """Return the imports of a sheet, those of a whole sheet in the place of its own."""
    lines = re.findall(r"@import .*;", (folder / name).read_text("utf-8"))
    nested = [(line, re.fullmatch(r'@import url\("(.*)"\);', line)) for line in lines]
    return [
        one for line, whole in nested for one in (imports(folder, whole[1]) if whole else [line])
    ]


def test_essays_are_spared_what_they_do_not_show(
    theme: Path, samples: ModuleType, render: Render
) -> None:
    """Their sheets have what the other has, in its order, but for classes that no essay has; what
    few essays show is in the one that those fetch.
    """
    folder = theme / "static" / "css"
    site, reading, seldom = (
        imports(folder, name) for name in ("site.css", "reading.css", "seldom.css")
    )
    spared = [line for line in site if line not in seldom]
    assert [line for line in site if line in seldom] == seldom
    assert [line for line in seldom if line in reading] == reading
    assert (len(spared), len(seldom) - len(reading)) == (2, 2)

    def classes(lines: list[str]) -> set[str]:
        names = re.findall(r'url\("(.*?)"\)', "\n".join(lines))
        texts = [(folder / name).read_text("utf-8") for name in names]
        return set(re.findall(r"\.([a-z][a-z-]*)", "\n".join(texts)))

    def used(view: EssayView) -> set[str]:
        page = render("essay.html", view)
        assert ("seldom.css" in page) == view.seldom
        return {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}

    essay = samples.essay("fr")
    assert essay.seldom
    assert used(essay) & (classes(spared) - classes(seldom)) == set()
    assert used(essay) & (classes(seldom) - classes(reading))
    nodes = tuple(
        replace(one, passage=None, answers=(), withdrawn=False, leads=False)
        for one in essay.conversation.nodes
    )
    plain = replace(
        essay,
        parts=(replace(essay.parts[0], exchanges=()),),
        questions=(),
        ratings=(),
        conversation=replace(essay.conversation, strongest=None, ratings=(), nodes=nodes),
    )
    assert not plain.seldom
    assert used(plain) & (classes(seldom) - classes(reading)) == set()
    code = replace(plain, parts=(replace(plain.parts[0], html="<p><code>1</code></p>"),))
    assert "seldom.css" in render("essay.html", code)


# ---- The conversation ----


def conversation_of(samples: ModuleType, render: Render, lang: str = "en") -> html.HtmlElement:
    page = html.document_fromstring(render("essay.html", samples.essay(lang)))
    return page.get_element_by_id("reflections")


def test_every_reflection_stands_once_with_its_anchor(samples: ModuleType, render: Render) -> None:
    """Each reflection is an article with the name of its heading; its date is its permanent
    link, and there is a way to answer it; the objection that stands first does so with the
    author's answer.
    """
    section = conversation_of(samples, render)
    articles = section.xpath(".//article[contains(@class, 'u-comment h-cite')]")
    anchors = [article.get("id") for article in articles]
    assert anchors == [f"r-i-{number}" for number in (1, 17, 12, 13, 14, 15, 16, 18, 4, 19, 3, 11)]
    for article, anchor in zip(articles, anchors, strict=True):
        (link,) = article.xpath("./header/p/a[contains(@class, 'u-url')]")
        assert (link.get("href"), link.get("title")) == (f"#{anchor}", "permanent link")
        assert words_of(link) == "undated" or link.xpath("./time[@class='dt-published'] | ./span")
        assert article.get("aria-label") == words_of(article.find("header/h3"))
    ways = section.xpath(".//li[@class='reply-link']/a")
    assert {(link.get("href"), words_of(link)) for link in ways} == {
        ("../../en/rules/", "how to reply"),
        ("mailto:essais@liens-faibles.example?subject=R%C3%A9flexion", "reply by e-mail"),
    }
    assert len(ways) == len(articles)
    by_mail = [link.get("aria-label") for link in ways if words_of(link) == "reply by e-mail"]
    assert by_mail == ["reply by e-mail, Une lectrice"]


def test_names_of_reflections(samples: ModuleType, render: Render) -> None:
    """Signed, numbered, both or neither: a heading says what is known."""
    names = [words_of(node) for node in conversation_of(samples, render).iter("h3")]
    assert names == [
        "Reflection no. 1, anonymous",
        "L’auteur",
        "Anonymous reader",
        "Vincent",
        "Le site",
        "Paule",
        "Basile",
        "Ingrid",
        "Reflection no. 4, anonymous",
        "Karim",
        "Reflection no. 3, FrihD",
        "Une lectrice",
    ]


def test_lists_nest_to_the_depth_that_can_be_read(samples: ModuleType, render: Render) -> None:
    """Each reply is in a list inside what it answers, and the deepest ones in the last list."""
    lists = {
        article.get("id"): sum(node.tag == "ol" for node in article.iterancestors())
        for article in conversation_of(samples, render).xpath(".//li/article")
    }
    depths = [("12", 2), ("13", 3), ("14", 4), ("15", 5), ("16", 5)]
    depths += [("18", 2), ("4", 1), ("19", 2), ("3", 1), ("11", 1)]
    assert lists == {f"r-i-{number}": depth for number, depth in depths}


def test_a_reply_links_to_what_it_answers(samples: ModuleType, render: Render) -> None:
    """Each reply, at any depth, names and reaches its parent."""
    links = conversation_of(samples, render).xpath(".//a[contains(@class, 'u-in-reply-to')]")
    assert [(link.get("href"), words_of(link)) for link in links] == [
        ("#r-i-1", "In reply to reflection no. 1"),
        ("#r-i-1", "In reply to reflection no. 1"),
        ("#r-i-12", "In reply to an anonymous reader"),
        ("#r-i-13", "In reply to Vincent"),
        ("#r-i-14", "In reply to Le site"),
        ("#r-i-15", "In reply to Paule"),
        ("#r-i-2", "In reply to a reflection that is not shown"),
        ("#r-i-4", "In reply to reflection no. 4"),
    ]


def test_what_is_not_shown_is_a_sentence(samples: ModuleType, render: Render) -> None:
    """No name, no date, no link: a place that replies hang from."""
    section = conversation_of(samples, render)
    gone = section.get_element_by_id("r-i-2")
    assert words_of(gone) == "Retirée."
    assert gone.xpath(".//a | .//time | .//h3") == []


def test_what_stands_first_is_pointed_to_from_its_place(
    samples: ModuleType, render: Render
) -> None:
    """The text of the strongest objection and of its answer is there once."""
    section = conversation_of(samples, render)
    (first,) = section.xpath(".//div[@class='strongest']")
    assert first.xpath(".//article/@id") == ["r-i-1", "r-i-17"]
    places = section.xpath(".//ol//p[contains(@class, 'reflection-elsewhere')]")
    assert [(words_of(place), place.find("a").get("href")) for place in places] == [
        ("Reflection no. 1, anonymous stands first, above", "#r-i-1"),
        ("L’auteur stands first, above", "#r-i-17"),
    ]


def test_a_passage_is_quoted_with_the_way_to_it(samples: ModuleType, render: Render) -> None:
    """On this page, in the other language, or not in the text any more."""
    section = conversation_of(samples, render)
    places = section.xpath(".//p[@class='passage-place']")
    assert [(words_of(place), place.xpath("./a/@href")) for place in places] == [
        ("On this passage", ["#p1"]),
        ("On a passage that has changed since", []),
        ("On a passage of the French text", ["../../three-years/#p1"]),
    ]
    quotes = [words_of(quote) for quote in section.xpath(".//div[@class='passage']/blockquote")]
    assert quotes == ["a ledger closed, and disappointed"] * 3


def test_the_margin_says_who_speaks_of_the_paragraph(samples: ModuleType, render: Render) -> None:
    """After the paragraph and its notes: the quotation, the first words, the author's answer."""
    page = html.document_fromstring(render("essay.html", samples.essay("en")))
    (margin,) = page.xpath("//aside[@class='margin']")
    note = margin.getprevious()
    assert note.get("class") == "sidenote"
    assert note.getprevious().get("id") == "p1"
    assert margin.get("role") == "note"
    body = "Même constat ici : beaucoup de contacts, presque aucun échange."
    words = "“a ledger closed, and disappointed” Reflection no. 1, anonymous Objection " + body
    assert [words_of(note) for note in margin.xpath("./div")] == [
        f"{words} L’auteur Author of the essay {body}",
        words,
    ]
    assert margin.xpath(".//a/@href") == ["#r-i-1", "#r-i-17", "#r-i-1"]
    assert margin.xpath(".//*[@id] | .//*[contains(@class, 'u-')]") == []


def test_kinds_are_said_in_words(samples: ModuleType, render: Render) -> None:
    """An objection, a testimony, a source, a question."""
    kinds = conversation_of(samples, render, "fr").xpath(".//article//p[@class='kind']")
    assert [words_of(kind) for kind in kinds] == ["Objection", "Source", "Question", "Témoignage"]


def test_questions_have_their_answers(samples: ModuleType, render: Render) -> None:
    """How many chose what, of how many, that they chose to, and who; or that nobody did."""
    page = html.document_fromstring(render("essay.html", samples.essay("en")))
    (section,) = page.xpath("//section[contains(@class, 'questions')]")
    free, asked, silent = section.xpath("./ol/li")
    assert [item.get("id") for item in (free, asked, silent)] == [
        f"question-q-{number}" for number in (1, 2, 3)
    ]
    assert [(link.get("href"), words_of(link)) for link in free.iter("a")] == [
        ("#r-i-3", "no. 3"),
        ("#r-i-12", "anonymous"),
    ]
    lines = [words_of(line) for line in asked.xpath(".//p[@class='tally-line']")]
    assert lines == ["A job 6 of 7 86 %", "Nothing at all 1 of 7 14 %"]
    assert asked.xpath(".//rect/@width") == ["86", "14"]
    assert words_of(asked.xpath(".//p[@class='tally-note']")[0]) == (
        "7 answers. Those who answered chose to: this says nothing of other readers."
    )
    assert [words_of(line) for line in silent.xpath(".//p[@class='tally-line']")] == [
        "A job",
        "Nothing at all",
    ]
    assert words_of(silent.xpath(".//p[@class='tally-note']")[0]) == "Nobody has answered yet."
    assert silent.xpath(".//svg | .//a") == []


def test_ratings_given_here_stand_apart(samples: ModuleType, render: Render) -> None:
    """What was received elsewhere, and what reflections give; too few have no mean."""
    page = html.document_fromstring(render("essay.html", samples.essay("en")))
    received, given = page.xpath("//section[contains(@class, 'ratings')]")
    assert [words_of(item) for item in received.iter("li")] == ["4.5 out of 5 8 votes, AgoraVox"]
    assert [words_of(item) for item in given.iter("li")] == [
        "4.5 out of 5 the mean of 7 ratings",
        "1 rating out of 10: too few for a mean.",
    ]


def test_the_conversation_measured_follows_it(samples: ModuleType, render: Render) -> None:
    """A figure of the conversation has a section of its own, which is not there without one."""
    page = html.document_fromstring(render("essay.html", samples.essay("en")))
    section = page.get_element_by_id("reflections").getnext()
    assert words_of(section.find("h2")) == "The conversation, measured"
    assert section.xpath(".//figure") != []
    bare = html.document_fromstring(render("essay.html", samples.bare_essay("en")))
    assert bare.get_element_by_id("reflections").getnext() is None


def test_all_reflections_are_listed(samples: ModuleType, render: Render) -> None:
    """The list says its order, and each reflection where it stands, or that there is none."""
    page = html.document_fromstring(render("reflections.html", samples.reflections("en")))
    items = page.xpath("//ol[@class='listed']/li")
    assert len(items) == 12
    assert [words_of(node) for node in page.xpath("//header[@class='section-head']/*")] == [
        "Newest first",
        "Those without a date come last, essay by essay.",
    ]
    assert items[0].xpath(".//a/@href") == ["../../en/three-years/#r-i-1"]
    assert words_of(items[1]) == (
        "Anonymous reader Même constat ici : beaucoup de contacts, presque aucun échange. "
        "on “Three Years On” 14 mars 2008, 10 h 13 In reply to reflection no. 1"
    )
    (_, empty) = (view for name, view in samples.samples("en") if name == "reflections.html")
    none = html.document_fromstring(render("reflections.html", empty))
    assert [words_of(node) for node in none.xpath("//p[@class='empty']")] == [
        "No reflection yet: nobody has answered an essay. The first may be yours."
    ]


def test_microformats_say_who_wrote_what_in_reply_to_what(
    samples: ModuleType, render: Render
) -> None:
    """The essay is an entry, each reflection a comment on it, cited once: no margin repeats it."""
    url = "https://liens-faibles.example/en/three-years/"
    found = mf2py.parse(doc=render("essay.html", samples.essay("en")), url=url)
    (entry,) = (item for item in found["items"] if "h-entry" in item["type"])
    said = entry["properties"]
    assert (said["name"], said["url"]) == (["Three Years On"], [url])
    assert said["published"] == ["2026-11-17T08:00+0100"]
    assert [author["properties"]["name"] for author in said["author"]] == [["Liens faibles"]]
    comments = {
        item["properties"]["url"][0].partition("#")[2]: item["properties"]
        for item in said["comment"]
    }
    assert len(comments) == len(said["comment"]) == 12
    assert all(item["type"] == ["h-cite"] for item in said["comment"])
    reader = comments["r-i-11"]
    assert reader["published"] == ["2008-03-14T10:13+0100"]
    assert reader["author"][0]["properties"] == {
        "name": ["Une lectrice"],
        "url": ["https://lectrice.example/"],
    }
    assert reader["content"][0]["value"].startswith("Même constat ici")
    assert "in-reply-to" not in reader
    assert comments["r-i-16"]["in-reply-to"] == [f"{url}#r-i-15"]
    assert "published" not in comments["r-i-1"]


def test_an_essay_without_reflections_says_so(samples: ModuleType, render: Render) -> None:
    """The conversation is there when it is empty, with no list and no rule of order."""
    page = html.document_fromstring(render("essay.html", samples.bare_essay("en")))
    section = page.get_element_by_id("reflections")
    assert section.xpath(".//ol | .//p[@class='order-rule']") == []
    assert [words_of(node) for node in section.xpath(".//p[@class='empty']")] == [
        "No reflection yet: nobody has answered this essay. The first may be yours."
    ]


def test_provenance_leaves_out_what_is_unknown(samples: ModuleType, render: Render) -> None:
    """A source of which only a note is known has no empty line; without any the essay is ours."""
    bare = samples.bare_essay("fr")
    page = html.document_fromstring(render("essay.html", bare))
    assert page.xpath("//aside[@class='provenance']") == []
    noted = replace(bare.entry.original, note="On n’en sait pas plus.")
    view = replace(bare, entry=replace(bare.entry, original=noted))
    page = html.document_fromstring(render("essay.html", view))
    (aside,) = page.xpath("//aside[@class='provenance']")
    said = [words_of(node) for node in aside.xpath(".//p | .//dl | .//dt")]
    assert (said[0][:32], said[1:]) == (
        "Cet argument n’est pas le nôtre.",
        ["On n’en sait pas plus."],
    )
    full = html.document_fromstring(render("essay.html", samples.essay("fr")))
    assert [words_of(node) for node in full.xpath("//aside//dt")] == [
        "Auteur",
        "Texte",
        "Lieu",
        "Première parution",
        "Mise à jour",
    ]


# ---- Words ----


def test_where_there_is_nothing_a_sentence_says_so(samples: ModuleType, render: Render) -> None:
    """On a site that has no essay yet, or none in the language; nothing stands empty."""
    bare = (
        ("home.html", replace(samples.home("en"), entries=(), reflections=())),
        ("archives.html", replace(samples.archives("en"), years=())),
        ("tags.html", replace(samples.tag_index("en"), tags=())),
        ("reflections.html", replace(samples.reflections("en"), reflections=(), pages=())),
        ("claims.html", replace(samples.claims("en"), claims=())),
    )
    told = []
    for template, view in bare:
        root = html.fromstring(render(template, view))
        told += root.xpath("//main//p[@class='empty' or @class='claims-none']/text()")
        assert not root.xpath("//main//*[self::ul or self::ol or self::dl][not(*)]")
    assert told == [
        "No essay in English yet.",
        "No essay in English yet.",
        "No topic gathers an essay yet.",
        "No reflection yet: nobody has answered an essay. The first may be yours.",
        "Nothing waits: every dated claim was checked less than eighteen months ago.",
    ]
    assert "The topics" not in render(*bare[0])
    nowhere = samples.unsearched("en")
    assert "Here is what can be read" not in render("404.html", nowhere)


def test_every_word_of_the_templates_has_its_french(theme: Path) -> None:
    """The French catalogue translates what the templates say, and nothing else."""
    entries = [entry for entry in catalogue(theme, "fr") if entry.id]
    assert {entry.id for entry in entries} == messages(theme)
    assert [entry.id for entry in entries if entry.fuzzy or not all(forms(entry.string))] == []
    assert [
        entry.id for entry in entries if len(forms(entry.string)) != len(forms(entry.id))
    ] == []


def test_translations_keep_their_placeholders(theme: Path) -> None:
    """What English leaves to fill in, French leaves too."""
    places = re.compile(r"%\(\w+\)s")
    for entry in catalogue(theme, "fr"):
        for french in forms(entry.string) if entry.id else ():
            assert set(places.findall(french)) == set(places.findall(forms(entry.id)[-1]))


def test_french_words_keep_french_typography(theme: Path) -> None:
    """Apostrophes are typographic, and double signs have their spaces."""
    wrong = re.compile(r"'|[^\u202f\s][;!?]|[^\u00a0]:|«[^\u00a0]|[^\u00a0]»|\.\.\.|“|”")
    found = [form for entry in catalogue(theme, "fr") if entry.id for form in forms(entry.string)]
    assert [form for form in found if wrong.search(form)] == []


def test_no_word_is_written_outside_gettext(theme: Path) -> None:
    """The templates hold no word of their own between their tags."""
    names = r"\{% block (?:kind|page_class) %\}.*?\{% endblock %\}"
    code = rf"{names}|\{{#.*?#\}}|\{{%.*?%\}}|\{{\{{.*?\}}\}}|<[^>]*>"
    for path in sorted((theme / "templates").rglob("*.html")):
        text = re.sub(code, " ", path.read_text("utf-8"), flags=re.DOTALL)
        assert re.findall(r"[^\W\d_]{2,}", text) == [], path.name


def test_templates_decide_nothing(theme: Path) -> None:
    """No template sets a variable or defines a macro."""
    for path in sorted((theme / "templates").rglob("*.html")):
        assert re.findall(r"\{%-?\s*(?:set|macro)\b", path.read_text("utf-8")) == [], path.name


# ---- The label ----


def test_the_label_says_all_that_it_counts(samples: ModuleType, theme: Path) -> None:
    """Each number, each part, who is asked elsewhere, and where it is explained."""
    folder = theme / "templates"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined
    )
    template = environment.get_template("partials/label.html")
    for lang in LANGUAGES:
        page = html.fragment_fromstring(
            template.render(
                view=samples.essay(lang),
                label=samples.label(lang),
                _=str,
                ngettext=lambda one, many, count: one if count == 1 else many,
            )
        )
        facts = [words_of(row) for row in page.xpath(".//dl/div")]
        unit = samples.label(lang).total[-2:]
        assert facts == [f"all told57.3 {unit}", "requests6", "third party1", "cookies0"]
        assert words_of(page.xpath(".//p")[0]) == (
            f"On a first visit: page 16.9 {unit}, fonts (4) 40.4 {unit}. "
            f"A script of 0.7 {unit} inside the page is optional. "
            "Asked elsewhere: pictures.example. How this is counted and checked"
        )
        assert page.xpath(".//a/@href")[0].endswith("#etiquette")
