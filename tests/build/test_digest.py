"""A digest stands for what a thing was made from, and for nothing else."""

from pathlib import Path

import pytest
from pelican.plugins.build import digest as module
from pelican.plugins.build.digest import LIBRARIES, SIZE, code_version, digest, file_digest


def test_the_boundaries_of_parts_count() -> None:
    """The same letters in other parts are another thing, as are parts in another order."""
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ("c", "ab"), ()]
    digests = {digest(*one) for one in parts}
    assert len(digests) == len(parts)
    assert {len(one) for one in digests} == {SIZE}


def test_text_is_its_bytes() -> None:
    """A text and its UTF-8 are one part; half a surrogate pair is no reason to stop."""
    assert digest("é") == digest("é".encode())
    assert digest("\udce9") != digest("\udcea")


def test_a_digest_is_the_same_on_any_day() -> None:
    """It is kept on disk, and read by later builds."""
    assert digest("liens", b"faibles").hex() == "3fea21c9cb64cfe0a2ce3e5b9d784258"


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """Its name and its time do not matter; one that is not there raises."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"same")
    second.write_bytes(b"same")
    assert file_digest(first) == file_digest(str(second))
    second.write_bytes(b"other")
    assert file_digest(first) != file_digest(second)
    with pytest.raises(FileNotFoundError):
        file_digest(tmp_path / "c")


def test_every_library_that_renders_is_counted() -> None:
    """Each is found among what is installed, with its version."""
    installed = module._installed()
    for name in LIBRARIES:
        form = name.replace("-", "_") + "-"
        assert any(found.startswith(form) and found[len(form)].isdigit() for found in installed)


def test_every_source_that_renders_is_counted() -> None:
    """Code, templates and catalogues of all plugins are; nothing that Python makes of them."""
    sources = {
        Path(path).relative_to(module.PLUGINS).as_posix()
        for path in module._sources(str(module.PLUGINS))
    }
    assert {
        "build/run.py",
        "essays/templates/base.html",
        "essays/translations/fr/LC_MESSAGES/messages.po",
        "network_stats/templates/figure.html",
        "reflections/markup.py",
    } <= sources
    assert not any("__pycache__" in path for path in sources)


def test_a_change_of_the_code_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is a file that is new, or has another name; a note beside them is not."""
    monkeypatch.setattr(module, "PLUGINS", tmp_path)

    def version() -> bytes:
        code_version.cache_clear()
        return code_version()

    try:
        seen = [version()]
        for name, text in [("a.py", "1"), ("a.py", "2"), ("a.html", "2")]:
            (tmp_path / name).write_text(text)
            seen.append(version())
        (tmp_path / "a.html").rename(tmp_path / "b.html")
        seen.append(version())
        assert len(set(seen)) == len(seen)
        (tmp_path / "README.md").write_text("…")
        assert version() == seen[-1]
    finally:
        code_version.cache_clear()
