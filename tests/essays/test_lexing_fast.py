"""Quick lexers give the tokens of stock ones."""

import re

import pytest
from pelican.plugins.essays.lexing_fast import EVERY, first_characters, quicken
from pygments.lexers import get_lexer_by_name

SAMPLES = {
    "python": 'class Réseau(dict):\n    """Des gens."""\n    def f(self, n: int = 0x1F) -> None:\n'
    "        async_ = f'{n!r:>10} {{}} é' + rb'\\x00' if n @ 2 else None  # été\n\t\x0b\n$?",
    "pycon": ">>> 1 + 1\n2\n>>> raise X\nTraceback (most recent call last):\n  File\nX: non\n",
    "bash": "for f in *.md; do echo \"${f%.md}\" | tr 'a-z' 'A-Z' && cat <<E\nx $f\nE\ndone # f\n",
    "html": "<!DOCTYPE html><p class=\"a\" x='y'>é &amp; <b>x</b><script>a = 1 < 2;</script>",
    "css": "@media (width > 30em) { a:hover::before { color: #fff !important; content: 'é' } }",
    "javascript": "const f = async (x) => { return `${x}` ?? /a[b/]c/gi.test('é') }; //\n/* a */",
    "json": '{"a": [1, -2.5e3, true, null, "é\\n"], "b": {}}',
    "toml": '[a.b]\nc = 1979-05-27T07:32:00Z\nd = """x\ny"""\ne = [1, 2] # f\n',
    "yaml": "a: &x\n  - b: 'c'\n  - *x\n# d\ne: |\n  f\n  g\n",
    "xml": '<?xml version="1.0"?><a:b xmlns:a="u"><!-- c --><![CDATA[ d ]]></a:b>',
    "sql": "SELECT n, 'l''été' FROM gens WHERE n >= 10 AND x IS NOT NULL; -- fin\n",
    "rust": 'fn f<\'a>(x: &\'a str) -> Result<u8, ()> { println!("{}", r#"é"#); Ok(0b1_0) }',
    "c": '#include <a.h>\nint main(void) { /* é */ return 0x1fUL << 2; } // "\n',
    "php": '<p><?php foreach ($a as $k => $v): echo "$v"; endforeach ?></p>',
    "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n",
    "markdown": "# Titre\n\n* un *deux* `trois`\n\n```python\nx = 1\n```\n",
    "jinja": "{% for a in b %}{{ a|e }}{# c #}{% endfor %}",
    "ini": "[a]\nb = c ; d\n",
    "makefile": "site: $(READY) ## x\n\t@$(INVOKE) build\n",
    "text": "rien\n",
}
"""For each language, a text that goes through many of its states."""


@pytest.mark.parametrize("language", SAMPLES)
def test_the_tokens_are_those_of_the_stock_lexer(language: str) -> None:
    """Also of every beginning of a text, where strings and comments stay open."""
    text = SAMPLES[language]
    stock, quick = get_lexer_by_name(language), quicken(get_lexer_by_name(language))
    for end in range(len(text) + 1):
        part = text[:end]
        assert [*quick.get_tokens_unprocessed(part)] == [*stock.get_tokens_unprocessed(part)]


def test_most_rules_are_ruled_out() -> None:
    """A rule that was in every list would make the lists useless."""
    lexer = get_lexer_by_name("python")
    found = [len(first_characters(match)) for match, _, _ in lexer._tokens["root"]]
    assert sum(found) < len(found) * len(EVERY) / 2


@pytest.mark.parametrize(
    ("expression", "flags", "first"),
    [
        ("abc", 0, "a"),
        ("[abc]+d", 0, "abc"),
        ("a?b", 0, "ab"),
        ("a*", 0, None),
        ("", 0, None),
        (r"\bif\b", 0, "i"),
        ("(?:ab|c)d", 0, "ac"),
        ("(?=x)a", 0, "a"),
        ("a", re.IGNORECASE, "aA"),
        ("\u017f", re.IGNORECASE, None),
        (r"\d+", 0, "0123456789"),
        (r"(?i:a)", 0, None),
        (r"(a)|\1", 0, None),
        (r"[^\x00-\x60\x63-\x7f]", 0, "ab"),
    ],
)
def test_what_an_expression_can_begin_with(expression: str, flags: int, first: str | None) -> None:
    """Nothing is left out: what is not understood may begin with any character."""
    expected = EVERY if first is None else frozenset(map(ord, first))
    assert first_characters(re.compile(expression, flags).match) == expected


def test_a_lexer_of_another_kind_stays_as_it_is() -> None:
    """Only the way in which `RegexLexer` works is known."""
    lexer = get_lexer_by_name("html+jinja")
    quicken(lexer)
    assert "get_tokens_unprocessed" not in vars(lexer)
