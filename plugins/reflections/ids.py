"""The ids of reflections: given once, when a reflection is received or imported."""

import base64
import re

ID = re.compile(r"r-[0-7][0-9A-HJKMNP-TV-Z]{25}|i-[a-z2-7]{26}")
"""A receipt ("r-" and a ULID) or an import ("i-" and a UUID in base 32)."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of a ULID; see https://github.com/ulid/spec."""

SPACE = "tag:liens-faibles.example,2026:reflections"
"""Never to be changed: all the ids of imports follow from it."""


def import_id(system: str, record: str) -> str:
    """Return the id of a record of another system: the same each time it is imported."""
    import uuid  # noqa: PLC0415 - every build reads ids, few make one

    namespace = uuid.uuid5(uuid.NAMESPACE_URL, SPACE)
    digest = uuid.uuid5(namespace, f"{system}:{record}").bytes
    return "i-" + base64.b32encode(digest).decode("ascii").rstrip("=").lower()


def receipt_id(time_ms: int, randomness: bytes) -> str:
    """Return the id of a reflection received now; ids sort as their times do.

    `time_ms` counts milliseconds from 1970; `randomness` has 10 bytes. Raises `ValueError`
    when either does not fit a ULID.
    """
    if not 0 <= time_ms < 1 << 48:
        raise ValueError(f"time_ms is {time_ms}; a ULID holds 48 bits")
    if len(randomness) != 10:
        raise ValueError(f"randomness has {len(randomness)} bytes; a ULID holds 10")
    number = time_ms << 80 | int.from_bytes(randomness, "big")
    return "r-" + "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(26)))
