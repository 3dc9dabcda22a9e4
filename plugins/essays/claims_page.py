"""The page of the claims that are due to be checked again, oldest first."""

from collections.abc import Iterator

from .claims import checked, find_sentences, name_source, read_claims, show_claims
from .languages import LANGUAGES
from .load import Card
from .press import Output, Press, page_output
from .views import ClaimsView, ClaimView, Link, When, root_of


def claims_url(lang: str) -> str:
    """Return the address of the list in a language."""
    return LANGUAGES[lang].prefix + LANGUAGES[lang].claims


def marked_claims(press: Press, card: Card, html: str, url: str) -> str:
    """Return the HTML of a text on the page at `url` with its claims marked, if it has any."""
    if not card.claims:
        return html
    href = root_of(url) + claims_url(card.lang)
    due = press.site.due.get(card.source, ())
    return show_claims(html, card.lang, due, href, press.strings[card.lang])


def claims_page(press: Press, lang: str) -> Output:
    """Return the page of the claims of a language that are due."""
    shell, strings, due = press.shells[lang], press.strings[lang], press.site.due
    url = claims_url(lang)
    homes = [press.site.homes[lang]] if lang in press.site.homes else []
    cards = [
        card
        for card in (*press.site.essays[lang], *press.site.pages[lang], *homes)
        if card.claims and due.get(card.source)
    ]

    def view() -> ClaimsView:
        title = strings.gettext("To be re-checked")
        sentence = strings.gettext(
            "What the essays say of platforms and was last checked eighteen months ago or more."
        )
        found = [row for card in cards for row in _read_card(press, card)]
        found.sort(key=lambda row: row[0])
        return ClaimsView(
            **shell.fields(url, title, sentence) | {"alternates": shell.alternates(_urls())},
            claims=tuple(claim for _, claim in found),
        )

    parts = [(card.shown, card.link, card.claims, due[card.source]) for card in cards]
    return page_output(press, lang, "claims.html", url, parts, view, urls=_urls())


def _urls() -> dict[str, str]:
    return {code: claims_url(code) for code in LANGUAGES}


def _read_card(press: Press, card: Card) -> Iterator[tuple[tuple[float, str, int], ClaimView]]:
    """Yield each claim of a text that is due, after what it is sorted by."""
    markup, strings = press.body(card).html, press.strings[card.lang]
    sentences = find_sentences(markup)
    for index, claim in enumerate(read_claims(markup)):
        if index in press.site.due[card.source]:
            said = sentences[index]
            label, address = name_source(claim.source)
            anchor = f"#{said.anchor}" if said.anchor else ""
            yield (
                (card.claims[index], card.source, index),
                ClaimView(
                    before=said.before,
                    words=said.words,
                    after=said.after,
                    checked=When(iso=claim.date, text=checked(claim.date, card.lang, strings)),
                    source=label,
                    source_url=address,
                    link=Link(label=card.title, url=card.url + anchor),
                ),
            )
