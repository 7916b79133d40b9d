"""The groups a document speaks of by a common noun: «Кеңес», «рабочая группа», "the Commission" and their officers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar
from remit.ontology.claims import Link, Post
from remit.ontology.iris import ActIri, GroupIri, PostIri, digest
from remit.ontology.letters import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 3  # letters of a word that no case or possessive ending changes


def group_iri(act: str, name: str, grammar: Grammar) -> str:
    """Name a group by the act that forms it and its name, in whatever case that stands; `act` is an `ActIri`."""
    return str(GroupIri((*ActIri.parse(act).segments, digest(name_key(name, grammar)))))


def name_key(name: str, grammar: Grammar) -> str:
    """Give what a group's name is in every case: the beginnings of its words.

    The words of the country's name are left out, for acts name it or not as they like.
    """
    folded = fold(name).casefold()
    for rule in grammar.of("group_name_aside"):
        folded = rule.regex.sub(" ", folded)
    return " ".join(word[:_STEM] for word in _WORD.findall(folded))


@dataclass
class Groups:
    """The groups of one document; a common noun means the only one there is, or none."""

    iris: list[str] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)

    def first(self) -> str | None:
        """Give the group when the document has exactly one."""
        return self.iris[0] if len(self.iris) == 1 else None

    def link(self, mention: str, grammar: Grammar) -> Link | None:
        """Link a common noun, or an officer of the group, to the document's group; `None` when it is neither."""
        group = self.first()
        if group is None:
            return None
        folded = fold(mention).strip()
        if grammar.search("group_noun", folded):
            return Link("local", group, reason="the group this document is about")
        if found := grammar.search("group_officer", folded):
            role = str(found[0].sets["role"])
            iri = str(PostIri(("group", digest(group), role)))
            self.posts.setdefault(iri, Post(iri, role, group, nominative(mention, grammar), grammar.language))
            return Link("local", iri, reason="an officer of the group this document is about")
        return None
