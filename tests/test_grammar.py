"""Every rule of every grammar proves itself on its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from remit.loaders import grammar
from remit.loaders.grammar import LANGUAGES, Rule, load_grammar
from remit.ontology.errors import GrammarError
from remit.ontology.letters import fold

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
