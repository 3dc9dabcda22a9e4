"""The settings of the plugin."""

from pelican.plugins.network_stats.models import Budget
from pelican.plugins.network_stats.settings import parse_settings


def test_without_settings_a_block_has_the_usual_budget() -> None:
    """Whatever else the configuration says."""
    assert parse_settings({"SITENAME": "x"}, "conf.py") == (Budget(), ())


def test_a_budget_is_rows_and_seconds() -> None:
    """Each has its setting."""
    given = {"NETWORK_STATS_ROWS": 10, "NETWORK_STATS_SECONDS": 0.5}
    assert parse_settings(given, "conf.py") == (Budget(rows=10, seconds=0.5), ())


def test_settings_that_are_wrong_are_told_together() -> None:
    """Unknown names, texts, zero, yes and no."""
    given = {
        "NETWORK_STATS_ROW": 10,
        "NETWORK_STATS_SECONDS": "2",
        "NETWORK_STATS_ROWS": 0,
    }
    budget, problems = parse_settings(given, "conf.py")
    assert budget is None
    assert list(map(str, problems)) == [
        (
            "conf.py: NETWORK_STATS_ROW is no setting of the plugin network_stats.\n"
            "    Did you mean 'NETWORK_STATS_ROWS'?"
        ),
        "conf.py: NETWORK_STATS_ROWS is 0.\n    Expected a number above 0.",
        "conf.py: NETWORK_STATS_SECONDS is '2'.\n    Expected a number above 0.",
    ]
    assert parse_settings({"NETWORK_STATS_ROWS": True}, "conf.py")[0] is None
