SITENAME = "Carnet du lavoir"
SITEURL = "https://lavoir.example"
TIMEZONE = "Europe/Paris"
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = [
    "pelican.plugins.essays",
    "pelican.plugins.reflections",
    "pelican.plugins.network_stats",
    "pelican.plugins.feeds",
    "pelican.plugins.build",
]
LIENS_FAIBLES = {
    "per_page": 5,
    "contact": "lavoir@lavoir.example",
    "page_label": False,
    "cards": False,
    "epub": False,
}
