"""Pelican's signals, and the functions of this plugin."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from pelican import signals

from ..build.problems import BuildFailed, Problem
from .files import load_reflections
from .models import Reflection, Threads
from .threads import build_threads, shared_id_problems
from .views import build_conversation

FOLDER = "reflections"
"""Name of the folder, beside the text of an essay, that holds its conversation."""

LISTS = (
    "articles",
    "translations",
    "hidden_articles",
    "hidden_translations",
    "drafts",
    "drafts_translations",
)
"""Where Pelican keeps its articles."""


def connect() -> None:
    """Connect this module's functions to Pelican's signals."""
    signals.initialized.connect(ignore_reflections)
    signals.generator_init.connect(add_templates)
    signals.article_generator_finalized.connect(attach_conversations)


def ignore_reflections(pelican: Any) -> None:
    """Keep Pelican from reading reflections as articles, pages or files to copy."""
    ignored = pelican.settings["IGNORE_FILES"]
    if FOLDER not in ignored:
        pelican.settings["IGNORE_FILES"] = [*ignored, FOLDER]


def add_templates(generator: Any) -> None:
    """Let a theme include `thread.html`; a file of that name in the theme goes first."""
    templates = Path(__file__).parent / "templates"
    generator.env.loader.loaders.append(FileSystemLoader(templates))


def attach_conversations(generator: Any) -> None:
    """Give each article its `reflections`, a `ConversationView` in its language.

    Raises `BuildFailed` with every problem of every reflection of the site.
    """
    articles = [*chain.from_iterable(getattr(generator, name) for name in LISTS)]
    texts: dict[Path, list[str]] = {}
    for article in articles:
        path = Path(article.source_path)
        texts.setdefault(path.parent, []).append(path.name)
    threads, problems = load_threads(texts, Path(generator.settings["PATH"]).parent)
    if problems:
        raise BuildFailed(problems)
    for article in articles:
        article.reflections = build_conversation(
            threads[Path(article.source_path).parent], article.title, article.url, article.lang
        )


def load_threads(
    texts: Mapping[Path, Sequence[str]], root: Path
) -> tuple[dict[Path, Threads], list[Problem]]:
    """Return the threads of each folder of essays, and every problem of their files.

    `texts` maps a folder to the names of the articles in it; problems name files below `root`.
    """
    problems: list[Problem] = []
    loaded: dict[Path, tuple[Reflection, ...]] = {}
    for folder in sorted(texts):
        if (folder / FOLDER).is_dir():
            path = (folder / FOLDER).relative_to(root).as_posix()
            loaded[folder], wrong = load_reflections(folder / FOLDER, path)
            problems += (*wrong, *_owner_problems(texts[folder], path))
    places = {folder: (folder / FOLDER).relative_to(root).as_posix() for folder in loaded}

    def elsewhere(name: str) -> str:
        folders = (folder for folder in places if (folder / FOLDER / f"{name}.md").is_file())
        return next((f"{places[folder]}/{name}.md" for folder in folders), "")

    threads = dict.fromkeys(texts, Threads())
    for folder, found in loaded.items():
        threads[folder], wrong = build_threads(found, places[folder], elsewhere)
        problems += wrong
    shared = shared_id_problems({places[folder]: found for folder, found in loaded.items()})
    return threads, [*problems, *shared]


def _owner_problems(names: Sequence[str], path: str) -> list[Problem]:
    """Return a problem when a conversation lies beside two essays.

    "index.md" and "index.en.md" are one essay, in two languages.
    """
    essays = sorted({name.partition(".")[0] for name in names})
    if len(essays) < 2:
        return []
    message = f"the conversation of which essay: {', '.join(essays)}?"
    return [Problem(path, 0, message, "Give each essay a folder of its own.")]
