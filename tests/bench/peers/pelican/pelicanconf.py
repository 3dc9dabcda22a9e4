"""Stock Pelican for the benchmark: the same pages, from templates of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

AUTHOR = "Le banc"
SITENAME = "Banc d’essai"
SITEURL = "https://bench.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "fr"
PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["essays"]
THEME = "theme"
PLUGINS = ["neighbours"]

ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"index": 10}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "page/{number}/", "page/{number}/index.html"),
]

FEED_ALL_ATOM = "feeds/fr.atom.xml"
FEED_MAX_ITEMS = 20
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None

MARKDOWN = {
    "extensions": [
        *("footnotes", "tables", "attr_list", "def_list", "toc"),
        *("pymdownx.superfences", "pymdownx.highlight"),
    ],
    "extension_configs": {"toc": {"toc_depth": "2-3"}},
    "output_format": "html5",
}
