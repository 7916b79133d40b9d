"""Invented documents as records: every class of claim, in three languages, with texts made up for the tests."""

from __future__ import annotations

from sample_parts import (
    ALMATY,
    CONCEPT,
    CULTURE,
    DECREE,
    DEPUTY_PRIME_MINISTER,
    ECOLOGY,
    ENERGY,
    GOVERNMENT,
    ORDER,
    RESOLUTION,
    Text,
    document_iri,
    person_iri,
    record,
)
from sample_statute import statute

from remit.ontology.claims import (
    Change,
    Citation,
    Deadline,
    DocumentRecord,
    Duty,
    Group,
    Identity,
    Link,
    LocalBody,
    Person,
    Plan,
    Post,
    Report,
    Responsibility,
    Seat,
    SeatEnd,
    Target,
    Tenure,
    Unresolved,
)
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import BodyIri, PostIri, digest, provision_iri

__all__ = [
    "ALMATY",
    "CONCEPT",
    "CULTURE",
    "DECREE",
    "DEPUTY_PRIME_MINISTER",
    "ECOLOGY",
    "ENERGY",
    "GOVERNMENT",
    "ORDER",
    "RESOLUTION",
    "Text",
    "all_records",
    "document_iri",
    "news",
    "order",
    "person_iri",
    "plan",
    "statute",
]


def order(name: str = "invented/order.txt") -> DocumentRecord:
    """Give a Kazakh Prime Minister's order: a group with seats, a control duty, a mention nobody can resolve."""
    text = Text(
        "Ойдан шығарылған құжат.\n"
        "Жарлықтың 4-тармағын іске асыру үшін:\n"
        "1. Көлдер жөніндегі жұмыс тобы құрылсын.\n"
        "2. Бақылау Премьер-Министрдің орынбасарына жүктелсін.\n"
        "Энергетика министрі, төраға\n"
        "Экология министрлігі, мүше (келісу бойынша)\n"
        "Сәуле Айдынқызы Мысал, хатшы\n"
        "уәкілетті орган\n"
    )
    doc = document_iri(name)
    minister = Post(str(PostIri(("kz", "energy", "minister"))), "minister", ENERGY, "Энергетика министрі", "kk")
    secretary = Person(person_iri("Сәуле Айдынқызы Мысал"), "Сәуле Айдынқызы Мысал", "kk")
    group = f"{doc}#group-1"
    return record(
        name,
        text,
        "kk",
        "act",
        ("claims", "claims", "claims", "claims", "claims", "claims", "claims", "unknown"),
        act=ORDER.iri,
        entities=(ORDER, minister, secretary),
        claims=(
            Identity(f"{doc}#identity-1", text.passage("Ойдан шығарылған құжат"), "identity.sample", ORDER.iri),
            Citation(
                f"{doc}#citation-1",
                text.passage("Жарлықтың 4-тармағын"),
                "citation.sample",
                citing=ORDER.iri,
                act=DECREE,
                relation="based_on",
                locator="pt_4",
            ),
            Group(
                group,
                text.passage("Көлдер жөніндегі жұмыс тобы"),
                "group.sample",
                "Көлдер жөніндегі жұмыс тобы",
                "kk",
                ORDER.iri,
            ),
            Change(
                f"{doc}#change-1",
                text.passage("Көлдер жөніндегі жұмыс тобы құрылсын"),
                "change.sample",
                "create",
                "kk",
                after=Link("unresolved"),
                after_mention="Көлдер жөніндегі жұмыс тобы",
                date=PartialDate.parse("2026-02-03"),
                act=ORDER.iri,
            ),
            Seat(
                f"{doc}#seat-1",
                text.passage("Энергетика министрі, төраға"),
                "seat.sample",
                group,
                1,
                "chair",
                "Энергетика министрі",
                post=minister.iri,
                body=Link("linked", ENERGY),
                since=PartialDate.parse("2026-02-03"),
                added_by=ORDER.iri,
            ),
            Seat(
                f"{doc}#seat-2",
                text.passage("Экология министрлігі, мүше (келісу бойынша)"),
                "seat.sample",
                group,
                2,
                "member",
                "Экология министрлігі",
                by_agreement=True,
                body=Link("linked", ECOLOGY, reason="the only ministry of that name on the date"),
            ),
            Seat(
                f"{doc}#seat-3",
                text.passage("Сәуле Айдынқызы Мысал, хатшы"),
                "seat.sample",
                group,
                3,
                "secretary",
                "Сәуле Айдынқызы Мысал",
                person=secretary.iri,
            ),
            SeatEnd(
                f"{doc}#seat-end-1",
                text.passage("Экология министрлігі, мүше (келісу бойынша)"),
                "change.sample",
                group,
                "Экология министрлігі",
                until=PartialDate.parse("2026-02-03"),
                removed_by=ORDER.iri,
            ),
            Duty(
                f"{doc}#duty-1",
                text.passage("Бақылау Премьер-Министрдің орынбасарына жүктелсін"),
                "duty.control",
                "act-point",
                "Бақылау",
                "kk",
                number="2",
                locator="pt_2",
                provision=provision_iri(ORDER.iri, "pt_2"),
                part_of=ORDER.iri,
            ),
            Responsibility(
                f"{doc}#responsibility-1",
                text.passage("Премьер-Министрдің орынбасарына"),
                "duty.control",
                f"{doc}#duty-1",
                "control",
                "Премьер-Министрдің орынбасарына",
                Link("linked", DEPUTY_PRIME_MINISTER),
                basis=provision_iri(ORDER.iri, "pt_2"),
            ),
            Unresolved(
                f"{doc}#unresolved-1",
                text.passage("уәкілетті орган"),
                "name.sample",
                "body",
                "уәкілетті орган",
                (ENERGY, ECOLOGY),
                "the document does not say which",
            ),
        ),
    )


def plan(name: str = "invented/plan.txt") -> DocumentRecord:
    """Give a Russian plan: items, deadlines of several kinds, bearers, targets, a report, abbreviations, citations."""
    text = Text(
        "Вымышленный план.\n"
        "План мероприятий по реализации Концепции вымышленных фестивалей\n"
        "Концепция вымышленных фестивалей утверждена постановлением Правительства от 15 января 2026 года № 902\n"
        "1. Праздники\n"
        "1.1 Провести праздник озёр; отчёт; июнь 2026 года, июнь 2027 года; акимат г. Алматы, МЭПР, МКИ\n"
        "Проведено 12 праздников, исполнено.\n"
        "1.2 Выпустить атлас ручьёв; атлас; ежеквартально; МЭПР, ТОО «Выдуманный атлас» (по согласованию)\n"
        "Доля школ с атласом: 2026 — 40 %, 2027 — 60 %\n"
        "МЭПР – Министерство экологии и природных ресурсов\n"
        "МКИ – Министерство культуры и информации\n"
    )
    doc = document_iri(name)
    company = LocalBody(str(BodyIri(("local", digest("выдуманный атлас")))), "ТОО «Выдуманный атлас»", "ru")
    plan_iri, first, second = f"{doc}#plan-1", f"{doc}#item-1.1", f"{doc}#item-1.2"

    def bearer(number: int, duty: str, mode: str, mention: str, link: Link, nth: int = 1) -> Responsibility:
        return Responsibility(
            f"{doc}#responsibility-{number}",
            text.passage(mention, nth),
            "plan.executors",
            duty,
            mode,
            mention,
            link,
            position=number if duty == first else number - 3,
            by_agreement=link.entity == company.iri,
            basis=RESOLUTION.iri,
        )

    return record(
        name,
        text,
        "ru",
        "plan",
        ("nothing", "claims", "claims", "nothing", "claims", "claims", "claims", "claims"),
        entities=(company, CONCEPT),
        claims=(
            Plan(
                plan_iri,
                text.passage("План мероприятий по реализации Концепции вымышленных фестивалей"),
                "plan.title",
                "План мероприятий по реализации Концепции вымышленных фестивалей",
                "ru",
            ),
            Citation(
                f"{doc}#citation-1",
                text.passage("Концепции вымышленных фестивалей"),
                "citation.implements",
                plan_iri,
                CONCEPT,
                "implements",
            ),
            Citation(
                f"{doc}#citation-2",
                text.passage("утверждена постановлением Правительства от 15 января 2026 года № 902"),
                "citation.approved",
                CONCEPT.iri,
                RESOLUTION,
                "approved_by",
            ),
            Duty(
                first,
                text.passage("1.1 Провести праздник озёр; отчёт; июнь 2026 года, июнь 2027 года"),
                "plan.item",
                "plan-item",
                "Провести праздник озёр",
                "ru",
                number="1.1",
                part_of=plan_iri,
                section="1. Праздники",
                completion="отчёт",
                deadline_text="июнь 2026 года, июнь 2027 года",
                deadlines=(
                    Deadline("июнь 2026 года", "month", PartialDate.parse("2026-06"), PartialDate.parse("2026-06")),
                    Deadline("июнь 2027 года", "month", PartialDate.parse("2027-06"), PartialDate.parse("2027-06")),
                ),
            ),
            bearer(1, first, "execute", "акимат г. Алматы", Link("linked", ALMATY)),
            bearer(2, first, "execute", "МЭПР", Link("linked", ECOLOGY)),
            bearer(3, first, "co-execute", "МКИ", Link("linked", CULTURE)),
            Report(
                f"{doc}#report-1",
                text.passage("Проведено 12 праздников, исполнено."),
                "plan.report",
                first,
                "исполнено",
                "2026",
            ),
            Duty(
                second,
                text.passage("1.2 Выпустить атлас ручьёв; атлас; ежеквартально"),
                "plan.item",
                "plan-item",
                "Выпустить атлас ручьёв",
                "ru",
                number="1.2",
                part_of=plan_iri,
                section="1. Праздники",
                completion="атлас",
                deadline_text="ежеквартально",
                deadlines=(Deadline("ежеквартально", "recurring", recurrence="quarterly"),),
            ),
            bearer(4, second, "lead", "МЭПР", Link("linked", ECOLOGY), nth=2),
            bearer(5, second, "co-execute", "ТОО «Выдуманный атлас»", Link("local", company.iri)),
            Target(
                f"{doc}#target-1",
                text.passage("2026 — 40 %"),
                "plan.target",
                second,
                "1. Праздники",
                "Доля школ с атласом",
                2026,
                planned="40 %",
            ),
            Target(
                f"{doc}#target-2",
                text.passage("2027 — 60 %"),
                "plan.target",
                second,
                "1. Праздники",
                "Доля школ с атласом",
                2027,
                planned="60 %",
                flag="no actual value",
            ),
        ),
        abbreviations=(
            ("МЭПР", "Министерство экологии и природных ресурсов"),
            ("МКИ", "Министерство культуры и информации"),
        ),
    )


def news(name: str = "invented/news.txt") -> DocumentRecord:
    """Give an English news item: an appointment, a dismissal, an instruction with a deadline."""
    text = Text(
        "Invented news.\n"
        "Aidar Example was appointed Minister of Energy, replacing Dana Sample.\n"
        'The Ministry of Energy was told to count the "quiet lakes" by 5 May 2026.\n'
    )
    doc = document_iri(name)
    post = Post(str(PostIri(("kz", "energy", "minister"))), "minister", ENERGY, "Minister of Energy", "en")
    new, old = (Person(person_iri(person), person, "en") for person in ("Aidar Example", "Dana Sample"))
    day = PartialDate.parse("2026-04-01")

    def tenure(number: int, person: Person, event: str, **dates: PartialDate | str) -> Tenure:
        return Tenure(
            f"{doc}#tenure-{number}",
            text.passage("Aidar Example was appointed Minister of Energy, replacing Dana Sample"),
            "tenure.appointed",
            person.iri,
            person.name,
            event,
            post.iri,
            "Minister of Energy",
            Link("linked", ENERGY),
            "Ministry of Energy",
            **dates,  # type: ignore[arg-type]
        )

    return record(
        name,
        text,
        "en",
        "news",
        ("nothing", "claims", "claims"),
        entities=(post, new, old),
        claims=(
            tenure(1, new, "appointed", since=day, replaces=old.iri),
            tenure(2, old, "dismissed", until=day),
            Duty(
                f"{doc}#duty-1",
                text.passage('told to count the "quiet lakes" by 5 May 2026'),
                "instruction.told",
                "instruction",
                'count the "quiet lakes"',
                "en",
                deadline_text="by 5 May 2026",
                deadlines=(Deadline("by 5 May 2026", "date", due_by=PartialDate.parse("2026-05-05")),),
            ),
            Responsibility(
                f"{doc}#responsibility-1",
                text.passage("The Ministry of Energy"),
                "instruction.told",
                f"{doc}#duty-1",
                "execute",
                "The Ministry of Energy",
                Link("linked", ENERGY),
            ),
        ),
    )


def all_records() -> tuple[DocumentRecord, ...]:
    """Give every sample, in a fixed order."""
    return order(), plan(), news(), statute()
