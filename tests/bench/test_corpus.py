"""The benchmark's essays are what they are said to be, and the same each time."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pelican.plugins.reflections.files import load_reflections
from pelican.plugins.reflections.threads import build_threads


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


@pytest.mark.parametrize("count", [0, 1, 10])
def test_reflections_are_as_many_and_as_right_as_asked(
    corpus: ModuleType, tmp_path: Path, count: int
) -> None:
    """Each essay has so many files, in canonical form, and they make one conversation."""
    corpus.write_corpus("ours", 3, tmp_path, reflections=count)
    folders = sorted((tmp_path / "content" / "essays").iterdir())
    assert len(folders) == 3
    ids = set()
    for folder in folders:
        place = folder / "reflections"
        if not count:
            assert not place.exists()
            continue
        found, problems = load_reflections(place, "reflections")
        assert problems == ()
        assert len(found) == count
        threads, problems = build_threads(found, "reflections")
        assert problems == ()
        assert threads.count() == count
        replies = sum(bool(reflection.in_reply_to) for reflection in found)
        assert replies == count // 3
        ids |= {reflection.id for reflection in found}
    assert len(ids) == 3 * count


def test_reflections_are_the_same_each_time(corpus: ModuleType) -> None:
    """They follow from the essay and the seed."""
    first, second = (corpus.build_essay(number, 7, "liens") for number in (1, 2))
    found = corpus.build_reflections(first, 5, "liens")
    assert corpus.build_reflections(first, 5, "liens") == found
    assert corpus.build_reflections(first, 3, "liens") == found[:3]
    assert corpus.build_reflections(first, 5, "autre") != found
    assert {one.id for one in corpus.build_reflections(second, 5, "liens")}.isdisjoint(
        one.id for one in found
    )
