"""Which act an id or an address asks for, and where it is looked for."""

from __future__ import annotations

import pytest

from remit.loaders.addresses import JSON, addresses, engine_base, wanted
from remit.ontology.errors import UsageError

ACT = "P1700000690"
PAGE = f"/rus/docs/{ACT}"


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (ACT, [f"{ACT}.kk", f"{ACT}.ru"]),
        (f"https://adilet.zan.kz/rus/docs/{ACT}#z5", [f"{ACT}.ru"]),
        (f"http://old.adilet.zan.kz/kaz/docs/{ACT}/links", [f"{ACT}.kk"]),
        ("https://zakon.uchet.kz/eng/docs/K950001000_/", ["K950001000_.en"]),
        (f"https://adilet.zan.kz/rus/archive/docs/{ACT}/04.05.2021", [f"{ACT}.2021-05-04.ru"]),
        (f"https://adilet.zan.kz/api/documents/by-ngr/{ACT}?language=kaz", [f"{ACT}.kk"]),
        (f"https://adilet.zan.kz/api/documents/by-ngr/{ACT}", [f"{ACT}.kk", f"{ACT}.ru"]),
    ],
)
def test_an_id_or_address_tells_what_is_wanted(entry: str, names: list[str]) -> None:
    assert [act.name for act in wanted(entry)] == names
    assert {act.language for act in wanted(entry, ["en"])} == {"en"}


@pytest.mark.parametrize(
    "entry",
    [
        "", "snow", "P17000006901", f"../{ACT}", "file:///etc/passwd", f"ftp://adilet.zan.kz/rus/docs/{ACT}", "http://[x",
        f"https://adilet.zan.kz.example/rus/docs/{ACT}", f"https://x@adilet.zan.kz/rus/docs/{ACT}",
        "https://adilet.zan.kz/rus/docs/", f"https://adilet.zan.kz/rus/docs/{ACT}/../../x",
        "https://zan.gov.kz/client/#!/doc/12345/rus",
    ],
)  # fmt: skip
def test_anything_else_is_refused(entry: str) -> None:
    with pytest.raises(UsageError):
        wanted(entry)


def test_the_addresses_tried_in_order() -> None:
    (act,) = wanted(ACT, ["ru"])
    assert [address.url for address in addresses(act)] == [
        f"https://old.adilet.zan.kz{PAGE}",
        f"https://adilet.zan.kz/api/documents/by-ngr/{ACT}?language=rus",
    ]
    (copy,) = wanted(f"https://zakon.uchet.kz{PAGE}")
    assert [address.url for address in addresses(copy)][:2] == [
        f"https://zakon.uchet.kz{PAGE}",
        f"https://old.adilet.zan.kz{PAGE}",
    ]
    (dated,) = wanted(f"https://adilet.zan.kz/rus/archive/docs/{ACT}/04.05.2021")
    assert [address.url for address in addresses(dated)] == [
        f"https://old.adilet.zan.kz/rus/archive/docs/{ACT}/04.05.2021"
    ]
    assert JSON not in {address.media_type for address in addresses(dated, "http://127.0.0.1:1")}


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "https://mirror.example/law/", "http://[::1]:80"])
def test_the_base_of_a_mirror(url: str) -> None:
    (act,) = wanted(ACT, ["ru"])
    assert addresses(act, engine_base(url))[0].url == f"{url.rstrip('/')}{PAGE}"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mirror.example",
        "file:///tmp",
        "http://",
        "http://me@mirror.example",
        "http://a?b",
        "http://a#b",
        "http://[x",
    ],
)
def test_what_is_no_base_of_a_mirror(url: str) -> None:
    with pytest.raises(UsageError):
        engine_base(url)
