"""Answers to questions are counted, said with their number, and checked against the record."""

from collections.abc import Callable

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.models import Choice, Question
from pelican.plugins.essays.views import ChoiceView, Mention, QuestionView
from pelican.plugins.reflections.files import dump_reflection
from pelican.plugins.reflections.models import Answer, Author, Reflection, Status
from pelican.plugins.reflections.tallies import answer_problems, build_questions
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.turns import build_turns

Make = Callable[..., Reflection]

FREE = Question(id="q-1", text={"fr": "Pourquoi ?", "en": "Why?"})
ASKED = Question(
    id="q-2",
    text={"fr": "Lequel ?", "en": "Which?"},
    choices=(
        Choice(id="pont", text={"fr": "Le pont", "en": "The bridge"}),
        Choice(id="gue", text={"fr": "Le gué", "en": "The ford"}),
    ),
)
PATH, RECORD = "content/essays/e/reflections", "content/essays/e/essay.toml"


def count(*reflections: Reflection, lang: str = "fr") -> tuple[QuestionView, ...]:
    turns = build_turns(build_threads(reflections, "r")[0])
    return build_questions((FREE, ASKED), turns, lang)


def choose(make: Make, word: str, choice: str, **values: object) -> Reflection:
    return make(word, answers=(Answer(question="q-2", choice=choice),), **values)


def test_each_choice_has_its_number_and_its_voices(make: Make) -> None:
    """In the order of the record; five answers have percentages."""
    given = [
        choose(make, "a", "pont", author=Author(name="Zoé")),
        choose(make, "b", "pont", order=7),
        choose(make, "c", "pont"),
        choose(make, "d", "pont"),
        choose(make, "e", "gue"),
        choose(make, "f", "gue", status=Status.WITHDRAWN),
        make("g"),
    ]
    _, asked = count(*given)
    assert asked.count == 5
    assert asked.voices == ()
    bridge, ford = asked.choices
    assert (bridge.count, bridge.share, bridge.width) == (4, "80\u00a0%", 80)
    names = {given[0].id: "Zoé", given[1].id: 7, given[2].id: "", given[3].id: ""}
    assert {voice.anchor: voice.author or voice.number or "" for voice in bridge.voices} == names
    voice = Mention(anchor=given[4].id, author="", number=0)
    assert ford == ChoiceView(text="Le gué", count=1, share="20\u00a0%", width=20, voices=(voice,))
    assert count(*given, lang="en")[1].choices[1].share == "20%"


def test_fewer_than_five_answers_have_no_percentage(make: Make) -> None:
    """One of three is said as one of three."""
    _, asked = count(*(choose(make, word, "pont") for word in "abc"), choose(make, "d", "gue"))
    assert [(choice.count, choice.share) for choice in asked.choices] == [(3, ""), (1, "")]


def test_a_question_that_nobody_answers_is_there(make: Make) -> None:
    free, asked = count(make("a"))
    assert (free.text, free.count, free.voices, free.choices) == ("Pourquoi ?", 0, (), ())
    assert [(choice.count, choice.width) for choice in asked.choices] == [(0, 0), (0, 0)]
    assert (free.anchor, asked.anchor) == ("question-q-1", "question-q-2")


def test_a_free_question_has_the_reflections_that_answer_it(make: Make) -> None:
    answer = make("a", author=Author(name="Zoé"), answers=(Answer(question="q-1"),))
    free, _ = count(answer, make("b"), lang="en")
    assert (free.text, free.count) == ("Why?", 1)
    assert free.voices == (Mention(anchor=answer.id, author="Zoé", number=0),)


@pytest.mark.parametrize(
    ("answer", "message", "hint"),
    [
        (
            Answer(question="q-3", choice="pont"),
            f"answers 'q-3', a question that {RECORD} does not have",
            "Did you mean 'q-2'?",
        ),
        (
            Answer(question="q-2", choice="ponts"),
            f"chooses 'ponts', which 'q-2' of {RECORD} does not have",
            "Did you mean 'pont'?",
        ),
        (
            Answer(question="q-2"),
            f"chooses nothing, and 'q-2' of {RECORD} has choices",
            "Known: pont, gue.",
        ),
        (
            Answer(question="q-1", choice="pont"),
            f"chooses 'pont', and 'q-1' of {RECORD} is free",
            "Take the choice out: the text is the answer.",
        ),
    ],
)
def test_an_answer_that_fits_no_question_is_a_problem(
    make: Make, answer: Answer, message: str, hint: str
) -> None:
    """With the line of the answer, and the name of the file that has the questions."""
    one = make("a", author=Author(name="Zoé"), answers=(answer,))
    problems = answer_problems([one], (FREE, ASKED), PATH, RECORD)
    line = dump_reflection(one).split("\n").index(f'question = "{answer.question}"') + 1
    assert line > 5
    assert problems == [Problem(f"{PATH}/{one.id}.md", line, message, hint)]


def test_an_essay_without_questions_has_no_answers(make: Make) -> None:
    one = make("a", answers=(Answer(question="q-1"),))
    (problem,) = answer_problems([one], (), PATH, RECORD)
    assert problem.hint == "The essay asks nothing: remove it."


def test_right_answers_are_no_problem(make: Make) -> None:
    one = make("a", answers=(Answer(question="q-1"), Answer(question="q-2", choice="gue")))
    assert answer_problems([one, make("b")], (FREE, ASKED), PATH, RECORD) == []
