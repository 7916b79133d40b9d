"""What stands in a line that names a post or a body: the words of the post, and what is left beside a name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from remit.loaders.grammar import Grammar
from remit.loaders.names import NameMatch
from remit.ontology.letters import fold

_NOISE = re.compile(r"[«»„“”\"'’.,;:()\s–-]+")
_SURNAME = (  # «Ерманова К.С.», «А.Т. Жүнісоваға»
    r"(?:[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_a-z]\w+|[^\W\d_]\w+\s[^\W\d_]\.(?:\s?[^\W\d_]\.)?)"
)
_PERSON = re.compile(rf"\s+{_SURNAME}\s*$")
_HOLDER = re.compile(rf"\s*\({_SURNAME}\)\s*$")


def without_person(mention: str) -> str:
    """Leave out the surname and initials that end a mention."""
    return _PERSON.sub("", mention)


def without_holder(mention: str) -> str:
    """Leave out the surname and initials in brackets that end a mention of a body: they say who answers there."""
    return _HOLDER.sub("", mention)


def without_asides(mention: str, grammar: Grammar) -> str:
    """Leave out what does not tell one post from another: that its holder acts for somebody, or what it oversees."""
    for rule in grammar.of("post_aside"):
        if match := rule.regex.search(fold(mention)):
            mention = (mention[: match.start()] + mention[match.end() :]).strip()
    return mention


def key(text: str) -> str:
    """Write a name so that quotation marks, punctuation, spacing and capitals make no difference."""
    return _NOISE.sub(" ", fold(text)).strip().casefold()


def post_phrase(folded: str, grammar: Grammar) -> tuple[str, int, int] | None:
    """Find the post, as its role and where it stands: last in Kazakh, first in Russian, either way in English."""
    before = grammar.words["posts_before_body"]
    found = _phrase_at(folded, grammar.words["general_posts"], first=before)
    return found or _phrase_at(folded, grammar.words.get("posts_after_body", {}), first=False)


def _phrase_at(folded: str, posts: Mapping[str, list[str]], *, first: bool) -> tuple[str, int, int] | None:
    best: tuple[str, int, int] | None = None
    for role, phrases in posts.items():
        for phrase in phrases:
            low = fold(phrase).lower()
            start = 0 if first else len(folded) - len(low)
            end = start + len(low)
            if start < 0 or folded[start:end].lower() != low or folded[end : end + 1].isalnum():
                continue
            if folded[max(start - 1, 0) : start].isalnum() or (best and best[2] - best[1] >= len(low)):
                continue
            best = (str(role), start, end)
    return best


def beside(match: NameMatch, folded: str, grammar: Grammar) -> str:
    """Give what stands beside a name, legal forms left out."""
    return without_legal_words(folded[: match.start] + " " + folded[match.end :], grammar)


def without_legal_words(folded: str, grammar: Grammar) -> str:
    """Leave out legal forms and articles."""
    for rule in grammar.of("legal_words"):
        folded = rule.regex.sub(" ", folded)
    return folded


def covers(match: NameMatch, folded: str, grammar: Grammar) -> bool:
    """Tell whether a name is all that a text says, legal forms and punctuation aside."""
    return not _NOISE.sub("", beside(match, folded, grammar))


def mostly_covers(match: NameMatch, folded: str, grammar: Grammar) -> bool:
    """Tell that nothing but a person's name or an aside can stand beside the post."""
    rest = folded[: match.start] + " " + folded[match.end :]
    words = _NOISE.sub(" ", rest).split()
    named = all(word[:1].isupper() for word in words)
    return len(words) <= 3 and named and grammar.search("body_noun", rest) is None


def aide(match: NameMatch, folded: str, grammar: Grammar) -> str | None:
    """Give the role of one who serves the holder of a post: «заместитель …», «… көмекшісі»."""
    around = folded[: match.start] if grammar.words["posts_before_body"] else folded[match.end :]
    found = grammar.search("aide", around)
    return str(found[0].sets["role"]) if found else None
