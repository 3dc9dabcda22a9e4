"""All cores: one function over many things, in forked processes.

A fork shares all that the parent has already read and compiled; results come back in order, so
that the number of workers never shows in what is built.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_FORK = 64
"""Items below which one process is as fast."""


class WorkerDied(RuntimeError):
    """Raised when a worker ends without its results."""


def count_workers() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_forked(
    function: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    workers: int,
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[Result]:
    """Yield `function` of successive slices of `items`, in order, from `workers` processes.

    `progress` is told how many items are done. An exception in a worker is raised here.
    """
    if workers < 2 or len(items) < WORTH_A_FORK or not hasattr(os, "fork"):
        yield function(items)
        progress(len(items))
        return
    bounds = [len(items) * share // workers for share in range(workers + 1)]
    children = []
    sys.stdout.flush()
    sys.stderr.flush()
    for start, end in zip(bounds, bounds[1:], strict=False):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _work(function, items[start:end], writer)
        os.close(writer)
        children.append((child, reader, end))
    try:
        for child, reader, end in children:
            with os.fdopen(reader, "rb") as stream:
                data = stream.read()
            os.waitpid(child, 0)
            if not data:
                raise WorkerDied("A worker of the build was ended from outside.")
            succeeded, value = pickle.loads(data)  # noqa: S301 - from our own fork
            if not succeeded:
                raise value
            yield value
            progress(end)
    finally:
        for child, _, _ in children:
            _end(child)


def _work(
    function: Callable[[Sequence[Item]], Result], items: Sequence[Item], writer: int
) -> None:
    """Send the results through the pipe and leave without the parent's clean-up."""
    try:
        answer: tuple[bool, object] = (True, function(items))
    except BaseException as error:  # noqa: BLE001 - raised again in the parent
        answer = (False, error)
    try:
        data = pickle.dumps(answer, protocol=5)
    except Exception as error:  # noqa: BLE001 - an exception that cannot travel
        data = pickle.dumps((False, RuntimeError(f"{answer[1]!r} ({error})")), protocol=5)
    with os.fdopen(writer, "wb") as stream:
        stream.write(data)
    os._exit(0)


def _end(child: int) -> None:
    """Wait for a worker that may have been waited for."""
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return
