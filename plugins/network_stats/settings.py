"""The plugin's settings: NETWORK_STATS_… in a site's configuration, read once and checked."""

from collections.abc import Mapping
from typing import Any

from ..build.problems import Problem, nearest
from .models import Budget

PREFIX = "NETWORK_STATS_"
KNOWN = {"rows": (int,), "seconds": (int, float)}


def parse_settings(
    given: Mapping[str, Any], path: str
) -> tuple[Budget | None, tuple[Problem, ...]]:
    """Return the budget of a block, from the whole configuration, or what is wrong with it.

    `path` is the name of the file of the configuration.
    """
    mine = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in given.items()
        if key.startswith(PREFIX)
    }
    problems = []
    for key, value in mine.items():
        name = PREFIX + key.upper()
        if key not in KNOWN:
            names = [PREFIX + known.upper() for known in KNOWN]
            message = f"{name} is no setting of the plugin network_stats."
            problems.append(Problem(path, 0, message, nearest(name, names)))
        elif isinstance(value, bool) or not isinstance(value, KNOWN[key]) or not value > 0:
            problems.append(
                Problem(path, 0, f"{name} is {value!r}.", "Expected a number above 0.")
            )
    return (None, tuple(sorted(problems))) if problems else (Budget(**mine), ())
