"""Our own build of the benchmark's essays, in the whole theme."""

SITENAME = "Banc d’essai"
SITEURL = "https://bench.example"
TIMEZONE = "UTC"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = [
    "pelican.plugins.essays",
    "pelican.plugins.reflections",
    "pelican.plugins.network_stats",
    "pelican.plugins.feeds",
    "pelican.plugins.build",
]
# All that a page shows; without what is drawn or packed for each essay besides its page.
LIENS_FAIBLES = {
    "per_page": 10,
    "feed_entries": 20,
    "conversation_feeds": "begun",
    "citation_files": False,
    "cards": False,
    "epub": False,
}
