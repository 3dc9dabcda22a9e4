"""The plugin alone, on any Pelican site."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.plugins.build.problems import BuildFailed
from pelican.plugins.network_stats.hooks import add_extension, find_address, find_folder
from pelican.plugins.network_stats.markdown import NetworkExtension

SETTINGS = """
import pelican.plugins
pelican.plugins.__path__.append({plugins!r})
SITENAME = "Alone"
PLUGINS = ["pelican.plugins.network_stats"]
PATH = "content"
TIMEZONE = "UTC"
AUTHOR = "Somebody"
"""
ARTICLE = """Title: Alone
Date: 2026-01-01

Words.

```network summary
data: data/a.csv
```
"""


def test_the_extension_is_added_once(tmp_path: Path) -> None:
    """A second signal changes nothing."""
    settings = {"MARKDOWN": {}, "PATH": str(tmp_path), "DEFAULT_LANG": "fr"}
    for _ in range(2):
        add_extension(SimpleNamespace(settings=settings))
    (extension,) = settings["MARKDOWN"]["extensions"]
    assert isinstance(extension, NetworkExtension)
    assert (extension.content, extension.lang) == (tmp_path, "fr")


def build(folder: Path, edges: str) -> subprocess.CompletedProcess[str]:
    """Build a site whose only plugin is this one."""
    data = folder / "content" / "data"
    data.mkdir(parents=True)
    (data / "a.csv").write_text(edges, encoding="utf-8")
    (data / "a.toml").write_text('source = "S"\nlicence = "L"\n', encoding="utf-8")
    (folder / "content" / "alone.md").write_text(ARTICLE, encoding="utf-8")
    plugins = str(Path(__file__).resolve().parent.parent.parent / "plugins")
    (folder / "pelicanconf.py").write_text(SETTINGS.format(plugins=plugins), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_site_with_this_plugin_alone_has_its_figures(tmp_path: Path) -> None:
    """Data is sought from the content folder, and the words are English."""
    build(tmp_path, "a,b\nb,c\n")
    page = (tmp_path / "output" / "alone.html").read_text(encoding="utf-8")
    assert '<figure class="figure" id="figure-summary" data-widget="summary">' in page
    assert "The network in numbers" in page


def test_the_files_of_a_figure_are_beside_its_page(tmp_path: Path) -> None:
    """In a folder of the page's name; each link leads to one, and none is left open."""
    build(tmp_path, "a,b\nb,c\n")
    output = tmp_path / "output"
    page = (output / "alone.html").read_text(encoding="utf-8")
    links = re.findall(r'href="/(alone/summary\.[^"]+)"', page)
    assert links == ["alone/summary.csv", "alone/summary.json"]
    assert all((output / link).stat().st_size for link in links)
    assert not any(
        "{figure" in path.read_text(encoding="utf-8") for path in output.rglob("*.html")
    )


@pytest.mark.parametrize(
    ("save_as", "folder", "relative"),
    [
        ("alone.html", "alone/", "alone/"),
        ("2026/alone.html", "2026/alone/", "alone/"),
        ("alone/index.html", "alone/", "./"),
        ("index.html", "", "./"),
    ],
)
def test_the_files_of_a_page_have_an_address(save_as: str, folder: str, relative: str) -> None:
    """From the root of the site, or from the page if the site's addresses are relative."""
    page = SimpleNamespace(save_as=save_as, settings={"RELATIVE_URLS": False, "SITEURL": "//x"})
    assert find_folder(save_as) == folder
    assert find_address(page, folder) == f"//x/{folder}"
    page.settings["RELATIVE_URLS"] = True
    assert find_address(page, folder) == relative


def test_settings_that_are_wrong_stop_the_site(tmp_path: Path) -> None:
    """With their names."""
    settings = {"MARKDOWN": {}, "PATH": str(tmp_path), "NETWORK_STATS_SECOND": 3}
    with pytest.raises(BuildFailed, match="NETWORK_STATS_SECOND is no setting"):
        add_extension(SimpleNamespace(settings=settings))


def test_a_site_with_this_plugin_alone_is_told_what_is_wrong(tmp_path: Path) -> None:
    """The page is not written, and the reason is on the terminal."""
    built = build(tmp_path, "a,b\nb\n")
    assert not (tmp_path / "output" / "alone.html").exists()
    told = " ".join((built.stdout + built.stderr).split())
    assert "data/a.csv:2: the row 'b' has not two names" in told
