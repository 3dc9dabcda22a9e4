"""Conversations taken away: a module for each format, and a line below."""
