"""The conversations of this site, as they were received."""

from pathlib import Path

import pytest
from pelican.plugins.reflections.files import load_reflections
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.threads import build_threads, shared_id_problems

ESSAYS = Path(__file__).parents[2] / "content" / "essays"


@pytest.mark.parametrize(
    ("essay", "outline"),
    [
        ("le-monde-est-petit", [(0, "tvargentine.com lerma"), (1, "Vincent"), (2, "FrihD")]),
        ("trois-ans-apres", [(0, number) for number in range(1, 7)]),
        ("le-petit-et-l-immense", [(0, "")]),
    ],
)
def test_a_conversation_has_its_voices_in_their_places(
    essay: str, outline: list[tuple[int, str | int]]
) -> None:
    """A name, or the number of an anonymous reaction; all restated, all in French."""
    reflections, problems = load_reflections(ESSAYS / essay / "reflections", essay)
    threads, unlinked = build_threads(reflections, essay)
    assert (problems, unlinked) == ((), ())
    assert [
        (node.depth, one.author.name if one.author else one.order or "")
        for node in threads.nodes()
        for one in [node.reflection]
    ] == outline
    assert all(reflection.restated for reflection in reflections)
    assert {reflection.lang for reflection in reflections} == {"fr"}


def test_every_id_comes_from_the_record_of_the_source() -> None:
    """So that a second import would find each file in its place."""
    folders = {
        folder.parent.name: load_reflections(folder, folder.parent.name)[0]
        for folder in sorted(ESSAYS.glob("*/reflections"))
    }
    assert shared_id_problems(folders) == []
    for reflections in folders.values():
        for reflection in reflections:
            if reflection.id.startswith("i-"):
                source = reflection.source
                assert reflection.id == import_id(source.system, source.identifier)
