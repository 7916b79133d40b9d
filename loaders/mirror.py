"""The layout of the kazakhstan-law repositories: a folder an act, with `meta.yaml` beside its text in each language.

A large act is cut: `rus.md` is then its head with a list of the parts in `rus/`, which together are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from remit.loaders.document import Stated
from remit.loaders.readers.text import decode
from remit.ontology.errors import UnreadableDocument
from remit.ontology.intervals import PartialDate

if TYPE_CHECKING:
    from remit.loaders.sources import Source

META = "meta.yaml"
LANGUAGES = ("kaz", "rus", "eng")
_CONTENTS = tuple(f"{language}.md" for language in LANGUAGES)
_MAX_META = 1 << 20
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_DIGITS = re.compile(r"(\d+)")


def bind(sources: Iterable[Source]) -> Iterator[Source]:
    """Give the sources in their order, the files of each act as one source a language that knows what is stated of it.

    Files that belong to no act are given as they are; the parts of a cut act and the files of metadata are not.
    """
    listed = list(sources)
    folders = {_folder(source): source for source in listed if PurePosixPath(source.name).name == META}
    parts: dict[str, list[Source]] = {}
    for source in listed:
        folder = PurePosixPath(_folder(source))
        if folder.name in LANGUAGES and str(folder.parent) in folders:
            parts.setdefault(str(folder), []).append(source)
    whole = {source.name.removesuffix(".md") for source in listed if PurePosixPath(source.name).name in _CONTENTS}
    for source in listed:
        path, folder_name = PurePosixPath(source.name), _folder(source)
        if path.name == META or (folder_name in parts and folder_name in whole):
            continue
        meta = folders.get(folder_name)
        if meta and path.name in _CONTENTS:
            state = partial(_state, meta, path.stem)
            cut = sorted(parts.get(source.name.removesuffix(".md"), ()), key=_order)
            yield replace(source, state=state, read=partial(_join, source, cut) if cut else source.read)
        else:
            yield source


def belongs(path: str) -> bool:
    """Tell the files of an act in this layout by their path: metadata, text, parts of a cut text."""
    place = PurePosixPath(path)
    is_text = place.name in _CONTENTS or (place.parent.name in LANGUAGES and place.suffix == ".md")
    return (place.name == META or is_text) and not any(part.startswith(".") for part in place.parts)


def _folder(source: Source) -> str:
    return str(PurePosixPath(source.name).parent)


def _order(source: Source) -> list[tuple[int, str]]:
    """Order names as a reader would: `an2` before `an10`."""
    pieces = _DIGITS.split(PurePosixPath(source.name).stem)
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]


def _join(contents: Source, parts: list[Source]) -> bytes:
    """Give the whole text of a cut act: the head without its list of parts, then the parts as the list orders them."""
    head = _text(contents)
    listed = {part.name: f"{PurePosixPath(part.name).parent.name}/{PurePosixPath(part.name).name}" for part in parts}
    places = {part.name: head.find(f"({listed[part.name]}") for part in parts}
    found = [place for place in places.values() if place >= 0]
    ordered = sorted(parts, key=lambda part: places[part.name] if places[part.name] >= 0 else len(head))
    pieces = [_without_list(head, min(found), max(found)) if found else head]
    pieces += [_FRONT_MATTER.sub("", _text(part)) for part in ordered]
    return "\n\n".join(pieces).encode()


def _text(source: Source) -> str:
    return decode(source.read(), source.name)[0].replace("\r\n", "\n")


def _without_list(head: str, first: int, last: int) -> str:
    """Leave out the list of parts, from the heading above it to the end of the line of the last."""
    above = [match.start() for match in _HEADING.finditer(head, 0, first)][1:]  # the first heading is the act's title
    start = above[-1] if above else head.rfind("\n", 0, first) + 1
    end = head.find("\n", last)
    return head[:start] + (head[end:] if end >= 0 else "")


def _state(meta: Source, language: str) -> Stated:
    """Read what `meta.yaml` states of an act in one language; raise `UnreadableDocument` when it is no such file."""
    content = _load(meta)

    def of_language(key: str) -> str | None:
        value = content.get(key)
        return _line(value.get(language)) if isinstance(value, dict) else None

    return Stated(
        requisite=_line(content.get("requisite")),
        title=of_language("title"),
        url=of_language("source"),
        version=_day(of_language("version_date")),
    )


def _day(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


@cache
def _loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value a string: numbers and dates as written


def _load(meta: Source) -> dict[str, Any]:
    import yaml

    data = meta.read()
    problem = "not a file of metadata"
    if len(data) <= _MAX_META:
        try:
            content = yaml.load(decode(data, meta.name)[0], Loader=_loader())
        except yaml.YAMLError as error:
            problem = f"broken YAML: {' '.join(str(error).split())[:120]}"
        except (RecursionError, ValueError):
            problem = "broken YAML"
        else:
            if isinstance(content, dict):
                return content
    raise UnreadableDocument(problem, meta.name, "mend the file, or load the text without it")
