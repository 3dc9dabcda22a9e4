"""The reader that gives Pelican the essays: their HTML and their metadata, already checked."""

from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.readers import MarkdownReader
from pelican.urlwrappers import Tag
from pelican.utils import SafeDatetime

from .load import Card
from .press import Press, close_body, closings

PRESS = "ESSAYS_PRESS"
"""The setting under which the build in progress is found; Pelican hands settings to readers."""


class EssayReader(MarkdownReader):  # type: ignore[misc]  # Pelican has no types
    """Reads the sources of essays and of standing pages; others as Pelican would."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of a source.

        A draft, or a text dated in the future, has the status "skip".
        """
        press: Press | None = self.settings.get(PRESS)
        if press is None:
            return super().read(source_path)  # type: ignore[no-any-return]
        source = Path(source_path).resolve()
        if not source.is_relative_to(press.settings.content):
            return super().read(source_path)  # type: ignore[no-any-return]
        name = source.relative_to(press.settings.content).as_posix()
        card = press.site.by_source.get(name)
        if card is None:
            return "", {"status": "skip", "title": name}
        return read_card(press, card, self.settings)


def read_card(press: Press, card: Card, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the HTML of a text, as it stands on its page, and its metadata for Pelican."""
    leaf = press.leaf(card)
    html = close_body(press.body(card), closings(press, card), card.url)
    metadata: dict[str, Any] = {
        "title": card.title,
        "date": _pelican_date(card.published),
        "slug": card.slug,
        "lang": card.lang,
        "summary": leaf.entry.summary,
        "url": card.url,
        "save_as": f"{card.url}index.html",
        "tags": [Tag(press.site.tags[tag][card.lang].name, settings) for tag in card.tags],
        "status": "published",
        "essay_id": card.uri,
    }
    if card.updated != card.published:
        metadata["modified"] = _pelican_date(card.updated)
    return html, metadata


def _pelican_date(iso: str) -> SafeDatetime:
    moment = datetime.fromisoformat(iso)
    return SafeDatetime(*moment.timetuple()[:6], tzinfo=moment.tzinfo)
