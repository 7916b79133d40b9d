"""Which of the media types a server can give a client would have, by its `Accept` header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Give the offered type that the header likes best, of equals the one offered first; `None` when it takes none.

    Without a header anything will do. A range that cannot be read is passed over.
    """
    ranges = [parsed for part in accept.split(",") if (parsed := _range(part))]
    if not accept.strip():
        return offered[0]
    weights = {media: _weight(media, ranges) for media in offered}
    best = max(offered, key=lambda media: weights[media])
    return best if weights[best] > 0 else None


def _range(text: str) -> tuple[str, float] | None:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((value for value in parameters if value.startswith("q=")), "q=1")
    try:
        return (media, min(1.0, max(0.0, float(quality[2:])))) if "/" in media else None
    except ValueError:
        return None


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Give the quality of the most specific range that holds a type, 0 when none does."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
