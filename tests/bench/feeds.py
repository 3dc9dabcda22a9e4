"""Time the emitters of feeds: a list of so many essays in each format.

    python tests/bench/feeds.py --entries 1000,10000

Each format is made in a process of its own, so that its memory is its own. A row says how many
entries, the processor seconds to make them fit for readers (the filter of their HTML) and to
write the document, its size, and the peak memory of the process.
"""

import argparse
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pelican.plugins

pelican.plugins.__path__.append(str(Path(__file__).resolve().parent.parent.parent / "plugins"))

from pelican.plugins.feeds.entries import build_entry  # noqa: E402 - the path comes first
from pelican.plugins.feeds.formats import FORMATS  # noqa: E402
from pelican.plugins.feeds.models import Feed  # noqa: E402

FIRST = datetime(2000, 1, 1, 8, tzinfo=UTC)
PARAGRAPH = (
    '<p>Un <em>contact</em> n’est pas un <a href="../un-autre/">lien</a>'
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>, et nul ne les compte.</p>'
)
ENDS = '<div class="footnote"><ol><li id="fn:1"><p>Une note.</p></li></ol></div>'


def measure(name: str, count: int) -> str:
    """Return a row of the table: a feed of `count` essays in the format `name`."""
    site = "https://bench.example/"
    started = time.process_time()
    entries = tuple(
        build_entry(
            id=f"tag:bench.example,2026:e-{number:06}",
            url=f"{site}essai-{number}/",
            title=f"Essai {number}",
            body_html="\n".join([PARAGRAPH] * 15) + ENDS,
            published=FIRST + timedelta(hours=number),
            summary="Quelques mots.",
            authors=("Une autrice",),
        )
        for number in range(count, 0, -1)
    )
    filtered = time.process_time()
    document = FORMATS[name].render(
        Feed(
            id="tag:bench.example,2026:essays",
            title="Essais",
            lang="fr",
            url=f"{site}feed",
            home=site,
            updated=entries[0].updated,
            entries=entries,
            authors=("Le banc",),
        )
    )
    written = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"| {count:>7,} | {name:<4} | {filtered - started:>8.2f} | {written - filtered:>7.2f} "
        f"| {len(document) / 1e6:>5.1f} | {peak:>8.0f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time the emitters of feeds.")
    parser.add_argument("--entries", default="1000,10000", help="how many, separated by commas")
    parser.add_argument(
        "--one", nargs=2, metavar=("FORMAT", "COUNT"), help="one row, in this process"
    )
    given = parser.parse_args()
    if given.one:
        print(measure(given.one[0], int(given.one[1])))
        return
    print("| entries | form | filter s | write s |    MB | peak MiB |")
    print("| ------: | ---- | -------: | ------: | ----: | -------: |")
    for count in given.entries.split(","):
        for name in FORMATS:
            command = [sys.executable, __file__, "--one", name, count]
            subprocess.run(command, check=True)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
