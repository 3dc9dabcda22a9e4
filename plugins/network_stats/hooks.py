"""Pelican's signals, and what they start here."""

import posixpath
import re
from pathlib import Path
from typing import Any

from pelican import signals

from ..build.digest import digest
from ..build.problems import BuildFailed
from .downloads import PLACE, render_content
from .markdown import NetworkExtension
from .models import Download, Figure
from .settings import parse_settings

_PLACE = re.compile(r"\{figure:([0-9a-f]+)\}")

made: dict[str, tuple[Download, ...]] = {}
"""The files of the figures converted so far, by a digest that stands in their links."""
published: dict[str, Download] = {}
"""The files to write, by their path in the output folder."""


def add_extension(pelican: Any) -> None:
    """Add network blocks to the Markdown of a site, once."""
    settings = pelican.settings
    extensions = settings["MARKDOWN"].setdefault("extensions", [])
    if any(isinstance(extension, NetworkExtension) for extension in extensions):
        return
    budget, problems = parse_settings(settings, "the settings")
    if problems:
        raise BuildFailed(problems)
    extensions.append(
        NetworkExtension(
            content=Path(settings["PATH"]).resolve(),
            lang=settings["DEFAULT_LANG"],
            budget=budget,
            keep=keep,
        )
    )


def keep(figure: Figure) -> str:
    """Return the HTML of a figure whose links name its files, which are kept."""
    name = digest(figure.html).hex()
    made[name] = figure.downloads
    return figure.html.replace(PLACE, f"{{figure:{name}}}")


def close_links(page: Any) -> None:
    """Put addresses in the links of the figures of an article or a page."""
    html: str = getattr(page, "_content", None) or ""
    names = set(_PLACE.findall(html))
    if not names:
        return
    folder = find_folder(page.save_as)
    for name in sorted(names):
        published.update({f"{folder}{file.name}": file for file in made[name]})
    page._content = _PLACE.sub(find_address(page, folder), html)  # noqa: SLF001 - no other way


def find_folder(save_as: str) -> str:
    """Return the folder, with its slash, for the files of a page: its own, or one of its name."""
    stem, _ = posixpath.splitext(save_as)
    if posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
    return f"{stem}/" if stem else ""


def find_address(page: Any, folder: str) -> str:
    """Return the address of a folder in the output, as the site writes its addresses."""
    if page.settings["RELATIVE_URLS"]:
        start = posixpath.dirname(page.save_as) or "."
        return posixpath.relpath(folder or ".", start) + "/"
    return f"{page.settings['SITEURL']}/{folder}"


def write_files(pelican: Any) -> None:
    """Write the files of the figures beside their pages."""
    for path, file in sorted(published.items()):
        target = Path(pelican.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render_content(file))
    made.clear()
    published.clear()


def register() -> None:
    """Connect the functions above."""
    signals.initialized.connect(add_extension)
    signals.content_object_init.connect(close_links)
    signals.finalized.connect(write_files)
