"""Every rule of every grammar proves itself on its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from remit.loaders import grammar
from remit.loaders.grammar import LANGUAGES, Rule, load_grammar
from remit.ontology.errors import GrammarError
from remit.ontology.letters import fold
from remit.ontology.registry import load_registry

RULES = [rule for language in LANGUAGES for rule in load_grammar(language).rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_matches_its_examples_and_not_its_counterexamples(rule: Rule) -> None:
    assert rule.examples, "a rule without an example proves nothing"
    missed = [example for example in rule.examples if not rule.regex.search(fold(example))]
    wrong = [example for example in rule.counterexamples if rule.regex.search(fold(example))]
    assert not missed, f"misses {missed}"
    assert not wrong, f"matches {wrong}"


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_no_file_changes_the_words_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("shared.yaml", "en.yaml"):
        (tmp_path / name).write_text("fragments: {one: a}" if name == "en.yaml" else "", "utf-8")
    (tmp_path / "en.plan.yaml").write_text("fragments: {one: b}", "utf-8")
    monkeypatch.setattr(grammar, "FOLDER", tmp_path)
    with pytest.raises(GrammarError, match=r"en\.plan\.yaml.*one"):
        grammar.load_grammar.__wrapped__("en")


def test_no_rule_names_a_person_of_the_registry() -> None:
    names = [name for person in load_registry().persons.values() for name in (*person.names.values(), *person.aliases)]
    surnames = {word.casefold()[:-1] for name in names for word in name.split()[:1] if len(word) > 5}
    named = {rule.id for rule in RULES for surname in surnames if surname in rule.pattern.casefold()}
    assert named == set()
