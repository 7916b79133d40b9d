"""What the page of a picture says and draws, in one language, and how its search takes letters for one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from remit.ontology.errors import UsageError

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Kind:
    """How things of one kind are drawn."""

    shape: str
    colour: str
    size: int
    name: str


@dataclass(frozen=True)
class Role:
    """How links of one role are drawn; `dashes` is empty for a solid line."""

    family: str
    width: float
    dashes: tuple[int, ...]
    name: str


@dataclass(frozen=True)
class Words:
    """The table of one language; `values` holds the words for codes met in claims."""

    lang: str
    kinds: dict[str, Kind]
    roles: dict[str, Role]
    families: dict[str, str]
    texts: dict[str, str]
    facts: dict[str, str]
    values: dict[str, str]
    acts: dict[str, str]
    fold_from: str
    fold_to: str

    def fold(self, text: str) -> str:
        """Write a text as the search compares it: lower case, letters that look alike or stand in made one."""
        return text.lower().translate(str.maketrans(self.fold_from, self.fold_to))


def load_words(lang: str) -> Words:
    """Read the table in `lang`; raise `UsageError` for a language it does not have."""
    if lang not in LANGUAGES:
        raise UsageError(f"no words in the language {lang!r}", "view", f"use one of {', '.join(LANGUAGES)}")
    table = _table()

    def said(part: str) -> dict[str, str]:
        return {code: words[lang] for code, words in table[part].items()}

    return Words(
        lang,
        {
            code: Kind(row["shape"], row["colour"], row["size"], row["words"][lang])
            for code, row in table["kinds"].items()
        },
        {
            code: Role(row["family"], row["width"], tuple(row.get("dashes", ())), row["words"][lang])
            for code, row in table["roles"].items()
        },
        said("families"),
        said("words"),
        said("facts"),
        said("values"),
        said("acts"),
        table["fold"]["from"],
        table["fold"]["to"],
    )


@cache
def _table() -> dict[str, Any]:
    import yaml

    table: dict[str, Any] = yaml.safe_load((files("remit.graph") / "templates" / "view.yaml").read_text("utf-8"))
    return table
