"""The fast converter writes the bytes of Python-Markdown, whatever the text and the extensions."""

import random
import re
from collections.abc import Callable
from typing import Any, Literal, cast
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction, QName, SubElement

import markdown
import pytest
from markdown import blockprocessors, inlinepatterns, postprocessors, preprocessors, treeprocessors
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.serializers import to_html_string
from pelican.plugins.essays.markdown_fast import Converter, build_converter
from pelican.plugins.essays.mirrored import MIRRORED

OURS = [
    *("footnotes", "tables", "attr_list", "def_list", "toc"),
    *("pymdownx.superfences", "pymdownx.highlight"),
]
SETS: dict[str, tuple[list[str], dict[str, dict[str, Any]]]] = {
    "ours": (
        OURS,
        {
            "toc": {"slugify": slugify_unicode, "toc_depth": "2-3"},
            "pymdownx.highlight": {"guess_lang": False, "css_class": "highlight"},
        },
    ),
    "none": ([], {}),
    "fenced_code": (["fenced_code", "codehilite", "attr_list", "toc"], {}),
    "extra": (["extra", "admonition", "sane_lists", "nl2br", "wikilinks", "meta", "toc"], {}),
    "pymdownx": (
        [
            *("pymdownx.betterem", "pymdownx.tilde", "pymdownx.magiclink", "pymdownx.tasklist"),
            *("pymdownx.details", "pymdownx.superfences", "footnotes", "toc"),
        ],
        {},
    ),
    "options": (
        OURS,
        {
            "toc": {"permalink": True, "baselevel": 2, "anchorlink": True},
            "footnotes": {
                "UNIQUE_IDS": True,
                "USE_DEFINITION_ORDER": False,
                "SUPERSCRIPT_TEXT": "*{}*",
            },
            "pymdownx.highlight": {"linenums": True, "auto_title": True, "line_spans": "line"},
            "pymdownx.superfences": {"preserve_tabs": True, "css_class": "code"},
        },
    ),
}

DOCUMENTS = {
    "blank": " \n\t\n",
    "paragraphs": "Un *texte* simple.\nDeuxième ligne.\n\n\n\nAutre paragraphe.\n",
    "emphasis": (
        "*a* **b** ***c*** _d_ __e__ ___f___ *a **b** c* **a *b* c** ***a* b** ***a** b* "
        "*a*b *a *b* c* l’*idée*, *x*. **y**; 2 * 3 * 4 a*b*c snake_case_name _a_b_ __init__ "
        "*a_b*c_ **a*b*** ****a**** * a* *a * ** a** *\n* **\n** *é*È *a\nb* **[x*y](u)**"
    ),
    "deep emphasis": "".join("*_"[n % 2] + "a" for n in range(300)) + "*_" * 300,
    "nested markup": "_* ***<t>***_ and ___x*  \n*___ and *\\ ***[]()**** and **^*<n l=''>**\n[*",
    "code spans": "`a` ``b ` c`` ```d``` `<b>` `&amp;` \\`e` `f\\` `unclosed ``g` `*h*` \\\\`i`",
    "escapes": (
        r"\\ \` \* \_ \{ \} \[ \] \( \) \> \# \+ \- \. \! \| \a \é **a\*b** [a\]b](c) \<b> "
        r"`\*` [x](a\_b) ![a\*](b)"
    ),
    "links": (
        '[a](b) [a]( b ) [a](b "t") [a](<b c> "t") [a](b \'t\') [a]() [](b) [a](b(c)d) '
        '[a](b(c) [a]("b\') [a](b"c) [*a*](b) [a](b_c_d) [[a](b)](c) [a] (b) [a](b\nc) '
        '![a](b) ![*a*](b "t") [![a](b)](c) !\\[a](b) [a](<b>) [a](x\'y"z) [a]({filename}../b.md)'
    ),
    "references": (
        "[a][b] [b][] [b] [B] [b][c] [a] [b] ![i][b] ![b] [b]: not [un\nmot] [**b**][b]\n\n"
        "[b]: http://x.y/z 'Titre'\n[c]: <u>\n  \"T\"\n[un mot]: v (t)\n\n[a]: <x y>\n"
    ),
    "references in lists": "- [a]\n\n    [a]: b\n\n> [c]: d\n> [c]\n",
    "autolinks": (
        "<https://a.b/c?d=e&f_g#h> <http://x> <ftp://y/é> <me@x.org> <mailto:me@x.org> <x@y> "
        "https://plain.example <https://a b> <https://a/'b'> <HTTPS://X/>"
    ),
    "inline html": (
        'XIX<sup>e</sup> <span lang="en">follow *back*</span> <br> <br/> <br /> <B>x</B> '
        "<em>a</em>"
        "<a href='x'>y</a> <i class=c>z</i> a < b, c<d, e <= f, 3<4 <!-- c --> <?x?> "
        "</p> <u\n>v</u>"
        "<abbr title='*a*'>b</abbr> <x-y> <é> <b x=\"<\">"
    ),
    "html blocks": (
        "<div>\n*a*\n</div>\n\n<p>b</p> c\n\n<!-- d\n\ne -->\n\n<hr>\n\n<script>\nlet a "
        "= '</p>';\n"
        "</script>\n\ntext <div>inline</div>\n\n<table><tr><td>\n\nx\n\n</td></tr></table>\n\n"
        "<?php echo ?>\n\n<![CDATA[ x ]]>\n\n<!DOCTYPE html>\n\n<div unclosed\n\n<section>\n# t\n"
    ),
    "span then block": '<span lang="en">a</span>\n\n<div>b</div>\n\n<em>c\n\n</em>',
    "entities": (
        "&eacute; &amp; & &#233; &#xE9; &#233 &#xg; &nope &nope; a&b;c &copy &lt;b&gt; R&D;"
    ),
    "charrefs": "&#12 a &#; b &#x; c &#X41; d &#",
    "line breaks": "a  \nb   \nc\\\nd \ne  \n\nf  ",
    "headings": (
        "# A\n## B ##\n###C\n####### D\n#\n# *e* `f` [g](h)\n\nTexte\n# Dedans\nsuite\n\n"
        "Setext\n===\nDeux\n---\n\n## É à <b>ü</b> & œ\n\n## B\n\n## B\n\n# a\\#b #\n\n#\u00a0x\n"
    ),
    "headings with attributes": (
        "## A {#id}\n\n## B {.c k=v}\n\n## C {#id .d data-toc-label='L *x*'}\n\n"
        "## {#only}\n\n## D { #e }\n\nSetext {#f}\n---\n\n## Note[^1] {#g}\n\n[^1]: n\n"
    ),
    "attributes": (
        "Un paragraphe\n{: .c #i k=v }\n\n*a*{.b} [c](d){#e} `f`{: .g} ![h](i){width=3}\n\n"
        "- li {.x}\n- b\n{: .y}\n\n| a {.z} | b |\n|---|---|\n| c {#t} | d |\n\n{not} a "
        "{} *b*{ .c }}"
    ),
    "valueless attributes": "*a*{checked hidden x}\n\n## t {hidden}\n",
    "lists": (
        "- a\n- b\n    - c\n        - d\n    - e\n\n    para\n\n    > quote\n\n        "
        "code\n- f\n\n- g\n\n"
        "* a\n+ b\n- c\n\n1. a\n2. b\n   suite\n10. c\n\n   1. x\n\n3) non\n\n- \n- *a*\n-b\n\n"
        "-   wide\n\n    - [ ] task\n"
    ),
    "lists and text": (
        "Texte\n- pas une liste\n\n- liste\nparesseuse\n# Titre\nsuite\n\n1986. Une année.\n"
    ),
    "loose list heading": "- a\n\n- # b\n    c\n\n    d\n",
    "arabic digits": "٣. trois\n\n१. un\n\n²). deux\n",
    "quotes": (
        "> a\nb\n> > c\n>\n> # d\n> - e\n>     f\n\n>sans\n   > trois\n    > code\n\n"
        "texte\n> suite"
    ),
    "deep quotes": ">" * 60 + " a",
    "code blocks": "    a < b & c\n\n    d\n      e\n\ntexte\n\n\tTab\n\n- li\n\n        code\n",
    "rules": (
        "---\n\n* * *\n\n_ _ _\n\n- - -\n\ntexte\n***\nsuite\n\n--- a\n\n  ***  \n\n----\n-----\n"
    ),
    "fences": (
        "```python\ndef a(b):\n    return 'é' < b\n```\n\n~~~\n*a*\n~~~\n\n``` {.js #i "
        'hl_lines="1"}\n'
        "let a;\n```\n\n```nolang\nx\n```\n\n```\nsans fin\n\ntexte"
    ),
    "fences elsewhere": (
        "- a\n\n    ```python\n    b = 1\n    ```\n\n> ~~~ js\n> c()\n> ~~~\n\n    ```\n "
        "   code\n    ```\n\n"
        'a ``` b ``` c\n\n```py title="T" linenums="2"\nd\n```\n\n````\n```\ne\n```\n````\n'
        "```python\r\nf\r\n```\n\n```text\n\n\n```\n"
    ),
    "tables": (
        "| a | b |\n|:--|--:|\n| *c* | `d|e` |\n| f \\| g | [h](i) |\n\na | b\n-|-\nc |\n"
        "\n| a |\n|---|\n| b |\n\n"
        "| non |\ntexte\n\na | b\ntexte\n\n- | - |\n- | - |\n\n| a | b |\n|---|---|\n"
    ),
    "definitions": (
        "Terme\n:   Définition *a*\n    suite\n\n    autre\n\nDeux\nTermes\n:   b\n:   "
        "c\n\n: seul\n\n"
        "Terme\n\n:   loin\n\n    - d\n"
    ),
    "footnotes": (
        "Un[^1], deux[^n], un encore[^1], rien[^x], [^1](u), ![^1], *[^n]*.\n\n- "
        "liste[^l]\n\n> cit[^1]\n\n"
        "## Titre[^n]\n\n| a[^1] | b |\n|---|---|\n| c | d[^l] |\n\n[^1]: *Une* note[^n].\n[^n]:\n"
        "    Longue\n\n    - liste\n\n        code\n[^l]: x\n  paresseux\n\n[^vide]:\n\n"
        "[^q]: > citation\n"
    ),
    "footnotes in place": "a[^1]\n\n///Footnotes Go Here///\n\nb\n\n[^1]: c\n\n    d",
    "footnotes in text": "a[^1] ///Footnotes Go Here/// b\n\n[^1]: c",
    "table of contents": "[TOC]\n\n## A\n\n### B\n\n# C [TOC]\n\n texte\n\n[TOC]  \n",
    "line ends": "a\r\nb  \r\nc\r\r\n- d\r\n\te\r\n\r\n```\r\nf\r\n```\r\n",
    "spaces": (
        "a\n \n  \nb\n    \nc\n\td\n\n \t e\u00a0\n\u00a0f\n\u2028g\x0bh\x0ci\x1cj\x85k\u3000l"
    ),
    "placeholders": (
        "\x02klzzwxh:0000\x03 *a* \x02wzxhzdk:0\x03 <b>c</b> \x0242\x03 \\* zz1337820767766393qq"
    ),
    "unicode": (
        "𝒳 *𝒴* **é̀** [ß](İ) ﬁ # Ǆ\n\n## İstanbul ﬁn ẞ 中文 🙂\n\n«\u00a0*a*\u00a0»\u202f; "
        "*b*\u202f!"
    ),
    "abbreviations": "HTML et *HTML*\n\n*[HTML]: Hyper\n",
    "admonitions": '!!! note "T"\n    a\n\n    b\n\n??? x\n    c\n',
    "joined": (
        "# a\n- b\n> c\n    d\n```\ne\n```\n| f | g |\n|---|---|\n[h]: i\n[^j]: k\n: l\n---\nm"
    ),
}


def outcome(converter: markdown.Markdown, text: str) -> tuple[Any, ...]:
    """Return all that a conversion leaves: its text or its error, and the converter's state."""
    converter.reset()
    try:
        output = converter.convert(text)
    except Exception as error:  # noqa: BLE001 - the same error is the same behaviour
        return type(error), str(error)
    return (
        output,
        getattr(converter, "toc", None),
        getattr(converter, "toc_tokens", None),
        converter.references,
        converter.htmlStash.rawHtmlBlocks,
        getattr(converter, "lines", None) if text.strip() else None,
    )


Pair = tuple[markdown.Markdown, markdown.Markdown]


def build_pair(
    extensions: Callable[[], list[Any]],
    configs: dict[str, dict[str, Any]],
    form: Literal["html", "xhtml"] = "html",
) -> Pair:
    """Return a stock converter and ours, each with extensions of its own."""
    return (
        markdown.Markdown(extensions=extensions(), extension_configs=configs, output_format=form),
        build_converter(extensions(), configs, form),
    )


@pytest.fixture(
    scope="module", params=[(name, form) for name in SETS for form in ("html", "xhtml")]
)
def pair(request: pytest.FixtureRequest) -> Pair:
    name, form = request.param
    extensions, configs = SETS[name]
    return build_pair(lambda: list(extensions), configs, form)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_the_same_bytes(pair: Pair, name: str) -> None:
    """Every syntax gives the stock bytes, table of contents, references and stash."""
    stock, ours = pair
    assert isinstance(ours, Converter)
    assert outcome(ours, DOCUMENTS[name]) == outcome(stock, DOCUMENTS[name])


def test_joined_documents_have_the_same_bytes(pair: Pair) -> None:
    """Documents put one after the other, in many orders, give the stock bytes too."""
    stock, ours = pair
    order = random.Random(7)  # noqa: S311 - no secret
    texts = list(DOCUMENTS.values())
    for _ in range(12):
        text = "\n\n".join(order.sample(texts, 4))
        assert outcome(ours, text) == outcome(stock, text)


WORDS = [
    *("seuil", "lampe", "rivière", "lettre", "carnet", "voisin", "miroir", "silence", "marché"),
    *("fenêtre", "horloge", "escalier", "un", "le", "la", "cette", "chaque", "sans", "avec"),
    *("vers", "entre", "trouve", "garde", "oublie", "compte", "relie", "l’écoute", "l’autre"),
]


def write_essay(seed: int) -> str:
    """Return an essay of some 900 words with what essays are made of."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def list_words(count: int) -> str:
        return " ".join(dice.choices(WORDS, k=count)).capitalize()

    def say(count: int) -> str:
        form = dice.choice(["*{}*", "**{}**", "«\u00a0{}\u00a0»", "{},"])
        return (
            f"{list_words(count // 2)} {form.format(dice.choice(WORDS))} {list_words(count // 2)}."
        )

    blocks = []
    for section in range(6):
        blocks += [f"## {list_words(4)}", say(70), "\n".join(say(14) for _ in range(5))]
        address = f"{{filename}}../essai-{section}/index.md"
        blocks[-1] += f"\nVoir [{list_words(3)}]({address}).[^{section}]"
        blocks.append(f"[^{section}]: {say(12)}")
    blocks.insert(5, "\n".join(f"- {say(8)}" for _ in range(4)))
    blocks.insert(9, "\n".join(f"> {say(9)}" for _ in range(3)))
    if seed % 2:
        blocks.insert(12, f"```python\ndef f(x):\n    return x + {seed}  # {say(3)}\n```")
    return "\n\n".join(blocks) + "\n"


def test_essays_have_the_same_bytes(pair: Pair) -> None:
    """Essays of the usual shape give the stock bytes, one after the other."""
    stock, ours = pair
    for seed in range(8):
        text = write_essay(seed)
        assert outcome(ours, text) == outcome(stock, text)


def test_order_of_texts_does_not_matter() -> None:
    """A converter that is reset remembers nothing of the texts before."""
    extensions, configs = SETS["ours"]
    ours = build_converter(extensions, configs)
    texts = list(DOCUMENTS.values())
    first = [outcome(ours, text)[:3] for text in texts]
    second = [outcome(ours, text)[:3] for text in reversed(texts)]
    assert first == second[::-1]


def test_without_reset_the_bytes_are_the_same() -> None:
    """Two texts converted without a reset between them share references, as in stock."""
    extensions, configs = SETS["ours"]
    stock, ours = build_pair(lambda: list(extensions), configs)
    for text in ("[a]: b\n[^1]: c\n\n[a][^1]", "[a] again[^1]", "<div>x</div>\n\n## T"):
        assert ours.convert(text) == stock.convert(text)


# What essays usually hold goes past the stock steps.


def test_an_essay_meets_no_stock_step_that_has_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the parser of HTML, nor the stock inline, toc or attribute steps, see an essay."""
    from markdown.extensions import attr_list, toc  # noqa: PLC0415 - only here

    extensions, configs = SETS["ours"]
    ours = build_converter(extensions, configs)
    for kind in (
        preprocessors.HtmlBlockPreprocessor,
        treeprocessors.InlineProcessor,
        treeprocessors.UnescapeTreeprocessor,
        toc.TocTreeprocessor,
        attr_list.AttrListTreeprocessor,
        inlinepatterns.LinkInlineProcessor,
        inlinepatterns.DelimiterProcessor,
    ):
        name = "handleMatch" if issubclass(kind, inlinepatterns.Pattern) else "run"
        monkeypatch.setattr(kind, name, refuse)
    assert "<h2 id=" in ours.reset().convert(write_essay(0))


def refuse(*arguments: object) -> None:
    """Stand for a step that must not be run."""
    raise AssertionError(arguments)


def test_the_installed_versions_are_those_that_have_twins() -> None:
    """After an upgrade the steps must be compared anew: until then the stock ones run, slowly."""
    import pymdownx  # noqa: PLC0415 - only here

    assert markdown.__version__ == MIRRORED["markdown"]
    assert pymdownx.__version__ == MIRRORED["pymdownx"]


def test_another_version_of_markdown_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a Python-Markdown that has no twins, the converter is the stock one."""
    monkeypatch.setitem(MIRRORED, "markdown", "3.10")
    assert type(build_converter(["toc"])) is markdown.Markdown


# Unknown steps are run as Python-Markdown runs them.


class Shout(inlinepatterns.InlineProcessor):
    """`!word!` in strong, but not in links."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override] # noqa: N802 - as the base class
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Any, int, int]:
        element = Element("strong")
        element.text = m[1]
        return element, m.start(), m.end()


class Whisper(inlinepatterns.Pattern):
    """`;word;` in small, in the way of old extensions."""

    def handleMatch(self, m: re.Match[str]) -> Element:  # noqa: N802
        element = Element("small")
        element.text = m[2]
        return element


class Verse(blockprocessors.BlockProcessor):
    """A block that begins with `/` is verse."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith("/")

    def run(self, parent: Element, blocks: list[str]) -> None:
        verse = SubElement(parent, "div", {"class": "verse"})
        self.parser.parseBlocks(verse, [blocks.pop(0)[1:]])


class Signature(treeprocessors.Treeprocessor):
    """A new root with a signature that needs escaping."""

    def run(self, root: Element) -> Element:
        new = Element("div")
        new.extend(root)
        SubElement(new, "p", {"title": 'a "b" & <c>', "hidden": "hidden"}).text = "x > y & z"
        return new


class Lines(preprocessors.Preprocessor):
    """Each line twice, as one line with a line end inside."""

    def run(self, lines: list[str]) -> list[str]:
        return [f"{line}\n{line}" for line in lines]


class Upper(postprocessors.Postprocessor):
    """The text, then its length."""

    def run(self, text: str) -> str:
        return f"{text}<!-- {len(text)} -->"


class Odd(Extension):
    """An extension that registers one unknown step of a kind."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        match self.kind:
            case "inline":
                md.inlinePatterns.register(Shout(r"!(\w+)!", md), "shout", 165)
                md.inlinePatterns.register(Shout(r"\?(\w+)\?", md), "late", 5)
            case "old inline":
                md.inlinePatterns.register(Whisper(r";(\w+);", md), "whisper", 165)
            case "same class":
                md.inlinePatterns.register(
                    inlinepatterns.SimpleTagInlineProcessor(r"(=)(\w+)=", "mark"), "mark", 55
                )
            case "delimiter":
                assert md.delimiters
                md.delimiters.add("~", "sub,del", smart=False)
            case "other emphasis":
                assert md.delimiters
                md.delimiters.add("*", "b,i", smart=True)
            case "no links":
                md.inlinePatterns.deregister("link")
            case "block":
                md.parser.blockprocessors.register(Verse(md.parser), "verse", 62)
            case "tree":
                md.treeprocessors.register(Signature(md), "signature", 12)
            case "last tree":
                md.treeprocessors.register(Signature(md), "signature", -5)
            case "lines":
                md.preprocessors.register(Lines(md), "lines", 27)
                md.preprocessors.register(Lines(md), "again", 22)
            case "text":
                md.postprocessors.register(Upper(md), "upper", 22)
            case "one object":
                step = md.treeprocessors["prettify"]
                step.run = lambda root: root.set("class", "x")  # type: ignore[method-assign]
                pattern = md.inlinePatterns["link"]
                pattern.handleMatch = lambda *_: (None, None, None)  # type: ignore[assignment, method-assign]
            case "serializer":
                md.serializer = lambda element: f"<div>{''.join(element.itertext())}</div>"
            case "phrasing block":
                md.block_level_elements.append("span")
            case "outer tags":
                md.stripTopLevelTags = False


ODD = [
    *("inline", "old inline", "same class", "delimiter", "other emphasis", "no links", "block"),
    *("tree", "last tree", "lines", "text", "one object", "serializer", "phrasing block"),
    "outer tags",
]
ODD_TEXT = (
    "/vers *un* !deux! [trois !quatre!](x) ;cinq; =six= ~sept~ ~~huit~~ ?neuf?\n\n"
    '/- a\n\n## T !x!\n\n<span lang="en">a</span>\n\n*a* **b** _c_ \\* [^1]\n\n[^1]: !n!'
)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("form", ["html", "xhtml"])
def test_unknown_steps_give_the_same_bytes(kind: str, form: Literal["html", "xhtml"]) -> None:
    """An extension that we know nothing of does what it does in Python-Markdown."""
    extensions, configs = SETS["ours"]
    stock, ours = build_pair(lambda: [*extensions, Odd(kind)], configs, form)
    for text in (ODD_TEXT, *DOCUMENTS.values(), write_essay(1)):
        assert outcome(ours, text) == outcome(stock, text)


@pytest.mark.parametrize("kind", ODD)
def test_steps_registered_later_give_the_same_bytes(kind: str) -> None:
    """Steps that come after a first conversion count in the next."""
    extensions, configs = SETS["ours"]
    stock, ours = build_pair(lambda: list(extensions), configs)
    for converter in (stock, ours):
        converter.convert(ODD_TEXT)
        converter.registerExtensions([Odd(kind)], {})
    for text in (ODD_TEXT, write_essay(2)):
        assert outcome(ours, text) == outcome(stock, text)


def test_parser_of_blocks_can_be_used_alone() -> None:
    """A chunk parsed before any document gives the stock elements."""
    stock, ours = build_pair(lambda: ["tables"], {})
    trees = []
    for converter in (stock, ours):
        parent = Element("div")
        converter.parser.parseChunk(parent, "a\n\n- b\n- c\n\n> d")
        trees.append(to_html_string(parent))
    assert trees[0] == trees[1]


def test_there_is_no_table_of_contents_without_its_extension() -> None:
    """The attribute only exists once the extension has set it."""
    assert not hasattr(build_converter([]), "toc")
    assert build_converter(["toc"]).toc == ""


def build_odd_tree() -> Element:
    """Return a tree of all that an element tree may hold."""
    root = Element("div", {"class": 'a & "b" <c>\n', "hidden": "hidden", "k": "k"})
    root.text = "a & b &amp; &#1; <c>"
    comment, instruction, group = Comment("c & d"), ProcessingInstruction("x", "y"), Element("g")
    comment.tail = "t < u"
    group.text = group.tail = "<g>"
    group.tag = cast("Any", None)
    SubElement(group, "BR").tail = "&"
    name, attributes, missing = cast("Any", (QName("{urn:x}y"), {QName("z"): QName("w")}, None))
    qualified = Element(name, attributes)
    script, bare, void = Element("SCRIPT"), Element("input"), Element("img", {"alt": ""})
    script.text = "a && b < c"
    bare.set("checked", missing)
    void.text = "kept by html"
    SubElement(void, "b").text = "too"
    root.extend([comment, instruction, group, qualified, script, bare, void])
    return root


@pytest.mark.parametrize("form", ["html", "xhtml"])
def test_odd_trees_have_the_stock_markup(form: Literal["html", "xhtml"]) -> None:
    """Comments, instructions, qualified names, missing values and tags are written as in stock."""
    stock, ours = build_pair(list, {}, form)
    root = build_odd_tree()
    for element in (root, *root):
        assert ours.serializer(element) == stock.serializer(element)


@pytest.mark.parametrize("form", ["html", "xhtml"])
def test_deep_trees_have_the_stock_markup(form: Literal["html", "xhtml"]) -> None:
    """A tree deeper than the stack of calls is written all the same."""
    root = node = Element("div")
    for depth in range(5000):
        node.text, node.tail = "a & b", f"<{depth}>"
        node = SubElement(node, "span", {"k": "k", "hidden": "hidden"})
    stock, ours = build_pair(list, {}, form)
    assert ours.serializer(root) == stock.serializer(root)
