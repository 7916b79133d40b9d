"""Reads registry files: a folder with a file a section, or one file of sections; lays one over another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from remit.ontology.entries import Entries
from remit.ontology.registry_records import MAKERS, Record, key_of, pairs, reason

SECTIONS = {
    "bodies": "body", "local_bodies": "body", "posts": "post", "persons": "person", "holders": "holding",
    "regions": "region", "changes": "change", "acts": "act", "act_types": "act type", "markers": "marker",
    "abbreviations": "abbreviation",
}  # fmt: skip
"""Sections (and names of files) by the kind of entry that they hold."""


@dataclass(frozen=True)
class Problem:
    """Something amiss: `place` is a file and, where one can be told, the line (`my.yaml:12`)."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True)
class Placed:
    """A record and where it is written (`my.yaml:12`); where several files say it together, the uppermost is last."""

    record: Record
    places: tuple[str, ...]


Layer = Mapping[str, Mapping[str, Placed]]
"""Records by kind and id."""


@cache
def _loader_class() -> Any:
    import yaml

    # Every scalar is read as text, so that dates and `yes` stay what they look like.
    class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            mapping = super().construct_mapping(node, deep)
            if len(mapping) < len(node.value):
                raise yaml.constructor.ConstructorError(None, None, "a key is written twice", node.start_mark)
            return mapping

    return Loader


def read_layer(path: Path, name: str | None = None) -> tuple[Layer, list[Problem]]:
    """Give the records of a folder or file, and the problems met: no YAML, unknown sections, ids taken twice.

    `name` is what places say of the path, which is the path itself when none is given.
    """
    reader = _Reader()
    name = name or str(path)
    try:
        if path.is_dir():
            files = sorted(path.glob("*.yaml"))
            if not files:
                reader.problems.append(Problem(name, "no files of sections in it, such as bodies.yaml"))
            for file in files:
                reader.read_section(file.stem, file.read_bytes(), f"{name}/{file.name}")
        else:
            reader.read_sections(path.read_bytes(), name)
    except OSError as error:
        reader.problems.append(Problem(name, f"cannot be read ({error.strerror})"))
    return reader.layer, reader.problems


def parse_layer(content: bytes, name: str) -> tuple[Layer, list[Problem]]:
    """Give the records of the content of a file of sections, as `read_layer` does."""
    reader = _Reader()
    reader.read_sections(content, name)
    return reader.layer, reader.problems


class _Reader:
    """The records of one layer, as far as they are read."""

    def __init__(self) -> None:
        self.layer: dict[str, dict[str, Placed]] = {kind: {} for kind in MAKERS}
        self.problems: list[Problem] = []

    def read_sections(self, content: bytes, file: str) -> None:
        from yaml import MappingNode, ScalarNode

        for loader, root in self._roots(content, file):
            if not isinstance(root, MappingNode):
                self._object(root, file, f"want sections ({', '.join(SECTIONS)}), each with a list of records")
                continue
            for key, node in root.value:
                if isinstance(node, ScalarNode) and not node.value:
                    continue
                self._section(loader, str(key.value), node, file)

    def read_section(self, section: str, content: bytes, file: str) -> None:
        for loader, root in self._roots(content, file):
            self._section(loader, section, root, file)

    def _roots(self, content: bytes, file: str) -> Iterator[tuple[Any, Any]]:
        import yaml

        try:
            loader = _loader_class()(content.decode("utf-8"))
            root = loader.get_single_node()
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.problems.append(Problem(_place(file, error), f"cannot be read: {_told(error)}"))
        else:
            if root is not None:
                yield loader, root

    def _section(self, loader: Any, section: str, node: Any, file: str) -> None:
        import yaml

        if section not in SECTIONS:
            self._object(node, file, f"no section {section!r}; there are {', '.join(SECTIONS)}")
        elif not isinstance(node, yaml.SequenceNode):
            self._object(node, file, f"{section}: want a list of records")
        else:
            for record in node.value:
                self._record(loader, SECTIONS[section], record, file)

    def _record(self, loader: Any, kind: str, node: Any, file: str) -> None:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            self._object(node, file, f"a {kind} is a mapping")
            return
        place = _place_of(node, file)
        try:
            record = loader.construct_document(node)
            parts = list(pairs(record)) if kind == "change" else [record]
            keyed = [(key_of(kind, part), part) for part in parts]
        except yaml.YAMLError as error:
            self.problems.append(Problem(_place(file, error), f"{kind}: {_told(error)}"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.problems.append(Problem(place, f"{kind}: {reason(error)}"))
        else:
            for id, part in keyed:
                if id in self.layer[kind]:
                    self.problems.append(
                        Problem(place, f"{kind} {id}: id is taken twice, see {self.layer[kind][id].places[0]}")
                    )
                self.layer[kind][id] = Placed(part, (place,))

    def _object(self, node: Any, file: str, what: str) -> None:
        self.problems.append(Problem(_place_of(node, file), what))


def _place_of(node: Any, file: str) -> str:
    return f"{file}:{node.start_mark.line + 1}"


def _place(file: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{file}:{mark.line + 1}" if mark else file


def _told(error: Exception) -> str:
    return getattr(error, "problem", None) or " ".join(str(error).split())


def lay_over(below: Layer, above: Layer) -> Layer:
    """Give the records of two layers as one.

    What is only in one stays. Of a record in both, the upper one has the last word key by key; texts are joined
    language by language, lists of texts by language are added to, and an empty value takes away what is below. What
    was verified and is changed without a mark of its own becomes `partial`.
    """
    return {
        kind: {
            **records,
            **{id: _joined(records[id], each) if id in records else each for id, each in above.get(kind, {}).items()},
        }
        for kind, records in below.items()
    }


def _joined(below: Placed, above: Placed) -> Placed:
    both = {**below.record, **above.record}
    record = {key: _over(below.record.get(key), value) for key, value in both.items() if value != ""}
    if record.get("verified") == "yes" and "verified" not in above.record:
        record["verified"] = "partial"
    return replace(below, record=record, places=(*below.places, *above.places))


def _over(below: Any, above: Any) -> Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    both = {**below, **above}
    return {
        language: list(dict.fromkeys([*below[language], *value]))
        if isinstance(value, list) and isinstance(below.get(language), list)
        else value
        for language, value in both.items()
    }


def entries_of(layers: Sequence[Layer], country: str) -> tuple[Entries, list[Problem]]:
    """Give the entries of layers, the uppermost last, and the problems of records that make none."""
    layer = layers[0]
    for above in layers[1:]:
        layer = lay_over(layer, above)
    problems: list[Problem] = []
    made: dict[str, dict[str, Any]] = {kind: {} for kind in MAKERS}
    for kind, records in layer.items():
        for id, placed in records.items():
            try:
                entry = MAKERS[kind]({"country": country, **placed.record})
                made[kind][id] = entry if kind == "abbreviation" else replace(entry, places=placed.places)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                problems.append(Problem(placed.places[-1], f"{kind} {id}: {reason(error)}"))
    entries = Entries(
        bodies=made["body"],
        posts=made["post"],
        persons=made["person"],
        holdings=made["holding"],
        regions=made["region"],
        changes=made["change"],
        acts=made["act"],
        act_types=made["act type"],
        markers=made["marker"],
        abbreviations=tuple(made["abbreviation"].values()),
        digest=_digest(layer),
    )
    return entries, problems


def _digest(layer: Layer) -> str:
    said = {kind: {id: placed.record for id, placed in records.items()} for kind, records in layer.items()}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
