"""Several bodies under one head, in the three languages: who each is, and where it stands."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from sample_texts import source

from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.ontology.claims import Responsibility
from remit.ontology.letters import fold

ENUMERATIONS = [
    ("ru", "Министерствам экологии и природных ресурсов, финансов и юстиции", ["menr", "mof", "moj"]),
    ("ru", "министерствами энергетики, здравоохранения Республики Казахстан", ["energy", "moh"]),
    ("ru", "акиматам Абайской, Акмолинской и Алматинской областей", ["abai", "akmola", "almaty-region"]),
    ("ru", "акиматам областей Абай, Жетісу и Ұлытау", ["abai", "zhetisu", "ulytau"]),
    ("ru", "акиматы города Алматы, Алматинской и Жамбылской областей", ["almaty", "almaty-region", "zhambyl"]),
    ("kk", "Ауыл шаруашылығы және Денсаулық сақтау министрліктеріне", ["moa", "moh"]),
    ("kk", "Қазақстан Республикасының Қаржы, Әділет министрліктері", ["mof", "moj"]),
    ("kk", "Абай, Жетісу және Ұлытау облыстарының әкімдіктері", ["abai", "zhetisu", "ulytau"]),
    ("kk", "Алматы, Ақмола облыстарының және Шымкент қаласының әкімдіктеріне", ["almaty-region", "akmola", "shymkent"]),
    ("kk", "Алматы және Шымкент қалаларының әкімдіктері", ["almaty", "shymkent"]),
    ("en", "the ministries of energy, of ecology and natural resources and of finance", ["energy", "menr", "mof"]),
    ("en", "akimats of Abai, Akmola and Almaty regions", ["abai", "akmola", "almaty-region"]),
    ("en", "akimats of the cities of Almaty and Shymkent", ["almaty", "shymkent"]),
]


def _linker(pipeline: Pipeline) -> Linker:
    return Linker(pipeline.registry, pipeline.names, {}, date(2024, 11, 1))


def _iris(pipeline: Pipeline, ids: list[str]) -> list[str]:
    bodies = pipeline.registry.bodies
    return [(bodies[id] if id in bodies else bodies[f"akimat-{id}"]).iri for id in ids]


@pytest.mark.parametrize(("language", "text", "ids"), ENUMERATIONS)
def test_each_under_one_head_is_a_bearer(pipeline: Pipeline, language: str, text: str, ids: list[str]) -> None:
    found = _linker(pipeline).bearers(text, load_grammar(language))
    assert [each.link.entity for each in found] == _iris(pipeline, ids)
    assert {each.link.status for each in found} == {"linked"}
    assert found[-1].end == len(text)
    assert all(one.end < other.start for one, other in pairwise(found))


@pytest.mark.parametrize(("language", "text", "ids"), ENUMERATIONS)
def test_an_enumeration_is_known_as_a_whole(pipeline: Pipeline, language: str, text: str, ids: list[str]) -> None:
    assert _linker(pipeline).longest_known(fold(text), 0) in (len(text), 0 if text.startswith("the ") else len(text))


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("ru", "министрам финансов и юстиции", "minister"),
        ("kk", "Қаржы және Әділет вице-министрлеріне", "vice-minister"),
        ("en", "the Ministers of Finance and Justice", "minister"),
    ],
)
def test_posts_under_one_head_are_posts(pipeline: Pipeline, language: str, text: str, role: str) -> None:
    found = _linker(pipeline).bearers(text, load_grammar(language))
    expected = [pipeline.registry.post_iri(body, role) for body in ("mof", "moj")]
    assert [each.link.entity for each in found] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "акиматам областей, городов Астаны, Алматы и Шымкента"),
        ("kk", "облыстардың, Астана, Алматы және Шымкент қалаларының әкімдіктері"),
        ("en", "akimats of regions, cities of Astana, Almaty and Shymkent"),
    ],
)
def test_a_class_is_no_enumeration(pipeline: Pipeline, language: str, text: str) -> None:
    (only,) = _linker(pipeline).bearers(text, load_grammar(language))
    assert (only.link.status, only.link.entity) == ("class", pipeline.registry.bodies["akimat"].iri)


@pytest.mark.parametrize("head", ["әкімдіктері", "әкімдері"])
def test_an_enumeration_does_not_begin_within_a_class(pipeline: Pipeline, head: str) -> None:
    text = f"барлық облыстардың, Астана, Алматы және Шымкент қалаларының {head}"
    assert _linker(pipeline).longest_known(text, text.index("Астана")) == 0


@pytest.mark.parametrize("text", ["Министерство экологии и природных ресурсов", "министерствам степей и камней"])
def test_one_body_and_unknown_ones_are_left_whole(pipeline: Pipeline, text: str) -> None:
    (only,) = _linker(pipeline).bearers(text, load_grammar("ru"))
    assert (only.start, only.end) == (0, len(text))


def test_each_bearer_of_a_point_has_its_own_words(pipeline: Pipeline) -> None:
    text = (
        "Постановление Правительства Республики Казахстан от 5 мая 2024 года № 9901\n\nО мерах\n\n"
        "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n"
        "1. Министерствам энергетики и финансов Республики Казахстан в месячный срок принять необходимые меры.\n"
    )
    record = pipeline.read(source(text))
    bearers = [each for each in record.claims if isinstance(each, Responsibility)]
    assert [each.mention for each in bearers] == ["Министерствам энергетики", "финансов Республики Казахстан"]
    assert [each.evidence.quote for each in bearers] == [each.mention for each in bearers]
    assert [each.position for each in bearers] == [1, 2]
    assert [each.bearer.entity for each in bearers] == _iris(pipeline, ["energy", "mof"])
