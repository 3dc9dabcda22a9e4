"""The converter of essays: the bytes of Python-Markdown, for a fraction of its work.

Python-Markdown tries everything everywhere: each inline pattern on each piece of text, each
block processor on each block, a parser of HTML on texts that have no HTML. Here each of its
steps has a twin that first looks whether there is anything to do. A twin stands in for one exact
class of one exact version (`MIRRORED`); whatever else an extension registers is run as
Python-Markdown runs it, in its place, so that the bytes never depend on this module.

A step is a preprocessor, a block processor, an inline pattern, a tree processor, the serializer
or a postprocessor. The registries keep Python-Markdown's own objects: an extension finds them
where it expects them, and may replace them.
"""

import functools
import html
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, Self
from xml.etree.ElementTree import HTML_EMPTY, Element

import markdown
from markdown import inlinepatterns, serializers
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension, toc
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, STX, AtomicString

from .lexing_fast import quicken

MIRRORED = {"markdown": "3.11.3", "pymdownx": "13.1"}
"""The versions whose steps have twins here. With any other version the stock steps run."""

Step = Any
"""A preprocessor, a block processor and so on: a twin reads what is particular to its own."""
Format = Literal["html", "xhtml"]

OVERRIDABLE = frozenset({"run", "test", "handleMatch", "getCompiledRegExp"})
"""Methods of steps that an extension may have overridden on one object alone."""


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


def is_mirrored(package: str) -> bool:
    """Return whether the loaded version of `package` is the one that has twins here."""
    meta = sys.modules.get(f"{package}.__meta__")
    return getattr(meta, "__version__", None) == MIRRORED[package]


def find_class_name(kind: type) -> str:
    """Return the dotted name of a class, or nothing when its package is not mirrored."""
    package = kind.__module__.partition(".")[0]
    if package not in MIRRORED or not is_mirrored(package):
        return ""
    return f"{kind.__module__}.{kind.__qualname__}"


class_name: Callable[[Any], str] = functools.cache(find_class_name)


def step_name(step: Step) -> str:
    """Return the name by which the twin of `step` is known, or nothing if it has none.

    The class must be exactly the stock one: a subclass may do anything.
    """
    return "" if is_overridden(step) else class_name(type(step))


def is_overridden(step: Step) -> bool:
    """Return whether a method of the class of `step` was replaced on this object alone."""
    return not OVERRIDABLE.isdisjoint(getattr(step, "__dict__", ()))


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


# Inline patterns.

SIMPLE_MARKUP = re.compile(
    r"(?P<stars>\*\*?)(?![\s*])(?P<stressed>[^*\[\]]*[^*\[\]\s])(?P=stars)(?!\*)"
    r"|(?P<note>\[\^[^*\[\]]*\])(?!\()"
    r"|(?<!!)\[(?!\^)(?P<label>[^*\[\]]*)\]\(\s*(?P<address>[^()<'\"*\[\]\x02]*)\)"
)
"""An emphasis, the mark of a footnote or a link, with nothing but text in it."""
SIMPLE_START = re.compile(r"[*\[]")


class InlineTwin(NamedTuple):
    """What is known of a stock pattern."""

    wants: Callable[[str], bool]
    """Whether it may match in a text: the signs that it needs are there."""
    is_reference: bool = False
    """Whether it only matches the names of links that the document defines."""


class InlineStep(NamedTuple):
    """An inline pattern in its place, with what is known of it."""

    number: int
    pattern: Step
    wants: Callable[[str], bool]
    is_reference: bool


def always(_text: str) -> bool:
    """Return true: nothing is known of a pattern."""
    return True


def has_bracket(text: str) -> bool:
    """Return whether there is an opening bracket in `text`."""
    return "[" in text


INLINE_TWINS: dict[tuple[str, str], InlineTwin] = {
    ("BacktickInlineProcessor", inlinepatterns.BACKTICK_RE): InlineTwin(lambda text: "`" in text),
    ("EscapeInlineProcessor", inlinepatterns.ESCAPE_RE): InlineTwin(lambda text: "\\" in text),
    ("FootnoteInlineProcessor", r"\[\^([^\]]*)\]"): InlineTwin(lambda text: "[^" in text),
    ("ReferenceInlineProcessor", inlinepatterns.REFERENCE_RE): InlineTwin(
        has_bracket, is_reference=True
    ),
    ("LinkInlineProcessor", inlinepatterns.LINK_RE): InlineTwin(lambda text: "](" in text),
    ("ImageInlineProcessor", inlinepatterns.IMAGE_LINK_RE): InlineTwin(
        lambda text: "![" in text and "](" in text
    ),
    ("ImageReferenceInlineProcessor", inlinepatterns.IMAGE_REFERENCE_RE): InlineTwin(
        has_bracket, is_reference=True
    ),
    ("ShortReferenceInlineProcessor", inlinepatterns.REFERENCE_RE): InlineTwin(
        has_bracket, is_reference=True
    ),
    ("ShortImageReferenceInlineProcessor", inlinepatterns.IMAGE_REFERENCE_RE): InlineTwin(
        has_bracket, is_reference=True
    ),
    ("AutolinkInlineProcessor", inlinepatterns.AUTOLINK_RE): InlineTwin(
        lambda text: "<" in text and "://" in text
    ),
    ("AutomailInlineProcessor", inlinepatterns.AUTOMAIL_RE): InlineTwin(
        lambda text: "<" in text and "@" in text
    ),
    ("SubstituteTagInlineProcessor", inlinepatterns.LINE_BREAK_RE): InlineTwin(
        lambda text: "  \n" in text
    ),
    ("HtmlInlineProcessor", inlinepatterns.HTML_RE): InlineTwin(
        lambda text: "<" in text and ">" in text
    ),
    ("HtmlInlineProcessor", inlinepatterns.ENTITY_RE): InlineTwin(
        lambda text: "&" in text and ";" in text
    ),
    ("DelimiterProcessor", r"\*|_"): InlineTwin(lambda text: "*" in text or "_" in text),
}
"""The stock patterns, by the name of their class and their regular expression."""


def build_inline_step(number: int, pattern: Step) -> InlineStep:
    """Return a pattern with what is known of it, if it is a stock one."""
    package, _, name = step_name(pattern).rpartition(".")
    twin = None
    if package in ("markdown.inlinepatterns", "markdown.extensions.footnotes"):
        twin = INLINE_TWINS.get((name, pattern.getCompiledRegExp().pattern))
    return InlineStep(number, pattern, *(twin or InlineTwin(always)))


def describe_patterns(patterns: Iterable[Step]) -> list[tuple[Step, Step, bool]]:
    """Return the patterns with what an extension may change in them."""
    return [(each, getattr(each, "compiled_re", None), is_overridden(each)) for each in patterns]


class InlinePlan:
    """A set of inline patterns, and what is known of them."""

    def __init__(self, patterns: tuple[Step, ...]) -> None:
        self.planned = describe_patterns(patterns)
        self.steps = tuple(build_inline_step(*item) for item in enumerate(patterns))
        self.is_stock = all(step.wants is not always for step in self.steps)
        self.is_modern = all(isinstance(each, inlinepatterns.InlineProcessor) for each in patterns)
        """Whether none is of the old kind, whose expressions take in the whole text."""
        by_name = {step_name(each).rpartition(".")[2]: each for each in patterns}
        self.emphasis: Step = by_name.get("DelimiterProcessor")
        self.notes: Step = by_name.get("FootnoteInlineProcessor")
        self.links: Step = by_name.get("LinkInlineProcessor")

    def is_for(self, patterns: tuple[Step, ...]) -> bool:
        """Return whether these are still the patterns that the plan was made from."""
        return self.planned == describe_patterns(patterns)

    def can_weave(self, converter: Converter) -> bool:
        """Return whether simple markup means what it does without extensions."""
        stars = self.emphasis and self.emphasis.delimiters.get("*")
        return bool(
            self.is_stock
            and self.links
            and not converter.references
            and stars
            and stars.tags == ("strong", "em")
            and not stars.smart
            and list(self.emphasis.delimiters) == ["*", "_"]
            and (not self.notes or self.has_quiet_numbers())
        )

    def has_note(self, name: str) -> bool:
        """Return whether the document has a footnote of this name."""
        return self.notes is not None and name in self.notes.footnotes.footnotes

    def has_quiet_numbers(self) -> bool:
        """Return whether the numbers of footnotes hold no markup."""
        form = self.notes.footnotes.getConfig("SUPERSCRIPT_TEXT")
        return not (has_rare_sign(form) or "*" in form or "[" in form)


def has_rare_sign(text: str) -> bool:
    """Return whether `text` has a sign of markup other than stars and brackets."""
    return (
        "_" in text or "<" in text or "&" in text or "\\" in text or "`" in text or "  \n" in text
    )


Found = list[tuple[Element, list[str]]]
"""Elements, each with the names of those that it is in."""


class InlineRun:
    """One run of an inline plan over a tree (the stock `InlineProcessor`).

    The order of the matches is the stock one: footnotes are numbered in it.
    """

    def __init__(self, converter: Converter, processor: Step, plan: InlinePlan) -> None:
        self.processor = processor
        self.plan = plan
        self.is_stock = plan.is_stock
        self.can_weave = plan.can_weave(converter)
        self.steps = plan.steps
        if plan.is_stock and not converter.references:
            self.steps = tuple(step for step in plan.steps if not step.is_reference)
        self.stash: dict[str, Element | str] = {}
        processor.stashed_nodes = self.stash

    def run(self, tree: Element) -> Element:
        """Return the tree with its inline markup made into elements."""
        processor = self.processor
        processor.parent_map = {}
        if not self.is_stock:
            processor.parent_map = {child: each for each in tree.iter() for child in each}
        queue = deque([(tree, [tree.tag.lower()])])
        while queue:
            element, ancestors = queue.popleft()
            processor.ancestors = ancestors
            if element is not tree:
                ancestors.append(element.tag.lower())
            self.run_on_children(element, queue)
        return tree

    def run_on_children(self, element: Element, queue: deque[tuple[Element, list[str]]]) -> None:
        """Make elements of the markup in the children of an element; queue what may hold more."""
        added: list[tuple[Element, list[Element]]] = []
        for child in element:
            text, tail = child.text, child.tail
            if text and not (self.is_settled(text) or isinstance(text, AtomicString)):
                nodes = self.weave(text, child)
                if nodes is None:
                    nodes = self.run_on_text(child, text, queue)
                added.append((child, nodes))
            if tail and not self.is_settled(tail):
                self.run_on_tail(element, child, tail)
            if len(child):
                self.processor.parent_map[child] = element
                queue.append((child, self.processor.ancestors[:]))
        for child, nodes in added:
            for place, node in enumerate(nodes):
                child.insert(place, node)

    def is_quiet(self, text: str) -> bool:
        """Return whether no pattern is to be tried on `text`."""
        if self.is_stock and not ("*" in text or "[" in text or has_rare_sign(text)):
            return True
        return isinstance(text, AtomicString)

    def is_settled(self, text: str) -> bool:
        """Return whether no pattern is to be tried on `text`, and no placeholder replaced."""
        return self.is_quiet(text) and not (self.stash and INLINE_PLACEHOLDER_PREFIX in text)

    def weave(self, text: str, child: Element) -> list[Element] | None:
        """Return the elements of simple markup in `text`, in their order, to be put into `child`.

        The text before them becomes that of `child`. When some of the markup is not simple,
        nothing is changed and there is no result.
        """
        plan = self.plan
        if not self.can_weave or plan.emphasis.regions or has_rare_sign(text):
            return None
        if self.stash and INLINE_PLACEHOLDER_PREFIX in text:
            return None
        places: list[re.Match[str]] = []
        end = 0
        while start := SIMPLE_START.search(text, end):
            found = SIMPLE_MARKUP.match(text, start.start())
            if not found or (found["note"] and not plan.has_note(found["note"][2:-1])):
                return None
            places.append(found)
            end = found.end()
        child.text = None
        nodes: list[Element] = []
        end = 0
        for found in places:
            add_text(text[end : found.start()], nodes[-1] if nodes else child, is_tail=bool(nodes))
            nodes.append(self.build_node(found))
            end = found.end()
        add_text(text[end:], nodes[-1] if nodes else child, is_tail=bool(nodes))
        return nodes

    def build_node(self, found: re.Match[str]) -> Element:
        """Return the element of a piece of simple markup."""
        if found["note"]:
            notes = self.plan.notes
            note: Element = notes.handleMatch(
                notes.compiled_re.match(found.string, found.start()), found.string
            )[0]
            return note
        if found["stars"]:
            element = Element("em" if len(found["stars"]) == 1 else "strong")
            element.text = found["stressed"]
        else:
            element = Element("a", {"href": found["address"].strip()})
            element.text = found["label"]
        return element

    def run_on_text(
        self, child: Element, text: str, queue: deque[tuple[Element, list[str]]]
    ) -> list[Element]:
        """Return the elements of the markup in the text of a child, and queue them."""
        ancestors = self.processor.ancestors
        ancestors.append(child.tag.lower())
        child.text = None
        found = self.resolve(self.handle(text, 0), child, is_text=True)
        for node, _ in found:
            self.processor.parent_map[node] = child
        queue.extend(found)
        ancestors.pop()
        return [node for node, _ in found]

    def run_on_tail(self, element: Element, child: Element, tail: str) -> None:
        """Make elements of the markup in the text after a child; they come after it."""
        holder = Element("d")
        child.tail = None
        found = self.resolve(self.handle(tail, 0), holder, is_text=False)
        if holder.tail:
            child.tail = holder.tail
        place = list(element).index(child) + 1
        for node, _ in reversed(found):
            self.processor.parent_map[node] = element
            element.insert(place, node)

    def handle(self, text: str, start: int) -> str:
        """Return `text` with placeholders for what the patterns from number `start` on match."""
        if self.is_quiet(text):
            return text
        for step in self.steps:
            if step.number >= start and step.wants(text):
                text = self.apply(step, text)
        return text

    def apply(self, step: InlineStep, text: str) -> str:
        """Return `text` with placeholders for what one pattern matches."""
        if self.is_excluded(step):
            return text
        start = 0
        pattern = step.pattern
        while True:
            for found in pattern.getCompiledRegExp().finditer(text, start):
                node, begin, end = pattern.handleMatch(found, text)
                if begin is not None and end is not None:
                    break
            else:
                return text
            if node is None:
                start = end
                continue
            self.handle_node(step, node)
            key = f"{len(self.stash):04d}"
            self.stash[key] = node
            before = f"{text[:begin]}{INLINE_PLACEHOLDER_PREFIX}{key}{ETX}"
            text = before + text[end:]
            start = len(before)

    def is_excluded(self, step: InlineStep) -> bool:
        """Return whether the pattern may not match inside the elements that we are in."""
        names = step.pattern.ANCESTOR_EXCLUDES
        return bool(names) and any(name.lower() in self.processor.ancestors for name in names)

    def handle_node(self, step: InlineStep, node: Element | str) -> None:
        """Put placeholders into the text of an element that a pattern has just made."""
        if isinstance(node, str) or isinstance(node.text, AtomicString):
            return
        for child in [node, *node]:
            if child.text:
                self.processor.ancestors.append(child.tag.lower())
                child.text = self.handle(child.text, step.number + 1)
                self.processor.ancestors.pop()
            if child.tail:
                child.tail = self.handle(child.tail, step.number)

    def resolve(self, text: str, parent: Element, *, is_text: bool) -> Found:
        """Return the elements whose placeholders are in `text`.

        What stands before the first becomes the text (or the tail) of `parent`, which has none;
        what stands after an element becomes its tail.
        """
        pieces = INLINE_PLACEHOLDER_RE.split(text)
        nodes = [self.stash.get(key) for key in pieces[1::2]]
        if (
            text.count(INLINE_PLACEHOLDER_PREFIX) != len(nodes)
            or isinstance(text, AtomicString)
            or not {type(node) for node in nodes} <= {str, Element}
        ):
            # A placeholder was cut, or is not ours: as the stock processor has it.
            stock = self.processor._InlineProcessor__processPlaceholders  # noqa: SLF001
            resolved: Found = stock(text, parent, is_text)
            return resolved
        found: Found = []
        last, is_tail = parent, not is_text
        run = pieces[0]
        for node, after in zip(nodes, pieces[2::2], strict=True):
            if isinstance(node, str):
                run += node + after
            elif node is not None:
                add_text(run, last, is_tail=is_tail)
                self.resolve_node(node)
                found.append((node, self.processor.ancestors[:]))
                last, is_tail, run = node, True, after
        add_text(run, last, is_tail=is_tail)
        return found

    def resolve_node(self, node: Element) -> None:
        """Replace the placeholders in the texts of an element and of its children."""
        for child in [node, *node]:
            tail, text = child.tail, child.text
            if tail and INLINE_PLACEHOLDER_PREFIX in tail:
                child.tail = None
                found = self.resolve(tail, child, is_text=False)
                place = 0 if child is node else list(node).index(child) + 1
                for new, _ in reversed(found):
                    node.insert(place, new)
            if text and INLINE_PLACEHOLDER_PREFIX in text:
                child.text = None
                for new, _ in reversed(self.resolve(text, child, is_text=True)):
                    child.insert(0, new)


def add_text(text: str, element: Element, *, is_tail: bool) -> None:
    """Add `text` to the text of an element, or to its tail."""
    if not text:
        return
    if is_tail:
        element.tail = element.tail + text if element.tail else text
    else:
        element.text = element.text + text if element.text else text


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


# The serializer.

EMPTY_ELEMENTS: frozenset[str] = frozenset(HTML_EMPTY)
BOOLEAN_ATTRIBUTES = getattr(serializers, "BOOLEAN_ATTRIBUTES", {"html": ()})["html"]
DEEPEST = 100
"""Depth from which the stock serializer takes over: it needs no stack of calls."""


def serialize(element: Element, form: Format) -> str:
    """Return the markup of an element and of the text after it."""
    parts: list[str] = []
    add_markup(element, parts.append, form, 0)
    return "".join(parts)


def add_markup(element: Element, add: Callable[[str], None], form: Format, depth: int) -> None:
    """Add the markup of an element, piece by piece."""
    tag = element.tag
    attributes = element.items()
    if depth > DEEPEST or not isinstance(tag, str) or not are_plain(attributes):
        stock = serializers.to_html_string if form == "html" else serializers.to_xhtml_string
        add(stock(element))
        return
    opening = tag + dump_attributes(attributes, form) if attributes else tag
    text, tail = element.text or "", element.tail or ""
    kind = content_kind(tag)
    if kind != "raw" and ("&" in text or "<" in text or ">" in text):
        text = escape(text)
    if "&" in tail or "<" in tail or ">" in tail:
        tail = escape(tail)
    closing = "" if kind == "empty" else f"</{tag}>"
    if kind == "empty" and form == "xhtml":
        add(f"<{opening} />{tail}")
    elif len(element):
        add(f"<{opening}>{text}")
        for child in element:
            add_markup(child, add, form, depth + 1)
        add(closing + tail)
    else:
        add(f"<{opening}>{text}{closing}{tail}")


@functools.lru_cache(maxsize=256)
def content_kind(tag: str) -> str:
    """Return what an element may hold: nothing ("empty"), text as it is ("raw") or markup."""
    lowered = tag.lower()
    if lowered in EMPTY_ELEMENTS:
        return "empty"
    return "raw" if lowered in ("script", "style") else "markup"


def are_plain(attributes: Iterable[tuple[object, object]]) -> bool:
    """Return whether attributes are made of strings (or have no value)."""
    for name, value in attributes:
        if not isinstance(name, str) or not (value is None or isinstance(value, str)):
            return False
    return True


def dump_attributes(attributes: Iterable[tuple[str, str | None]], form: Format) -> str:
    """Return the markup of attributes, in the order of their names, each after a space."""
    text = ""
    for name, value in sorted(attributes):
        if value is None:
            text += f" {name}"
            continue
        escaped = escape(value)
        if '"' in escaped:
            escaped = escaped.replace('"', "&quot;")
        if form == "html" and name == escaped and name in BOOLEAN_ATTRIBUTES:
            text += f" {name}"
        else:
            text += f' {name}="{escaped}"'
    return text


def escape(text: str) -> str:
    """Return `text` with references for the signs of markup; those that it has are kept."""
    if "&" in text:
        text = serializers.RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
