"""XML that is not quite XML: each record stands for itself, and what was mended is said."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers import xml_files
from pelican.plugins.reflections.importers.xml_files import (
    Shape,
    XmlFile,
    attribute,
    children,
    fields,
)

SHAPE = Shape(
    root="site",
    records={"page": "", "note": "page", "item": ""},
    references=frozenset({"item"}),
    texts=frozenset({"text"}),
)
MENDED, NOT_MENDED = "It was mended.", "It could not be mended."


def load(folder: Path, text: str | bytes) -> XmlFile:
    file = folder / "export.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return XmlFile(file, SHAPE)


def texts(file: XmlFile, name: str = "item") -> list[tuple[str, bool]]:
    return [
        (fields(record.element).get("text", ""), record.is_whole) for record in file.records(name)
    ]


def said(file: XmlFile) -> list[tuple[int, str, str]]:
    return [(one.line, one.message, one.hint) for one in file.recoveries]


def test_records_are_cut_out_with_their_lines(tmp_path: Path) -> None:
    """A record inside another is no part of it; names count without prefix or namespace."""
    file = load(
        tmp_path,
        '<?xml version="1.0"?>\n<!-- <item/> -->\n<s:site xmlns:s="urn:x" xmlns:t="urn:y">\n'
        '<title>A</title>\n<t:page t:id="1"><text>un</text>\n<note>a<b/></note>\n<note/>'
        '<item id="2"/></t:page>\n<item><text><![CDATA[<item>]]></text></item></s:site>',
    )
    [page] = file.records("page")
    assert fields(file.head) == {"title": "A"}
    assert (page.line, attribute(page.element, "id")) == (5, "1")
    assert fields(page.element) == {"text": "un", "item": ""}
    assert [(note.line, note.is_whole) for note in page.inner] == [(6, True), (7, True)]
    assert [attribute(one, "id") for one in children(page.element, "item")] == ["2"]
    [item] = file.records("item")
    assert (item.line, fields(item.element)["text"]) == (8, "<item>")
    assert (file.recoveries, file.problems) == ([], ())


@pytest.mark.parametrize(
    ("inside", "text", "message"),
    [
        (
            "<text>a&nbsp;b &eacute; &inconnu;</text>",
            "a\u00a0b é &inconnu;",
            "Entity 'nbsp' not defined",
        ),
        ("<text>a & b</text>", "a & b", "xmlParseEntityRef: no name"),
        ("<text>a < b</text>", "a < b", "StartTag: invalid element name"),
        ("<text>a<br>b &amp; <i>c</text>", "a<br>b & <i>c", "Opening and ending tag mismatch"),
        ("<text>a\x0bb</text>", "ab", "PCDATA invalid Char value 11"),
        ("<text>a&#11;&#xD800;b</text>", "ab", "xmlParseCharRef: invalid xmlChar value 11"),
        ("<text>&#55357;&#56832;&#xD83D;&#xDE00;</text>", "😀😀", "xmlParseCharRef"),
        ("<text>a</text><ref id=7 />", "a", "AttValue: \" or ' expected"),
        ("<text>a]]>b</text>", "a]]>b", "Sequence ']]>' not allowed in content"),
        ("<text><![CDATA[a <b></text>", "a <b>", "CData section not finished"),
    ],
    ids=[
        "entity of HTML",
        "lone ampersand",
        "lone bracket",
        "tags in a text",
        "control character",
        "reference to a control character",
        "halves of a character",
        "value without quotation marks",
        "end of CDATA without its start",
        "start of CDATA without its end",
    ],
)
def test_a_fault_with_one_remedy_is_mended(
    tmp_path: Path, inside: str, text: str, message: str
) -> None:
    """And the records after it are read as if it had not been."""
    file = load(tmp_path, f"<site>\n<item>{inside}</item>\n<item><text>b</text></item></site>")
    assert texts(file) == [(text, True), ("b", True)]
    assert {(line, hint) for line, _, hint in said(file)} == {(2, MENDED)}
    assert said(file)[0][1].startswith(f"malformed XML: {message}")


def test_a_prefix_that_is_not_declared_does_no_harm(tmp_path: Path) -> None:
    file = load(tmp_path, "<site><item><x:text>a</x:text></item></site>")
    assert texts(file) == [("a", True)]
    message = "malformed XML: Namespace prefix x on text is not defined"
    assert said(file) == [(1, message, "Nothing is lost by it.")]


def test_what_cannot_be_mended_is_not_trusted(tmp_path: Path) -> None:
    """A record of which something is lost is given as one that is not whole."""
    file = load(
        tmp_path, "<site>\n<item><text>a</text></b></item><item><text>b</text></item></site>"
    )
    assert [whole for _, whole in texts(file)] == [False, True]
    message = "malformed XML: Opening and ending tag mismatch: item line 1 and b"
    assert said(file)[0] == (2, message, NOT_MENDED)


def test_a_record_without_its_end_ends_where_the_next_begins(tmp_path: Path) -> None:
    file = load(
        tmp_path,
        "<site><item><text>a</text>\n<item><text>b</text></item>"
        "\n<page><note><text>c</text>\n<note><text>d</text></note></page></site>",
    )
    assert texts(file) == [("a", True), ("b", True)]
    [page] = file.records("page")
    assert [fields(note.element)["text"] for note in page.inner] == ["c", "d"]
    hint = "It ends where the next one begins."
    assert said(file) == [(1, "no end of this <item>", hint), (3, "no end of this <note>", hint)]


def test_a_file_cut_short_keeps_its_whole_records(tmp_path: Path) -> None:
    file = load(tmp_path, "<site>\n<item><text>a</text></item>\n<item><text>b")
    assert [whole for _, whole in texts(file)] == [True, False]
    assert said(file) == [
        (3, "no </site> at the end", "The file may have been cut short: fetch it again."),
        (3, "malformed XML: Opening and ending tag mismatch: text line 1 and item", NOT_MENDED),
        (3, "the file ends in this <item>", "It was left out."),
    ]


def test_an_unfinished_cdata_does_not_swallow_the_next_record(tmp_path: Path) -> None:
    """Up to the end of the next one all would be text: the two are told apart."""
    file = load(
        tmp_path,
        "<site><item><text><![CDATA[a</text></item>\n"
        "<item><text><![CDATA[<b>b</b>]]></text></item></site>",
    )
    assert texts(file) == [("a", True), ("<b>b</b>", True)]
    assert {line for line, *_ in said(file)} == {1}


def test_text_before_the_first_element_is_left_out(tmp_path: Path) -> None:
    file = load(tmp_path, "`<?xml version='1.0'?>\n<site><item><text>a</text></item></site>")
    assert texts(file) == [("a", True)]
    assert said(file) == [(1, "text before the first element", "It was left out.")]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE site [<!ENTITY a "b">]>',
        '<!DOCTYPE site [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!doctype site SYSTEM "file:///etc/passwd">',
        "<!-- x --><!DOCTYPE site>",
    ],
)
def test_a_doctype_is_refused(tmp_path: Path, doctype: str) -> None:
    """Wherever it stands, except in the words of a comment."""
    file = load(tmp_path, f"<?xml version='1.0'?>\n{doctype}<site><item/></site>")
    hint = "Remove it: no export needs one, and it can make a small file without end."
    assert file.problems == (Problem(file.name, 2, "a DOCTYPE is refused", hint),)
    assert list(file.records("item")) == []
    quoted = load(tmp_path, f"<site><item><text><![CDATA[{doctype}]]></text></item></site>")
    assert texts(quoted) == [(doctype, True)]


SMALL = "<site>\n<item><text>é€</text></item></site>"
DECLARED = "<?xml version='1.0' encoding='{}'?>" + SMALL


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (SMALL.encode("utf-16"), []),
        (SMALL.encode("utf-8-sig"), []),
        (DECLARED.format("ISO-8859-1").encode("cp1252"), []),
        (DECLARED.format("utf-8").encode("cp1252"), [2]),
    ],
    ids=["UTF-16", "byte order mark", "Windows-1252 as Latin-1", "Windows-1252 as UTF-8"],
)
def test_encodings(tmp_path: Path, data: bytes, lines: list[int]) -> None:
    """Bytes that are not of the encoding are read as what they most often are, and said."""
    file = load(tmp_path, data)
    assert texts(file) == [("é€", True)]
    hint = "The other bytes were read as Windows-1252."
    assert said(file) == [(line, "not all of this is utf-8", hint) for line in lines]


def test_an_unknown_encoding_is_said(tmp_path: Path) -> None:
    file = load(tmp_path, DECLARED.format("x-moi"))
    assert texts(file) == [("é€", True)]
    assert said(file) == [(1, "the encoding 'x-moi' is unknown", "The file was read as UTF-8.")]


def test_no_file_of_another_place_is_read(tmp_path: Path) -> None:
    """An entity that is not declared stays as it is written."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    file = load(tmp_path, "<site><item><text>&secret;</text></item></site>")
    assert texts(file) == [("&secret;", True)]


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_files.load_bytes, "__defaults__", (1024,))
    file = load(tmp_path, "<site>" + " " * 2048 + "</site>")
    assert [problem.message for problem in file.problems] == ["holds more than 0 MiB"]


@pytest.mark.parametrize(
    "text",
    [
        "<![CDATA[" * 20_000,
        "<!--" * 20_000,
        "<item>" * 20_000,
        "<page><note>" * 10_000,
        "<item" * 20_000,
        "</item>" * 20_000,
        "&" * 50_000,
        "<item>" + "<text>" * 50_000,
    ],
    ids=[
        "CDATA",
        "comments",
        "records",
        "records in records",
        "tags",
        "ends",
        "ampersands",
        "texts",
    ],
)
def test_hostile_files_end(tmp_path: Path, text: str) -> None:
    """What opens and never closes is looked at once."""
    file = load(tmp_path, f"<site><item><text>a</text></item>{text}")
    assert texts(file)[0] == ("a", True)
    assert file.recoveries
