"""Settings for writing: previews and drafts. `publishconf.py` adds what publishing needs."""

from pathlib import Path

import pelican.plugins

# The plugins of this tree keep the names that they have when installed.
pelican.plugins.__path__.append(str(Path(__file__).parent / "plugins"))

from pelican.plugins.build import strict_pelican  # noqa: E402 - the path has to be there first

SITENAME = "Liens faibles"
SITEURL = ""
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PELICAN_CLASS = strict_pelican
LIENS_FAIBLES = {"search": True}

PLUGINS = [
    "pelican.plugins.essays",
    "pelican.plugins.reflections",
    "pelican.plugins.network_stats",
    "pelican.plugins.feeds",
    "pelican.plugins.build",  # last: it has the last word on problems
]
