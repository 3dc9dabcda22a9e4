"""The feeds of a Pelican site: the list of each language, in each format its settings name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from ..build.problems import Problem
from .entries import last_update, newest_first
from .formats import FORMATS
from .links import ATOM_TYPE
from .models import Entry, Feed, Link
from .settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What the feeds say of the site. `url` is absolute and ends in a slash."""

    url: str
    name: str
    lang: str
    subtitle: str = ""
    author: str = ""
    settings: Settings = field(default_factory=Settings)

    @property
    def host(self) -> str:
        """The domain of the site, "" when its address is not absolute."""
        return urlsplit(self.url).hostname or ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The formats that are written."""
        return tuple(form for form, path in self.settings.paths.items() if path)

    def title(self, lang: str) -> str:
        """Return the title of the list in `lang`: each language has its own."""
        own = self.name if lang == self.lang else f"{self.name} ({lang})"
        return self.settings.titles.get(lang, own)

    def subtitle_in(self, lang: str) -> str:
        """Return the sentence under that title: the site's own is in its own language."""
        return self.settings.subtitles.get(lang, self.subtitle if lang == self.lang else "")

    def path(self, lang: str, form: str) -> str:
        """Return the file of the feed in `lang` and the format `form`, below the root."""
        return self.settings.paths[form].format(lang=lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file to write: its path below the site's root, and its bytes."""

    path: str
    content: bytes


def announced(site: Site, langs: Iterable[str]) -> tuple[Link, ...]:
    """Return a link to each feed for the head of the pages, the site's own language first."""
    return tuple(
        Link(
            rel="alternate",
            url=urljoin(site.url, site.path(lang, form)),
            type=FORMATS[form].media_type,
            lang=lang,
            title=f"{site.title(lang)} – {FORMATS[form].name}",
        )
        for lang in sorted(langs, key=lambda lang: (lang != site.lang, lang))
        for form in site.forms
    )


def build_feed(site: Site, lang: str, form: str, entries: Iterable[Entry]) -> Feed:
    """Return the feed in `lang` and the format `form` of all these entries, at least one."""
    listed = newest_first(entries)
    settings = site.settings
    url = urljoin(site.url, site.path(lang, form))
    license_url = urljoin(site.url, settings.license) if settings.license else ""
    return Feed(
        id=url,
        url=url,
        title=site.title(lang),
        subtitle=site.subtitle_in(lang),
        lang=lang,
        home=urljoin(site.url, settings.homes.get(lang, "")),
        updated=last_update(listed),
        entries=listed,
        authors=(site.author or site.name,),
        rights=settings.rights,
        links=(Link(rel="license", url=license_url),) if license_url else (),
        stylesheet=urljoin(site.url, settings.stylesheet) if settings.stylesheet else "",
        complete=True,
    )


def render_lists(site: Site, entries: Mapping[str, Iterable[Entry]]) -> tuple[Document, ...]:
    """Return the files of all feeds; `entries` holds those of each language.

    The other languages' feeds are `related` links: some readers would follow an alternate.
    """
    lists = {lang: listed for lang, given in entries.items() if (listed := tuple(given))}
    links = [link for link in announced(site, lists) if link.type == ATOM_TYPE]
    documents = []
    for lang in sorted(lists):
        others = tuple(replace(link, rel="related") for link in links if link.lang != lang)
        for form in site.forms:
            feed = build_feed(site, lang, form, lists[lang])
            feed = replace(feed, links=feed.links + others)
            content = FORMATS[form].render(feed)
            documents.append(Document(path=site.path(lang, form), content=content))
    return tuple(documents)


def repeated_ids(entries: Iterable[tuple[str, Entry]]) -> tuple[Problem, ...]:
    """Return a problem for each source, given with its entry, whose id another one has."""
    sources = defaultdict(list)
    for path, entry in entries:
        sources[entry.id].append(path)
    return tuple(
        Problem(path, 0, f"The id {name!r} is also that of {first}.", "Give each essay its own.")
        for name, (first, *others) in sorted((name, sorted(of)) for name, of in sources.items())
        for path in others
    )
