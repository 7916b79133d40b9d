"""Which post a line of a composition seats: of two held together, of two to choose from, of a deputy's head."""

from __future__ import annotations

from datetime import date

import pytest

from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker, Seated
from remit.loaders.pipeline import Pipeline


def _seat(pipeline: Pipeline, mention: str, language: str) -> tuple[Linker, Seated]:
    linker = Linker(pipeline.registry, pipeline.names, {}, date(2026, 1, 1))
    return linker, linker.seat(mention, load_grammar(language))


@pytest.mark.parametrize(
    ("language", "mention", "body", "role"),
    [
        ("ru", "Заместитель Премьер-Министра – Министр финансов Республики Казахстан", "mof", "minister"),
        ("ru", "помощник Президента – Секретарь Совета Безопасности", "security-council", "secretary-security-council"),
        ("ru", "советник Президента – Председатель Агентства по финансовому мониторингу", "afm", "agency-chair"),
        ("kk", "Қазақстан Республикасы Президентінің көмекшісі – Қаржы министрі", "mof", "minister"),
        ("en", "Deputy Prime Minister – Minister of Finance", "mof", "minister"),
        ("ru", "помощник Президента – человек слова", "president", "assistant-president"),
    ],
)
def test_of_two_posts_held_together_the_second_is_seated(
    pipeline: Pipeline, language: str, mention: str, body: str, role: str
) -> None:
    linker, seated = _seat(pipeline, mention, language)
    assert seated.body.entity == pipeline.registry.bodies[body].iri
    assert seated.post is not None
    assert linker.posts[seated.post].role == role


@pytest.mark.parametrize(
    ("language", "mention", "bodies"),
    [
        ("ru", "Министр финансов или помощник Президента, курирующие вопросы учета камней", ["mof", "president"]),
        ("kk", "Қаржы министрі немесе Қазақстан Республикасы Президентінің көмекшісі", ["mof", "president"]),
        ("en", "Minister of Finance or Minister of Justice", ["mof", "moj"]),
        ("ru", "Министр финансов либо заместитель Министра финансов Республики Казахстан", ["mof"]),
    ],
)
def test_of_two_posts_to_choose_from_none_is_seated(
    pipeline: Pipeline, language: str, mention: str, bodies: list[str]
) -> None:
    linker, seated = _seat(pipeline, mention, language)
    assert seated.post is None
    iris = tuple(pipeline.registry.bodies[body].iri for body in bodies)
    assert (seated.body.candidates or (seated.body.entity,)) == iris
    assert not linker.posts and not linker.bodies


@pytest.mark.parametrize(
    "mention",
    [
        "Қазақстан Республикасы Ұлттық Банкінің Төрағасының орынбасары",
        "Қазақстан Республикасының Ұлттық Банкі Төрағасының орынбасары",
        "Ұлттық Банк Төрағасының орынбасары",
    ],
)
def test_before_a_deputy_the_head_of_a_body_is_the_same_without_an_ending(pipeline: Pipeline, mention: str) -> None:
    linker, seated = _seat(pipeline, mention, "kk")
    assert seated.post is not None
    assert linker.posts[seated.post].role == "deputy-governor-national-bank"


@pytest.mark.parametrize(
    ("language", "mention"),
    [("ru", "акимы областей, городов Астаны и Алматы"), ("kk", "облыстардың, Астана және Алматы қалаларының әкімдері")],
)
def test_the_heads_of_a_class_of_bodies_are_seated_as_a_class(pipeline: Pipeline, language: str, mention: str) -> None:
    linker, seated = _seat(pipeline, mention, language)
    assert (seated.body.status, seated.body.entity) == ("class", pipeline.registry.bodies["akimat"].iri)
    assert seated.post is not None
    assert linker.posts[seated.post].role == "akim"
