"""The modules of the audit, which are scripts, and the site that it looks at."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from audit_browser import start_browser
from audit_server import serve
from audit_site import Page, find_pages, typical_pages, write_bars


@pytest.fixture(scope="session")
def site(project: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ANN401 - see tests/conftest.py
    """Build the site that is audited once, and give its folder."""
    folder: Path = project.copy(tmp_path_factory.mktemp("audit") / "site")
    write_bars(folder)
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stdout + built.stderr
    output: Path = built.output
    return output


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    """Every page of the site."""
    return find_pages(site)


@pytest.fixture(scope="session")
def typical(pages: list[Page]) -> list[Page]:
    """One page of each kind, in each language."""
    return list(typical_pages(pages))


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium once."""
    with start_browser(playwright) as started:
        yield started


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine, and give the address of its root."""
    with serve(site) as root:
        yield root


@pytest.fixture(scope="session")
def large(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium once, for a reader whose text is twice as large."""
    with start_browser(playwright, double_text=True) as started:
        yield started
