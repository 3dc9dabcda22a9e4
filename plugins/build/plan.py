"""What a build is going to make: every file of the site, from the sources that it has read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..essays.languages import LANGUAGES
from ..essays.load import Card
from ..essays.pages import build_pages
from ..essays.press import MadeBy, Output, Press, static_path
from ..essays.site import Site, check_site
from ..feeds.essay_feeds import build_feeds
from .assets import Assets, load_assets
from .digest import code_version, digest
from .loading import Loader
from .memory import Sources
from .problems import BuildFailed, Problem
from .scan import Stamp
from .settings import Settings
from .store import Store
from .templates import Strings, Templates

if TYPE_CHECKING:
    from .run import Session

PLUGINS = Path(__file__).parent.parent


def plan(session: "Session") -> list[Output]:
    """Read what changed and return every file of the site, not yet made.

    Raises `BuildFailed` with every problem of the sources and of their links.
    """
    settings, store = session.settings, session.store
    loader = Loader(
        settings,
        session.now.timestamp(),
        store,
        code_version(),
        workers=session.workers,
        progress=session.progress,
    )
    sources = session.sources()
    site, cards = loader.load(sources, session.memory)
    session.loaded += loader.loaded
    assets, wrong = _assets(session, sources)
    press = build_press(settings, site, store, session.notes, session.version, assets)
    session.press = press
    feeds = [*build_feeds(press), *_books(press)]
    problems = [
        *loader.problems,
        *wrong,
        *check_site(
            site,
            cards,
            place=settings.place,
            files=sources.content.__contains__,
            anchors=lambda card: _anchors(press, card),
            outputs=None if loader.problems else [output.path for output in feeds],
        ),
    ]
    if problems:
        session.finish()
        raise BuildFailed(problems)
    outputs = [*build_pages(press), *feeds, *_files(press, sources)]
    collisions = _collisions(outputs, press)
    if collisions:
        raise BuildFailed(collisions)
    return outputs


def _assets(session: "Session", sources: Sources) -> tuple[Assets, list[Problem]]:
    """Return the theme's files as they are published, and what is wrong with them."""
    settings = session.settings
    folder = settings.theme / "static"
    try:
        assets = load_assets(
            folder,
            sources.theme,
            session.store,
            code_version(),
            place=_place(folder, settings.root),
            named=not settings.drafts,
        )
    except BuildFailed as failure:
        return Assets(), failure.problems
    return assets, []


def _books(press: Press) -> list[Output]:
    if not press.settings.epub:
        return []
    from ..essays.book import build_books  # noqa: PLC0415 - a site can do without

    return [*build_books(press)]


def build_press(
    settings: Settings, site: Site, store: Store, notes: Path, version: bytes, assets: Assets
) -> Press:
    """Return what the pages of a site are made with."""
    return Press(
        site=site,
        settings=settings,
        templates=Templates(
            [settings.theme / "templates", PLUGINS / "essays" / "templates"],
            settings.root,
            notes / "templates",
        ),
        strings={
            lang: Strings(
                [
                    folder / "translations" / lang / "LC_MESSAGES" / "messages.po"
                    for folder in (PLUGINS / "essays", settings.theme)
                ],
                lang,
                store,
                settings.root,
            )
            for lang in LANGUAGES
        },
        store=store,
        version=version,
        assets=assets,
    )


def _anchors(press: Press, card: Card) -> tuple[str, ...]:
    return (*press.leaf(card).anchors, *press.turns(card))


def _files(press: Press, sources: Sources) -> list[Output]:
    """Return the files that are published as they are: the theme's, and those texts link to."""
    theme, content, assets = press.settings.theme / "static", press.settings.content, press.assets
    linked = {
        target
        for card in press.site.by_source.values()
        for kind, target, _, _ in card.links
        if kind == "static" and target in sources.content
    }
    return [
        *(
            _sheet(assets.path(path), assets.sheets[path])
            if path in assets.sheets
            else _copy(theme / path, assets.path(path), stamp)
            for path, stamp in sources.theme.items()
            if path not in assets.left
        ),
        *(
            _copy(content / path, static_path(path), sources.content[path])
            for path in sorted(linked)
        ),
    ]


def _copy(source: Path, path: str, stamp: Stamp) -> Output:
    return MadeBy(path, digest("copy", stamp[4]), source.read_bytes)


def _sheet(path: str, text: str) -> Output:
    return MadeBy(path, digest("sheet", text), text.encode)


def _place(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _collisions(outputs: Sequence[Output], press: Press) -> list[Problem]:
    """Return a problem for each text that has the address of a file that the site always has."""
    if len({one.path for one in outputs}) == len(outputs):
        return []
    place, output = press.settings.place, press.settings.output.name
    texts = {
        f"{card.url}index.html": f"{place}/{card.source}" for card in press.site.by_source.values()
    }
    seen: dict[str, Output] = {}
    problems = []
    for one in outputs:
        if seen.setdefault(one.path, one) is not one:
            where = texts.get(one.path, f"{output}/{one.path}")
            message = f"another file of the site is published as {one.path!r}"
            problems.append(Problem(where, 0, message, "Give this text another slug."))
    return problems
