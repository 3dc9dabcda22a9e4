"""A conversation is measured as what it is: a network of replies."""

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.network_stats.statistics.conversation import (
    Utterance,
    measure_conversation,
)


def say(id_: str, speaker: str, answers: str = "", **values: object) -> Utterance:
    return Utterance(id=id_, speaker=speaker, answers=answers, **values)  # type: ignore[arg-type]


TALK = [
    say("a", "Ada", words=10, hours=0.0),
    say("b", "Ben", "a", words=30, hours=1.0),
    say("c", "Ada", "b", words=10, hours=3.0),
    say("d", "Cy", "c", words=10, by_author=True),
    say("e", "Cy", "d", words=20, by_author=True),
    say("f", "Di", words=0, hours=9.0),
]
"""Ada, Ben, Ada again, then Cy twice under it, and Di alone."""


def test_each_measure_of_a_small_conversation() -> None:
    """All can be counted by hand."""
    found = measure_conversation(TALK)
    assert [(one.name, one.count, one.words) for one in found.speakers] == [
        ("Ada", 2, 20),
        ("Ben", 1, 30),
        ("Cy", 2, 30),
        ("Di", 1, 0),
    ]
    assert found.arcs == {("Ada", "Ben"): 1, ("Ben", "Ada"): 1, ("Cy", "Ada"): 1}
    assert (found.count, found.replies, found.depth, found.mean_depth) == (6, 4, 4, 10 / 6)
    assert found.reciprocity == 2 / 3
    assert (found.latency, found.timed) == (1.5, 2)
    assert (found.answered, found.readers) == (1 / 4, 4)


def test_nothing_is_shared_where_there_is_nothing() -> None:
    """A conversation without words or replies has no inequality, reciprocity or latency."""
    found = measure_conversation([say("a", "Ada")])
    assert math.isnan(found.gini)
    assert math.isnan(found.reciprocity)
    assert math.isnan(found.latency)
    assert found.answered == 0.0
    assert math.isnan(measure_conversation([say("a", "Cy", by_author=True)]).answered)


def test_a_reply_to_what_is_gone_answers_the_essay() -> None:
    """It is no reply, and has no depth."""
    found = measure_conversation([say("b", "Ben", "a")])
    assert (found.replies, found.depth) == (0, 0)


@given(
    parents=st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=30),
    speakers=st.lists(st.sampled_from("abcdef"), min_size=31, max_size=31),
)
def test_depth_and_reciprocity_are_those_of_networkx(
    parents: list[int], speakers: list[str]
) -> None:
    """Whoever answers whom."""
    talk = [
        say(str(index), speakers[index], str(parent) if parent < index else "")
        for index, parent in enumerate(parents)
    ]
    found = measure_conversation(talk)
    tree, ties = nx.DiGraph(), nx.DiGraph()
    for one in talk:
        tree.add_edge(one.answers or "essay", one.id)
        other = next((each for each in talk if each.id == one.answers), None)
        if other and other.speaker != one.speaker:
            ties.add_edge(one.speaker, other.speaker)
    depths = nx.single_source_shortest_path_length(tree, "essay")
    assert found.depth == max(depths.values()) - 1
    assert found.mean_depth == pytest.approx(sum(d - 1 for d in depths.values() if d) / len(talk))
    if ties.edges:
        assert found.reciprocity == pytest.approx(nx.overall_reciprocity(ties))
