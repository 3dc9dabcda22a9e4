"""Without scripts, a paragraph that is asked for offers its twin, and a claim its source."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def test_a_paragraph_leads_to_its_twin_and_back(reader: Open) -> None:
    """Only the one that the address names offers it; the others show no link at all."""
    with reader() as read:
        read.open("mille-contacts/")
        assert read.page.locator(".essay-body :is(.permalink, .twin):visible").count() == 0
        read.open("mille-contacts/#p12")
        assert read.page.locator(".essay-body .permalink:visible").all_text_contents() == ["12"]
        for place in ("en/a-thousand-contacts/#p12", "mille-contacts/#p12"):
            read.follow(read.page.locator(".essay-body .twin:visible"))
            assert read.place == place
            assert read.page.locator("#p12").evaluate(
                "(one) => Math.abs(one.getBoundingClientRect().top) < innerHeight"
            )


def test_the_source_of_a_claim_opens_by_keyboard(reader: Open) -> None:
    """And closes by Escape; the claim is listed among those to be checked again."""
    with reader() as read:
        read.open("mille-contacts/")
        mark = read.page.locator(".claim-due").first
        source = mark.locator(".claim-source")
        assert not source.is_visible()
        mark.locator("button").focus()
        read.page.keyboard.press("Enter")
        assert source.is_visible()
        read.page.keyboard.press("Escape")
        assert not source.is_visible()
        read.open("a-reverifier/")
        assert read.page.locator(".claims > li").count() >= 10
