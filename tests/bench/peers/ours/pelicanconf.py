"""Our own build of the benchmark's essays."""

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
# As the peers: one list of twenty entries in the feed, no feed of a topic or a silent essay, texts
# as they were typed, and no files beside a page.
LIENS_FAIBLES = {
    "per_page": 10,
    "feed_entries": 20,
    "list_feeds": "site",
    "conversation_feeds": "begun",
    "typography": False,
    "permalinks": False,
    "page_label": False,
    "sitemap": False,
    "citation_files": False,
    "cards": False,
    "backlinks": False,
    "search": False,
    "epub": False,
}
