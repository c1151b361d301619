# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The explanation to the citizen: drafted from the record, without what the caseworker leaves out."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from caseworker.documents.sheets import Section, Sheet
from caseworker.documents.wording import Wording, wording
from caseworker.queries.basis import Basis, Factor
from caseworker.queries.records import Record

# What was decided and when; the caseworker's own words follow.
_BEFORE_SENTENCE = 2


@dataclass(frozen=True)
class Part:
    """Something that the caseworker can leave out, under a name that the form sends back."""

    key: str
    text: str


@dataclass(frozen=True)
class Parts:
    """All that can be left out of one explanation."""

    figures: tuple[Part, ...]
    sources: tuple[Part, ...]
    factors: tuple[Part, ...]
    unknowns: tuple[Part, ...]

    def all(self) -> tuple[Part, ...]:
        """Every part, in the order of the sheet."""
        return (*self.figures, *self.sources, *self.factors, *self.unknowns)

    def keys(self) -> frozenset[str]:
        """The name of every part."""
        return frozenset(part.key for part in self.all())


@dataclass(frozen=True)
class Told:
    """What the caseworker adds to the draft: a sentence to the citizen, and which parts the sheet keeps."""

    sentence: str
    kept: frozenset[str]


def parts_of(record: Record, basis: Basis, language: str) -> Parts:
    """What can be left out; of a recommendation that was not shown, only the sources are there at all."""
    say = wording(language)
    sources = [f"{source.name} ({source.fresh})" if source.fresh else source.name for source in basis.sources]
    unknowns = [line.strip() for line in say.of(record.system, "unknowns").splitlines() if line.strip()]
    if record.withheld:
        return Parts((), _named("source", sources), (), _named("unknown", unknowns))
    weighed = (
        ("factor_for", basis.speaks_for),
        ("factor_against", basis.speaks_against),
        ("factor_uncertain", basis.uncertain),
    )
    factors = [_factor(say, name, factor) for name, found in weighed for factor in found]
    return Parts(
        _named("figure", basis.figures),
        _named("source", sources),
        _named("factor", factors),
        _named("unknown", unknowns),
    )


def explanation(record: Record, parts: Parts, told: Told, language: str, municipality: str, today: date) -> Sheet:
    """The sheet as the citizen gets it; each place where something was left out says so."""
    say = wording(language)
    return Sheet(
        language=language,
        title=say("explanation"),
        facts=(
            (say("case"), record.case_reference or say("erased")),
            (say("from"), municipality),
            (say("date"), say.day(today)),
        ),
        sections=tuple(
            section
            for section in (
                _in_short(say, record, municipality),
                _recommended(say, record, parts, told.kept),
                _listed(say, "sources", parts.sources, told.kept, say("no_sources")),
                _listed(say, "factors", parts.factors, told.kept),
                _listed(say, "unknowns", parts.unknowns, told.kept, lead=say("unknowns_lead")),
                _decided(say, record, told.sentence),
                Section(say("role"), (say("role_text"),)),
                _complaint(say, record),
            )
            if section is not None
        ),
        closing=say("not_the_grounds"),
    )


def _named(kind: str, texts: Collection[str]) -> tuple[Part, ...]:
    return tuple(Part(f"{kind}-{place}", text) for place, text in enumerate(texts))


def _factor(say: Wording, name: str, factor: Factor) -> str:
    weight = f" ({say(factor.weight)})" if factor.weight in ("large", "small") else ""
    return say(name, text=factor.text) + weight


def _in_short(say: Wording, record: Record, municipality: str) -> Section:
    response = record.latest.decision.response
    if record.withheld or response is None:
        return Section(say("in_short"), (say("person_without_recommendation", municipality=municipality),))
    first = say("person_with_recommendation", municipality=municipality)
    return Section(say("in_short"), (f"{first} {say(f'they_{response}')}",))


def _recommended(say: Wording, record: Record, parts: Parts, kept: Collection[str]) -> Section:
    # The first sentence of the purpose says what the system does; what follows is written for colleagues.
    purpose = re.split(r"(?<=[.!?])\s", say.of(record.system, "purpose").strip(), maxsplit=1)[0]
    facts = [(say("its_name"), say.of(record.system, "name")), *([(say("its_purpose"), purpose)] if purpose else [])]
    if record.withheld:
        return Section(say("about_system"), (say("it_stays_hidden"),), facts=tuple(facts))
    facts.append((say("it_recommended"), say.answer(record, record.recommended)))
    if record.recommendation.confidence is not None:
        facts.append((say("its_confidence"), say.confidence(record.recommendation.confidence)))
    figures = tuple(part.text for part in parts.figures if part.key in kept)
    return Section(say("recommended"), (*figures, *_mark(say, parts.figures, kept)), facts=tuple(facts))


def _listed(
    say: Wording, name: str, parts: tuple[Part, ...], kept: Collection[str], none: str = "", lead: str = ""
) -> Section | None:
    if not parts:
        return Section(say(name), (none,)) if none else None
    items = tuple(part.text for part in parts if part.key in kept)
    return Section(say(name), (*_mark(say, parts, kept), *([lead] if lead and items else [])), items=items)


def _mark(say: Wording, parts: tuple[Part, ...], kept: Collection[str]) -> tuple[str, ...]:
    return (say("left_out"),) if any(part.key not in kept for part in parts) else ()


def _decided(say: Wording, record: Record, sentence: str) -> Section:
    latest = record.latest
    return Section(
        say("decided"),
        (
            say("they_decided", answer=say.answer(record, latest.decided)),
            say("decided_on", day=say.day(latest.decision.decided_on)),
            *([sentence] if sentence else []),
        ),
    )


def _complaint(say: Wording, record: Record) -> Section:
    return Section(
        say("complaint"),
        (say("ask"),),
        facts=(
            (say("complain_to"), record.system.complaint_body),
            (say("complain_within"), record.system.complaint_deadline),
        ),
    )


def told_before(sheet: Sheet, parts: Parts) -> Told:
    """What was told in a sheet that `explanation` made, from these parts: the start of a newer one.

    What was left out before is left out again until somebody decides otherwise.
    """
    say = wording(sheet.language)
    decided = next((section for section in sheet.sections if section.heading == say("decided")), None)
    shown = {text for section in sheet.sections for text in (*section.paragraphs, *section.items)}
    kept = frozenset(part.key for part in parts.all() if part.text in shown)
    return Told(decided.paragraphs[-1] if decided and len(decided.paragraphs) > _BEFORE_SENTENCE else "", kept)
