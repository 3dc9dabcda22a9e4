"""Work shared between processes gives what one would; what goes wrong in one is raised."""

import os
import signal
import threading
from collections.abc import Sequence

import pytest
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.workers import (
    WORTH_A_FORK,
    WorkerDied,
    count_workers,
    map_forked,
)

MANY = range(WORTH_A_FORK * 5)


def squares(items: Sequence[int]) -> list[int]:
    return [item * item for item in items]


def processes(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def flat(rows: object) -> list[object]:
    return [one for row in rows for one in row]  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, WORTH_A_FORK - 1, WORTH_A_FORK, 201, 999])
def test_results_come_in_the_order_of_the_items(workers: int, count: int) -> None:
    """Whoever makes them, and whenever."""
    items = range(count)
    assert flat(map_forked(squares, items, workers)) == squares(items)


def test_few_items_are_not_worth_a_process() -> None:
    """Neither are many, when there is one worker."""
    assert set(flat(map_forked(processes, MANY[: WORTH_A_FORK - 1], 4))) == {os.getpid()}
    assert set(flat(map_forked(processes, MANY, 1))) == {os.getpid()}


def test_many_items_are_shared() -> None:
    """They are not the business of this process."""
    assert os.getpid() not in flat(map_forked(processes, MANY, 2))


def test_results_may_be_larger_than_a_pipe() -> None:
    """A worker with much to tell does not wait for one that has."""
    rows = flat(map_forked(lambda items: [bytes([item % 256]) * 9999 for item in items], MANY, 3))
    assert rows == [bytes([item % 256]) * 9999 for item in MANY]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_progress_ends_with_all(workers: int) -> None:
    """It goes up, and tells of items, not of portions."""
    told: list[int] = []
    assert flat(map_forked(squares, MANY, workers, told.append)) == squares(MANY)
    assert told == sorted(told)
    assert told[-1] == len(MANY)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_worker_finishes(workers: int) -> None:
    """Once, in its own process, after its last portion."""
    reader, writer = os.pipe()
    flat(
        map_forked(squares, MANY, workers, finish=lambda: os.write(writer, b"%d\n" % os.getpid()))
    )
    os.close(writer)
    with os.fdopen(reader) as stream:
        finished = stream.read().split()
    assert len(finished) == len(set(finished)) == workers


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_travels(workers: int) -> None:
    """With all that it says."""
    problem = Problem("a.md", 7, "is wrong", "Mend it.")

    def fail(items: Sequence[int]) -> list[int]:
        if 100 in items:
            raise BuildFailed([problem])
        return squares(items)

    with pytest.raises(BuildFailed) as failure:
        flat(map_forked(fail, MANY, workers))
    assert failure.value.problems == [problem]


def test_an_exception_that_cannot_travel_is_told_in_words() -> None:
    """So is a result that cannot."""

    class Held(Exception):  # noqa: N818 - one that pickle cannot find
        """Stays where it is."""

    def fail(_items: Sequence[int]) -> list[int]:
        raise Held(threading.Lock())

    with pytest.raises(RuntimeError, match="Held"):
        flat(map_forked(fail, MANY, 2))
    with pytest.raises(RuntimeError, match="cannot pickle"):
        flat(map_forked(lambda _items: [threading.Lock()], MANY, 2))


def test_an_exit_in_a_worker_travels_too() -> None:
    """A worker that is told to stop does not do as if it had done its part."""

    def leave(_items: Sequence[int]) -> list[int]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        flat(map_forked(leave, MANY, 2))


@pytest.mark.parametrize("number", [0, 100, len(MANY) - 1])
def test_a_killed_worker_is_told(number: int) -> None:
    """Its part is missing, and nothing is built without it."""

    def die(items: Sequence[int]) -> list[int]:
        if number in items:
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(items)

    with pytest.raises(WorkerDied, match="A worker of the build was ended from outside"):
        flat(map_forked(die, MANY, 2))


def test_no_process_and_no_file_is_left() -> None:
    """After a success, and after a failure."""

    def fail(_items: Sequence[int]) -> list[int]:
        raise ValueError("no")

    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - no file of ours
    flat(map_forked(squares, MANY, 3))
    with pytest.raises(ValueError, match="no"):
        flat(map_forked(fail, MANY, 3))
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_there_is_a_worker_for_each_processor() -> None:
    """At least one."""
    assert 1 <= count_workers() <= (os.cpu_count() or 1)
