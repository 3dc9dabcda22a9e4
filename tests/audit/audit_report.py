"""The report of an audit: a table of pages and checks, and every fault in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit_browser import Load
from audit_lighthouse import Score
from audit_site import Page

HEAD = """\
# Where each page stands

Written by `invoke audit`: the real content with one essay more, of 2,500 words with ten notes, a
figure and twelve reflections in both languages (`les-barres/`, `en/the-bars/`); one page of each
kind, in Chromium, from a server on the same machine that compresses texts with Brotli.

- **axe**: WCAG 2.2 A and AA, and 7:1 for all text, at 360, 768 and 1440 px, by day and by night.
- **layout**, **double text**: nothing sticks out or is cut off at 320 px, nor with text twice as
  large.
- **focus**: every stop of the keyboard has an outline and is in view, at three widths.
- **no scripts**: the same words with scripts off.
- **forced colours**: they stand out from their ground.
- **load**: at most 100 kB; page and style sheet of an essay at most 20 kB; five requests (the
  search apart); no other host; no cookie; the layout does not shift.
- **Lighthouse**: a phone on slow 4G, over TLS and HTTP/2, the best of three; 100 for performance,
  accessibility, best practices and SEO, the largest paint within 1.2 s.

✓ says that a check found nothing, an empty cell that it was not run.
"""


@dataclass(kw_only=True)
class Row:
    """A page, and what was found on it."""

    page: Page
    faults: dict[str, list[str]] = field(default_factory=dict)
    load: Load | None = None
    score: Score | None = None


def render_report(
    rows: Sequence[Row], whole: Mapping[str, list[str]], pages: int, versions: Mapping[str, str]
) -> str:
    """Return the report; `whole` is what was found on the site as a whole."""
    names = [*dict.fromkeys(name for row in rows for name in row.faults)]
    head = ["page", *names, "kB", "requests", "LCP ms", "CLS", "TBT ms"]
    lines = [HEAD, _line(head), _line(["---"] * len(head))]
    lines += [_line(_cells(row, names)) for row in rows]
    lines += ["", f"On all {pages} pages and on files:", ""]
    lines += [f"- {name}: {_mark(found)}" for name, found in whole.items()]
    faults = [fault for found in whole.values() for fault in found]
    faults += [fault for row in rows for found in row.faults.values() for fault in found]
    if faults:
        lines += ["", "## What is left to mend", "", *(f"- {fault}" for fault in faults)]
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    return "\n".join([*lines, "", f"Looked at with {told}."]) + "\n"


def _cells(row: Row, names: Sequence[str]) -> list[str]:
    load, score = row.load, row.score
    numbers = [
        f"{load.size / 1000:.1f}" if load else "",
        f"{len(load.fetches)}" if load else "",
        f"{score.lcp:.0f}" if score and score.lcp is not None else "",
        f"{score.cls:.3f}" if score and score.cls is not None else "",
        f"{score.tbt:.0f}" if score and score.tbt is not None else "",
    ]
    return [f"`/{row.page.url}`", *(_cell(row, name) for name in names), *numbers]


def _cell(row: Row, name: str) -> str:
    if name == "Lighthouse" and row.score:
        return "/".join(map(str, row.score.scores))
    return _mark(row.faults[name]) if name in row.faults else ""


def _mark(faults: Sequence[str]) -> str:
    return f"{len(faults)} faults" if len(faults) > 1 else "1 fault" if faults else "✓"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
