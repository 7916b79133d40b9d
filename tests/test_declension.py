import pytest

from remit.loaders.declension import declined
from remit.loaders.grammar import load_grammar
from remit.ontology.registry import load_registry


@pytest.mark.parametrize(
    ("language", "name", "case", "form"),
    [
        ("kk", "Қазақстан Республикасының Энергетика министрлігі", "dative", "министрлігіне"),
        ("kk", "Қазақстан Республикасының Үкіметі", "ablative", "Үкіметінен"),
        ("kk", "Білім басқармасы", "locative", "басқармасында"),
        ("kk", "Парламент", "genitive", "Парламенттің"),
        ("kk", "мәслихат", "dative", "мәслихатқа"),
        ("kk", "институт", "dative", "институтқа"),
        ("kk", "министр", "instrumental", "министрмен"),
        ("kk", "орган", "ablative", "органнан"),
        ("kk", "Ұлттық Банк", "dative", "Банкке"),
        ("kk", "сөз", "instrumental", "сөзбен"),
        ("kk", "кеңесші", "dative", "кеңесшіге"),
        (
            "ru",
            "Министерство энергетики Республики Казахстан",
            "dative",
            "Министерству энергетики Республики Казахстан",
        ),
        ("ru", "Верховный Суд", "locative", "Верховном Суде"),
    ],
)
def test_a_name_is_declined(language: str, name: str, case: str, form: str) -> None:
    assert declined(name, load_grammar(language))[case].endswith(form)


@pytest.mark.parametrize(
    ("language", "name"), [("kk", "«Жасыл даму»"), ("en", "Ministry of Energy"), ("ru", "Astana Hub")]
)
def test_what_has_no_cases_has_none(language: str, name: str) -> None:
    assert declined(name, load_grammar(language)) == {}


def test_nearly_every_kazakh_name_of_the_registry_is_declined_by_one_rule() -> None:
    grammar = load_grammar("kk")
    names = [body.names["kk"] for body in load_registry().bodies.values()]
    matching = [sum(bool(rule.regex.search(name)) for rule in grammar.of("declension")) for name in names]
    assert max(matching) == 1
    without = [name for name, count in zip(names, matching, strict=True) if not count]
    assert all(name[-1] in '»”"' or not name[-1].isalpha() or name[-1].isascii() for name in without), without
