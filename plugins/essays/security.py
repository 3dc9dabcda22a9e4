"""What a page may do, said once: in the page, in `_headers`, and for nginx.

A page says its own policy, so that it holds on any host and from a disk. What a page cannot say,
and what holds for all files, is for the host: `_headers` is read by several, nginx is given the
same by `invoke headers`. Drawings to take away have style in them, as pages never do: so the
host's policy says nothing of styles.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from ..build.assets import IMMUTABLE
from ..build.templates import outdent

SCRIPT = "page.js"
"""The script of a theme, among its templates."""
WASM = "'wasm-unsafe-eval'"
"""What the page of the search needs: its engine is WebAssembly."""

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What a host says with every file, besides the policy."""

LASTING = "public, max-age=31536000, immutable"
"""How long a browser may keep what has a digest in its name."""


def script_of(templates: Path) -> str:
    """Return the script that a theme puts into every page, as it stands there, or nothing.

    It stands there as what templates write: without indents.
    """
    path = templates / SCRIPT
    return outdent(path.read_text("utf-8")).strip() if path.is_file() else ""


def script_source(script: str) -> str:
    """Return the source expression that allows one script inside a page, by its digest."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@lru_cache(maxsize=8)
def policy(script: str, *, wasm: bool = False) -> str:
    """Return the Content-Security-Policy of a page in which `script` stands, if not empty."""
    return _join(
        {
            "default-src": "'none'",
            "base-uri": "'none'",
            "connect-src": "'self'",
            "font-src": "'self'",
            "form-action": "'self'",
            "img-src": "'self'",
            "media-src": "'self'",
            "script-src": _scripts(script, wasm=wasm),
            "style-src": "'self'",
        }
    )


def host_policy(script: str) -> str:
    """Return the Content-Security-Policy of every file: it allows what some page needs."""
    return _join(
        {
            "base-uri": "'none'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
            "object-src": "'none'",
            "script-src": _scripts(script, wasm=True),
        }
    )


def host_headers(script: str) -> dict[str, str]:
    """Return what a host says with every file, by name."""
    return {"Content-Security-Policy": host_policy(script)} | FIXED


def render_headers(script: str, base: str) -> str:
    """Return the file `_headers` of a site below `base`, a path that ends in a slash."""

    def lines() -> Iterator[str]:
        yield f"{base}*"
        yield from (f"  {name}: {value}" for name, value in host_headers(script).items())
        yield f"{base}{IMMUTABLE}*"
        yield f"  Cache-Control: {LASTING}"

    return "\n".join(lines()) + "\n"


def render_nginx(script: str, base: str) -> str:
    """Return the same for a `server` of nginx."""
    said = [f'add_header {name} "{value}" always;' for name, value in host_headers(script).items()]
    block = [f"location {base}{IMMUTABLE} {{", *(f"    {line}" for line in said)]
    block += [f'    add_header Cache-Control "{LASTING}" always;', "}"]
    return "\n".join([*said, "", *block]) + "\n"


def _scripts(script: str, *, wasm: bool) -> str:
    return " ".join(
        ["'self'", *([script_source(script)] if script else []), *([WASM] if wasm else [])]
    )


def _join(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
