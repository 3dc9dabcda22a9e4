SITENAME = "Carnet"
SITEURL = "https://carnet.example"
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
