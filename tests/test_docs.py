"""What the READMEs say is there is there, and what is there is told."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = (
    *("README.md", "theme/README.md", "tests/audit/README.md", "tests/bench/README.md"),
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("plugins/*/README.md")),
)
CALL = re.compile(r"\binvoke ([a-z][a-z-]*)([^`\n#]*)")
OPTION = re.compile(r"(?<!\S)--?([a-z][a-z-]*)")
SHORT = {"o": "out", "e": "essay", "k": "k"}
"""Options of one letter that are spelled so."""
EXAMPLES = {"pelicanconf.py", "publishconf.py", "tasks.py"}


def load_tasks() -> dict[str, set[str]]:
    """Return the options of each task, as they are typed."""
    return {
        node.name.replace("_", "-"): {one.arg.replace("_", "-") for one in node.args.args[1:]}
        for node in ast.parse((ROOT / "tasks.py").read_bytes()).body
        if isinstance(node, ast.FunctionDef)
        and any("task" in ast.unparse(one) for one in node.decorator_list)
    }


def calls(name: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each task that a README calls, with the options that it is given there."""
    for call in CALL.finditer((ROOT / name).read_text("utf-8")):
        options = {SHORT.get(one, one) for one in OPTION.findall(call[2])}
        yield call[1], {one.removeprefix("no-") for one in options}


def test_each_task_is_told() -> None:
    """In one README at least."""
    tasks = load_tasks()
    assert len(tasks) > 20
    assert set(tasks) - {task for name in READMES for task, _ in calls(name)} == set()


@pytest.mark.parametrize("name", READMES)
def test_each_call_can_be_made(name: str) -> None:
    """Its task is there, and so are its options."""
    tasks = load_tasks()
    wrong = [(task, options - tasks.get(task, set())) for task, options in calls(name)]
    assert [(task, left) for task, left in wrong if task not in tasks or left] == []


@pytest.mark.parametrize("name", READMES)
def test_each_module_that_is_named_is_there(name: str) -> None:
    """In the plugin, or below the folder of all plugins, the theme or the tests."""
    folder = (ROOT / name).parent
    named = set(re.findall(r"`([\w/]+\.py)`", (ROOT / name).read_text("utf-8"))) - EXAMPLES
    places = (folder, ROOT / "plugins", ROOT)
    assert [one for one in sorted(named) if not any((at / one).is_file() for at in places)] == []


def test_the_searches_find_something() -> None:
    """A pattern that matches nothing would say that all is well."""
    found = [call for name in READMES for call in calls(name)]
    assert ("figure", {"out"}) in found
    assert ("build", {"verify"}) in found
    assert ("import-reflections", {"dry-run"}) in found
