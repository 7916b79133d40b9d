"""Who issues an act: the body of the registry that the words for its issuer name, whatever their language."""

from __future__ import annotations

from collections.abc import Iterator

from remit.loaders.grammar import load_grammar
from remit.loaders.names import NameIndex, NameMatch
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold, language_of
from remit.ontology.registry import Registry

_APART = "akimat-resolution"  # the acts of an akim are numbered apart from those of his akimat


def issuer_in_registry(
    issuer: str, act_type: str, day: PartialDate | None, registry: Registry, names: NameIndex, language: str
) -> tuple[str, ...]:
    """Give the id of the body that an issuer's words name, and the post where its holder is not the body's head.

    `day` is that of the act, `names` the index of the registry, `language` that of the words where their letters leave
    it open. Nothing when the words say more than names and what may stand around one («и. о. …»), or may mean several
    bodies.
    """
    folded = fold(issuer)
    matches = names.find(folded)
    grammar = load_grammar(language_of(issuer, language) or language)  # metadata name an act in Russian alone
    if not matches or not grammar.search("citation.issuer", _without(matches, folded)):
        return ()
    meant = [_meant(match, act_type, day, registry) for match in matches]
    if len(meant) > 1:  # «Заместитель Премьер-Министра – Министр …» signs as the one who is a head
        meant = [each for each in meant if all(len(key) == 1 for key in each)]
    return meant[0].pop() if len(meant) == 1 and len(meant[0]) == 1 else ()


def _without(matches: tuple[NameMatch, ...], folded: str) -> str:
    """Give the text with each name written ¦."""
    return "¦".join(_around(matches, folded))


def _around(matches: tuple[NameMatch, ...], folded: str) -> Iterator[str]:
    end = 0
    for match in matches:
        yield folded[end : match.start]
        end = match.end
    yield folded[end:]


def _meant(match: NameMatch, act_type: str, day: PartialDate | None, registry: Registry) -> set[tuple[str, ...]]:
    """Give the bodies, or posts in them, that a name may mean on a day."""
    living = [each for each in match.targets if day is None or registry.bodies[each.body].interval.covers(day.first)]
    named = {each.body for each in living if each.role is None}
    heads = {post.id for post in registry.posts.values() if post.heads and act_type != _APART}
    return {
        (each.body,) if each.role is None or each.role in heads or each.body in named else (each.body, each.role)
        for each in living
    }
