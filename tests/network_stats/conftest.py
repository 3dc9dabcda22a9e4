"""A small content folder to render blocks in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.network_stats.figure import render_fence
from pelican.plugins.network_stats.models import Budget, Figure

RECORD = 'source = "Somebody, 1977"\nlicence = "published facts"\n'

Render = Callable[..., tuple[Figure | None, tuple[Problem, ...]]]


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    """Return the folder of an essay, below a content folder."""
    folder = tmp_path / "content" / "essays" / "one"
    (folder / "data").mkdir(parents=True)
    return folder


@pytest.fixture
def render(essay: Path) -> Render:
    """Return a function that writes data files, with their records, and renders a block."""

    def render(
        lines: str,
        files: dict[str, str | bytes] | None = None,
        lang: str = "en",
        ordinal: int = 1,
        budget: Budget | None = None,
    ) -> tuple[Figure | None, tuple[Problem, ...]]:
        for name, content in (files or {}).items():
            path = essay / "data" / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            record = path.with_suffix(".toml")
            if not record.exists():
                record.write_text(RECORD, encoding="utf-8")
        return render_fence(
            f"```network {lines}\n```",
            path="content/essays/one/index.md",
            line=10,
            folder=essay,
            content=essay.parent.parent,
            lang=lang,
            ordinal=ordinal,
            budget=budget or Budget(),
        )

    return render


@pytest.fixture
def problems(render: Render) -> Callable[..., str]:
    """Return a function that renders a block that cannot be, and gives its problems."""

    def problems(lines: str, files: dict[str, str | bytes] | None = None) -> str:
        figure, found = render(lines, files)
        assert figure is None
        return "\n".join(map(str, found))

    return problems
