"""Where the site's feeds live, and their words."""

from pelican.plugins.essays.feed_addresses import FOLDERS, announced, feed_link
from pelican.plugins.essays.languages import LANGUAGES
from pelican.plugins.essays.words import WORDS


def test_each_word_is_there_in_each_language() -> None:
    """No language lacks a word, and each word takes the same values in all."""
    assert WORDS.keys() == FOLDERS.keys() == LANGUAGES.keys()
    values = {"site": 1, "name": 2, "form": 3, "number": 4, "essay": 5, "source": 6}
    values |= {"title": 7, "id": 8}
    for lang, words in WORDS.items():
        assert words.keys() == WORDS["fr"].keys()
        for name, text in words.items():
            other = WORDS["fr"][name].format_map(values)
            held = sorted(filter(str.isdigit, text.format_map(values)))
            assert held == sorted(filter(str.isdigit, other)), f"{lang}: {name}"


def test_the_first_feed_is_the_essays_of_the_page_s_language() -> None:
    """Then that of the page, then the others; Atom before other formats."""
    own = feed_link("Pont", "feeds/en/topics/pont.atom.xml")
    links = announced({"fr": "Rives", "en": "Banks"}, "en", [own])
    assert [link.url for link in links] == [
        "feeds/en.atom.xml",
        "feeds/en/topics/pont.atom.xml",
        "feeds/en/reflections.atom.xml",
        "feeds/en.rss.xml",
        "feeds/en.json",
        "feeds/fr.atom.xml",
        "feeds/fr/reflexions.atom.xml",
    ]
    assert links[0].title == "Banks: the essays"
    assert links[5].title == "Rives\u00a0: les essais"
