"""The converter of essays: the bytes of Python-Markdown, for a fraction of its work.

Python-Markdown tries everything everywhere: each inline pattern on each piece of text, each
block processor on each block, a parser of HTML on texts that have no HTML. Here each of its
steps has a twin that first looks whether there is anything to do. A twin stands in for one exact
class of one exact version (`mirrored.py`); whatever else an extension registers is run as
Python-Markdown runs it, in its place, so that the bytes never depend on this module.

A step is a preprocessor, a block processor, an inline pattern, a tree processor, the serializer
or a postprocessor. The registries keep Python-Markdown's own objects: an extension finds them
where it expects them, and may replace them.
"""

import functools
import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension, toc
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString

from .inline_fast import InlinePlan, InlineRun
from .lexing_fast import quicken
from .mirrored import Step, class_name, is_mirrored, is_overridden, step_name
from .serializing_fast import Format, escape, serialize


def build_converter(
    extensions: Sequence[Extension | str],
    extension_configs: Mapping[str, dict[str, Any]] | None = None,
    output_format: Format = "html",
) -> markdown.Markdown:
    """Return a converter with these extensions, to be reused: `converter.reset().convert(text)`.

    Its output is that of `markdown.Markdown` with the same arguments, byte for byte.
    """
    kind = Converter if is_mirrored("markdown") else markdown.Markdown
    return kind(
        extensions=extensions,
        extension_configs=extension_configs or {},
        output_format=output_format,
    )


class Converter(markdown.Markdown):
    """A `markdown.Markdown` that runs the twin of each step that has one."""

    output_formats: ClassVar[dict[Format, Callable[[Element], str]]] = {
        "html": lambda element: serialize(element, "html"),
        "xhtml": lambda element: serialize(element, "xhtml"),
    }
    toc_source: tuple[Step, list[Any]] | str | None = None
    """The table of contents, or what it is made from: the processor and the nested headings."""
    toc_tokens: list[Any]
    inline_plan: "InlinePlan | None" = None

    def build_parser(self) -> Self:
        """Return the converter with its registries, and with a parser of blocks that plans."""
        super().build_parser()
        parser = PlanningParser(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self

    @property
    def toc(self) -> str:
        """The table of contents as HTML, built when it is first asked for."""
        if isinstance(self.toc_source, tuple):
            processor, headings = self.toc_source
            text = self.serializer(processor.build_toc_div(headings))
            for step in self.postprocessors:
                text = step.run(text)
            self.toc_source = text
        if self.toc_source is None:
            raise AttributeError("toc")
        return self.toc_source

    @toc.setter
    def toc(self, value: str) -> None:
        self.toc_source = value

    def convert(self, source: str) -> str:
        """Return the HTML of a Markdown text; the empty string for a blank one."""
        if not source.strip():
            return ""
        self.lines = self.prepare(str(source))
        root: Any = self.parser.parseDocument(self.lines).getroot()
        output = self.finish(root)
        if self.stripTopLevelTags:
            output = self.unwrap(output)
        for step in self.postprocessors:
            twin = TEXT_TWINS.get(step_name(step))
            output = twin(self, step, output) if twin else step.run(output)
        return output.strip()

    def prepare(self, text: str) -> list[str]:
        """Return the lines that the preprocessors leave of a source text."""
        lines: list[str] | None = None
        for step in self.preprocessors:
            twin = TEXT_TWINS.get(step_name(step))
            if twin and lines is None:
                text = twin(self, step, text)
                continue
            lines = step.run(text.split("\n") if lines is None else lines)
            text = "\n".join(lines)
            if text.count("\n") == len(lines) - 1:
                lines = None  # no line holds a newline: the text says as much
        return text.split("\n") if lines is None else lines

    def finish(self, root: Element) -> str:
        """Return the markup of a parsed document after its tree processors.

        The last of them puts escaped signs back: it is run only if the markup shows that there
        are some.
        """
        steps = list(self.treeprocessors)
        if (
            not steps
            or step_name(steps[-1]) != "markdown.treeprocessors.UnescapeTreeprocessor"
            or self.serializer is not self.output_formats[self.output_format]
        ):
            return self.serializer(self.process(root, steps))
        root = self.process(root, steps[:-1])
        output = self.serializer(root)
        if UnescapeTreeprocessor.RE.search(output):
            steps[-1].run(root)
            output = self.serializer(root)
        return output

    def process(self, root: Element, steps: Iterable[Step]) -> Element:
        """Return the tree after these tree processors."""
        for step in steps:
            twin = TREE_TWINS.get(step_name(step))
            replaced = twin(self, step, root) if twin else step.run(root)
            root = root if replaced is None else replaced
        return root

    def unwrap(self, output: str) -> str:
        """Return the markup inside the element that stands for the document."""
        opening, closing = f"<{self.doc_tag}>", f"</{self.doc_tag}>"
        start, end = output.find(opening), output.rfind(closing)
        if start >= 0 and end >= 0:
            return output[start + len(opening) : end].strip()
        if output.strip().endswith(f"<{self.doc_tag} />"):
            return ""
        raise ValueError(f"Markdown failed to strip top-level tags. Document={output.strip()!r}")


# Preprocessors and postprocessors: text to text. A stock preprocessor is given lines; its twin is
# given the text that they make.

SPACES_ONLY = re.compile(r"\n +\n")
PHRASING = (
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|rb|rp|rt|ruby|s|samp|small"
    "|span|strong|sub|sup|time|u|var|wbr"
)
PHRASING_NAMES = frozenset(PHRASING.split("|"))
UNSAFE_MARKUP = re.compile(
    r"<(?!"
    r"[\s0-9=]"  # a lone sign
    rf'|(?i:{PHRASING})(?: [a-z-]+="[^"<>`]*")* ?/?>|/(?i:{PHRASING})>'  # a phrasing element
    r"|https?://[^\s<>\"'`]+>"  # an address
    r")"
)
UNSAFE_REFERENCE = re.compile(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+);)")


def normalize_whitespace(converter: Converter, _step: Step, text: str) -> str:
    """Return the text with one kind of line end, without tabs and without lines of spaces."""
    text = text.replace(STX, "").replace(ETX, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(converter.tab_length)
    if SPACES_ONLY.search(text):
        text = re.sub(r"(?<=\n) +\n", "\n", text)
    return text


def extract_html(converter: Converter, step: Step, text: str) -> str:
    """Return the text with a placeholder for each block of HTML.

    The parser of HTML is left out where it would give back what it is given: no `<` but those of
    phrasing elements, addresses and lone signs; no reference to a character but whole ones.
    """
    has_blocks = "<" in text and (
        UNSAFE_MARKUP.search(text) is not None
        or not PHRASING_NAMES.isdisjoint(converter.block_level_elements)
    )
    if has_blocks or ("&#" in text and UNSAFE_REFERENCE.search(text)):
        return run_on_lines(step, text)
    return text


def extract_fences(_converter: Converter, step: Step, text: str) -> str:
    """Return the text with a placeholder for each fenced block (stock `fenced_code`)."""
    return run_on_lines(step, text) if has_fence(text) else text


def extract_superfences(_converter: Converter, step: Step, text: str) -> str:
    """Return the text with a placeholder for each fenced block (`pymdownx.superfences`).

    Only the lines from the first to the last that could open or close a fence are read.
    """
    if step.config.get("preserve_tabs"):
        return run_on_lines(step, text)
    if not has_fence(text):
        return text
    step.get_hl_settings()
    stock = "pymdownx.highlight.Highlight"
    if isinstance(step.highlighter, type) and class_name(step.highlighter) == stock:
        step.highlighter = functools.partial(CodeHighlighter, step.highlighter)
    lines = text.split("\n")
    marked = [number for number, line in enumerate(lines) if has_fence(line)]
    first, last = marked[0], marked[-1] + 1
    return "\n".join([*lines[:first], *step.run(lines[first:last]), *lines[last:]])


def has_fence(text: str) -> bool:
    """Return whether a fence of code could open or close in `text`."""
    return "```" in text or "~~~" in text


def restore_html(_converter: Converter, step: Step, text: str) -> str:
    """Return the text with the HTML that was set aside back in its places."""
    return str(step.run(text)) if f"{STX}wzxhzdk:" in text else text


def run_on_lines(step: Step, text: str) -> str:
    """Return the text as a stock preprocessor leaves it."""
    return "\n".join(step.run(text.split("\n")))


TEXT_TWINS: dict[str, Callable[[Converter, Step, str], str]] = {
    "markdown.preprocessors.NormalizeWhitespace": normalize_whitespace,
    "markdown.preprocessors.HtmlBlockPreprocessor": extract_html,
    "markdown.extensions.fenced_code.FencedBlockPreprocessor": extract_fences,
    "pymdownx.superfences.SuperFencesBlockPreprocessor": extract_superfences,
    "markdown.postprocessors.RawHtmlPostprocessor": restore_html,
}


class CodeHighlighter:
    """A `pymdownx.highlight.Highlight` that keeps the lexers' classes and the formatters.

    With line numbers, titles, attributes and the like it leaves all to the stock class.
    """

    UNUSED_OPTIONS = (
        "guess_lang",
        "linenums",
        "extend_pygments_lang",
        "auto_title",
        "line_spans",
        "line_anchors",
        "anchor_linenums",
        "pygments_lang_class",
    )
    UNUSED_DETAILS = ("hl_lines", "classes", "id_value", "attrs", "title")

    def __init__(self, stock: Step, converter: markdown.Markdown, **options: Step) -> None:
        self.stock = stock
        self.converter = converter
        self.options = options

    def highlight(self, source: str, language: str, css_class: str, **details: Step) -> str:
        """Return the markup of a block of code."""
        options = self.options
        if not options["use_pygments"] or self.has_more(details):
            stock = self.stock(self.converter, **options)
            return str(stock.highlight(source, language, css_class, **details))
        memo = getattr(getattr(self.converter, "source", None), "memo", None)
        if memo is None:
            return self.colour(source, language, css_class)
        kept = repr((source, language, css_class, sorted(options.items())))
        return str(memo(kept, lambda: self.colour(source, language, css_class)))

    def colour(self, source: str, language: str, css_class: str) -> str:
        """Return the markup of a block of code, each of its words in a class of its kind."""
        from pygments import highlight  # noqa: PLC0415 - only where there is code to colour

        options = self.options
        default = options["default_lang"]
        lexer = find_lexer(language or default, default or "text")(stripnl=options["stripnl"])
        quicken(lexer)
        formatter = build_formatter(css_class, options["pygments_style"], options["noclasses"])
        return str(highlight(source, lexer, formatter)).strip()

    def has_more(self, details: Mapping[str, Any]) -> bool:
        """Return whether more is asked for than a language, a class and a style."""
        return (
            any(self.options[name] for name in self.UNUSED_OPTIONS)
            or any(details[name] for name in self.UNUSED_DETAILS)
            or details["linestart"] > 0
            or bool(details.get("inline"))
        )


@functools.lru_cache(maxsize=256)
def find_lexer(language: str, default: str) -> Callable[..., Any]:
    """Return the class of the lexer of `language`, or of `default` when there is none."""
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - as above
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return type(get_lexer_by_name(language))
    except ClassNotFound:
        return type(get_lexer_by_name(default))


@functools.lru_cache(maxsize=16)
def build_formatter(css_class: str, style: str, noclasses: object) -> Step:
    """Return Pygments' formatter of HTML with these options."""
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - as above

    return HtmlFormatter(cssclass=css_class, style=style, noclasses=noclasses, wrapcode=True)


# Block processors.

BLOCK_STARTS = {
    "markdown.blockprocessors.EmptyBlockProcessor": "\n",
    "markdown.blockprocessors.HashHeaderProcessor": "#",
    "markdown.blockprocessors.HRProcessor": "*-_",
    "markdown.blockprocessors.OListProcessor": "0123456789",
    "markdown.blockprocessors.UListProcessor": "*-+",
    "markdown.blockprocessors.BlockQuoteProcessor": ">",
    "markdown.blockprocessors.ReferenceProcessor": "[",
    "markdown.extensions.def_list.DefListProcessor": ":",
    "markdown.extensions.footnotes.FootnoteBlockProcessor": "[",
    "markdown.blockprocessors.ListIndentProcessor": "",
    "markdown.blockprocessors.CodeBlockProcessor": "",
    "markdown.blockprocessors.SetextHeaderProcessor": "",
    "markdown.extensions.def_list.DefListIndentProcessor": "",
    "markdown.extensions.tables.TableProcessor": "",
    "pymdownx.superfences.SuperFencesCodeBlockProcessor": "",
}
"""The first characters of the blocks that a processor may take.

This holds for blocks that do not begin with a space and have no line after the first that does
or that begins with a sign of its own (`MARKED_LINE`); any other block is given to them all.
"""

MARKED_LINE = re.compile(r"\n[ \n#>:*+_=\[-]")


class PlanningParser(BlockParser):
    """A parser of blocks that only tries the processors that could take a block."""

    planned: list[tuple[BlockProcessor, bool]] | None = None
    """The processors that the plan is for, and which of them were overridden."""
    by_start: Mapping[str, tuple[BlockProcessor, ...]]
    plain: tuple[BlockProcessor, ...]

    def plan(self) -> None:
        """Sort the block processors by the first characters of the blocks that they may take."""
        processors = tuple(self.blockprocessors)
        planned = [(each, is_overridden(each)) for each in processors]
        if planned == self.planned:
            return
        starts = [(each, BLOCK_STARTS.get(step_name(each))) for each in processors]
        characters = {character for _, some in starts for character in some or ""}
        self.by_start = {
            character: tuple(each for each, some in starts if some is None or character in some)
            for character in characters
        } | {" ": processors, "": processors}
        self.plain = tuple(each for each, some in starts if some is None)
        self.planned = planned

    def parseDocument(self, lines: Iterable[str]) -> Step:  # noqa: N802 - the base's name
        """Return the tree of a document given as lines."""
        self.plan()
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - likewise
        """Add to `parent` what these blocks stand for; the list is empty afterwards."""
        if self.planned is None:
            self.plan()
        while blocks:
            for processor in self.find_processors(blocks[0]):
                if (
                    processor.test(parent, blocks[0])
                    and processor.run(parent, blocks) is not False
                ):
                    break

    def find_processors(self, block: str) -> tuple[BlockProcessor, ...]:
        """Return the processors that could take this block, in their order."""
        if "\n" in block and ("|" in block or MARKED_LINE.search(block)):
            return self.by_start[" "]
        start = block[:1]
        if start > "\x7f" and start.isdecimal():
            start = "0"
        return self.by_start.get(start, self.plain)


# Tree processors.


def run_inline(converter: Converter, step: Step, root: Element) -> Element:
    """Return the tree with its inline markup made into elements."""
    patterns = tuple(converter.inlinePatterns)
    plan = converter.inline_plan
    if plan is None or not plan.is_for(patterns):
        plan = converter.inline_plan = InlinePlan(patterns)
    if not plan.is_modern or step.inlinePatterns is not converter.inlinePatterns:
        tree: Element = step.run(root)
        return tree
    return InlineRun(converter, step, plan).run(root)


def prettify(converter: Converter, _step: Step, root: Element) -> None:
    """Put each block element of a tree on a line of its own."""
    blocks = frozenset(converter.block_level_elements)
    break_lines(root, blocks)
    for element in root.iter("br"):
        tail = element.tail
        element.tail = f"\n{tail}" if tail and tail.strip() else "\n"
    for element in root.iter("pre"):
        if len(element) and element[0].tag == "code":
            code = element[0]
            if not len(code) and code.text is not None:
                code.text = AtomicString(code.text.rstrip() + "\n")


def break_lines(element: Element, blocks: frozenset[str]) -> None:
    """Put line ends around an element and, if it is a block, its block children."""
    if is_block(element.tag, blocks) and element.tag not in ("code", "pre") and len(element):
        if not (element.text and element.text.strip()) and is_block(element[0].tag, blocks):
            element.text = "\n"
        for child in element:
            if is_block(child.tag, blocks):
                if len(child):
                    break_lines(child, blocks)
                elif not (child.tail and child.tail.strip()):
                    child.tail = "\n"
    if not (element.tail and element.tail.strip()):
        element.tail = "\n"


def is_block(tag: object, blocks: frozenset[str]) -> bool:
    """Return whether `tag` is the name of a block element."""
    return tag in blocks or (isinstance(tag, str) and tag.lower().rstrip("/") in blocks)


def assign_attributes(_converter: Converter, step: Step, root: Element) -> None:
    """Give elements the attributes written in braces after them."""
    if "{" in "".join(root.itertext()):
        step.run(root)


def append_footnotes(_converter: Converter, step: Step, root: Element) -> None:
    """Add the footnotes at their mark, or at the end of the document."""
    footnotes = step.footnotes
    if footnotes.getConfig("PLACE_MARKER") in "".join(root.itertext()):
        step.run(root)
        return
    notes = footnotes.makeFootnotesDiv(root)
    if notes is not None:
        root.append(notes)


def mark_headings(converter: Converter, step: Step, root: Element) -> None:
    """Give headings their ids, and the converter its table of contents."""
    ids: set[str] = set()
    headings: list[Element] = []
    for element in root.iter():
        identifier = element.get("id")
        if identifier is not None:
            ids.add(identifier)
        tag = element.tag
        if isinstance(tag, str) and tag[:1] in ("h", "H") and step.header_rgx.match(tag):
            headings.append(element)
    if needs_stock_toc(converter, step, root, headings):
        step.run(root)
        return
    counters: dict[str, int] = {}
    tokens: list[Any] = []
    for element in headings:
        step.set_level(element)
        markup, name = describe_heading(converter, element)
        identifier = element.get("id")
        if identifier is None:
            slug = step.slugify(html.unescape(name), step.sep)
            identifier = toc.unique(slug, ids, counters)  # type: ignore[call-arg] # new in 3.11
            element.set("id", identifier)
        level = int(element.tag[-1])
        if step.toc_top <= level <= step.toc_bottom:
            tokens.append(
                {
                    "level": level,
                    "id": toc.unescape(identifier) if STX in identifier else identifier,
                    "name": name,
                    "html": markup,
                    "data-toc-label": "",
                }
            )
    nested = toc.nest_toc_tokens(tokens)
    converter.toc_tokens = nested
    converter.toc_source = (step, nested)


def needs_stock_toc(
    converter: Converter, step: Step, root: Element, headings: Iterable[Element]
) -> bool:
    """Return whether there is more to do than to give headings their ids.

    That is: to put the table in its place, to put links into the headings, to read their own
    attributes; or when a postprocessor is not a stock one, and may want to see the table.
    """
    return bool(
        step.use_anchors
        or step.use_permalinks not in (False, None)
        or any(
            "data-toc-label" in element.attrib or element.attrib.get("id", "") is None
            for element in headings
        )
        or any(step_name(each) not in STOCK_POSTPROCESSORS for each in converter.postprocessors)
        or (step.marker and step.marker in "".join(root.itertext()))
    )


STOCK_POSTPROCESSORS = (
    "markdown.postprocessors.RawHtmlPostprocessor",
    "markdown.postprocessors.AndSubstitutePostprocessor",
    "markdown.extensions.footnotes.FootnotePostprocessor",
)


def describe_heading(converter: Converter, element: Element) -> tuple[str, str]:
    """Return the markup in a heading, and its text on one line."""
    text = element.text or ""
    if len(element) or STX in text or escape(text) != text:
        markup = toc.render_inner_html(toc.remove_fnrefs(element), converter)
        return markup, toc.strip_tags(markup)
    return text.strip(), " ".join(text.split())


TREE_TWINS: dict[str, Callable[[Converter, Step, Element], Element | None]] = {
    "markdown.treeprocessors.InlineProcessor": run_inline,
    "markdown.treeprocessors.PrettifyTreeprocessor": prettify,
    "markdown.extensions.attr_list.AttrListTreeprocessor": assign_attributes,
    "markdown.extensions.footnotes.FootnoteTreeprocessor": append_footnotes,
    "markdown.extensions.toc.TocTreeprocessor": mark_headings,
}
