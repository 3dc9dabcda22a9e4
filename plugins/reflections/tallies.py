"""What readers answer to an essay's questions, and what they give it, counted at build.

Who answers has chosen to: a share is one of the answers, and says nothing of all readers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..build.problems import Problem, nearest
from ..essays.languages import format_number
from ..essays.models import Choice, Question
from ..essays.views import AnswerView, ChoiceView, GivenRatingView, Mention, QuestionView
from .models import Answer, Reflection
from .turns import Turn

ENOUGH = 5
"""Answers, or ratings, below which no percentage and no mean is given."""

NBSP = "\u00a0"


def question_anchor(identity: str) -> str:
    """Return the fragment of a question on the page of its essay."""
    return f"question-{identity}"


def build_questions(
    questions: Iterable[Question], turns: Sequence[Turn], lang: str
) -> tuple[QuestionView, ...]:
    """Return the questions of an essay with their answers so far, in "fr" or "en"."""
    spoken: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    for turn in turns:
        for question, choice in turn.answers:
            spoken[question].append((choice, build_mention(turn)))
    return tuple(_build_question(question, spoken[question.id], lang) for question in questions)


def build_mention(turn: Turn) -> Mention:
    """Return a reflection as another place of its page names it."""
    return Mention(
        anchor=turn.id, author=turn.author, number=turn.number, gone=not turn.is_published
    )


def build_answers(questions: Iterable[Question], turn: Turn, lang: str) -> tuple[AnswerView, ...]:
    """Return what a reflection answers, in words."""
    known = {question.id: question for question in questions}
    return tuple(
        AnswerView(
            question=known[name].text[lang],
            anchor=question_anchor(name),
            choice=next((one.text[lang] for one in known[name].choices if one.id == choice), ""),
        )
        for name, choice in turn.answers
        if name in known
    )


def build_ratings(turns: Iterable[Turn], lang: str) -> tuple[GivenRatingView, ...]:
    """Return the ratings that reflections give, together where they have one maximum.

    There is no mean of fewer than `ENOUGH`. What was received elsewhere has no part in it.
    """
    given: dict[float, list[float]] = defaultdict(list)
    for turn in turns:
        if turn.rating:
            given[turn.rating[1]].append(turn.rating[0])
    return tuple(
        GivenRatingView(
            mean=format_number(round(sum(values) / len(values), 1), lang)
            if len(values) >= ENOUGH
            else "",
            maximum=format_number(maximum, lang),
            count=len(values),
        )
        for maximum, values in sorted(given.items())
    )


def answer_problems(
    reflections: Iterable[Reflection], questions: Sequence[Question], path: str, record: str
) -> list[Problem]:
    """Return a problem for each answer that fits no question of the essay.

    `path` is the folder of the reflections, `record` the file that has the questions.
    """
    known = {question.id: question for question in questions}
    return [
        Problem(f"{path}/{one.id}.md", _line_of(answer, one), *wrong)
        for one in reflections
        for answer in one.answers
        if (wrong := _wrong_answer(answer, known.get(answer.question), known, record))
    ]


def _build_question(
    question: Question, spoken: Sequence[tuple[str, Mention]], lang: str
) -> QuestionView:
    count = len(spoken)
    return QuestionView(
        anchor=question_anchor(question.id),
        text=question.text[lang],
        count=count,
        choices=tuple(_build_choice(choice, spoken, lang) for choice in question.choices),
        voices=() if question.choices else tuple(mention for _, mention in spoken),
    )


def _build_choice(choice: Choice, spoken: Sequence[tuple[str, Mention]], lang: str) -> ChoiceView:
    voices = tuple(mention for name, mention in spoken if name == choice.id)
    share = round(100 * len(voices) / len(spoken)) if spoken else 0
    sign = f"{NBSP}%" if lang == "fr" else "%"
    return ChoiceView(
        text=choice.text[lang],
        count=len(voices),
        share=f"{share}{sign}" if len(spoken) >= ENOUGH else "",
        width=share,
        voices=voices,
    )


def _wrong_answer(
    answer: Answer, question: Question | None, known: Iterable[str], record: str
) -> tuple[str, str] | None:
    """Return the message and the hint for an answer, or `None` when it is right."""
    if question is None:
        message = f"answers {answer.question!r}, a question that {record} does not have"
        return message, nearest(answer.question, known) or "The essay asks nothing: remove it."
    choices = [choice.id for choice in question.choices]
    if not choices and answer.choice:
        message = f"chooses {answer.choice!r}, and {answer.question!r} of {record} is free"
        return message, "Take the choice out: the text is the answer."
    if choices and not answer.choice:
        message = f"chooses nothing, and {answer.question!r} of {record} has choices"
        return message, f"Known: {', '.join(choices)}."
    if choices and answer.choice not in choices:
        message = f"chooses {answer.choice!r}, which {answer.question!r} of {record} does not have"
        return message, nearest(answer.choice, choices)
    return None


def _line_of(answer: Answer, reflection: Reflection) -> int:
    """Return the line of an answer in a file in canonical form."""
    from .files import dump_reflection  # noqa: PLC0415 - pages are made without files

    lines = dump_reflection(reflection).split("\n")
    return lines.index(f'question = "{answer.question}"') + 1
