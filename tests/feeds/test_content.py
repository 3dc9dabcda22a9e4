"""The body of an essay as feed readers want it."""

import markdown
import pytest
from lxml import html
from pelican.plugins.feeds.content import feed_content, plain_text

PAGE = "https://liens.example/le-pot-de-miel/"


def content(text: str) -> str:
    return feed_content(text, PAGE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<a href="../autre/">x</a>', '<a href="https://liens.example/autre/">x</a>'),
        ('<a href="/?a=1&amp;b=2">x</a>', '<a href="https://liens.example/?a=1&amp;b=2">x</a>'),
        ('<a href="#note">x</a>', f'<a href="{PAGE}#note">x</a>'),
        ('<a href="">x</a>', f'<a href="{PAGE}">x</a>'),
        ('<a href="//autre.example/a">x</a>', '<a href="https://autre.example/a">x</a>'),
        (
            '<a href="https://a.example/é à">x</a>',
            '<a href="https://a.example/%C3%A9%20%C3%A0">x</a>',
        ),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<q cite="s/">x</q>', f'<q cite="{PAGE}s/">x</q>'),
        (
            '<video src="v.webm" poster="p.png" controls></video>',
            f'<video src="{PAGE}v.webm" poster="{PAGE}p.png" controls=""></video>',
        ),
        (
            '<img src="a.png" srcset="a.png, b,c.png 2x ,/d.png 100w" alt="A">',
            (
                f'<img src="{PAGE}a.png" srcset="{PAGE}a.png, {PAGE}b,c.png 2x, '
                'https://liens.example/d.png 100w" alt="A">'
            ),
        ),
    ],
)
def test_addresses_are_absolute(given: str, expected: str) -> None:
    """Every address is seen from the essay's page, even a fragment."""
    assert content(given) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "&#1;javascript:alert(1)",
        "java&Tab;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http:relative",
        "http://[",
    ],
)
def test_an_address_of_another_kind_goes(url: str) -> None:
    """Only web, mail and telephone addresses are links."""
    assert content(f'<a href="{url}">x</a>') == "<a>x</a>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<form action="/r"><input name="a"><textarea>b</textarea><button>ok</button></form>',
        '<iframe src="https://v.example/"></iframe>',
        '<object data="x.swf"><p>x</p></object>',
        '<embed src="x.swf">',
        '<link rel="stylesheet" href="x.css"><meta charset="utf-8"><base href="/x/">',
        "<template><p>x</p></template>",
        "<!-- a comment --><?php echo 1 ?>",
        '<svg aria-hidden="true"><path d="M0 0"/></svg>',
        "<p hidden>x</p>",
        '<a class="headerlink" href="#x">¶</a>',
        "<title>x</title>",
    ],
)
def test_what_is_dangerous_or_lost_in_a_reader_goes_whole(text: str) -> None:
    """Scripts, styles, forms, frames, objects, comments, decoration go with all they hold."""
    assert content(f"<p>a</p>{text}<p>b</p>") == "<p>a</p><p>b</p>"


def test_handlers_and_styles_go() -> None:
    """Of attributes only those of a list stay."""
    text = '<p style="color:red" onclick="x()" data-x="1" class="c" id="i" lang="en">a</p>'
    assert content(text) == '<p class="c" id="i" lang="en">a</p>'


def test_the_alignment_of_a_cell_stays() -> None:
    """Alignment by style, as Python-Markdown writes it, becomes the older attribute."""
    table = '<table><tr><td style="text-align: right;">1</td></tr></table>'
    assert content(table) == '<table><tr><td align="right">1</td></tr></table>'


def test_unknown_elements_leave_their_content() -> None:
    """An element that readers do not know is let go, and its words stay."""
    assert content("<x-note><p>a</p></x-note><noscript><p>b</p></noscript>") == "<p>a</p><p>b</p>"


def test_elements_without_content_have_none() -> None:
    """What follows a source or a place to break the line is not lost with it."""
    text = (
        '<p>mot<wbr id="w">tronqué</p><video><source src="a.webm"><source><track src="a.vtt">'
        "<p>b</p></video>c"
    )
    assert content(text) == (
        f'<p>mot<wbr id="w">tronqué</p><video><source src="{PAGE}a.webm">'
        f'<track src="{PAGE}a.vtt"><p>b</p></video>c'
    )


def test_a_picture_without_address_leaves_its_words() -> None:
    """What cannot be shown is said."""
    assert content('<p><img src="data:image/png;base64,AA" alt="Un & deux"></p>') == (
        "<p>Un &amp; deux</p>"
    )


def test_notes_have_the_classes_that_readers_know() -> None:
    """Notes of Python-Markdown lead to the essay's page, and open in place where readers can."""
    text = markdown.markdown("Un mot[^a].\n\n[^a]: Sa note.", extensions=["footnotes"])
    root = html.fragment_fromstring(content(text), create_parent="div")
    (mark,) = root.xpath("//sup/a")
    (wrapper,) = root.xpath("div")
    (back,) = wrapper.xpath(".//li//a")
    assert dict(mark.attrib) == {"class": "footnote-ref footnote", "href": f"{PAGE}#fn:a"}
    assert set(wrapper.classes) == {"footnote", "footnotes"}
    assert set(back.classes) == {"footnote-backref", "reversefootnote"}
    assert back.get("href") == f"{PAGE}#fnref:a"
    assert root.xpath("//li/@id") == ["fn:a"]
    assert root.xpath("//sup/@id") == ["fnref:a"]


FIGURE = """<figure class="figure" id="figure-chemins">
<svg role="img" viewBox="0 0 8 8" aria-labelledby="t d"><title id="t">Les chemins</title>
<desc id="d">Une courbe
qui monte.</desc><style>.a{}</style><path d="M0 0"/><text>12</text></svg>
<figcaption>Une légende.</figcaption></figure>"""


def test_a_drawing_is_told_in_words() -> None:
    """A figure's drawing becomes its title, which leads to it, and its description."""
    assert content(FIGURE) == (
        '<figure class="figure" id="figure-chemins">\n'
        f'<p><a href="{PAGE}#figure-chemins">Les chemins</a><br>Une courbe qui monte.</p>\n'
        "<figcaption>Une légende.</figcaption></figure>"
    )


def test_a_drawing_within_a_sentence_stays_in_it() -> None:
    """A paragraph cannot hold another, nor a link another."""
    drawing = '<svg role="img" aria-label="Un trait"></svg>'
    assert content(f"<p>a {drawing} b</p>") == (
        f'<p>a <span><a href="{PAGE}">Un trait</a></span> b</p>'
    )
    assert content(f'<a href="{PAGE}">{drawing}</a>') == (
        f'<a href="{PAGE}"><span><span>Un trait</span></span></a>'
    )


def test_a_place_on_a_page_has_the_addresses_of_the_page() -> None:
    """A reflection stands at a fragment of its essay's address: there is never a second one."""
    place = f"{PAGE}#r-01"
    assert feed_content('<a href="">x</a><a href="#n">y</a>', place) == (
        f'<a href="{PAGE}">x</a><a href="{PAGE}#n">y</a>'
    )
    assert feed_content(FIGURE, place) == content(FIGURE)


def test_another_function_can_replace_the_drawings() -> None:
    """The function is given each drawing in its place, and what it makes is filtered too."""

    def picture(svg: html.HtmlElement) -> html.HtmlElement:
        name = svg.getparent().get("id")
        return html.Element("img", src=f"{name}.png", alt=svg.findtext("title"), onload="x()")

    text = feed_content(FIGURE, PAGE, picture)
    assert f'<img src="{PAGE}figure-chemins.png" alt="Les chemins">' in text
    assert "onload" not in text


def test_folded_parts_are_open() -> None:
    """A reader may not know how to unfold: the summary comes first, in strong words."""
    text = "<details class='n'><summary>Les <em>nombres</em></summary><p>1, 2</p></details>"
    assert content(text) == (
        '<div class="n"><p><strong>Les <em>nombres</em></strong></p><p>1, 2</p></div>'
    )


def test_a_summary_of_blocks_stays_so() -> None:
    """A heading within a summary remains a heading."""
    text = "<details open><summary><h3>Données</h3></summary>x</details>"
    assert content(text) == "<div><div><h3>Données</h3></div>x</div>"


def test_a_formula_is_its_text() -> None:
    """MathML stripped of its elements would read e kt."""
    text = '<p>Soit <math alttext="e^{kt}"><msup><mi>e</mi><mi>kt</mi></msup></math>.</p>'
    assert content(text) == "<p>Soit <span>e^{kt}</span>.</p>"


def test_illegal_characters_go_even_as_references() -> None:
    """A control character written as a reference is one all the same."""
    assert content("<p title='a&#1;b'>a\x0bb&#11;c&#xFFFE;d&#0;</p>") == '<p title="ab">abcd</p>'


def test_text_is_escaped_once() -> None:
    """What was text stays text."""
    assert content("a &lt;script&gt; &amp;lt; ]]> « é » 👩‍🚀") == (
        "a &lt;script&gt; &amp;lt; ]]&gt; « é » 👩‍🚀"
    )


@pytest.mark.parametrize("text", ["", "  \n", "<!-- x -->", "<script>x</script>", "\x00"])
def test_nothing_comes_of_nothing(text: str) -> None:
    """An empty body is empty."""
    assert content(text) == ""


def test_what_reads_otherwise_once_written_is_settled() -> None:
    """A block let out of a paragraph closes it; the result is the same when filtered again."""
    text = "<p>a<details><summary>b</summary><p>c</p></details></p>"
    assert content(text) == "<p>a</p><div><p><strong>b</strong></p><p>c</p></div>"
    assert content(content(text)) == content(text)


def test_very_deep_text_is_read() -> None:
    """Depth is no danger."""
    assert content("<div>" * 2000 + "fond").count("<div>") == 2000


def test_a_page_without_absolute_address_keeps_no_relative_link() -> None:
    """Rather no link than one that leads astray."""
    assert feed_content('<a href="x">x</a>', "") == "<a>x</a>"


def test_plain_text_is_the_words() -> None:
    """Blocks part words and elements within a line do not; marks of notes are no words."""
    text = (
        "<h2>Un</h2><p>d<em>eu</em>x<sup><a class='footnote-ref' href='#a'>1</a></sup>&nbsp;! "
        "a&amp;b &lt;c&gt;</p><script>x</script><ul><li>3</li><li>4</li></ul>"
    )
    assert plain_text(text) == "Un deux\xa0! a&b <c> 3 4"
    assert plain_text("") == ""
