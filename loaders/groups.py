"""The groups a document speaks of by a common noun: «Кеңес», «рабочая группа», "the Commission" and their officers."""

from __future__ import annotations

from dataclasses import dataclass, field

from remit.loaders.grammar import Grammar
from remit.ontology.claims import Link, Post
from remit.ontology.iris import PostIri, digest
from remit.ontology.letters import fold


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
            self.posts.setdefault(iri, Post(iri, role, group, mention, grammar.language))
            return Link("local", iri, reason="an officer of the group this document is about")
        return None
