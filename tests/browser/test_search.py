"""Readers who search in Chromium: by words, by choices, by keyboard, by address, and without."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = pytest.mark.parametrize(
    ("path", "word"), [("recherche/", "réseau"), ("en/search/", "network")]
)


@pytest.fixture
def searcher(browser: Browser, address: str) -> Callable[..., Any]:
    """Return a function that opens a page with scripts on, and tells what went wrong on it."""

    @contextmanager
    def open_page(path: str, width: int = 1440) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith(address) else wrong.append(request.url),
        )
        try:
            page.goto(address + path)
            yield page
            assert wrong == []
            assert context.cookies() == []
        finally:
            context.close()

    return open_page


def titles(page: Page) -> list[str]:
    return page.locator("#search-results h3").all_inner_texts()


@PAGES
def test_words_are_found_as_they_are_typed(
    searcher: Callable[..., Any], path: str, word: str
) -> None:
    """How many is said aloud, words are marked, each excerpt leads to its paragraph."""
    with searcher(path) as page:
        expect(page.locator("#search-found")).to_be_hidden()
        page.get_by_role("searchbox").press_sequentially(word)
        expect(page.locator("#search-results h3").first).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("te")
        assert page.locator("#search-results mark").count() > 1
        assert f"?q={word[0]}" in page.url
        link = page.locator("#search-results .search-excerpt a").first
        link.click()
        expect(page.locator(":target")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("searchbox")).to_have_value(word)
        expect(page.locator("#search-results h3").first).to_be_visible()


@pytest.mark.parametrize("query", ["l’amitié", "l'amitié", "amitié", "amitie", "AMITIÉ"])
def test_an_elided_word_is_found_however_it_is_typed(
    searcher: Callable[..., Any], query: str
) -> None:
    """Neither the article, nor its sign, nor accents, nor capitals matter."""
    with searcher(f"recherche/?q={query}") as page:
        expect(page.locator("#search-results mark").first).to_contain_text("amitié")


@pytest.mark.parametrize(
    "path", ["recherche/?q=facebook", "recherche/?q=l’amitié", "en/search/?q=facebook"]
)
def test_excerpts_read_as_the_text_does(searcher: Callable[..., Any], path: str) -> None:
    """No space or number is left of a call, what elides keeps its word, marks hold words alone."""
    with searcher(path) as page:
        expect(page.locator("#search-results h3").first).to_be_visible()
        excerpts = page.locator(".search-excerpt").all_inner_texts()
        assert not [text for text in excerpts if re.search(r" [,.)]|\( |[.”»] \d+ [A-Z]", text)]
        elided = re.compile(r"(?i)\b(?:[cdjlmnst]|qu)’(?:\s|$)|^… (?:est|a) pas ")
        assert not [text for text in excerpts if elided.search(text)]
        marks = page.locator("#search-results mark").all_inner_texts()
        assert marks
        assert all(text[0].isalnum() and text[-1].isalnum() for text in marks)


def test_a_reflection_without_a_name_is_called_as_on_its_page(
    searcher: Callable[..., Any],
) -> None:
    """By its number."""
    with searcher("recherche/?q=&kind=reflection") as page:
        expect(page.locator("#search-results h3").first).to_be_visible()
        while page.locator("#search-more").is_visible():
            page.locator("#search-more").click()
        link = page.locator("#search-results h3 a", has_text="Réflexion n°").first
        name = link.inner_text()
        assert re.fullmatch(r"Réflexion n°\s\d+, anonyme", name)
        link.click()
        expect(page.locator(":target")).to_contain_text(name)


def test_a_search_is_a_link_and_the_way_back_works(searcher: Callable[..., Any]) -> None:
    """Each choice is a step in the history, with its own results."""
    with searcher("recherche/?q=contacts&kind=reflection") as page:
        expect(page.locator("#search-results h3").first).to_be_visible()
        reflections = titles(page)
        about = page.locator(".search-about").all_inner_texts()
        assert all(text.startswith("Réflexion · sur «\u00a0") for text in about)
        assert "#i-" in str(page.locator("#search-results h3 a").first.get_attribute("href"))
        page.get_by_label("Parmi").select_option("essay")
        expect(page.locator(".search-about").first).to_contain_text("Essai")
        assert "kind=essay" in page.url
        page.get_by_label("D’après").select_option("laurent-dureau")
        expect(page.locator("#search-results h3")).to_have_count(1)
        assert titles(page) == ["Le pot de miel"]
        page.go_back()
        page.go_back()
        expect(page.get_by_label("Parmi")).to_have_value("reflection")
        expect(page.locator(".search-about").first).to_contain_text("Réflexion")
        assert titles(page) == reflections


def test_a_reader_with_a_keyboard_alone_searches(searcher: Callable[..., Any]) -> None:
    """Tab goes through the form in order; Enter searches; more results keep the focus."""
    with searcher("recherche/") as page:
        page.get_by_role("searchbox").focus()
        page.keyboard.type("les")
        page.keyboard.press("Enter")
        expect(page.locator("#search-results h3").first).to_be_visible()
        for name in ("button", "kind", "topic", "author"):
            page.keyboard.press("Tab")
            focused = "document.activeElement.name || document.activeElement.localName"
            assert page.evaluate(focused) == name
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#search-results') !== null")
        shown = page.locator("#search-results > li").count()
        page.locator("#search-more").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#search-results > li")).not_to_have_count(shown)
        place = "[...document.querySelectorAll('#search-results > li')].indexOf("
        assert page.evaluate(f"{place}document.activeElement.closest('li'))") == shown


def test_a_search_that_finds_nothing_says_where_to_go(searcher: Callable[..., Any]) -> None:
    """What was asked is repeated as text; the topics stay."""
    with searcher("recherche/?q=<b>zzyzx</b>") as page:
        expect(page.get_by_role("status")).to_contain_text("Rien pour « <b>zzyzx</b> »")
        expect(page.locator(".tags a").first).to_be_visible()


def test_a_missing_index_is_said(browser: Browser, address: str) -> None:
    """The page does not wait for ever, and names the other ways."""
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{address}recherche/?q=lien")
    expect(page.get_by_role("status")).to_contain_text("L’index ne peut pas être lu")
    page.close()


def test_excerpts_are_text_whatever_they_hold(searcher: Callable[..., Any]) -> None:
    """Of what is found, only marks become elements."""
    with searcher("recherche/?q=lien") as page:
        expect(page.locator("#search-results h3").first).to_be_visible()
        names = page.evaluate(
            "[...new Set([...document.querySelectorAll('#search-results *')]"
            ".map(({localName}) => localName))].sort()"
        )
        assert names == ["a", "h3", "li", "mark", "p"]


@pytest.mark.parametrize("path", ["recherche/", "en/search/"])
def test_without_scripts_the_page_leads_everywhere(reader: Callable[..., Any], path: str) -> None:
    """It says that searching needs one, shows no form, and offers essays, topics, archives."""
    with reader() as one:
        one.open(path)
        expect(one.page.get_by_role("search")).to_be_hidden()
        expect(one.page.locator("noscript p")).to_be_visible()
        assert one.page.locator(".entries a").count() >= 5
        assert one.page.locator(".tags a").count() == 8
        assert one.page.locator("a[href$='archives/']").count() >= 2


@pytest.mark.parametrize("missing", ["nulle-part/", "en/nowhere/"])
def test_the_page_of_a_broken_link_searches(browser: Browser, address: str, missing: str) -> None:
    """Its form is a plain one: it leads to the search page with the words."""
    page = browser.new_page()
    page.goto(address + missing)
    page.get_by_role("searchbox").fill("Dunbar")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results h3").first).to_be_visible()
    assert page.url.endswith("?q=Dunbar")
    page.close()
