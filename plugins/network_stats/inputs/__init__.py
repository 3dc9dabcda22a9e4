"""Data files, from the disk to records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ...build.problems import Problem, nearest
from ..models import DataFile, Graph, Sidecar, Table
from .dl import parse_dl
from .edge_list import parse_edge_list
from .gexf import parse_gexf
from .gml import parse_gml
from .graphml import parse_graphml
from .matrix_market import parse_matrix_market
from .matrix_table import is_matrix, parse_matrix
from .network import Network, build_network
from .node_link import parse_node_link
from .pajek import parse_pajek
from .personal import Personal, build_personal, refuse_star
from .platforms import platform_of
from .sidecar import parse_sidecar
from .table import parse_table
from .text import Text, load_bytes, parse_lines, parse_text

Networks = tuple[tuple[Network, ...], tuple[Problem, ...]]


def _rows(lines: Sequence[str], name: str) -> Networks:
    read = parse_matrix if is_matrix(lines) else parse_edge_list
    network, problems = read(lines, name)
    return (network,) if network else (), problems


READERS: Mapping[str, Callable[[Sequence[str], str], Networks]] = {
    ".csv": _rows,
    ".dl": parse_dl,
    ".edges": _rows,
    ".gml": parse_gml,
    ".json": parse_node_link,
    ".mtx": parse_matrix_market,
    ".net": parse_pajek,
    ".paj": parse_pajek,
    ".tsv": _rows,
    ".txt": _rows,
}
"""Each ending of a network's file and the function that reads its lines."""

_FIRST_WORDS = {
    "%%matrixmarket": parse_matrix_market,
    "*network": parse_pajek,
    "*vertices": parse_pajek,
    "dl n": parse_dl,
}

XML_READERS: Mapping[str, Callable[[bytes, str], Networks]] = {
    ".gexf": parse_gexf,
    ".graphml": parse_graphml,
}
"""The same, for files that say their encoding themselves."""


def load_lines(data: DataFile) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the lines of a data file, or why it cannot be read."""
    content, problems = load_bytes(data)
    return ((), problems) if problems else parse_lines(content, data.name)


def load_graph(
    data: DataFile,
    *,
    directed: bool | None = None,
    otherwise: bool = False,
    weights: bool | None = None,
    relation: str = "",
    rows: int | None = None,
) -> tuple[Graph | None, tuple[Problem, ...]]:
    """Return the network in a data file, or what is wrong with the file.

    `directed` says whether an edge points from its first end to its second; without it, the
    file decides, and a file that does not say has directions if `otherwise`. Weights are read
    when the file has them, unless `weights` is False; if it is True, the file must.
    `relation` names one of several networks. A file with more edges than `rows` is refused,
    and so is a platform's export of one person's contacts: it is no network.
    """
    content, problems = load_bytes(data)
    if problems:
        return None, problems
    star = platform_of(content)
    if star:
        return None, (refuse_star(data.name, star),)
    networks, problems = parse_networks(content, data.name, ending=ending_of(data.path))
    if problems:
        return None, problems
    network, problems = _chosen(networks, data.name, relation)
    if network is None:
        return None, problems
    problems = _refused(network, data.name, weights=weights, rows=rows)
    if problems:
        return None, problems
    return build_network(
        network, directed=directed, otherwise=otherwise, weights=weights is not False
    ), ()


def load_personal(
    data: DataFile, *, owner: str = ""
) -> tuple[Personal | None, tuple[Problem, ...]]:
    """Return what may be told of one person's contacts in an export, or why nothing may.

    `owner` is the address whose mailbox it is, when it is one.
    """
    from .contacts import parse_contacts  # noqa: PLC0415 - e-mail is slow to import

    content, problems = load_bytes(data)
    if problems:
        return None, problems
    contacts, problems = parse_contacts(content, data.name, owner=owner)
    return build_personal(contacts, data.name) if contacts else (None, problems)


def parse_networks(content: bytes, name: str, *, ending: str) -> Networks:
    """Return the networks that a file of this ending holds, or what is wrong with it."""
    if ending in XML_READERS:
        return XML_READERS[ending](content, name)
    reader = READERS.get(ending)
    if reader is None:
        message = f"networks are not read from files that end in {ending!r}"
        return (), (Problem(name, 0, message, nearest(ending, {**READERS, **XML_READERS})),)
    text, problems = parse_text(content, name)
    if text is None:
        return (), problems
    networks, problems = (_said_inside(text) or reader)(text.lines, name)
    return tuple(_with_encoding(network, text) for network in networks), problems


def _said_inside(text: Text) -> Callable[[Sequence[str], str], Networks] | None:
    """Return the reader of a text whose first words say what it is, whatever its name."""
    first = next((line.lower() for line in text.lines if line.strip()), "")
    return next((reader for word, reader in _FIRST_WORDS.items() if first.startswith(word)), None)


def ending_of(path: PurePath) -> str:
    """Return how the name of a file ends: ".csv" for x.CSV and for x.csv.gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = len(suffixes) > 1 and suffixes[-1] == ".gz"
    return suffixes[-2] if packed else suffixes[-1] if suffixes else ""


def load_table(data: DataFile) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return the table in a data file, or what is wrong with the file."""
    lines, problems = load_lines(data)
    return (None, problems) if problems else parse_table(lines, data.name)


def load_sidecar(
    data: DataFile, *, personal: bool = False
) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """Return the record beside a data file, or what is wrong with it.

    One that says `personal = true` is refused among a site's files: what lies there is
    published, or one day will be. `personal` is True for a file that is elsewhere.
    """
    record = data.sidecar
    if not record.path.is_file():
        hint = f'Write {record.name} with `source = "…"` and `licence = "…"`.'
        return None, (Problem(data.name, 0, "the data has no record beside it", hint),)
    lines, problems = load_lines(record)
    if problems:
        return None, problems
    sidecar, problems = parse_sidecar("\n".join(lines), record.name)
    if sidecar and sidecar.personal and not personal:
        message = "a personal export is not kept among the files of a site"
        hint = f"Move {data.name} out of the content folder: its names are not yours to publish."
        return None, (Problem(record.name, 0, message, hint),)
    return sidecar, problems


def _with_encoding(network: Network, text: Text) -> Network:
    said = replace(network.cleaning, encoding=text.encoding, encoding_line=text.encoding_line)
    return replace(network, cleaning=said)


def _chosen(
    networks: Sequence[Network], name: str, relation: str
) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the network of this name, or of this rank, or the only one there is."""
    names = [network.relation for network in networks]
    found = [network for network in networks if network.relation == relation and relation]
    if not found and relation.isdecimal():
        found = list(networks[int(relation) - 1 : int(relation)])
    if not relation and len(networks) == 1:
        found = list(networks)
    if len(found) == 1:
        return found[0], ()
    if relation and not found:
        message = f"the file holds no network {relation!r}"
        return None, (Problem(name, 0, message, nearest(relation, names)),)
    message = f"the file holds {len(found or networks)} networks"
    called = "1" if len(set(names)) < len(names) else names[0]
    hint = f"Say which, by its name or rank: `relation: {called}`. They are {', '.join(names)}."
    return None, (Problem(name, 0, message, hint),)


def _refused(
    network: Network, name: str, *, weights: bool | None, rows: int | None
) -> tuple[Problem, ...]:
    """Return why a network is not what is asked for, if it is not."""
    if rows is not None and len(network.edges) > rows:
        message = f"the file has {len(network.edges)} edges, and a figure may read {rows}"
        return (Problem(name, 0, message, "Give a part of it, and say which."),)
    if weights and network.weights is None:
        hint = "Name a column `weight`, or do not ask for weights."
        return (Problem(name, 0, "the file has no weights", hint),)
    return ()
