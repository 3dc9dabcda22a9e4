"""Lighthouse over pages, as a phone on a slow network sees them; the best of a few runs."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit_browser import CHROMIUM

HERE = Path(__file__).resolve().parent
RUNS = 3
PAINT, SHIFT = 1200, 0.001
"""The bars: milliseconds to the largest paint, and shift of the layout (rounding apart)."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """What Lighthouse says of a page, in its best run."""

    address: str
    version: str
    error: str
    scores: tuple[int, ...]
    """Performance, accessibility, best practices, SEO; out of 100."""
    lcp: float | None
    cls: float | None
    tbt: float | None
    failed: tuple[str, ...]
    """The audits that count and are not whole, each after its category: "seo: is-crawlable"."""
    runs: int


def run_lighthouse(addresses: Sequence[str], runs: int = RUNS) -> list[Score]:
    """Return what Lighthouse says of each page."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    done = subprocess.run(
        ["node", HERE / "lighthouse.mjs", chromium, str(runs), *addresses],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(rows) == len(addresses), done.stderr[-2000:]
    lists = ("scores", "failed")
    return [Score(**row | {name: tuple(row[name]) for name in lists}) for row in rows]


def find_faults(score: Score) -> list[str]:
    """Return what keeps a page from the bars."""
    names = ("performance", "accessibility", "best-practices", "seo")
    faults = [
        f"{name} {value}: {', '.join(one for one in score.failed if one.startswith(name))}"
        for name, value in zip(names, score.scores, strict=True)
        if value < 100
    ]
    if score.error:
        faults.append(score.error)
    if score.lcp is None or score.lcp > PAINT:
        faults.append(f"LCP {score.lcp} ms")
    if score.cls is None or score.cls > SHIFT:
        faults.append(f"CLS {score.cls}")
    return faults
