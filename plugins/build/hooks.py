"""Pelican's signals and the build: what Pelican runs writes what a build of ours would.

Pelican reads the essays through their reader, tells its plugins of them, and writes them through
our writer; a body that a plugin has changed on the way is what the page shows.
"""

import tempfile
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.writers import Writer

from ..essays.press import Output
from ..essays.reader import PRESS, read_card
from .problems import BuildFailed, Problem
from .run import NOTES, Session
from .settings import clock, parse_settings
from .store import Missing

QUIET: dict[str, object] = {
    "ARTICLE_PATHS": ["essays"],
    "ARTICLE_TRANSLATION_ID": None,
    "PAGE_PATHS": ["pages"],
    "PAGE_TRANSLATION_ID": None,
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TAG_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "FEED_ATOM": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "SUMMARY_MAX_LENGTH": None,
    "DEFAULT_PAGINATION": False,
    "IGNORE_FILES": [".*", "**/.*", "reflections", "data"],
}
"""Settings of Pelican under which it writes nothing that the build writes already."""

SESSION = "BUILD_SESSION"


def connect() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.initialized.connect(quiet_pelican)
    signals.article_generator_init.connect(read_sources)
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)
    signals.all_generators_finalized.connect(take_bodies)


def quiet_pelican(pelican: Any) -> None:
    """Set what Pelican itself shall not write."""
    pelican.settings.update(QUIET)
    pelican.ignore_files = pelican.settings["IGNORE_FILES"]


def read_sources(generator: Any) -> None:
    """Read the site before Pelican does; raises `BuildFailed` with every problem."""
    values = generator.settings
    file = str(values.get("BUILD_SETTINGS_FILE") or "pelicanconf.py")
    root = Path(values["PATH"]).resolve().parent
    session = Session(parse_settings(values, root, file), clock(), root / NOTES)
    session.memory.done = ()  # what plugins make of the site is not what a build of ours knows
    outputs = {output.path: output for output in prepare(session)}
    for target in (values, generator.context):
        target[PRESS] = session.press
        target[SESSION] = (session, outputs)


def prepare(session: Session) -> list[Output]:
    """Return every file of the site; what the store has lost is read once more."""
    try:
        outputs = session.prepare()
        for card in session.press.site.by_source.values():
            session.press.leaf(card)
            session.press.body(card)
            session.press.turns(card)
            session.press.quotes(card)
    except Missing:
        session.memory.folders = {}
        outputs = session.prepare()
    return outputs


def get_generators(_sender: Any) -> type[Generator]:
    """Return the generator of all that is not an article or a page."""
    return SiteGenerator


def get_writer(_sender: Any) -> type[Writer]:
    """Return the writer that writes what the build has planned."""
    return SiteWriter


def take_bodies(generators: list[Any]) -> None:
    """Keep each body that a plugin has changed since it was read."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            contents = [*generator.articles, *generator.translations]
        elif isinstance(generator, PagesGenerator):
            contents = [*generator.pages, *generator.translations]
        else:
            continue
        press = generator.context[PRESS]
        for content in contents:
            _take_body(press, content)


def _take_body(press: Any, content: Any) -> None:
    source = Path(content.source_path).resolve().relative_to(press.settings.content).as_posix()
    card = press.site.by_source.get(source)
    if card is None:
        return
    html, _ = read_card(press, card, content.settings)
    shown = content.content
    if shown != html:
        press.bodies[source] = shown


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes a planned file as the build makes it, and any other as Pelican would."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written: set[str] = set()
        self.problems: list[Problem] = []

    def write_file(
        self, name: str, template: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        """Write one file below the output path and tell plugins of it."""
        planned = context[SESSION][1].get(name) if name else None
        if planned is None:
            super().write_file(name, template, context, *args, **kwargs)
            return
        self.write_output(planned, {**context, **kwargs})

    def write_output(self, output: Output, context: dict[str, Any]) -> None:
        """Write a planned file and tell plugins of it; keep the problems of one that cannot be."""
        self.written.add(output.path)
        try:
            data = output.make()
        except BuildFailed as failure:
            self.problems += failure.problems
            return
        path = Path(self.output_path) / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        signals.content_written.send(str(path), context={**context, "output_file": output.path})


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the files of the site that are neither articles nor pages of Pelican's."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Write them: lists, tags, archives, feeds, pictures, the theme's files."""
        session, outputs = self.context[SESSION]
        with tempfile.TemporaryDirectory() as folder:  # with the bodies as plugins left them
            outputs |= {one.path: one for one in session.made_of_all(Path(folder))}
            for path, output in outputs.items():
                if path not in writer.written:
                    writer.write_output(output, self.context)
        if writer.problems:
            raise BuildFailed(writer.problems)
        session.finish()
