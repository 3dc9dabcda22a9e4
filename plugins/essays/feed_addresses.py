"""Where the site's feeds and books live, and what pages announce of them.

An address holds what its list will always be called: the slug of a tag or a series, which a
site chooses once, but the id of an essay, whose slug may change.
"""

from collections.abc import Iterable, Mapping

from .languages import LANGUAGES
from .slugs import author_slug
from .views import FeedLink
from .words import say

SUFFIXES: Mapping[str, str] = {"atom": "atom.xml", "rss": "rss.xml", "json": "json"}
"""What a feed's address ends in. Every static host serves these as XML or JSON, and a browser
shows what is XML by that name with its style."""

MEDIA_TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
NAMES: Mapping[str, str] = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}

FOLDERS: Mapping[str, Mapping[str, str]] = {
    "fr": {"series": "series", "authors": "auteurs", "reflections": "reflexions"},
    "en": {"series": "series", "authors": "authors", "reflections": "reflections"},
}


def essays_path(lang: str, form: str = "atom") -> str:
    """Return where the feed of all essays in a language lives."""
    return f"feeds/{lang}.{SUFFIXES[form]}"


def picture_path(url: str, name: str) -> str:
    """Return where the PNG of a drawing lives: beside its page, whose address is `url`."""
    return f"{url}{name}.png"


def tag_path(lang: str, slug: str) -> str:
    """Return where the feed of a tag lives; its folder is that of the tag's page."""
    return f"feeds/{lang}/{LANGUAGES[lang].tags}{slug}.atom.xml"


def series_path(lang: str, slug: str) -> str:
    """Return where the feed of a series lives."""
    return f"feeds/{lang}/{FOLDERS[lang]['series']}/{slug}.atom.xml"


def author_path(lang: str, name: str) -> str:
    """Return where the feed of the essays after an author lives."""
    return f"feeds/{lang}/{FOLDERS[lang]['authors']}/{author_slug(name)}.atom.xml"


def reflections_path(lang: str) -> str:
    """Return where the feed of all reflections lives."""
    return f"feeds/{lang}/{FOLDERS[lang]['reflections']}.atom.xml"


def conversation_path(lang: str, essay: str) -> str:
    """Return where the feed of the reflections on an essay lives; `essay` is its short id."""
    return f"feeds/{lang}/{FOLDERS[lang]['reflections']}/{essay}.atom.xml"


def archive_path(lang: str, name: str, form: str = "atom") -> str:
    """Return where an archive lives; its name is a digest of what it holds."""
    return f"feeds/{lang}/archives/{name}.{SUFFIXES[form]}"


def opml_path(lang: str) -> str:
    """Return where the list of the feeds in a language lives."""
    return f"feeds/{lang}.opml"


def book_path(name: str, lang: str) -> str:
    """Return where the book of a language lives, for a site of this name in that language."""
    return f"{author_slug(name)}.{lang}.epub"


def announced(
    names: Mapping[str, str], lang: str, own: Iterable[FeedLink] = ()
) -> tuple[FeedLink, ...]:
    """Return the feeds that a page in `lang` announces: those of its own language first.

    Many readers take the first: it is the Atom feed of all essays. `own` are the page's, and
    `names` holds the site's name in each language.
    """
    site = names[lang]
    others = [other for other in LANGUAGES if other != lang]
    return (
        feed_link(say(lang, "essays", site=site), essays_path(lang)),
        *own,
        feed_link(say(lang, "reflections", site=site), reflections_path(lang)),
        *(
            FeedLink(
                title=say(lang, "essays-in", site=site, form=NAMES[form]),
                media_type=MEDIA_TYPES[form],
                url=essays_path(lang, form),
            )
            for form in ("rss", "json")
        ),
        *(
            feed_link(say(other, name, site=names[other]), path)
            for other in others
            for name, path in (
                ("essays", essays_path(other)),
                ("reflections", reflections_path(other)),
            )
        ),
    )


def book_link(title: str, url: str) -> FeedLink:
    """Return a book as a page announces it."""
    return FeedLink(title=title, media_type="application/epub+zip", url=url)


def feed_link(title: str, url: str) -> FeedLink:
    """Return an Atom feed as a page announces it."""
    return FeedLink(title=title, media_type=MEDIA_TYPES["atom"], url=url)
