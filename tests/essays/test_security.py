"""The policy is said in one way to the page, to hosts, and to nginx."""

from pathlib import Path

from pelican.plugins.essays.security import (
    SCRIPT,
    host_policy,
    policy,
    render_headers,
    render_nginx,
    script_of,
    script_source,
)


def test_a_script_is_allowed_by_its_digest() -> None:
    """The digest is that of the CSP specification's own kind: SHA-256 in base 64."""
    assert script_source("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_the_policy_of_a_page() -> None:
    """Files of the host alone; the script that stands in it; WebAssembly where it is asked for."""
    rest = (
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; img-src 'self'; media-src 'self'; script-src 'self'{}; "
        "style-src 'self'"
    )
    own = script_source("let a;")
    assert policy("") == rest.format("")
    assert policy("let a;") == rest.format(f" {own}")
    assert policy("let a;", wasm=True) == rest.format(f" {own} 'wasm-unsafe-eval'")


def test_what_a_host_says() -> None:
    """Below the path of the site; what lies in the lasting folder is kept for a year."""
    lines = render_headers("", "/blog/").splitlines()
    assert lines[:2] == ["/blog/*", f"  Content-Security-Policy: {host_policy('')}"]
    assert "frame-ancestors 'none'" in lines[1]
    assert "unsafe-inline" not in lines[1]
    assert "script-src 'self' 'wasm-unsafe-eval'" in lines[1]
    assert lines[-2:] == [
        "/blog/theme/immutable/*",
        "  Cache-Control: public, max-age=31536000, immutable",
    ]


def test_what_nginx_is_told() -> None:
    """The same; a location that adds a header says all of them again, as nginx wants."""
    lines = render_nginx("", "/").splitlines()
    said = [line for line in lines if line.startswith("add_header")]
    assert said[0] == f'add_header Content-Security-Policy "{host_policy("")}" always;'
    assert len(said) == 5
    start = lines.index("location /theme/immutable/ {")
    assert [line.strip() for line in lines[start + 1 : start + 6]] == said
    assert lines[start + 6 :] == [
        '    add_header Cache-Control "public, max-age=31536000, immutable" always;',
        "}",
    ]


def test_the_script_of_a_theme(tmp_path: Path) -> None:
    """As it stands in a page; none when the theme has none."""
    assert script_of(tmp_path) == ""
    (tmp_path / SCRIPT).write_text("\nlet a;\n", "utf-8")
    assert script_of(tmp_path) == "let a;"
