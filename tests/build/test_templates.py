"""Templates are found, digested with all that they reach, and filled in; faults have a place."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.store import Store
from pelican.plugins.build.templates import PO_HINT, Strings, Templates

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file below the project's root."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def templates(tmp_path: Path) -> Callable[[], Templates]:
    """Return a function that gives a theme's templates, over those of a plugin, read anew."""
    return lambda: Templates([tmp_path / "theme", tmp_path / "plugin"], tmp_path)


def problem_of(templates: Templates, name: str, **context: object) -> Problem:
    with pytest.raises(BuildFailed) as failure:
        templates.render(name, **context)
    (problem,) = failure.value.problems
    return problem


def test_a_template_of_the_theme_goes_before_that_of_a_plugin(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """What the theme does not have is the plugin's."""
    write("plugin/a.html", "plugin {% include 'b.html' %}")
    write("plugin/b.html", "b")
    assert templates().render("a.html") == "plugin b"
    write("theme/b.html", "our b")
    assert templates().render("a.html") == "plugin our b"
    write("theme/a.html", "theme")
    assert templates().render("a.html") == "theme"
    assert templates().find("c.html") is None


def test_indents_are_the_templates_own(write: Write, templates: Callable[[], Templates]) -> None:
    """Lines begin at their margin, words stay apart, and a text put in keeps its own spaces."""
    template = (
        "<ul>\n  {% for one in many %}\n\t <li>{{ one }}\n    {% if one %}\n    <b>c</b>\n"
        "    {% endif %}\n    d\n  {% endfor %}\n</ul>"
    )
    write("theme/a.html", template)
    said = templates().render("a.html", many=["a", "b\n  c"])
    assert said == "<ul>\n<li>a\n <b>c</b>\n d\n<li>b\n  c\n <b>c</b>\n d\n</ul>"


def test_text_is_escaped(write: Write, templates: Callable[[], Templates]) -> None:
    """Unless a template says that it is HTML."""
    write("theme/a.html", "{{ text }} {{ text | safe }}")
    assert templates().render("a.html", text="<&>") == "&lt;&amp;&gt; <&>"


@pytest.mark.parametrize(
    "reference",
    [
        '{% extends "b.html" %}',
        "{% include 'b.html' %}",
        '{%- include "b.html" ignore missing -%}',
        '{% include ["none.html", "b.html"] %}',
        '{% include "b.html" without context %}',
        '{% import "b.html" as forms %}',
        '{% from "b.html" import x, y as z with context %}',
        "{% set name = 'b.html' %}{% include name %}",
        "{% include 'b' ~ '.html' %}",
        "{% include ('c' if 1 else 'b') ~ '.html' %}",
        "{% include 'c.html' if wide else name %}",
        "{% if x %}\n{% include 'c.html' %}{% include\n  'b.html' %}{% endif %}",
    ],
)
@pytest.mark.parametrize("change", ["theme/b.html", "plugin/d.html", "theme/d.html"])
def test_the_digest_is_that_of_all_that_is_reached(
    write: Write, templates: Callable[[], Templates], reference: str, change: str
) -> None:
    """A template that is reached by another, however it is named, makes the page what it is."""
    write("theme/a.html", reference)
    write("plugin/b.html", "{% include 'd.html' %}")
    write("plugin/c.html", "")
    write("plugin/d.html", "d")
    before = templates().digest("a.html")
    assert templates().digest("a.html") == before
    write(change, "{% include 'd.html' %}changed" if "b.html" in change else "changed")
    assert templates().digest("a.html") != before


def test_the_digest_is_not_that_of_others(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """A template that is not reached may change."""
    write("theme/a.html", "{% include 'b.html' %}{# not 'c.html' #}")
    write("theme/b.html", "{% extends 'a.html' %}")
    write("theme/c.html", "c")
    before = templates().digest("a.html")
    write("theme/c.html", "changed")
    assert templates().digest("a.html") == before


def test_compiled_templates_are_kept(write: Write, tmp_path: Path) -> None:
    """Those that have changed are compiled again."""
    write("theme/a.html", "one")
    folder = tmp_path / "notes" / "templates"
    assert Templates([tmp_path / "theme"], tmp_path, folder).render("a.html") == "one"
    assert list(folder.iterdir())
    write("theme/a.html", "two")
    assert Templates([tmp_path / "theme"], tmp_path, folder).render("a.html") == "two"


VIEW = SimpleNamespace(url="le-pont/", title="Le pont")


def test_a_name_that_is_not_defined_is_told_with_its_line(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """It is that of the template that is at fault, and the page that showed it is named."""
    write("theme/base.html", "<html>\n{% block main %}{% endblock %}\n</html>")
    write(
        "theme/a.html", "{% extends 'base.html' %}\n{% block main %}\n{{ titel }}\n{% endblock %}"
    )
    problem = problem_of(templates(), "a.html", view=VIEW)
    hint = "While rendering /le-pont/."
    assert problem == Problem("theme/a.html", 3, "'titel' is undefined", hint)


def test_a_field_that_a_view_does_not_have_is_told(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """By the name of the record, not by where it is in our code."""
    write("theme/a.html", "\n{{ view.titel }}")
    problem = problem_of(templates(), "a.html", view=VIEW)
    message = "'SimpleNamespace' has no attribute 'titel'"
    assert problem == Problem("theme/a.html", 2, message, "While rendering /le-pont/.")


def test_a_template_that_is_no_template_is_told(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """With the line on which it breaks, also when another includes it."""
    write("theme/a.html", "\n{% include 'b.html' %}")
    write("theme/b.html", "\n\n{% if x %}{% endfor %}")
    problem = problem_of(templates(), "a.html", view=VIEW)
    message = (
        "Encountered unknown tag 'endfor'. Jinja was looking for the following tags: 'elif' or "
        "'else' or 'endif'. The innermost block that needs to be closed is 'if'."
    )
    assert problem == Problem("theme/b.html", 3, message, "While rendering /le-pont/.")


def test_a_template_that_is_not_there_is_told(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """By the one that includes it, with the nearest name."""
    write("theme/home.html", "\n\n{% include 'entires.html' %}")
    write("plugin/entries.html", "")
    message, hint = "there is no template 'entires.html'", "Did you mean 'entries.html'?"
    assert problem_of(templates(), "home.html") == Problem("theme/home.html", 3, message, hint)
    problem = problem_of(templates(), "hom.html", view=VIEW)
    assert problem == Problem(
        "hom.html", 0, "there is no template 'hom.html'", "Did you mean 'home.html'?"
    )


def test_an_exception_in_a_template_is_told(
    write: Write, templates: Callable[[], Templates]
) -> None:
    """By its kind and its words; what happens below the template is not where it is mended."""

    def fail() -> None:
        raise ValueError("not today")

    write("theme/a.html", "{{ 1 }}\n{{ fail() }}")
    problem = problem_of(templates(), "a.html", fail=fail)
    assert problem == Problem("theme/a.html", 2, "ValueError: not today")


HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
WORDS = HEAD + (
    'msgid "Topics"\nmsgstr "Thèmes"\n\n'
    'msgid "%(count)s note"\nmsgid_plural "%(count)s notes"\n'
    'msgstr[0] "%(count)s note"\nmsgstr[1] "%(count)s notes"\n'
)


@pytest.fixture
def strings(tmp_path: Path) -> Callable[..., Strings]:
    """Return a function that gives the words of catalogues below the project's root."""
    return lambda *names: Strings(
        [tmp_path / name for name in names], "fr", Store(tmp_path / "store"), tmp_path
    )


def test_words_are_those_of_the_catalogue(write: Write, strings: Callable[..., Strings]) -> None:
    """In the number that the language asks for; what it does not have stays in English."""
    write("a.po", WORDS)
    found = strings("a.po", "missing.po")
    assert found.gettext("Topics") == "Thèmes"
    assert found.gettext("Archives") == "Archives"
    numbers = [found.ngettext("%(count)s note", "%(count)s notes", n) for n in (0, 1, 2)]
    assert numbers == ["%(count)s note", "%(count)s note", "%(count)s notes"]


def test_without_a_catalogue_words_are_english(strings: Callable[..., Strings]) -> None:
    """They are what the code has."""
    found = strings("missing.po")
    assert found.gettext("Topics") == "Topics"
    assert [found.ngettext("a", "b", n) for n in (1, 2)] == ["a", "b"]


def test_a_later_catalogue_goes_over_an_earlier_one(
    write: Write, strings: Callable[..., Strings]
) -> None:
    """A theme says again what it wants to say otherwise, and adds its own.

    What it leaves empty, or is not sure of, stays as it was.
    """
    write("a.po", WORDS + '\nmsgid "Archives"\nmsgstr "Dépôt"\n\nmsgid "Page"\nmsgstr "Feuille"\n')
    write(
        "b.po",
        HEAD
        + 'msgid "Topics"\nmsgstr "Sujets"\n\nmsgid "Archives"\nmsgstr ""\n\n'
        + '#, fuzzy\nmsgid "Page"\nmsgstr "Pagette"\n\nmsgid "Feed"\nmsgstr "Flux"\n\n'
        + 'msgid "%(count)s note"\nmsgid_plural "%(count)s notes"\n'
        + 'msgstr[0] "une note"\nmsgstr[1] "%(count)s notes en tout"\n',
    )
    found = strings("a.po", "b.po")
    words = [found.gettext(word) for word in ("Topics", "Archives", "Page", "Feed")]
    assert words == ["Sujets", "Dépôt", "Feuille", "Flux"]
    numbers = [found.ngettext("%(count)s note", "%(count)s notes", n) for n in (1, 2)]
    assert numbers == ["une note", "%(count)s notes en tout"]


def test_the_digest_of_words_is_that_of_their_files(
    write: Write, strings: Callable[..., Strings]
) -> None:
    """And of their order."""
    write("a.po", WORDS)
    write("b.po", HEAD)
    digests = {strings(*names).digest for names in [("a.po",), ("a.po", "b.po"), ("b.po", "a.po")]}
    assert len(digests) == 3
    assert strings("a.po", "c.po").digest == strings("a.po").digest
    before = strings("a.po").digest
    write("a.po", WORDS.replace("Thèmes", "Sujets"))
    assert strings("a.po").digest != before


NOT_IN_A_MESSAGE = (
    'not a gettext catalogue: Got line starting with " but not in msgid, msgstr or msgctxt on 0'
)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (WORDS.replace('"Thèmes"', '"Thèmes'), 7, "a line that no gettext catalogue has", PO_HINT),
        (WORDS.replace('"Thèmes"', "Thèmes"), 7, "a line that no gettext catalogue has", PO_HINT),
        (WORDS.replace('"Thèmes"', '"a" "b"'), 7, "a line that no gettext catalogue has", PO_HINT),
        (
            WORDS.replace("msgstr[0]", "mgstr[0]"),
            11,
            "a line that no gettext catalogue has",
            PO_HINT,
        ),
        (
            WORDS.replace('"%(count)s note"\nmsgstr[1]', '"%(nombre)s note"\nmsgstr[1]'),
            9,
            "unknown named placeholder 'nombre'",
            "",
        ),
        (
            '"alone"\n' + WORDS,
            1,
            NOT_IN_A_MESSAGE,
            "",
        ),
    ],
)
def test_a_catalogue_that_is_none_is_told(
    write: Write,
    strings: Callable[..., Strings],
    text: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    """With its line, before any page says something else than it should."""
    write("fr/messages.po", text)
    with pytest.raises(BuildFailed) as failure:
        strings("fr/messages.po").gettext("Topics")
    assert failure.value.problems == [Problem("fr/messages.po", line, message, hint)]


@pytest.mark.parametrize("name", ["essays", "network_stats", "reflections"])
def test_our_own_catalogues_are_right(name: str, tmp_path: Path) -> None:
    """Each plugin's words, where it has a catalogue, and those of the theme."""
    root = Path(__file__).parents[2]
    for folder in (root / "plugins" / name, root / "theme"):
        for path in sorted(folder.glob("translations/*/LC_MESSAGES/*.po")):
            Strings([path], path.parts[-3], Store(tmp_path / "store"), root).gettext("Topics")
