"""The inline patterns of Python-Markdown, each tried only where it may match.

See `markdown_fast.py`: the elements, and their order, are those of Python-Markdown.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, AtomicString

from .mirrored import Step, is_overridden, step_name

if TYPE_CHECKING:
    from .markdown_fast import Converter

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

    def can_weave(self, converter: "Converter") -> bool:
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

    def __init__(self, converter: "Converter", processor: Step, plan: InlinePlan) -> None:
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
