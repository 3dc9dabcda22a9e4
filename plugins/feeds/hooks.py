"""The plugin on a Pelican site: a generator that writes the feeds of each language."""

import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pelican.generators import Generator
from pelican.plugins import signals
from pelican.utils import sanitised_join

from ..build.problems import BuildFailed, Problem
from .content import plain_text
from .entries import already_published, build_entry, text_id, translation_id
from .lists import Document, Site, announced, render_lists, repeated_ids
from .models import Alternate, Category, Entry
from .settings import parse_settings

logger = logging.getLogger(__name__)


def register() -> None:
    """Connect the plugin to Pelican."""
    signals.get_generators.connect(get_generators)


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator of feeds; settings that are wrong stop the build here."""
    load_site(pelican.settings)
    return FeedsGenerator


class FeedsGenerator(Generator):  # type: ignore[misc] # Pelican has no types
    """Writes the feeds of each language, after Pelican has written the essays."""

    def generate_context(self) -> None:
        """Tell the templates of the feeds, as `feed_links`: a tuple of `Link`."""
        site = load_site(self.settings)
        langs = {article.lang for article in articles(self.context)}
        self.context["feed_links"] = announced(site, langs) if site.host else ()

    def generate_output(self, writer: Any) -> None:
        """Write each feed of each language; a file that would not change is left alone."""
        site = load_site(self.settings)
        if not site.host:
            logger.info("SITEURL is empty: feeds need absolute addresses, so none is written.")
            return
        found = [(article, load_entry(article, site)) for article in articles(self.context)]
        problems = repeated_ids((article.relative_source_path, entry) for article, entry in found)
        if problems:
            raise BuildFailed(problems)
        lists: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in already_published((entry for _, entry in found), build_time()):
            lists[entry.lang].append(entry)
        for document in render_lists(site, lists):
            self._write(document, writer)

    def _write(self, document: Document, writer: Any) -> None:
        path = Path(sanitised_join(self.output_path, document.path))
        written = writer._written_files  # noqa: SLF001 - the only list there is of what was written
        if str(path) in written:
            message = f"The feed {document.path} was already written by something else."
            hint = "Change the path in FEEDS_…, or in the setting that writes the other file."
            raise BuildFailed([Problem("pelicanconf.py", 0, message, hint)])
        written.add(str(path))
        if not path.is_file() or path.read_bytes() != document.content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.content)


def load_site(settings: dict[str, Any]) -> Site:
    """Return what the feeds say of the site, or raise `BuildFailed` with all that is wrong."""
    mine, problems = parse_settings(settings, "pelicanconf.py")
    if mine is None:
        raise BuildFailed(problems)
    return Site(
        url=settings["SITEURL"].rstrip("/") + "/",
        name=plain_text(settings["SITENAME"]),
        lang=settings["DEFAULT_LANG"],
        subtitle=plain_text(settings.get("SITESUBTITLE") or ""),
        author=settings.get("AUTHOR") or "",
        settings=mine,
    )


def articles(context: dict[str, Any]) -> Iterator[Any]:
    """Yield every published article of the site, each followed by its translations."""
    for article in context["articles"]:
        yield article
        yield from article.translations


def load_entry(article: Any, site: Site) -> Entry:
    """Return the entry of a Pelican article, its links resolved."""
    tags = [*getattr(article, "tags", ()), *filter(None, [getattr(article, "category", None)])]
    return build_entry(
        id=article_id(article, site),
        url=urljoin(site.url, article.url),
        title=plain_text(article.title),
        body_html=article.get_content(site.url.rstrip("/")),
        published=article.date,
        updated=getattr(article, "modified", None),
        summary=plain_text(article.summary),
        lang=article.lang,
        authors=[str(author) for author in getattr(article, "authors", ())],
        categories=[Category(term=tag.slug, label=tag.name) for tag in tags],
        alternates=[
            Alternate(lang=other.lang, url=urljoin(site.url, other.url))
            for other in article.translations
        ],
    )


def article_id(article: Any, site: Site) -> str:
    """Return the id that the article, or its essay's record, stores, or else a computed one."""
    essay_uri = getattr(getattr(article, "essay", None), "uri", "")
    stored = str(article.metadata.get("id", ""))
    own = text_id(essay_uri or stored, site.host, article.date, article.slug)
    return own if stored and not essay_uri else translation_id(own, article.lang, site.lang)


def build_time() -> datetime:
    """Return the time of this build, which SOURCE_DATE_EPOCH may fix (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
