"""Language knowledge as data: rules of one language, each with examples, loaded from YAML and compiled once.

In a pattern a space stands for one or more white-space characters (` ?` for any number, also none), and `{name}` for
the fragment of that name.
Patterns are matched against folded text (see `letters.fold`), upper and lower case alike unless `case: true`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from remit.ontology.errors import GrammarError

FOLDER = Path(__file__).parent / "grammars"
LANGUAGES = ("kk", "ru", "en")
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Rule:
    """One pattern: `kind` groups rules that a finder asks for; `sets` is what a match means, by field name."""

    id: str
    kind: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    sets: Mapping[str, Any]
    case: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern; raise `GrammarError` when it does not compile."""
        try:
            return re.compile(self.pattern, re.NOFLAG if self.case else re.IGNORECASE)
        except re.error as error:
            raise GrammarError(f"pattern does not compile: {error}", self.id) from error


@dataclass(frozen=True)
class Grammar:
    """The rules and word lists of one language."""

    language: str
    rules: tuple[Rule, ...]
    words: Mapping[str, Any]
    fragments: Mapping[str, str]

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Rule, ...]]:
        kinds: dict[str, list[Rule]] = {}
        for rule in self.rules:
            kinds.setdefault(rule.kind, []).append(rule)
        return {kind: tuple(rules) for kind, rules in kinds.items()}

    def of(self, kind: str) -> tuple[Rule, ...]:
        """Give the rules of a kind in the order of the file; none where the language has none."""
        return self._by_kind.get(kind, ())

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    def search(self, kind: str, folded: str) -> tuple[Rule, re.Match[str]] | None:
        """Find the first rule of a kind, in file order, that occurs in a folded text."""
        for rule in self.of(kind):
            if match := rule.regex.search(folded):
                return rule, match
        return None

    def find(self, kind: str, folded: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Find all matches of all rules of a kind, rule by rule."""
        for rule in self.of(kind):
            for match in rule.regex.finditer(folded):
                yield rule, match


def _expand(pattern: str, fragments: Mapping[str, str], where: str) -> str:
    def fragment(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            raise GrammarError(f"unknown fragment {match[0]}", where)
        return _expand(fragments[match[1]], fragments, where)

    spaced = _FRAGMENT.sub(fragment, pattern)
    return re.sub(" +", r"\\s+", re.sub(r" +\?", r"\\s*", spaced))


def _alternatives(listed: Mapping[str, Any] | list[str]) -> str:
    longest_first = sorted(listed, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("\\ ", " ") for word in longest_first) + ")"


@cache
def _loader() -> Any:
    """A YAML loader for which `no`, `on` and `yes` are words of a language; only true and false are truth values."""
    import yaml

    class WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar = {
            first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return WordLoader


def _read(path: Path) -> dict[str, Any]:
    import yaml

    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=_loader()) or {})


def grammar_digest() -> str:
    """Give a short digest of all grammar files: it changes when any rule does."""
    content = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.yaml")))
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def load_grammar(language: str) -> Grammar:
    """Read `shared.yaml` and the language's own files (`kk.yaml`, `kk.*.yaml`); raise `GrammarError` on a bad rule."""
    fragments: dict[str, str] = {}
    words: dict[str, Any] = {}
    raw: list[tuple[str, dict[str, Any]]] = []
    for path in (FOLDER / "shared.yaml", FOLDER / f"{language}.yaml", *sorted(FOLDER.glob(f"{language}.*.yaml"))):
        content = _read(path)
        for section, known in (("fragments", fragments), ("words", words)):
            # They share one room a language: what a second file says would silently change the rules of the first.
            if taken := sorted(known.keys() & content.get(section, {}).keys()):
                raise GrammarError(f"{section} of another file: {', '.join(taken)}", path.name)
            known |= content.get(section, {})
        raw += [(path.name, entry) for entry in content.get("rules", [])]
    for name, listed in words.items():
        if isinstance(listed, dict | list):
            fragments.setdefault(name, _alternatives(listed))
    rules = []
    for file, entry in raw:
        where = f"{file}: {entry.get('id')}"
        if not {"id", "kind", "pattern"} <= entry.keys():
            raise GrammarError("a rule needs id, kind and pattern", where)
        rules.append(
            Rule(
                id=f"{language}.{entry['id']}",
                kind=entry["kind"],
                pattern=_expand(entry["pattern"].strip(), fragments, where),
                examples=tuple(entry.get("examples", ())),
                counterexamples=tuple(entry.get("counterexamples", ())),
                sets=entry.get("sets", {}),
                case=bool(entry.get("case", False)),
            )
        )
    compiled = {name: _expand(fragment, fragments, name) for name, fragment in fragments.items()}
    return Grammar(language, tuple(rules), words, compiled)
