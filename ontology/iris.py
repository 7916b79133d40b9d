"""The names of things: value objects whose `parse` and `str` are inverses."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import ClassVar, Self
from urllib.parse import quote, unquote

BASE = "https://w3id.org/remit/id/"
_SEGMENT_SAFE = "-._~"


def _escape(segment: str) -> str:
    return quote(segment, safe=_SEGMENT_SAFE)


def digest(text: str, length: int = 16) -> str:
    """Give the first `length` hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


@dataclass(frozen=True, order=True)
class _Iri:
    """A path below `BASE`; each subclass has a prefix of its own."""

    prefix: ClassVar[str] = ""
    segments: tuple[str, ...]

    def __str__(self) -> str:
        return BASE + self.prefix + "/".join(_escape(segment) for segment in self.segments)

    @classmethod
    def parse(cls, iri: str) -> Self:
        """Read an IRI of this kind; raise `ValueError` when it is of another."""
        head = BASE + cls.prefix
        if not iri.startswith(head) or len(iri) == len(head):
            raise ValueError(f"not a {cls.__name__}: {iri}")
        return cls(tuple(unquote(segment) for segment in iri[len(head) :].split("/")))


class ActIri(_Iri):
    """An act: by its adilet id where the id rule gives one, else by type, issuer, date and number or title."""

    prefix = "eli/kz/"


class BodyIri(_Iri):
    """A body, organisation or class of bodies: `kz/<registry id>` or `local/<digest of its name>`."""

    prefix = "body/"


class PostIri(_Iri):
    """A post: the body's segments, then the role."""

    prefix = "post/"


class PersonIri(_Iri):
    """A person: `kz/<registry id>` or `local/<digest of the name>`."""

    prefix = "person/"


class GroupIri(_Iri):
    """A working group, council or commission: the segments of the act that forms it, then a digest of its name."""

    prefix = "group/"


class DocumentIri(_Iri):
    """A document as loaded, by the digest of the name it was given as."""

    prefix = "document/"


@dataclass(frozen=True, order=True)
class Locator:
    """A place in an act: `art_5/pt_1`; levels from outer to inner are annex, ch, art, pt, sub, par."""

    steps: tuple[tuple[str, str], ...]
    _STEP: ClassVar[re.Pattern[str]] = re.compile(r"(annex|ch|art|pt|sub|par)_([^/\s]+)$")

    def __str__(self) -> str:
        return "/".join(f"{level}_{number}" for level, number in self.steps)

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read a locator; raise `ValueError` on an unknown level."""
        matches = [cls._STEP.match(step) for step in text.split("/")]
        if not all(matches):
            raise ValueError(f"not a locator: {text!r}")
        return cls(tuple((match[1], match[2]) for match in matches if match))


def provision_iri(act: str, locator: str) -> str:
    """Give the IRI of a provision of an act, below the act's own."""
    return f"{act}/{'/'.join(_escape(step) for step in locator.split('/'))}" if locator else act
