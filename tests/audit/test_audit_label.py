"""The label of each essay equals what Chromium fetches, within a hundredth."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_browser import load_page
from audit_server import serve
from audit_site import Page
from pelican.plugins.essays.label import LEVEL
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LABEL = re.compile(r'<dl class="label-facts">(.*?)</dl>', re.DOTALL)
FACT = re.compile(r"<dd>([\d.,]+)")


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    """Serve the site with texts compressed as the label says."""
    with serve(site, quality=LEVEL) as address:
        yield address


def test_the_label_tells_the_truth(
    browser: Browser, root: str, site: Path, pages: list[Page]
) -> None:
    """Bytes within 1 %, and the very number of requests, third parties and cookies."""
    essays = [page for page in pages if page.kind == "essay"]
    assert len(essays) >= 12
    for page in essays:
        label = LABEL.search((site / page.path).read_text("utf-8"))
        assert label, page.path
        total, requests, third_parties, cookies = FACT.findall(label[1])
        load = load_page(browser, root, page.url)
        said = float(total.replace(",", ".")) * 1000
        assert abs(said - load.size) <= load.size / 100, (page.path, said, load.fetches)
        assert int(requests) == len(load.fetches), (page.path, load.fetches)
        assert (int(third_parties), int(cookies)) == (len(load.hosts), load.cookies)
