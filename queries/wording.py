"""The sentences answers are told in, in each language, and the names of acts and things in them."""

from __future__ import annotations

from remit.graph.accountability import Accountability
from remit.graph.view_words import load_words
from remit.ontology.iris import BASE, BodyIri, PostIri

SENTENCES: dict[str, dict[str, str]] = {
    "nothing": {
        "kk": "Ештеңе табылмады: басқа сөз, тармақ нөмірін немесе IRI көріңіз.",
        "ru": "Ничего не найдено: попробуйте другие слова, номер пункта или IRI.",
        "en": "Nothing found: try other words, the number of an item, or an IRI.",
    },
    "due": {"kk": "Мерзімі: {text}", "ru": "Срок: {text}", "en": "Due: {text}"},
    "agreed": {"kk": "келісу бойынша", "ru": "по согласованию", "en": "by agreement"},
    "written_as": {"kk": "мәтінде: {mention}", "ru": "в тексте: {mention}", "en": "written: {mention}"},
    "unresolved": {
        "kk": "кім екені анықталмады; мүмкін нұсқалар: {names}",
        "ru": "кто это, не установлено; возможны: {names}",
        "en": "not resolved; candidates: {names}",
    },
    "none": {"kk": "жоқ", "ru": "нет", "en": "none"},
    "nobody": {
        "kk": "Құжат жауапты орындаушыны атамайды.",
        "ru": "Документ не называет ответственного исполнителя.",
        "en": "The document names nobody responsible.",
    },
    "basis": {"kk": "Негізі", "ru": "Основание", "en": "Basis"},
    "guessed": {"kk": "атауы бойынша болжам", "ru": "выведено по названию", "en": "inferred by title"},
    "now": {"kk": "{date} күні: {name}", "ru": "на {date}: {name}", "en": "as of {date}: {name}"},
    "under": {
        "kk": "{date} күні бағынысы: {name}",
        "ru": "на {date} в ведении: {name}",
        "en": "as of {date} under: {name}",
    },
    "members": {
        "kk": "бұл — органдар класы, {date} күні {count} мүшесі белгілі",
        "ru": "это класс органов; на {date} известно членов: {count}",
        "en": "a class of bodies; members known as of {date}: {count}",
    },
    "post_held": {
        "kk": "{date} күні лауазымда: {names}",
        "ru": "на {date} должность занимает: {names}",
        "en": "held as of {date} by {names}",
    },
    "post_vacant": {
        "kk": "{date} күні лауазым бос болған",
        "ru": "на {date} должность была вакантна",
        "en": "the post was vacant as of {date}",
    },
    "post_unknown": {
        "kk": "{date} күні лауазымды кім атқарғаны белгісіз",
        "ru": "кто занимал должность на {date}, неизвестно",
        "en": "who held the post as of {date} is not known",
    },
    "post_none": {
        "kk": "{date} күні мұндай лауазым болған жоқ: орган жұмыс істемеген",
        "ru": "на {date} такой должности не было: орган не существовал",
        "en": "there was no such post on {date}: its body did not exist",
    },
    "left": {
        "kk": "лауазымда болған соңғы белгілі адам {date} күні кеткен",
        "ru": "последний, кто известен в этой должности, оставил ее {date}",
        "en": "the last known holder left on {date}",
    },
    "changed": {
        "kk": "{date}: {before} → {after} ({kind}, {act})",
        "ru": "{date}: {before} → {after} ({kind}, {act})",
        "en": "{date}: {before} → {after} ({kind}, {act})",
    },
    "transferred": {
        "kk": "{date}: функциялардың бөлігі берілді: {before} → {after}; аясы мына сөздермен сәйкес: {words} ({act})",
        "ru": "{date}: частичная передача функций: {before} → {after}; предмет совпал по словам: {words} ({act})",
        "en": "partial transfer of {before} to {after} on {date}; scope matched by words: {words} ({act})",
    },
    "stayed": {
        "kk": "{date} функциялардың {after} ұйымына берілуі бұл міндетке қатысты емес: аясы басқа ({words})",
        "ru": "передача функций {date} в {after} не касается этой обязанности: предмет другой ({words})",
        "en": "the transfer to {after} on {date} was not followed: its scope ({words}) is another",
    },
    "parent_stated": {
        "kk": "бағыныстылықтың мерзімін тізілім айтады",
        "ru": "период подчинённости указан в реестре",
        "en": "the registry dates the subordination",
    },
    "parent_derived": {
        "kk": "бағыныстылық қайта ұйымдастырулардан шығарылды, тізілімде күні жоқ",
        "ru": "подчинённость выведена из реорганизаций: в реестре она не датирована",
        "en": "the subordination is derived from reorganisations: the registry does not date it",
    },
    "orphaned": {
        "kk": "орган таратылған: функциялардың берілуі табылмады ({name})",
        "ru": "орган упразднён: передача функций не найдена ({name})",
        "en": "orphaned: no transfer found ({name})",
    },
    "candidate": {
        "kk": "бірнеше мирасқор бар, таңдауға негіз жоқ: {names}",
        "ru": "преемников несколько, выбрать не из чего: {names}",
        "en": "several successors and nothing to tell which: {names}",
    },
    "before_document": {
        "kk": "{date} күні бұл құжат әлі болмаған",
        "ru": "на {date} этого документа ещё не было",
        "en": "the document did not exist yet on {date}",
    },
    "undated_document": {
        "kk": "құжаттың күні белгісіз, сондықтан барлық қайта ұйымдастырулар ескерілді",
        "ru": "дата документа неизвестна, поэтому учтены все реорганизации",
        "en": "the date of the document is not known, so every reorganisation was followed",
    },
    "unverified": {"kk": "тексерілмеген", "ru": "не проверено", "en": "unverified"},
    "inferred": {"kk": "болжам", "ru": "вывод", "en": "inferred"},
    "weakest": {
        "kk": "Ең әлсіз буын: {source} → {target}: {why}",
        "ru": "Самое слабое звено: {source} → {target}: {why}",
        "en": "Weakest hop: {source} → {target}: {why}",
    },
    "left_out": {
        "kk": "Көрсетілмегені: кемінде {count} тізбек.",
        "ru": "Не показано цепочек: не менее {count}.",
        "en": "Left out: at least {count} more.",
    },
    "alternatives": {
        "kk": "Сол міндеттің басқа негіздері:",
        "ru": "Другие основания той же обязанности:",
        "en": "Other bases of the same duty:",
    },
}
STRENGTHS: dict[str, dict[str, str]] = {
    "stated": {"kk": "құжатта айтылған", "ru": "сказано в документе", "en": "stated in a document"},
    "registry": {"kk": "тексерілген тізілімнен", "ru": "из реестра, проверено", "en": "from the registry, verified"},
    "unverified-registry": {
        "kk": "тізілімнен, тексерілмеген",
        "ru": "из реестра, не проверено",
        "en": "from the registry, not verified",
    },
    "undated": {"kk": "күні көрсетілмеген", "ru": "без даты", "en": "undated"},
    "inferred": {"kk": "болжам", "ru": "вывод", "en": "inferred"},
    "unresolved": {"kk": "анықталмаған", "ru": "не установлено", "en": "unresolved"},
    "repealed": {"kk": "күші жойылған акт", "ru": "отменённый акт", "en": "repealed act"},
}
REASONS: dict[str, dict[str, str]] = {
    "scope": {
        "kk": "берілген функциялардың аясы бойынша таңдалды",
        "ru": "выбрано по предмету переданных функций",
        "en": "chosen by the scope of the functions passed on",
    },
    "title": {
        "kk": "акт тек атауы бойынша танылды, басқа үзіндіде",
        "ru": "акт опознан только по названию, в другом отрывке",
        "en": "the act is known by its title only, from another passage",
    },
    "several-successors": {"kk": "бірнеше мирасқор", "ru": "несколько преемников", "en": "several successors"},
    "several-holders": {
        "kk": "бірнеше адам көрсетілген",
        "ru": "названо несколько человек",
        "en": "several people are named",
    },
    "orphaned": {
        "kk": "орган таратылған, функциялардың берілуі табылмады",
        "ru": "орган упразднён, передача функций не найдена",
        "en": "orphaned: no transfer found",
    },
    "unresolved": {
        "kk": "кім екені анықталмады",
        "ru": "кто это, не установлено",
        "en": "who is meant is not resolved",
    },
}
RELATIONS: dict[str, dict[str, str]] = {
    "holds": {"kk": "лауазымы", "ru": "занимает должность", "en": "holds"},
    "successor_of": {"kk": "мирасқоры", "ru": "преемник", "en": "successor of"},
    "annex_of": {"kk": "актіге қосымша", "ru": "приложение к акту", "en": "annex of"},
    "parent_of": {"kk": "қарамағында", "ru": "в ведении находится", "en": "has under it"},
}


def say(code: str, lang: str, **values: object) -> str:
    """Tell a sentence in a language, English where it has no such words."""
    words = SENTENCES[code]
    return words.get(lang, words["en"]).format(**values)


def strength(code: str, lang: str) -> str:
    """Name the strength of a hop."""
    return STRENGTHS[code].get(lang, code)


def reason(code: str, lang: str) -> str:
    """Tell why a hop is as weak as it is; empty when nothing is to be said."""
    return REASONS[code].get(lang, code) if code else ""


def relation(code: str, lang: str) -> str:
    """Name what ties two things: the mode of a bearer, a kind of reorganisation, the relation of a citation."""
    if code in RELATIONS:
        return RELATIONS[code].get(lang, code)
    role = load_words(lang).roles.get(code)
    return role.name if role else code


class Names:
    """Names of things in one language, by the registry, then by the documents."""

    def __init__(self, accountability: Accountability, lang: str) -> None:
        self._records = accountability.records
        self._registry = accountability.registry
        self._words = load_words(lang)
        self.lang = lang
        self._acts = {act.iri: act for act in self._registry.acts.values()}
        self._persons = {person.iri: person for person in self._registry.persons.values()}

    def of(self, iri: str) -> str:
        """Name anything: acts by type, number, date and title; a thing without a name by the end of its IRI."""
        if entry := self._registry.body_at(iri) or self._persons.get(iri):
            return self._pick(entry.names) or iri
        kind = self._records.kind(iri)
        if kind in ("item", "duty") and (duty := self._records.duty(iri)):
            return " ".join(part for part in (duty.number, duty.title) if part)
        if kind == "act" or iri in self._acts:
            return self.act(iri)
        if kind == "post" or iri.startswith(BASE + PostIri.prefix):
            return self._post(iri)
        return self._records.label(iri, self.lang) or _tail(iri)

    def act(self, iri: str) -> str:
        """Name an act as one cites it."""
        facts, entry = self._records.act(iri), self._acts.get(iri)
        kind = facts.type or (entry.type if entry else None)
        number = facts.number or (entry.number if entry else None)
        date = facts.date or (entry.date if entry else None)
        title = self.title(iri)
        parts = [self._words.acts.get(kind or "", ""), f"№ {number}" if number else "", str(date or "")]
        return " ".join(part for part in (*parts, f"«{title.strip('«»')}»" if title else "") if part) or _tail(iri)

    def title(self, iri: str) -> str | None:
        """Give the title of an act; `None` when neither a document nor the registry states one."""
        entry = self._acts.get(iri)
        return self._records.label(iri, self.lang) or (self._pick(entry.titles) if entry else None)

    def _post(self, iri: str) -> str:
        """Name a post with its body, so that it stands alone."""
        *body, role = PostIri.parse(iri).segments
        entry, owner = self._registry.posts.get(role), self._registry.body_at(str(BodyIri(tuple(body))))
        known = self._pick(entry.names) if entry else None
        if known and owner:
            return f"{known} ({self._pick(owner.names)})"
        return self._records.label(iri, self.lang) or known or role

    def _pick(self, names: object) -> str | None:
        assert hasattr(names, "get") and hasattr(names, "values")
        found: str | None = names.get(self.lang) or next((name for name in names.values() if name), None)
        return found


def _tail(iri: str) -> str:
    from urllib.parse import unquote

    return unquote(iri.rsplit("/", 1)[-1])
