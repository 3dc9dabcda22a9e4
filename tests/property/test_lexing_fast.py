"""Whatever the text, a quick lexer gives the tokens of the stock one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.essays.lexing_fast import quicken
from pygments.lexers import get_lexer_by_name

PIECES = st.sampled_from(
    [
        *"\n\t \\\"'`()[]{}<>=!+-*/%&|^~@#$;:,.?_0123456789abzAZéſK\u2028\x0b",
        *("def ", "class ", "return", "f'", 'r"', '"""', "0x1f", "1e-5", "/*", "*/", "//", "<!--"),
        *("</a>", "&amp;", "${", "}", "{{", "}}", "{%", "import", "True", "null", "==", "->"),
    ]
)


@pytest.mark.parametrize("language", ["python", "bash", "html", "css", "js", "rust", "yaml", "c"])
@given(text=st.lists(PIECES, max_size=40).map("".join))
def test_the_tokens_are_those_of_the_stock_lexer(language: str, text: str) -> None:
    """In every language, of any pieces of code."""
    stock, quick = get_lexer_by_name(language), quicken(get_lexer_by_name(language))
    assert [*quick.get_tokens_unprocessed(text)] == [*stock.get_tokens_unprocessed(text)]
