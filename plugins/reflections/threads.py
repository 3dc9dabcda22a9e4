"""Reflections in their places: replies under what they answer, in a total order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from ..build.problems import Problem, nearest
from .dates import end_moment, first_moment, iso_date
from .models import Node, Reflection, Thread, Threads

REPLY_LINE = 3
"""Line of `in_reply_to` in a file in canonical form, below `+++` and `id`."""

GUESSES = 20
"""Replies to what is not there for which a likely parent is looked for: it takes time."""

OrderKey = tuple[bool, datetime, bool, int, str]
Parents = dict[str, str]
"""The id of what each reply answers, by the id of the reply."""


def build_threads(
    reflections: Iterable[Reflection], path: str, elsewhere: Callable[[str], str] = lambda _: ""
) -> tuple[Threads, tuple[Problem, ...]]:
    """Return the threads of an essay's reflections, and every problem of their links.

    `path` is the folder of their files, for problems; `elsewhere` returns the path of the file
    that a reflection has beside any essay, or "". Each published reflection appears once,
    after its parent, whatever the order they are given in. One that is withdrawn or erased
    appears only if something published descends from it. Where a link is wrong (it leads
    nowhere, or round in a circle), its reply is put among the roots.
    """
    by_id, problems = _index(sorted(reflections, key=order_key), path)
    parents = {
        reply.id: reply.in_reply_to
        for reply in by_id.values()
        if reply.in_reply_to and reply.in_reply_to in by_id
    }
    problems += _orphan_problems(by_id, path, elsewhere)
    problems += _cut_circles(parents, path)
    problems += _age_problems(by_id, parents, path)
    shown = _shown_ids(by_id, parents)
    replies: dict[str, list[Reflection]] = defaultdict(list)
    for reflection in by_id.values():
        if reflection.id in shown:
            replies[parents.get(reflection.id, "")].append(reflection)
    threads = tuple(_build_thread(root, replies) for root in replies[""])
    return Threads(threads=threads), tuple(sorted(problems))


def order_key(reflection: Reflection) -> OrderKey:
    """Return what reflections are sorted by: date, then number, then id.

    Those without a date come after those with one, those without a number likewise.
    """
    date, order = reflection.date, reflection.order
    return (
        date is None,
        date or datetime.min.replace(tzinfo=UTC),
        order is None,
        order or 0,
        reflection.id,
    )


def shared_id_problems(folders: Mapping[str, Sequence[Reflection]]) -> list[Problem]:
    """Return a problem for each reflection that two essays have.

    `folders` maps the path of a folder to its reflections.
    """
    first: dict[str, str] = {}
    problems = []
    for path in sorted(folders):
        for reflection in folders[path]:
            other = first.setdefault(reflection.id, path)
            if other != path:
                message = f"{_file(other, reflection.id)} has the same id"
                hint = "A reflection belongs to one essay: remove one of the two files."
                problems.append(Problem(_file(path, reflection.id), 0, message, hint))
    return problems


def _index(
    reflections: Iterable[Reflection], path: str
) -> tuple[dict[str, Reflection], list[Problem]]:
    """Return the reflections by id, in their order, and a problem for each id met again."""
    by_id: dict[str, Reflection] = {}
    problems = []
    for reflection in reflections:
        if reflection.id in by_id:
            message = f"two reflections have the id {reflection.id!r}"
            problems.append(Problem(_file(path, reflection.id), 0, message))
        by_id.setdefault(reflection.id, reflection)
    return by_id, problems


def _orphan_problems(
    by_id: Mapping[str, Reflection], path: str, elsewhere: Callable[[str], str]
) -> list[Problem]:
    """Return a problem for each reply to what is not there, or is beside another essay.

    A parent whose own file could not be read is there, and has its problem already.
    """
    orphans = [
        reply for reply in by_id.values() if reply.in_reply_to and reply.in_reply_to not in by_id
    ]
    problems = []
    for number, reply in enumerate(orphans):
        other = elsewhere(reply.in_reply_to)
        if other == _file(path, reply.in_reply_to):
            continue
        if other:
            message = f"answers {other}, which is on another essay"
            hint = "A reply lies beside what it answers: move one of the two files."
        else:
            message = f"answers {_file(path, reply.in_reply_to)}, which does not exist"
            known = by_id.keys() - {reply.id} if number < GUESSES else ()
            hint = nearest(reply.in_reply_to, known)
        problems.append(Problem(_file(path, reply.id), REPLY_LINE, message, hint))
    return problems


def _cut_circles(parents: Parents, path: str) -> list[Problem]:
    """Take one link out of each circle of replies; return a problem for each."""
    problems = []
    seen: set[str] = set()
    for start in sorted(parents):
        trail: dict[str, None] = {}
        step = start
        while step in parents and step not in seen and step not in trail:
            trail[step] = None
            step = parents[step]
        seen |= trail.keys()
        if step not in trail:
            continue
        names = list(trail)
        circle = names[names.index(step) :]
        first = min(circle)
        at = circle.index(first)
        files = [f"{name}.md" for name in (*circle[at:], *circle[:at], first)]
        if len(files) > 6:
            files[3:-2] = ["…"]
        message = f"answers itself in a circle: {' → '.join(files)}"
        hint = "Take in_reply_to out of the oldest of them."
        problems.append(Problem(_file(path, first), REPLY_LINE, message, hint))
        del parents[first]
    return problems


def _age_problems(by_id: Mapping[str, Reflection], parents: Parents, path: str) -> list[Problem]:
    """Return a problem for each reply that is surely older than what it answers."""
    problems = []
    for reply, parent in ((by_id[child], by_id[parents[child]]) for child in parents):
        if reply.date is None or parent.date is None:
            continue
        latest = end_moment(reply.date, reply.date_precision)
        if latest <= first_moment(parent.date, parent.date_precision):
            dates = [iso_date(one.date, one.date_precision) for one in (reply, parent) if one.date]
            message = f"is of {dates[0]}, before {_file(path, parent.id)}, of {dates[1]}"
            hint = "A reply is not older than what it answers: mend a date or in_reply_to."
            problems.append(Problem(_file(path, reply.id), REPLY_LINE, message, hint))
    return problems


def _shown_ids(by_id: Mapping[str, Reflection], parents: Parents) -> set[str]:
    """Return the ids of what is published and of all that it descends from."""
    shown: set[str] = set()
    for reflection in by_id.values():
        step = reflection.id if reflection.is_published else ""
        while step and step not in shown:
            shown.add(step)
            step = parents.get(step, "")
    return shown


def _build_thread(root: Reflection, replies: Mapping[str, Sequence[Reflection]]) -> Thread:
    """Return a root and all that descends from it, in reading order."""
    nodes = []
    waiting = [Node(reflection=root, parent=None, depth=0)]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        waiting += (
            Node(reflection=reply, parent=node.reflection, depth=node.depth + 1)
            for reply in reversed(replies.get(node.reflection.id, ()))
        )
    return Thread(nodes=tuple(nodes))


def _file(path: str, identity: str) -> str:
    return f"{path}/{identity}.md"
