"""Conversations brought home: a module for each format, and a line below."""

from collections.abc import Mapping

from .models import Importer

IMPORTERS: Mapping[str, Importer] = {}
"""Each format by the name that the command line gives it."""
