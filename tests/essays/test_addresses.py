"""The addresses that paper needs: each once, with the words that lead there."""

from pelican.plugins.essays.addresses import list_addresses
from pelican.plugins.essays.views import Link


def test_an_address_counts_once_in_order() -> None:
    """Links to other sites alone, under their first words, as plain text."""
    html = (
        '<p>A <a class="x" href="https://a.example/?b=1&amp;c=2">first\n<em>word</em></a>, '
        '<a href="../le-pont/">one of the site</a>, <a href="https://b.example/" rel="x">b</a>, '
        '<a href="https://a.example/?b=1&amp;c=2">again</a>.</p>'
    )
    assert list_addresses(html) == (
        Link(label="first word", url="https://a.example/?b=1&c=2"),
        Link(label="b", url="https://b.example/"),
    )


def test_an_address_is_not_said_twice() -> None:
    """Words that are the address itself are left out."""
    html = '<a href="https://a.example/">https://a.example/</a>'
    assert list_addresses(html) == (Link(label="", url="https://a.example/"),)


def test_a_reference_says_its_address_itself() -> None:
    """It is in the list of references, on paper too."""
    html = '<a class="reference-link" href="https://a.example/x">a.example/x</a>'
    assert list_addresses(html) == ()


def test_a_text_without_links_has_none() -> None:
    """Nothing is looked for."""
    assert list_addresses("<p>https://a.example/ <a href='#p1'>x</a></p>") == ()
