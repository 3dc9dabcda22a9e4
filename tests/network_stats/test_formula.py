"""Formulas, as MathML and as text."""

import pytest
from lxml import etree
from pelican.plugins.network_stats.formula import parse_formula, render_mathml, render_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\delta=\frac{2m}{n(n-1)}", "δ = 2m / (n(n − 1))"),
        (r"k_{\op{max}}=\op{max}_i k_i", "k_max = max_i k_i"),
        (r"\bar{C}=\frac{1}{n}\sum_i \frac{2t_i}{k_i}", "C\u0304 = (1 / n) ∑_i (2t_i / k_i)"),
        (r"\frac{\text{triangles}}{3}", "triangles / 3"),
        (r"m^{3/2}", "m^(3 / 2)"),
        (r"\sqrt{n+1}", "√(n + 1)"),
        (r"\sum_{q=1}^{n}S(q)", "∑_(q = 1)^n S(q)"),
        (r"n \op{log} n", "n log n"),
        (r"∣⦃i:k_i≥k⦄∣", "∣{i : k_i ≥ k}∣"),
    ],
)
def test_a_formula_can_be_read_as_a_line(source: str, text: str) -> None:
    """With as many parentheses as it needs."""
    assert render_text(parse_formula(source)) == text


def test_a_formula_is_mathml_that_says_its_text() -> None:
    """To those who have no MathML, and to those who copy it."""
    made = render_mathml(r"\delta<\frac{2m}{n}")
    assert made == (
        '<math alttext="δ &lt; 2m / n"><semantics><mrow><mi>δ</mi><mo>&lt;</mo><mfrac><mrow>'
        "<mn>2</mn><mi>m</mi></mrow><mi>n</mi></mfrac></mrow>"
        '<annotation encoding="text/plain">δ &lt; 2m / n</annotation></semantics></math>'
    )
    assert "annotation" not in render_mathml("m", annotated=False)


def test_scripts_and_limits_have_their_elements() -> None:
    """Below, above, both; a sum has its limits under and over it."""
    tags = [
        element.tag
        for source in ("a_b", "a^b", "a_b^c", r"\sum_a", r"\sum_a^b", r"\bar{a}", r"\sqrt{a}")
        for element in [etree.fromstring(render_mathml(source, annotated=False))[0]]
    ]
    assert tags == ["msub", "msup", "msubsup", "munder", "munderover", "mover", "msqrt"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (r"\frac{1}", "{ is missing"),
        ("{n", "} is missing"),
        ("n}", "a brace too many in 'n}'"),
        (r"\alfa", r"\alfa is not known"),
        ("n_", "a formula ends too early"),
    ],
)
def test_a_formula_that_is_none_is_a_fault_of_the_code(source: str, message: str) -> None:
    """It is raised when the catalogue is made."""
    with pytest.raises(ValueError, match="^" + message.replace("\\", r"\\")) as raised:
        parse_formula(source)
    assert str(raised.value) == message
