"""Conversations taken away: a module for each format, and a line below."""

from collections.abc import Mapping

from . import csv_table, disqus, isso, jf2, json_lines, wordpress
from .models import Exporter

EXPORTERS: Mapping[str, Exporter] = {
    "csv": csv_table.EXPORTER,
    "disqus": disqus.EXPORTER,
    "isso": isso.EXPORTER,
    "jf2": jf2.EXPORTER,
    "json-lines": json_lines.EXPORTER,
    "wordpress": wordpress.EXPORTER,
}
"""Each format by the name that the command line gives it."""
