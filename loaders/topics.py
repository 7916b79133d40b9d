"""What a scope of functions is about: the phrases left when words that any scope may use are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from remit.loaders.grammar import Grammar
from remit.ontology.letters import fold

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]")
_SHORTEST = 4  # letters of a word that tells a topic by itself


def topics(scope: str, grammar: Grammar) -> tuple[str, ...]:
    """Give the phrases of a scope, as written, that tell what it is about, in order and each once.

    Two adjectives of one noun («экономических и финансовых преступлений») stay together: the first alone tells nothing.
    """
    scope = re.sub(r"\([^()]*\)", " ", scope)
    return tuple(dict.fromkeys(phrase for phrase in _phrases(scope, grammar) if _tells(phrase, grammar)))


def _tells(phrase: str, grammar: Grammar) -> bool:
    return " " in phrase or (len(phrase) >= _SHORTEST and not _adjective([phrase], grammar))


def _phrases(scope: str, grammar: Grammar) -> Iterator[str]:
    words: list[str] = []
    for token in [*_TOKEN.findall(scope), "."]:
        if grammar.search("scope_and", fold(token)) and _adjective(words, grammar):
            words.append(token)
        elif not token[0].isalpha() or grammar.search("scope_generic", fold(token)):
            if words and not grammar.search("scope_and", fold(words[-1])):
                yield " ".join(words)
            words = []
        else:
            words.append(token)


def _adjective(words: list[str], grammar: Grammar) -> bool:
    return len(words) == 1 and grammar.search("scope_adjective", fold(words[0])) is not None
