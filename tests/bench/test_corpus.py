"""The benchmark's essays are what they are said to be, and the same each time."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    """The writer, which is a script beside this file."""
    spec = importlib.util.spec_from_file_location(
        "bench_corpus", Path(__file__).parent / "corpus.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("layout", ["ours", "pelican", "hugo"])
def test_a_corpus_is_the_same_each_time(corpus: ModuleType, tmp_path: Path, layout: str) -> None:
    """Two corpora from one seed have the same bytes, and another seed gives others."""
    for name, seed in (("a", "x"), ("b", "x"), ("c", "y")):
        corpus.write_corpus(layout, 7, tmp_path / name, seed)
    first, again, other = (list_files(tmp_path / name) for name in "abc")
    assert first == again
    assert first.keys() == other.keys()
    assert first != other


def test_an_essay_has_its_parts(corpus: ModuleType) -> None:
    """Six sections, three notes, two links, a list, a quotation, three tags; code in a fifth."""
    words, dates = 0, set()
    for number in range(20):
        essay = corpus.build_essay(number, 20, "liens")
        _, text = corpus.dump_essay(essay, corpus.LAYOUTS["ours"]).split("\n\n", 1)
        assert len(re.findall(r"^## ", text, re.MULTILINE)) == 6
        assert len(re.findall(r"^\[\^\d\]: ", text, re.MULTILINE)) == 3
        assert len(re.findall(r"\[\^\d\](?!:)", text)) == 3
        links = re.findall(r"\]\(\{filename\}\.\./feuillet-(\d{5})/index\.md\)", text)
        assert len(links) == 2
        assert all(int(target) < 20 and int(target) != number for target in links)
        assert len(re.findall(r"^- ", text, re.MULTILINE)) == 4
        assert len(re.findall(r"(?:^> .*\n?)+", text, re.MULTILINE)) == 1
        assert ("```python" in text) == (number % 5 == 0)
        assert len(set(essay.tags)) == 3
        words += len(text.split())
        dates.add(essay.date)
    assert len(dates) == 20
    assert 850 < words / 20 < 1000


def test_every_layout_says_the_same(corpus: ModuleType) -> None:
    """But for its header and its links, an essay reads the same for each generator."""
    essay = corpus.build_essay(5, 20, "liens")
    bodies = {
        re.sub(r"\]\([^)]*\)", "]()", corpus.dump_essay(essay, layout).partition("\n\n")[2])
        for layout in corpus.LAYOUTS.values()
    }
    assert len(bodies) == 1


def test_there_are_sixty_tags(corpus: ModuleType) -> None:
    """Each tag has a key of its own."""
    assert len({corpus.slugify(tag) for tag in corpus.TAGS}) == len(corpus.TAGS) == 60


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (9, "9"), (10, "a"), (35, "z"), (36, "10"), (12345, "9ix")]
)
def test_numbers_in_base_36(corpus: ModuleType, number: int, text: str) -> None:
    """Identifiers of essays are numbers in digits and letters."""
    assert corpus.base36(number) == text
