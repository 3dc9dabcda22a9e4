"""The names under comments, without what stands around them."""

import pytest
from pelican.plugins.reflections.importers.names import read_heading_name, read_name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Zoé d’Aurillac", "Zoé d’Aurillac"),
        ("Zoé dit :", "Zoé"),
        ("Weaver\n said...", "Weaver"),
        ("Anonymous said…", ""),
        ("par Fanny (IP:xxx.x7.27.236) le 14 mars 2008 à 10H43", "Fanny"),
        ("Posté par : Paul le 15.03.08, 9h05", "Paul"),
        ("Written by Ada on March 14, 2008 at 10:13 am", "Ada"),
        ("Comment by Ada — 14 mars 2008 10:13", "Ada"),
        ("14 mars 2008 10:13, par Odile", "Odile"),
        ("tvmonde.example lerma 14 mars 2008 10:13", "tvmonde.example lerma"),
        ("Le 14 mars 2008", ""),
        ("---", ""),
        ("Marielle", "Marielle"),
        ("Ruby Barby", "Ruby Barby"),
        ("Bernard-Henri Le", "Bernard-Henri Le"),
        ("Rémi (203.0.113.7)", "Rémi"),
        ("", ""),
    ],
)
def test_a_name_is_found_in_its_heading(heading: str, name: str) -> None:
    assert read_heading_name(heading) == name


def test_those_who_stand_for_nobody_have_no_name() -> None:
    assert [read_name(name) for name in ("Anonyme", "GUEST", " Inconnu ", "…", None)] == [""] * 5
    assert read_name(" Zoé \u202e Z ") == "Zoé Z"
