"""Conversations brought home: a module for each format, and a line below."""

from collections.abc import Mapping

from . import (
    blogger,
    comentario,
    commento,
    disqus,
    html_page,
    isso,
    isso_json,
    mastodon,
    pelican_comments,
    remark42,
    staticman,
    webmention,
    wordpress,
)
from .models import Importer

IMPORTERS: Mapping[str, Importer] = {
    "blogger": blogger.read,
    "comentario": comentario.read,
    "commento": commento.read,
    "disqus": disqus.read,
    "html": html_page.read,
    "isso": isso.read,
    "isso-json": isso_json.read,
    "mastodon": mastodon.read,
    "pelican-comments": pelican_comments.read,
    "remark42": remark42.read,
    "staticman": staticman.read,
    "webmention": webmention.read,
    "wordpress": wordpress.read,
}
"""Each format by the name that the command line gives it."""
