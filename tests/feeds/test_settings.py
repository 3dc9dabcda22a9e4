"""The plugin's settings."""

import re
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.feeds.settings import KNOWN, Settings, parse_settings

CONF = "pelicanconf.py"


def test_without_settings_there_is_atom() -> None:
    """A site that says nothing has an Atom feed a language, and no other."""
    settings, problems = parse_settings({"SITENAME": "x"}, CONF)
    assert problems == ()
    assert settings == Settings()
    assert settings.paths == {"atom": "feeds/{lang}.atom.xml", "rss": "", "json": ""}


def test_settings_are_read() -> None:
    """Each setting has its place."""
    given = {
        "FEEDS_ATOM": None,
        "FEEDS_RSS": "{lang}/rss.xml",
        "FEEDS_JSON": "{lang}/feed.json",
        "FEEDS_TITLES": {"en": "Weak Ties"},
        "FEEDS_SUBTITLES": {"en": "Essays"},
        "FEEDS_HOMES": {"en": "en/"},
        "FEEDS_RIGHTS": "CC BY-SA 4.0",
        "FEEDS_LICENSE": "licence/",
        "FEEDS_STYLESHEET": "feed.css",
    }
    assert parse_settings(given, CONF) == (
        Settings(
            paths={"atom": "", "rss": "{lang}/rss.xml", "json": "{lang}/feed.json"},
            titles={"en": "Weak Ties"},
            subtitles={"en": "Essays"},
            homes={"en": "en/"},
            rights="CC BY-SA 4.0",
            license="licence/",
            stylesheet="feed.css",
        ),
        (),
    )


PATH_HINT = 'Expected a path that holds {lang} and nothing else in braces: "feeds/{lang}.xml".'


@pytest.mark.parametrize(
    ("key", "value", "message", "hint"),
    [
        (
            "FEEDS_ATOMS",
            "x",
            "FEEDS_ATOMS is no setting of the plugin feeds.",
            "Did you mean 'FEEDS_ATOM'?",
        ),
        ("FEEDS_ATOM", "all.xml", "FEEDS_ATOM is 'all.xml'.", PATH_HINT),
        ("FEEDS_RSS", "{lang}/{slug}", "FEEDS_RSS is '{lang}/{slug}'.", PATH_HINT),
        ("FEEDS_RSS", "{lang", "FEEDS_RSS is '{lang'.", PATH_HINT),
        ("FEEDS_JSON", 3, "FEEDS_JSON is 3.", PATH_HINT),
        ("FEEDS_RIGHTS", None, "FEEDS_RIGHTS is None.", "Expected a text."),
        (
            "FEEDS_TITLES",
            "Weak Ties",
            "FEEDS_TITLES is 'Weak Ties'.",
            'Expected texts by language: {"fr": "…"}.',
        ),
        (
            "FEEDS_HOMES",
            {"en": 1},
            "FEEDS_HOMES is {'en': 1}.",
            'Expected texts by language: {"fr": "…"}.',
        ),
    ],
)
def test_a_wrong_setting_is_explained(key: str, value: object, message: str, hint: str) -> None:
    """A setting that cannot be used is named, with what was expected."""
    assert parse_settings({key: value}, CONF) == (None, (Problem(CONF, 0, message, hint),))


def test_all_wrong_settings_are_told_at_once() -> None:
    """Nobody has to build twice to hear of two mistakes."""
    _, problems = parse_settings({"FEEDS_ATOM": "x", "FEEDS_RIGHTS": 1}, CONF)
    assert [problem.message for problem in problems] == [
        "FEEDS_ATOM is 'x'.",
        "FEEDS_RIGHTS is 1.",
    ]


def test_every_setting_is_documented() -> None:
    """The plugin's README has a line on each setting that is read, and on no other."""
    readme = Path(__file__).parents[2] / "plugins" / "feeds" / "README.md"
    documented = re.findall(
        r"^\| `(FEEDS_\w+)` \|", readme.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(documented) == KNOWN
