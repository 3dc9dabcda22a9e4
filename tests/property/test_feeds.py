"""Whatever the words, a feed is well-formed, and reads back as it was said."""

import re
from datetime import UTC, datetime, timedelta, timezone

import feedparser
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree, html
from pelican.plugins.feeds.atom import render_atom
from pelican.plugins.feeds.characters import legal, one_line
from pelican.plugins.feeds.content import ADDRESSES, ALLOWED, feed_content, plain_text
from pelican.plugins.feeds.dates import rfc822, rfc3339
from pelican.plugins.feeds.formats import FORMATS
from pelican.plugins.feeds.models import Entry, Feed

PAGE = "https://liens.example/le-pot-de-miel/"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<h2>", "</h2>", "<ul><li>", "</ul>"),
        *("<table><tr><td>", "</table>", "<td style='text-align:left'>", "<pre>\n", "</pre>"),
        *("<form>", "</form>", "<details>", "</details>", "<summary>", "</summary>", "<math>"),
        *("<svg role=img>", "<svg>", "</svg>", "<title>", "</title>", "<path d=''/>", "</math>"),
        *("<script>", "</script>", "<style>", "<iframe>", "<noscript>", "<template>", "<xmp>"),
        *("<a href='../x?a=1&b'>", "<a href=' javascript:x'>", "<a href='#é'>", "</a>", "<wbr>"),
        *("<img src='a.png' srcset='b.png 2x,/c.png' onerror=x>", "<source src=a>", "<source>"),
        *("<p onclick='x()' style='a:b' id='i'>", "<video poster=p>", "<q cite='//h/'>"),
        *("<sup id='r'><a class='footnote-ref' href='#fn'>", "<div class='footnote'>", "<!--"),
        *("]]>", "<![CDATA[", "-->", "&lt;script&gt;", "&#11;", "&", "<", '"', "</body>", "x "),
    ]
)
MARKUP = st.lists(PIECES | ANY_TEXT, max_size=12).map("".join)
ZONES = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=ZONES,
)


def feed_of(title: str, summary: str, content: str) -> Feed:
    day = datetime(2026, 11, 16, 8, tzinfo=UTC)
    entry = Entry(
        id="tag:liens.example,2026:e-1",
        url=PAGE,
        title=title,
        summary=summary,
        content_html=content,
        published=day,
        updated=day,
    )
    return Feed(
        id="tag:liens.example,2026:f",
        title=title,
        subtitle=summary,
        lang="fr",
        url="https://liens.example/f.xml",
        home="https://liens.example/",
        updated=day,
        authors=("A", title),
        entries=(entry,),
    )


@given(ANY_TEXT, ANY_TEXT, MARKUP)
def test_any_text_makes_a_well_formed_feed(title: str, summary: str, body: str) -> None:
    """In every format, any text is written without fault and read back by an XML parser."""
    content = feed_content(body, PAGE)
    feed = feed_of(title, summary, content)
    root = etree.fromstring(render_atom(feed), etree.XMLParser(recover=False))
    entry = root.find("{*}entry")
    assert entry is not None
    assert entry.findtext("{*}title") == (one_line(title) or PAGE)
    assert (entry.findtext("{*}summary") or "") == one_line(summary)
    assert (entry.findtext("{*}content") or "") == content
    for form in FORMATS.values():
        assert form.render(feed) == form.render(feed)


def mended(text: str) -> bool:
    """Return whether feedparser would take `text` for bytes read in a wrong encoding."""
    text = legal(text).strip()
    try:
        return text.encode("iso-8859-1").decode("utf-8") != text
    except UnicodeError:
        return False


@given(ANY_TEXT, ANY_TEXT, MARKUP)
def test_a_feed_reader_reads_it_back(title: str, summary: str, body: str) -> None:
    """feedparser finds no fault in any text, and the words that were written."""
    content = feed_content(body, PAGE)
    assume(not any(map(mended, (one_line(title), one_line(summary), content))))
    read = feedparser.parse(
        render_atom(feed_of(title, summary, content)),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    assert not read.bozo
    (entry,) = read.entries
    assert entry.title == (one_line(title) or PAGE)
    if one_line(summary):
        assert entry.summary == one_line(summary)
    if content:
        assert entry.content[0].value == content.strip()


@given(MARKUP)
def test_content_is_stable_absolute_and_harmless(body: str) -> None:
    """What was filtered stays as it is, leads nowhere relative, and can do nothing."""
    content = feed_content(body, PAGE)
    assert feed_content(content, PAGE) == content
    assert legal(content) == content
    root = html.document_fromstring(f"<body><p>{content}")
    for element in root.iterdescendants():
        assert element.tag in ALLOWED or element.tag == "body"
        assert set(element.attrib) <= ALLOWED.get(str(element.tag), frozenset())
        for name in ADDRESSES:
            assert re.match("https?://.|mailto:|tel:", element.get(name, "https://x"))
        for picture in filter(None, element.get("srcset", "").split(", ")):
            assert picture.startswith("https://")


@given(ANY_TEXT)
def test_words_are_never_markup(text: str) -> None:
    """Escaped text comes through the filter as the same words."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert plain_text(feed_content(escaped, PAGE)) == plain_text(escaped) == one_line(text)


@given(MOMENTS)
def test_dates_read_back(moment: datetime) -> None:
    """A date is the same moment to the second when read, in both forms."""
    assert datetime.fromisoformat(rfc3339(moment)) == moment.replace(microsecond=0)
    assert datetime.strptime(rfc822(moment), "%a, %d %b %Y %H:%M:%S %z") == moment.replace(
        microsecond=0
    )
