"""The published pages, parsed, and the sources they were made from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
import pytest

SITE = "https://liens-faibles.example/"
"""The address in `publishconf.py`."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the published site."""

    path: str
    """Of its file, below the root of the site."""
    text: str
    tree: lxml.html.HtmlElement
    """Its root element."""

    @property
    def url(self) -> str:
        """Its address below the root of the site."""
        return self.path.removesuffix("index.html")

    @property
    def lang(self) -> str:
        """The language that its address says."""
        return "en" if self.path.startswith("en/") else "fr"

    @property
    def is_found(self) -> bool:
        """Whether it is something else than the page of what is not found."""
        return not self.path.endswith("404.html")

    def resolve(self, link: str) -> tuple[str, str]:
        """Return where a link on this page leads, absolute, and the fragment."""
        address, fragment = urldefrag(urljoin(SITE + self.url, link))
        return address, fragment


def file_of(address: str) -> str | None:
    """Return the file of the site that is served at an address; `None` for another site's."""
    if not address.startswith(SITE):
        return None
    path = urlsplit(address).path.removeprefix("/")
    return path + "index.html" if not path or path.endswith("/") else path


@pytest.fixture(scope="session")
def site_url() -> str:
    """Return the address of the root of the site."""
    return SITE


@pytest.fixture(scope="session")
def file_at() -> Callable[[str], str | None]:
    """Return the function that finds the file of an address."""
    return file_of


@pytest.fixture(scope="session")
def pages(real_site: Path) -> dict[str, Page]:
    """Return every page of the site by the path of its file."""
    found = {}
    for file in sorted(real_site.rglob("*.html")):
        path, text = file.relative_to(real_site).as_posix(), file.read_text(encoding="utf-8")
        found[path] = Page(path=path, text=text, tree=lxml.html.document_fromstring(text))
    assert len(found) > 40, "a test of each page would be one of none"
    return found
