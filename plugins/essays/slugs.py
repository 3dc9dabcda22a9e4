"""Names as parts of addresses."""

import re
import unicodedata

from ..build.digest import digest

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an author may give as a part of an address."""


def slugify(title: str) -> str:
    """Return a slug for a title: "L’œil rond" becomes "l-oeil-rond"."""
    text = title.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def author_slug(name: str) -> str:
    """Return a name as part of an address: "Laurent Dureau" becomes "laurent-dureau".

    A name without Latin letters becomes a digest of itself.
    """
    decomposed = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if slug and plain.isascii() else digest(name).hex()[:12]
