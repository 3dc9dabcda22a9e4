"""The preview: the site on this machine, where links to its own address stay."""

import threading
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from pelican.plugins.build.serve import Changes, Index, Preview, preview_settings

CONF = 'SITENAME = "Ponts"\nSITEURL = "{}"\nTIMEZONE = "Europe/Paris"\n'


def test_the_preview_knows_where_the_site_is_published(tmp_path: Path) -> None:
    """Its own address is this machine; that of publishconf.py is known too."""
    file = tmp_path / "pelicanconf.py"
    file.write_text(CONF.format(""), encoding="utf-8")
    alone = preview_settings(file, 8000)
    assert (alone.url, alone.published) == ("http://127.0.0.1:8000", "http://localhost:8000")
    there = CONF.format("https://ponts.example/")
    file.with_name("publishconf.py").write_text(there, encoding="utf-8")
    settings = preview_settings(file, 8000)
    assert (settings.url, settings.published) == ("http://127.0.0.1:8000", "https://ponts.example")


def test_a_link_to_the_published_site_stays_in_the_preview(tmp_path: Path) -> None:
    """As links of authors do; words and other addresses stay as they are."""
    link = '<body>https://ponts.example/x/ <a href="{}/le-pont/#p2">ici</a>'
    page = link.format("https://ponts.example") + "</body>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    index = Index(tmp_path / "pelicanconf.py", 0)
    preview = partial(Preview, changes=Changes(), index=index, published="https://ponts.example")
    handler = partial(preview, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with urllib.request.urlopen(address) as answer:
            shown = answer.read().decode()
        server.shutdown()
    assert shown.startswith(link.format("") + "<script")
