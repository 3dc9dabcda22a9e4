"""All cores: one function over many things, in forked processes.

A fork shares all that the parent has already read and compiled; results come back in order, so
that the number of workers never shows in what is built.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_FORK = 64
"""Items below which one process is as fast."""


class WorkerDied(RuntimeError):  # noqa: N818 - the name says what happened
    """Raised when a worker ends without its results."""


def count_workers() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


CHUNKS = 200
"""Portions into which work is cut: many, so that no worker is idle for long at the end."""


def map_forked(
    function: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    workers: int,
    progress: Callable[[int], None] = lambda _done: None,
    finish: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Yield `function` of successive portions of `items`, in order, from `workers` processes.

    A worker takes the next portion when it is done with one, and calls `finish` at its end.
    `progress` is told how many items are done. An exception in a worker is raised here.
    """
    if workers < 2 or len(items) < WORTH_A_FORK or not hasattr(os, "fork"):
        yield function(items)
        finish()
        progress(len(items))
        return
    count = min(CHUNKS, len(items))
    bounds = [len(items) * share // count for share in range(count + 1)]
    take, give = os.pipe()
    os.write(give, bytes(range(count)))  # each worker takes a number when it is free
    os.close(give)
    told, tell = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    children = []
    for _ in range(workers):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _work(partial(_take_turns, function, items, bounds, take, tell, finish), writer)
        os.close(writer)
        children.append((child, reader))
    os.close(take)
    os.close(tell)
    try:
        _follow(told, bounds, progress)
        results: dict[int, Result] = {}
        while children:
            results.update(_collect(*children.pop(0)))
        for number in range(count):
            yield results.pop(number)
    finally:
        os.close(told)
        for child, reader in children:  # something is wrong: they are not heard out
            os.close(reader)
            os.waitpid(child, 0)


def _take_turns(
    function: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    bounds: list[int],
    take: int,
    tell: int,
    finish: Callable[[], None],
) -> dict[int, Result]:
    """Return the results of the portions that this worker took, by their number."""
    results = {}
    try:
        while number := os.read(take, 1):
            results[number[0]] = function(items[bounds[number[0]] : bounds[number[0] + 1]])
            os.write(tell, number)
        finish()
    finally:
        os.close(tell)  # the parent reads results only when every worker has let go of it
    return results


def _follow(told: int, bounds: list[int], progress: Callable[[int], None]) -> None:
    """Tell `progress` of each portion done, until all workers have let go of the pipe."""
    done = 0
    while numbers := os.read(told, CHUNKS):
        done += sum(bounds[number + 1] - bounds[number] for number in numbers)
        progress(done)


def _collect(child: int, reader: int) -> dict[int, Any]:
    with os.fdopen(reader, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    if not data:
        raise WorkerDied("A worker of the build was ended from outside.")
    succeeded, value = pickle.loads(data)  # noqa: S301 - from our own fork
    if not succeeded:
        raise value
    results: dict[int, Any] = value
    return results


def _work(function: Callable[[], object], writer: int) -> None:
    """Send the result through the pipe and leave without the parent's clean-up."""
    try:
        answer: tuple[bool, object] = (True, function())
    except BaseException as error:  # noqa: BLE001 - raised again in the parent
        answer = (False, error)
    try:
        data = pickle.dumps(answer, protocol=5)
    except Exception as error:  # noqa: BLE001 - an exception that cannot travel
        data = pickle.dumps((False, RuntimeError(f"{answer[1]!r} ({error})")), protocol=5)
    try:
        with os.fdopen(writer, "wb") as stream:
            stream.write(data)
    finally:
        os._exit(0)  # even when no one reads: this process must not go on as the parent would
