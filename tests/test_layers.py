"""Which modules may need which: from the ground up, and never around in a circle."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"

LAYERS: Mapping[str, str] = {
    "ground": r"build\.(assets|digest|pagefind|problems|publish|scan|settings|store|style_sheets"
    r"|templates|workers)",
    "typography": r"essays\.typography(\..*)?",
    "figures": r"network_stats(\..*)?",
    "records": r"essays\.(excerpts|frozen|header|languages|models|security|slugs|tables|taxonomy"
    r"|views|words)",
    "conversation": r"reflections(\..*)?",
    "essays": r"essays(\..*)?",
    "feeds": r"feeds(\..*)?",
    "build": r"build(\..*)?",
    "doors": r"reflections\.(erasure|import_command)",
}
"""Each layer needs those above it in this table, and none below it. A module is of the first
whose pattern it matches, doors apart: commands that build when they are done."""

Needs = dict[str, dict[str, int]]
"""The modules that each one imports, with the line."""


def load_needs(folder: Path) -> Needs:
    """Return what each module imports from the others, lazily or not, but not for types alone."""
    names = {_name(folder, path): path for path in sorted(folder.rglob("*.py"))}
    return {name: dict(_read(name, path, names)) for name, path in names.items()}


def _name(folder: Path, path: Path) -> str:
    return ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def _read(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[tuple[str, int]]:
    parts = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in _walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*parts[: len(parts) - node.level + 1], *(node.module or "").split(".")]
            module = ".".join(filter(None, base))
            for one in node.names:
                inner = f"{module}.{one.name}".lstrip(".")
                yield inner if inner in known else module, node.lineno


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is run of a module: all but `if TYPE_CHECKING`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from _walk(child)


def layer_of(module: str) -> str:
    """Return the layer of a module; raises `StopIteration` when it has none."""
    if re.fullmatch(LAYERS["doors"], module):
        return "doors"
    return next(name for name, form in LAYERS.items() if re.fullmatch(form, module))


def find_circle(needs: Needs) -> list[str]:
    """Return modules of which each needs the next, and the last the first; none if it is so."""
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return way[way.index(module) :]
        if module in done:
            return []
        for other in sorted(needs[module]):
            if circle := follow(other, [*way, module]):
                return circle
        done.add(module)
        return []

    return next((circle for module in sorted(needs) if (circle := follow(module, []))), [])


@pytest.fixture(scope="module")
def needs() -> Needs:
    found = load_needs(PLUGINS)
    assert len(found) > 250
    assert sum(map(len, found.values())) > 1000
    return found


def test_no_module_needs_one_of_a_higher_layer(needs: Needs) -> None:
    """What is general knows nothing of what is made with it."""
    order = list(LAYERS)
    wrong = [
        f"{module.replace('.', '/')}.py:{line}: {layer_of(module)} needs {other}"
        for module, others in needs.items()
        for other, line in others.items()
        if order.index(layer_of(module)) < order.index(layer_of(other))
    ]
    assert wrong == []


def test_each_layer_has_modules(needs: Needs) -> None:
    """A pattern that nothing matches says nothing."""
    assert {layer_of(module) for module in needs} == set(LAYERS)


def test_no_module_needs_itself(needs: Needs) -> None:
    """However far around: an import inside a function counts too."""
    assert find_circle(needs) == []


def test_only_the_doors_to_pelican_import_it() -> None:
    """Its signals and its classes are met in hooks, in the reader, and in the class."""
    importing = {
        _name(PLUGINS, path)
        for path in PLUGINS.rglob("*.py")
        for node in _walk(ast.parse(path.read_bytes()))
        if any(name.partition(".")[0] == "pelican" for name in _imported(node))
    }
    hooks = {_name(PLUGINS, path) for path in PLUGINS.glob("*/hooks.py")}
    assert importing == hooks | {"essays.reader", "build.pelican_class"}


def _imported(node: ast.AST) -> list[str]:
    """Return the names of what a statement imports by whole names."""
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def test_circles_and_layers_are_seen(tmp_path: Path) -> None:
    """Of lazy imports and of packages; what is imported for types alone does not count."""
    files = {
        "a/__init__.py": "from .b import x\n",
        "a/b.py": "def x():\n    from ..c import d\n",
        "c/__init__.py": "",
        "c/d.py": "if TYPE_CHECKING:\n    from ..e import f\nfrom ..a import b, nothing\n",
        "e/f.py": "from .. import c\nfrom ..c.d import y\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    needs = load_needs(tmp_path)
    assert needs == {
        "a": {"a.b": 1},
        "a.b": {"c.d": 2},
        "c": {},
        "c.d": {"a.b": 3, "a": 3},
        "e.f": {"c": 1, "c.d": 2},
    }
    assert find_circle(needs) == ["a", "a.b", "c.d"]
    del needs["c.d"]["a"], needs["c.d"]["a.b"]
    assert find_circle(needs) == []
