"""Every rule of every grammar proves itself on its own examples."""

from __future__ import annotations

import pytest

from remit.loaders.grammar import LANGUAGES, Rule, load_grammar
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
