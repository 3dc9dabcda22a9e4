"""With scripts, the switch of languages leads to the paragraph that is being read."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def test_the_switch_leads_to_what_is_read(reader: Open) -> None:
    """Far down an essay, it lands on the twin of the paragraph at the top of the window."""
    with reader(scripts=True) as read:
        read.open("mille-contacts/")
        link = read.page.locator(".language-switch a").first
        assert "#" not in link.get_attribute("href")
        paragraph = read.page.locator(".essay-body > p[id]").nth(8)
        paragraph.evaluate("(element) => element.scrollIntoView()")
        read.page.wait_for_selector(".language-switch a[href*='#']")
        name = link.get_attribute("href").partition("#")[2]
        read.page.goto(read.address + "mille-contacts/" + f"#{name}")
        read.follow(link)
        assert read.place == f"en/a-thousand-contacts/#{name}"
        assert read.page.locator(f"[id='{name}']").evaluate(
            "(element) => element.getBoundingClientRect().top < innerHeight"
        )


def test_the_switch_leads_to_the_section_that_is_read(reader: Open) -> None:
    """A standing page has no numbers; its sections have the same names in both languages."""
    with reader(scripts=True) as read:
        read.open("regles/")
        read.page.locator("#passage ~ p").first.evaluate("(element) => element.scrollIntoView()")
        read.page.wait_for_selector(".language-switch a[href*='#']")
        read.follow(read.page.locator(".language-switch a").first)
        assert read.place == "en/rules/#passage"
        read.page.locator("#passage").hover()
        twin = read.page.locator("#passage a.twin")
        assert twin.is_visible()
        read.follow(twin)
        assert read.place == "regles/#passage"
