"""Whatever a reader writes, into whatever field: nothing of it is more than words.

The texts are those of `hostile.toml`; the site that they make is built once, with the real theme.
"""

import base64
import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree, html
from pelican.plugins import reflections as plugin
from pelican.plugins.reflections.exporters import EXPORTERS
from pelican.plugins.reflections.exporters.models import Conversation, Site
from pelican.plugins.reflections.exporters.selection import reading_order
from pelican.plugins.reflections.fields import FORBIDDEN, is_web_address
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.importers import disqus, isso_json, webmention, wordpress
from pelican.plugins.reflections.importers.html_markdown import html_to_markdown
from pelican.plugins.reflections.markup import TAGS, excerpt, render_reflection
from pelican.plugins.reflections.models import Channel, Reflection
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.views import build_conversation

Corpus = Mapping[str, Mapping[str, str]]
HostileSite = Any
"""Of `tests/hostile_site.py`."""
Element = Any

READER_TAGS = frozenset(TAGS)
READER_ATTRIBUTES = frozenset({("a", "href"), ("a", "rel")})
ACTIVE = frozenset(
    {
        *("applet", "audio", "base", "button", "canvas", "dialog", "embed", "form", "frame"),
        *("frameset", "iframe", "img", "input", "link", "math", "meta", "object", "picture"),
        *("plaintext", "portal", "script", "select", "source", "style", "svg", "template"),
        *("textarea", "video", "xmp"),
    }
)
"""Elements that do something, or fetch something, by being there."""
ADDRESSES = (
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "poster",
    "src",
    "srcset",
)
HOME = "https://liens-faibles.example/"


@cache
def parse_page(text: str) -> Element:
    """Return a page as a browser reads it; it is not to be changed."""
    return html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False).getroot()


def parse_part(text: str) -> Element:
    """Return a part of a page as a browser reads it, in an element."""
    root = etree.Element("div")
    for node in html5lib.parseFragment(text, treebuilder="lxml", namespaceHTMLElements=False):
        if isinstance(node, str):
            root.text = (root.text or "") + node
        else:
            root.append(node)
    return root


def elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def grammar(root: Element) -> set[tuple[str, str]]:
    """Return each element that is there, with each of its attributes."""
    return {
        (element.tag, name)
        for element in elements(root)
        for name in ("", *map(str, element.attrib))
    }


def outline(root: Element) -> list[tuple[str, tuple[tuple[str, str], ...], int]]:
    """Return every element in order: its name, its attributes, and how deep it stands.

    Of the values of attributes those are kept that a style or a script could act on.
    """
    kept = ("class", "role", "rel", "type", "name", "target")
    depths = {root: 0}
    found = []
    for element in elements(root):
        if element is not root:
            depths[element] = depths[element.getparent()] + 1
        names = sorted(map(str, element.attrib))
        values = tuple((name, element.get(name) if name in kept else "") for name in names)
        found.append((element.tag, values, depths[element]))
    return found


def address_dangers(root: Element) -> list[str]:
    """Return the addresses of a page that lead where none of its may."""
    found = []
    for element in elements(root):
        for name, value in element.attrib.items():
            if str(name).rpartition("}")[2].rpartition(":")[2] not in ADDRESSES:
                continue
            parts = urlsplit(urljoin(HOME, value))
            if parts.scheme == "mailto":
                wrong = "?" in value or "," in value or "%" in value
            else:
                wrong = parts.scheme not in ("http", "https") or "@" in parts.netloc
            if wrong or FORBIDDEN.search(value):
                found.append(f"{element.tag}[{name}] {value!r}")
    return found


@cache
def part_dangers(markup: str) -> tuple[str, ...]:
    """Return what the HTML of a reader's text may not have."""
    root = parse_part(markup)
    allowed = {("div", "")} | READER_ATTRIBUTES | {(tag, "") for tag in READER_TAGS}
    found = [f"{tag}[{name}]" for tag, name in sorted(grammar(root) - allowed)]
    found += address_dangers(root)
    return (*found, *(["a character"] if FORBIDDEN.search(markup) else []))


def failures(found: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the texts by which something came through, with what."""
    return {name: dangers for name, dangers in found.items() if dangers}


# The judges are not blind.


def test_the_judges_find_what_is_dangerous() -> None:
    markup = '<p onclick="x">a</p><script></script><a href="java\tscript:x">b</a>'
    assert part_dangers(markup) == ("p[onclick]", "script[]", "a[href] 'java\\tscript:x'")
    assert part_dangers("<svg><a xlink:href='data:x'>x</a></svg>")
    assert part_dangers('<a href="https://a@b.example/">x</a>')
    assert part_dangers("a\u202eb") == ("a character",)
    assert part_dangers('<p>a <a href="https://a.example/" rel="ugc">b</a></p>') == ()
    page = parse_page("<title>a</title><p class=x id=a>b<i>c</i></p>")
    other = parse_page("<title>b</title><p class=x id=b>b<i>d</i></p>")
    assert outline(page) == outline(other)
    assert outline(page) != outline(parse_page("<title>a</title><p class=y id=a>b<i>c</i></p>"))
    assert outline(page) != outline(parse_page("<title>a</title><p class=x id=a>b</p><i>c</i>"))


def test_the_corpus_is_large_and_of_every_kind(hostile: Corpus) -> None:
    assert {kind: len(texts) for kind, texts in hostile.items()} == {
        "body": 248,
        "line": 62,
        "address": 52,
        "odd_address": 6,
        "word": 20,
    }


# What the linter lets in.


def test_what_has_a_form_is_refused(hostile_site: HostileSite) -> None:
    """No address, no id, no tag, no choice is anything but what it has to be."""
    tried = [trial for trial in hostile_site.trials if trial.kind in ("address", "word")]
    assert len(tried) == 2 * 52 + 15 * 20
    assert [trial for trial in tried if trial.reflection is not None] == []


def test_what_is_refused_is_told_in_letters_that_are_seen(hostile_site: HostileSite) -> None:
    """No text reaches the terminal with what it could do there."""
    refused = [trial for trial in hostile_site.trials if trial.reflection is None]
    assert len(refused) > 500
    for trial in refused:
        assert trial.problems
        for problem in trial.problems:
            assert not FORBIDDEN.search(str(problem).replace("\n", "")), trial.name
            assert len(problem.message) < 200


def test_what_is_let_in_is_what_was_written(hostile_site: HostileSite) -> None:
    """And its file is in one right form."""
    for trial in hostile_site.trials:
        if trial.reflection is not None:
            text = dump_reflection(trial.reflection)
            assert parse_reflection(text, "r.md") == (trial.reflection, ()), trial.name
            assert not FORBIDDEN.search(text)


# The pages.


def test_a_text_in_a_field_changes_nothing_of_its_reflection_but_words(
    hostile_site: HostileSite,
) -> None:
    """Each reflection has the elements and the attributes of the harmless one beside it."""
    found = {}
    for slug, trials in hostile_site.pages.items():
        articles = read_articles(hostile_site, slug)
        harmless, *others = [articles[trial.reflection.id] for trial in trials]
        expected = outline(without_body(harmless))
        for trial, article in zip(trials[1:], others, strict=True):
            wrong = [] if outline(without_body(article)) == expected else ["another outline"]
            found[f"{trial.field} {trial.name}"] = wrong
    assert len(found) > 500
    assert failures(found) == {}


def read_articles(site: HostileSite, slug: str) -> dict[str, Element]:
    """Return the reflections of a page by their ids; what was never closed is closed in each."""
    text = (site.folder / "output" / slug / "index.html").read_text("utf-8")
    found = parse_page(text).findall(".//article[@id]")
    return {article.get("id"): article for article in found}


def without_body(article: Element) -> Element:
    """Return a reflection without what its text became."""
    copy = deepcopy(article)
    copy.tail = None
    for body in copy.xpath(".//*[contains(@class, 'e-content')]"):
        for child in list(body):
            body.remove(child)
        body.text = ""
    return copy


def test_a_text_is_what_readers_may_write(hostile_site: HostileSite) -> None:
    """In its place on the page, after all that the theme does."""
    found = {}
    for slug, trials in hostile_site.pages.items():
        articles = read_articles(hostile_site, slug)
        for trial in trials:
            (body,) = articles[trial.reflection.id].xpath(".//*[contains(@class, 'e-content')]")
            inside = (body.text or "") + "".join(
                etree.tostring(child, encoding="unicode", method="html") for child in body
            )
            found[f"{trial.field} {trial.name}"] = part_dangers(inside)
    assert failures(found) == {}


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_no_page_has_what_a_harmless_site_does_not_have(
    hostile_site: HostileSite, harmless_site: HostileSite
) -> None:
    """Neither an element, nor an attribute, nor an address that leads elsewhere than it may."""
    allowed = {(tag, "") for tag in READER_TAGS} | READER_ATTRIBUTES
    output = hostile_site.folder / "output"
    for path in pages(harmless_site.folder / "output"):
        allowed |= grammar(parse_page(path.read_text("utf-8")))
    found = {}
    for path in pages(output):
        root = parse_page(path.read_text("utf-8"))
        wrong = [f"{tag}[{name}]" for tag, name in sorted(grammar(root) - allowed)]
        ids = [element.get("id") for element in elements(root) if element.get("id")]
        twice = sorted({name for name in ids if ids.count(name) > 1}) if len(ids) < 5000 else []
        found[str(path)] = [*wrong, *address_dangers(root), *twice]
    assert len(found) > 60
    assert failures(found) == {}


def test_titles_are_words_wherever_they_stand(hostile_site: HostileSite) -> None:
    """In the head, the heading, the lists: the pages of all titles have one outline."""
    outlines = {}
    for slug in hostile_site.titles:
        path = hostile_site.folder / "output" / slug / "index.html"
        root = deepcopy(parse_page(path.read_text("utf-8")))
        for element in root.xpath(".//nav|.//link"):  # the first and the last have one neighbour
            element.getparent().remove(element)
        outlines[hostile_site.titles[slug]] = outline(root)
    assert len(outlines) > 40
    first = next(iter(outlines.values()))
    assert [name for name, one in outlines.items() if one != first] == []


def test_every_script_of_a_page_is_data(hostile_site: HostileSite) -> None:
    """JSON, without a character that could end it; besides, there is what the policy lets run."""
    for path in pages(hostile_site.folder / "output"):
        page = parse_page(path.read_text("utf-8"))
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        for script in page.iter("script"):
            if script.get("src"):
                assert "//" not in script.get("src")  # a file of the theme
                continue
            if script.get("type") is None:
                mark = base64.b64encode(sha256((script.text or "").encode()).digest()).decode()
                assert f"'sha256-{mark}'" in policy
                continue
            assert script.get("type") == "application/ld+json"
            json.loads(script.text or "")
            assert not re.search("[<>\u2028\u2029]", script.text or "")


def test_the_template_for_any_theme_is_as_safe(hostile_site: HostileSite) -> None:
    loader = FileSystemLoader(Path(plugin.__file__).parent / "templates")
    template = Environment(loader=loader, autoescape=True).get_template("thread.html")
    for slug, trials in hostile_site.pages.items():
        threads, problems = build_threads([trial.reflection for trial in trials], "r")
        assert problems == ()
        view = build_conversation(threads, "Un essai", f"{slug}/", "fr")
        text = template.render(article=SimpleNamespace(lang="fr", reflections=view))
        root = html.fragment_fromstring(text, create_parent="div")
        articles = {article.get("id"): article for article in root.iter("article")}
        assert set(articles) == {trial.reflection.id for trial in trials}
        assert not {element.tag for element in elements(root)} & ACTIVE
        assert address_dangers(root) == []
        if trials[0].field != "body":
            assert len({str(outline(article)) for article in articles.values()}) == 1


# The feeds.


def test_no_feed_carries_more_than_words(hostile_site: HostileSite) -> None:
    """Each is read as its readers do: as XML or JSON, then its texts as HTML."""
    found = {}
    feeds = [
        path
        for path in sorted((hostile_site.folder / "output" / "feeds").rglob("*"))
        if path.suffix in (".xml", ".json") and path.is_file()
    ]
    assert len(feeds) > 20
    for path in feeds:
        texts = [*(read_xml if path.suffix == ".xml" else read_json)(path)]
        ours = [text for text in texts if "data:image" not in text]
        found[str(path)] = [danger for text in ours for danger in feed_dangers(text)]
    assert failures(found) == {}


def read_xml(path: Path) -> Iterator[str]:
    """Yield the HTML that an XML feed carries in its entries on hostile essays."""
    data = path.read_bytes()
    root = etree.fromstring(data)
    assert not [one for one in elements(root) if "xhtml" in one.tag], path
    for entry in root.iter("{http://www.w3.org/2005/Atom}entry", "item"):
        link = etree.tostring(entry, encoding="unicode")
        if "/hostile-" not in link:
            continue
        for one in entry.iter():
            name = etree.QName(one).localname if isinstance(one.tag, str) else ""
            if one.get("type") == "html" or name == "encoded":
                yield one.text or ""


def read_json(path: Path) -> Iterator[str]:
    feed = json.loads(path.read_text("utf-8"))
    for item in feed.get("items", []) if isinstance(feed, dict) else []:
        if "/hostile-" in item.get("url", ""):
            yield item.get("content_html", "")


def feed_dangers(text: str) -> list[str]:
    root = parse_part(text)
    found = [element.tag for element in elements(root) if element.tag in ACTIVE]
    handlers = [name for _, name in grammar(root) if name.startswith("on") or name == "style"]
    return [*found, *handlers, *address_dangers(root)]


# The way in and the way out.


def test_html_that_comes_home_is_made_safe(hostile: Corpus) -> None:
    """It becomes Markdown, and that is rendered as any other."""
    found = {}
    for name, text in hostile["body"].items():
        markdown = html_to_markdown(text.encode(errors="replace").decode())
        found[name] = part_dangers(render_reflection(markdown))
        assert not FORBIDDEN.search(markdown), name
    assert failures(found) == {}


@pytest.mark.parametrize("name", ["disqus", "isso-json", "webmention", "wordpress"])
def test_what_comes_home_is_safe_in_every_field(
    name: str, hostile: Corpus, tmp_path: Path
) -> None:
    """Names, addresses, texts, titles: as an export has them."""
    path = tmp_path / "export"
    texts = [
        text.encode(errors="replace").decode()
        for kind in hostile
        for text in hostile[kind].values()
    ]
    path.write_text(WRITERS[name](texts), encoding="utf-8")
    reading = READERS[name](path, {})
    assert reading.problems == ()
    assert len(reading.records) == len(texts)
    for record in reading.records:
        assert part_dangers(render_reflection(record.body)) == (), record.body
        lines = (record.author, record.page_title, record.author_url, record.url, record.body)
        assert not [line for line in lines if FORBIDDEN.search(line)]
        assert "\n" not in record.author + record.page_title
        assert not record.author_url or is_web_address(record.author_url)
        assert not record.url or is_web_address(record.url)


def xml_text(text: str) -> str:
    """Return a text as an XML file can have it."""
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    element = etree.Element("x")
    element.text = legal
    return etree.tostring(element, encoding="unicode")[3:-4] if legal else ""


def write_disqus(texts: Iterable[str]) -> str:
    posts = "".join(
        f'<post dsq:id="{number}"><id>{number}</id><message>{xml_text(text)}</message>'
        "<createdAt>2014-03-21T15:02:00Z</createdAt><isDeleted>false</isDeleted>"
        f"<isSpam>false</isSpam><author><name>{xml_text(text)}</name>"
        f'<link>{xml_text(text)}</link></author><thread dsq:id="t"/></post>\n'
        for number, text in enumerate(texts, 1)
    )
    return (
        '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">\n'
        '<thread dsq:id="t"><link>https://example.org/</link><title>&lt;script&gt;</title>'
        f"<createdAt>2014-03-21T15:02:00Z</createdAt></thread>\n{posts}</disqus>\n"
    )


def write_wordpress(texts: Iterable[str]) -> str:
    comments = "".join(
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{xml_text(text)}</wp:comment_author>"
        f"<wp:comment_author_url>{xml_text(text)}</wp:comment_author_url>"
        "<wp:comment_date_gmt>2014-03-21 15:02:00</wp:comment_date_gmt>"
        f"<wp:comment_content>{xml_text(text)}</wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>"
        "<wp:comment_parent>0</wp:comment_parent></wp:comment>\n"
        for number, text in enumerate(texts, 1)
    )
    return (
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n'
        "<link>https://example.org</link>\n<item><title>&lt;script&gt;</title>"
        "<link>https://example.org/un/</link><wp:post_id>1</wp:post_id>"
        f"<wp:post_type>post</wp:post_type>\n{comments}</item></channel></rss>\n"
    )


def write_isso(texts: Iterable[str]) -> str:
    comments = [
        {
            "id": number,
            "author": text,
            "website": text,
            "created": "2014-03-21 15:02:00",
            "text": text,
        }
        for number, text in enumerate(texts, 1)
    ]
    return json.dumps([{"id": "/un/", "title": "<script>", "comments": comments}])


def write_webmentions(texts: Iterable[str]) -> str:
    children = [
        {
            "type": "entry",
            "author": {"type": "card", "name": text, "url": text, "photo": text},
            "url": text,
            "published": "2014-03-21T15:02:00Z",
            "content": {"html": text},
            "wm-id": number,
            "wm-source": "https://example.org/source",
            "wm-target": "https://example.org/un/",
            "wm-property": "in-reply-to",
        }
        for number, text in enumerate(texts, 1)
    ]
    return json.dumps({"type": "feed", "children": children})


WRITERS: Mapping[str, Callable[[Iterable[str]], str]] = {
    "disqus": write_disqus,
    "isso-json": write_isso,
    "webmention": write_webmentions,
    "wordpress": write_wordpress,
}
READERS = {
    "disqus": disqus.read,
    "isso-json": isso_json.read,
    "webmention": webmention.read,
    "wordpress": wordpress.read,
}


def test_what_leaves_is_as_safe_as_the_site(hostile_site: HostileSite) -> None:
    """Well-formed XML and JSON, safe HTML, and no cell that a spreadsheet would compute."""
    whole = [trial.reflection for trials in hostile_site.pages.values() for trial in trials]
    conversation = Conversation(
        essay="e-000001",
        slug="un",
        title="</title><script>alert(1)</script>",
        url="https://rives.example/un/",
        published=whole[0].date,
        reflections=reading_order(whole),
    )
    texts = {
        name: exporter.dump(
            [conversation], Site(name="<b>", url="https://rives.example", lang="fr")
        )
        for name, exporter in EXPORTERS.items()
    }
    for name in ("disqus", "wordpress"):
        contents = etree.fromstring(texts[name].encode()).xpath(
            "//*[local-name()='comment_content']"
        )
        assert len(contents) == len(whole)
        assert {danger for one in contents for danger in part_dangers(one.text or "")} == set()
    entries = json.loads(texts["jf2"])["children"]
    assert {danger for one in entries for danger in part_dangers(one["content"]["html"])} == set()
    assert len(json.loads(texts["isso"])[0]["comments"]) == len(whole)
    assert len([*map(json.loads, texts["json-lines"].splitlines())]) == len(whole)
    rows = [*csv.reader(io.StringIO(texts["csv"], newline=""))]
    assert len(rows) == len(whole) + 1
    assert [cell for row in rows for cell in row if cell.strip()[:1] in tuple("=+-@")] == []


# The time it takes.


def count_calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls, which does not depend on the machine."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


GROWING = (
    *(">", "> ", "- ", "1. ", "[", "![", "[a](", "[a][", "*a ", "**a ", "*a **b ", "_a*", "~~a "),
    *("`", "`a", "<", "<a href='", "<!--", "&", "&amp;", "\\", "(", "a\n", "a  \n", "> a\n\n"),
    *("[a]: b\n", "[a](b '", "<https://a.example/", "```\n", "a\u0301", "- a\n\n  b\n", "***"),
)


@pytest.mark.parametrize("part", GROWING)
def test_twice_the_text_is_twice_the_work(part: str) -> None:
    """However deep or long it is; no mark makes the parser begin again and again."""
    short, long = (part * (size // len(part)) for size in (2000, 4000))
    render_reflection("*a*")  # what is made once is not counted
    before = count_calls(lambda: (render_reflection(short), excerpt(short, 160)))
    after = count_calls(lambda: (render_reflection(long), excerpt(long, 160)))
    assert after < 2.5 * before + 500


def test_the_harmless_reflection_is_one(make: Callable[..., Reflection]) -> None:
    """The judges compare with something that a reader may well have written."""
    reflection = make("a", body="Un *mot*, [un lien](https://example.org/).")
    assert reflection.source.channel is Channel.FORM
    assert part_dangers(render_reflection(reflection.body)) == ()
