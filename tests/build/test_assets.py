"""What a browser may keep has its digest in its name; the rest keeps its own."""

from pelican.plugins.build.assets import Assets, build_assets

SHEETS = {
    "css/site.css": '@import url("fonts.css");\np { color: teal }\n',
    "css/fonts.css": '@font-face { src: url("../fonts/x.woff2") }',
    "css/feed.css": '@import url("fonts.css");',
}
FILES = {*SHEETS, "fonts/x.woff2", "fonts/README.md"}
DIGESTS = {name: f"{number:08x}" for number, name in enumerate(sorted(FILES))}


def build(sheets: dict[str, str], *, named: bool = True) -> Assets:
    assets, problems = build_assets(sheets, DIGESTS, FILES, place="static", named=named)
    assert problems == []
    return assets


def test_what_lasts_lies_together_under_its_digest() -> None:
    """The sheet of the site names the fonts beside it, another sheet those of that folder."""
    assets = build(SHEETS)
    font = f"x.{DIGESTS['fonts/x.woff2']}.woff2"
    assert assets.path("fonts/x.woff2") == f"theme/immutable/{font}"
    assert assets.path("css/feed.css") == "theme/css/feed.css"
    assert assets.left == {"css/fonts.css"}
    face = '@font-face{src:url("%s")}'
    assert assets.sheets == {
        "css/site.css": face % font + "p{color:teal}",
        "css/feed.css": face % f"../immutable/{font}",
    }


def test_the_name_of_the_sheet_follows_what_is_in_it() -> None:
    """A rule more is another name; a comment more is the same."""
    name = build(SHEETS).path("css/site.css")
    assert name.startswith("theme/immutable/site.")
    more = SHEETS["css/site.css"] + "q { color: teal }"
    assert build(SHEETS | {"css/site.css": more}).path("css/site.css") != name
    said = "/* What it is for. */" + SHEETS["css/site.css"]
    assert build(SHEETS | {"css/site.css": said}).path("css/site.css") == name


def test_the_preview_has_plain_names() -> None:
    """Nobody keeps anything there, and a change of the sheet is a change of one file."""
    assets = build(SHEETS, named=False)
    assert assets.paths == {}
    assert assets.sheets["css/site.css"].startswith('@font-face{src:url("../fonts/x.woff2")}')
