"""Blocks and figures, each with the whole of what comes out of it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from pelican.plugins.network_stats.fences import find_fences, parse_fence
from pelican.plugins.network_stats.figure import render_fence

FOLDER = Path(__file__).parent.parent / "fixtures" / "fences"


class Golden(NamedTuple):
    title: str
    given: str
    expected: str


def read(name: str) -> list[Golden]:
    """Return the cases of a file: title, given, expected, a line with a dot after each."""
    parts: list[list[str]] = [[]]
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    texts = ["\n".join(part).strip("\n") for part in parts]
    return [Golden(*texts[index : index + 3]) for index in range(0, len(texts) - 1, 3)]


def write(name: str, goldens: list[Golden]) -> None:
    cases = ("".join(f"{part}\n.\n" if part else ".\n" for part in golden) for golden in goldens)
    (FOLDER / name).write_text("\n".join(cases), encoding="utf-8")


def dump_fences(text: str) -> str:
    fences, problems = find_fences(text.split("\n"), path="essay.md")
    lines = [f"problem: {problem}" for problem in problems]
    for fence in fences:
        spec, wrong = parse_fence(fence, path="essay.md")
        lines.append(f"{fence.line}-{fence.last_line} {fence.widget!r}")
        lines += [f"  {key}: {found.text!r} ({found.line})" for key, found in spec.values.items()]
        lines += [f"  problem: {problem}" for problem in wrong]
    return "\n".join(lines)


def dump_figure(text: str) -> str:
    lang, _, block = text.partition("\n")
    figure, problems = render_fence(
        block, path="essay.md", folder=FOLDER, content=FOLDER, lang=lang
    )
    assert problems == ()
    assert figure is not None
    return figure.html


DUMPS = {path.name: dump_figure for path in sorted(FOLDER.glob("*.md"))}
DUMPS["fences.md"] = dump_fences


@pytest.mark.parametrize("name", DUMPS)
def test_every_case_gives_what_its_file_says(name: str, request: pytest.FixtureRequest) -> None:
    """What comes out is the golden, byte for byte."""
    goldens = read(name)
    found = [golden._replace(expected=DUMPS[name](golden.given)) for golden in goldens]
    if request.config.getoption("--write-goldens"):
        write(name, found)
    assert found == read(name)
    assert found
