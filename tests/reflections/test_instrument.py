"""A conversation is measured from its published reflections, and from five participants on."""

from collections.abc import Callable

from pelican.plugins.reflections.instrument import build_instrument, file_names, join, read_turns
from pelican.plugins.reflections.models import Author, Reflection, Role, Status
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.turns import Turn, build_turns

Make = Callable[..., Reflection]


def build(*reflections: Reflection) -> tuple[Turn, ...]:
    threads, problems = build_threads(reflections, "content/essays/x/reflections")
    assert not problems
    return build_turns(threads)


def test_a_name_is_one_speaker_and_each_unsigned_reflection_another(make: Make) -> None:
    """Names are compared without regard to capitals; the author is one whatever the signature."""
    threads = build(
        make("a", author=Author(name="Zoé"), order=1),
        make("b", author=Author(name="ZOÉ"), order=2),
        make("c", order=3),
        make("d", order=4),
        make("e", author=Author(name="L.", role=Role.AUTHOR), order=5),
        make("f", author=Author(name="Laurent", role=Role.AUTHOR), order=6),
    )
    spoken = read_turns(threads)
    assert spoken.speakers == 4
    assert sorted(spoken.names.values()) == ["L.", "Zoé"]


def test_what_is_not_published_is_not_measured(make: Make) -> None:
    """A reply to a withdrawn reflection answers what is not there."""
    threads = build(make("a", status=Status.WITHDRAWN), make("b", "a", body="Deux mots."))
    (one,) = read_turns(threads).utterances
    assert (one.id, one.words) == (threads[1].id, 2)


def test_the_authors_of_two_essays_are_two(make: Make) -> None:
    """Unless both sign with one name as readers."""
    threads = build(make("a", author=Author(name="L.", role=Role.AUTHOR)))
    assert join([read_turns(threads, "x"), read_turns(threads, "y")]).speakers == 2


def test_fewer_than_five_participants_have_no_figure(make: Make) -> None:
    """It would be a portrait of each."""
    four = [make(name, author=Author(name=name.upper()), order=1) for name in "abcd"]
    assert build_instrument(read_turns(build(*four)), "fr") is None
    assert file_names(read_turns(build(*four))) == ()
    figure = build_instrument(read_turns(build(*four, make("e", "a", order=1))), "fr")
    assert figure is not None
    assert "5 réflexions, 5 participants" in figure.html
    assert "lecteur anonyme" in figure.html


def test_its_files_are_known_without_drawing_it(make: Make) -> None:
    """One in which nobody answers has no table of ties."""
    silent = [make(name, order=1) for name in "abcde"]
    for spoken in (read_turns(build(*silent)), read_turns(build(*silent, make("f", "a")))):
        figure = build_instrument(spoken, "en")
        assert figure is not None
        assert tuple(file.name for file in figure.downloads) == file_names(spoken)
