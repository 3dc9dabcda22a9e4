"""The catalogue of statistics, and measuring by it."""

import random
from math import isfinite, isnan
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from pelican.plugins.network_stats.catalogue import (
    SECTIONS,
    STATISTICS,
    compute,
    describe,
    find_statistics,
    names,
)
from pelican.plugins.network_stats.formula import render_mathml
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs import load_graph
from pelican.plugins.network_stats.measures import ORDER, STEPS, Task
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.methods import render_catalogue
from pelican.plugins.network_stats.models import Budget, DataFile, Graph
from pelican.plugins.network_stats.random_graphs import watts_strogatz
from pelican.plugins.network_stats.words.catalogue import EN, FR

ROOT = Path(__file__).resolve().parent.parent.parent
EACH = pytest.mark.parametrize("key", STATISTICS)


@pytest.fixture(scope="module")
def karate() -> Graph:
    path = ROOT / "content/essays/le-monde-est-petit/data/karate.csv"
    graph, problems = load_graph(DataFile(path=path, name="karate.csv"))
    assert problems == ()
    assert graph is not None
    return graph


@EACH
def test_each_statistic_is_said_in_each_language(key: str) -> None:
    """Its name, its definition, each of its conventions, its unit; with a source and a cost."""
    statistic = STATISTICS[key]
    for said in (EN, FR):
        assert said[f"catalogue.{key}"]
        assert said[f"catalogue.{key}.is"].endswith(".")
        for name, rule in statistic.rules._asdict().items():
            assert name == "apart" or rule == "none" or said[f"convention.{name}.{rule}"]
        assert not statistic.unit or said[f"unit.{statistic.unit}"]
    assert statistic.section in SECTIONS
    assert statistic.source
    assert statistic.cost


def test_the_words_of_the_catalogue_are_all_of_it() -> None:
    """No definition of a statistic that is not there, and no convention that none follows."""
    labels = {"direction", "weights", "apart", "cost", "cost.is", "cost.none", "source", "key"}
    known = {
        *(f"catalogue.{label}" for label in {*labels, "value", "not_measured"}),
        *(f"catalogue.{key}{end}" for key in STATISTICS for end in ("", ".is")),
        *(
            f"convention.{name}.{rule}"
            for each in STATISTICS.values()
            for name, rule in each.rules._asdict().items()
        ),
        "convention.direction.none",
        *(f"section.{section}" for section in SECTIONS),
    }
    written = {key for key in EN if key.startswith(("catalogue.", "convention.", "section."))}
    assert written - known == set()


@EACH
def test_each_formula_is_mathml(key: str) -> None:
    """And its cost too."""
    for formula in (STATISTICS[key].formula, STATISTICS[key].cost):
        if formula:
            assert etree.fromstring(render_mathml(formula)).tag == "math"


def test_what_is_measured_is_what_the_catalogue_says_can_be() -> None:
    """Each statistic of a network in one step."""
    assert sorted(ORDER) == sorted(key for key, each in STATISTICS.items() if each.measured)
    assert len(ORDER) == len(set(ORDER))


def test_the_keys_are_those_that_programs_rely_on() -> None:
    """They stay."""
    assert {
        "n",
        "m",
        "density",
        "mean_degree",
        "transitivity",
        "average_clustering",
        "assortativity",
        "mean_distance",
        "diameter",
        "effective_diameter",
        "radius",
        "reciprocity",
        "components",
        "giant_size",
        "degeneracy",
        "modularity",
        "gini_degree",
        "power_law",
        "betweenness_max",
    } <= set(ORDER)


def test_a_statistic_is_found_by_its_key_or_its_symbol() -> None:
    """An ambiguous symbol gives all that have it; a curve is not a number."""

    def found(name: str) -> list[str]:
        return [each.key for each in find_statistics(name)]

    assert found("mean_distance") == found("L") == ["mean_distance"]
    assert found("d₉₀") == found("d90") == ["effective_diameter"]
    assert found("⟨k⟩") == found("k") == ["mean_degree"]
    assert found("r") == ["reciprocity", "assortativity"]
    assert found("l") == ["mean_distance"]
    assert found("jaccard") == found("J") == found("") == []
    assert "mean_distance" in names()
    assert "jaccard" not in names()


def test_a_network_has_the_numbers_that_are_known_of_it(karate: Graph) -> None:
    """Those of networkx and of the literature, for the karate club."""
    found = {key: measure.value for key, measure in compute(karate).items()}
    assert {key: found[key] for key in ("n", "m", "diameter", "radius", "components")} == {
        "n": 34,
        "m": 78,
        "diameter": 5,
        "radius": 3,
        "components": 1,
    }
    known = {
        "density": 0.13903743315508021,
        "mean_degree": 4.588235294117647,
        "transitivity": 0.2556818181818182,
        "average_clustering": 0.5706384782076823,
        "assortativity": -0.47561309768461413,
        "mean_distance": 2.408199643493761,
        "betweenness_max": 0.43763528138528146,
        "closeness_max": 0.5689655172413793,
        "modularity": 0.4197896120973044,
        "epidemic_threshold": 1 / 6.725697727631725,
    }
    assert {key: found[key] for key in known} == pytest.approx(known, rel=1e-9)
    assert (found["degeneracy"], found["bridges"], found["max_degree"]) == (4, 1, 17)


def test_only_what_is_asked_for_is_measured(karate: Graph) -> None:
    """In the order of the catalogue's steps, and progress is told."""
    told: list[tuple[str, int, int]] = []
    found = compute(karate, keys=("diameter", "n"), progress=lambda *state: told.append(state))
    assert list(found) == ["n", "diameter"]
    assert told == [("n", 0, 2), ("mean_distance", 1, 2)]


def test_the_same_network_has_the_same_numbers(karate: Graph) -> None:
    """Whatever was drawn at random before."""
    first = compute(karate)
    random.seed(7)
    np.random.seed(7)  # noqa: NPY002 - what other code may do
    assert compute(karate) == first


REASONS = {
    "no direction": ([("a", "b")], {}, "reciprocity", "directed"),
    "no weight": ([("a", "b")], {}, "mean_strength", "weights"),
    "no link": ([("a", "a")], {}, "mean_distance", "members"),
    "no link between two": ([("a", "a"), ("b", "b")], {}, "mean_distance", "links"),
    "no triad": ([("a", "b")], {}, "transitivity", "triads"),
    "regular": ([("a", "b"), ("b", "c"), ("c", "a")], {}, "assortativity", "flat"),
    "too few degrees": ([("a", "b"), ("b", "c"), ("c", "a")], {}, "power_law", "few"),
    "two members": ([("a", "b")], {}, "betweenness_max", "members"),
    "nobody": ([], {}, "density", "members"),
}


@pytest.mark.parametrize("name", REASONS)
def test_what_is_not_defined_has_a_reason(name: str) -> None:
    """And NaN for a value; the reason is said in each language."""
    edges, options, key, reason = REASONS[name]
    found = compute(build_graph(edges, **options), keys=(key,))[key]
    assert isnan(found.value)
    assert found.reason == reason
    assert EN[f"reason.{reason}"]
    assert FR[f"reason.{reason}"]


@pytest.mark.parametrize("edges", [[], [("a", "a")], [("a", "b")], [("a", "b"), ("c", "d")]])
@pytest.mark.parametrize("directed", [False, True])
def test_every_statistic_answers_for_the_smallest_networks(
    edges: list[tuple[str, str]], *, directed: bool
) -> None:
    """With a number, or with a reason and no number."""
    found = compute(build_graph(edges, directed=directed))
    assert list(found) == list(ORDER)
    for measure in found.values():
        assert isfinite(measure.value) == (not measure.reason), measure
        assert not measure.reason or f"reason.{measure.reason}" in EN


def test_a_directed_network_is_measured_along_its_arcs() -> None:
    """a → b → c → a, and c → b."""
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "b")]
    found = compute(build_graph(edges, directed=True))
    assert found["m"].value == 4
    assert found["density"].value == 4 / 6
    assert found["reciprocity"].value == 0.5
    assert found["mean_distance"].value == 8 / 6
    assert found["strong_components"].value == 1


def test_what_the_budget_does_not_allow_is_sampled_and_said() -> None:
    """The interval holds the exact value here, and the number of draws is given."""
    graph = watts_strogatz(5000, 6, 0.1, seed=3)
    keys = ("mean_distance", "effective_diameter", "reachable")
    exact = compute(graph, keys=keys, budget=Budget(seconds=60))
    sampled = compute(graph, keys=keys, budget=Budget(seconds=0.03))
    for key in keys[:2]:
        interval = sampled[key].interval
        assert exact[key].interval is None
        assert exact[key].samples == 0
        assert interval is not None
        assert interval[0] < exact[key].value < interval[1]
        assert sampled[key].samples == 256
    assert sampled["reachable"].value == 1


def test_what_can_not_even_be_sampled_is_left_out() -> None:
    """With the budget as its reason."""
    graph = watts_strogatz(1500, 6, 0.1, seed=3)
    found = compute(graph, keys=("n", "mean_distance"), budget=Budget(seconds=0.001))
    assert found["n"].value == 1500
    assert (found["mean_distance"].reason, found["mean_distance"].samples) == ("budget", 0)


def test_weights_are_read_when_they_are_asked_for() -> None:
    """The modularity of two pairs joined by a thin link."""
    edges = [("a", "b"), ("c", "d"), ("b", "c")]
    graph = build_graph(edges, weights=[10, 10, 1])
    plain, weighted = (
        compute(graph, keys=("modularity", "mean_strength"), weighted=asked)
        for asked in (False, True)
    )
    assert weighted["modularity"].value > plain["modularity"].value
    assert weighted["mean_strength"].value == plain["mean_strength"].value == 42 / 4


def test_no_step_takes_less_time_in_a_larger_network() -> None:
    """Estimates grow with the network."""
    small, large = (watts_strogatz(n, 6, 0.1, seed=3) for n in (200, 2000))
    for step in STEPS:
        first, second = (
            step.seconds(Task(graph=graph, weighted=False)) for graph in (small, large)
        )
        assert second >= first > 0


def test_a_statistic_is_described_as_json_says_it() -> None:
    """In the language asked for; what it has not is left out."""
    assert describe("components", words("fr")) == {
        "key": "components",
        "symbol": "c",
        "name": "Composantes",
        "definition": "Morceaux qu’aucun lien ne joint.",
        "direction": "Oublié\u00a0: deux membres sont liés dès que l’un pointe vers l’autre.",
        "weights": "Non lus\u00a0: un lien compte pour un.",
        "apart": "Compté sur tous les membres, les isolés compris.",
        "source": "R. Tarjan, SIAM Journal on Computing 1, 146–160, 1972",
    }


def test_values_are_written_as_each_statistic_wants() -> None:
    """Decimals, percentages, and what is not defined."""
    said = words("fr")
    assert STATISTICS["mean_distance"].write(2.408, said) == "2,41"
    assert STATISTICS["density"].write(0.139, said) == "13,9\u00a0%"
    assert STATISTICS["n"].write(1500, said) == "1\u202f500"
    assert STATISTICS["assortativity"].write(-0.4756, said) == "\u22120,48"
    assert STATISTICS["assortativity"].write(float("nan"), said) == "non défini"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_catalogue_is_a_page(lang: str) -> None:
    """Every statistic once, in its section, with an anchor of its own and its formula."""
    html = render_catalogue(words(lang))
    tree = etree.fromstring(html)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(tree.xpath("//section")) == len(SECTIONS)
    for key, statistic in STATISTICS.items():
        (entry,) = tree.xpath(f"//*[@id='catalogue-{key}']")
        text = " ".join("".join(entry.itertext()).split())
        assert " ".join(words(lang)(f"catalogue.{key}.is").split()) in text
        assert " ".join(statistic.source.split()) in text
        assert bool(entry.xpath(".//p[@class='catalogue-formula']/math")) == bool(
            statistic.formula
        )
        assert (f"{key}" in entry.xpath(".//code/text()")) is statistic.measured
