# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The note for the case's own journal, and a draft of legal grounds that is stored nowhere."""

from collections.abc import Iterator

from caseworker.documents.sheets import Section, Sheet
from caseworker.documents.wording import Wording, wording
from caseworker.queries.records import Record


def journal_note(record: Record, language: str) -> Sheet:
    """What the record says, for the journal of the case."""
    say = wording(language)
    return Sheet(
        language=language,
        title=say("note"),
        facts=((say("case"), record.case_reference or say("erased")),),
        sections=(
            _recommendation(say, record),
            Section(say("note_decision"), facts=tuple(_decision(say, record))),
        ),
        closing=say("note_not_the_grounds"),
    )


def grounds(record: Record, rule: str, considerations: str, facts: str, language: str) -> Sheet:
    """The three parts of a legal grounds as one text, in the order of the law; an empty part is left out."""
    say = wording(language)
    parts = (("grounds_rule", rule), ("grounds_considerations", considerations), ("grounds_facts", facts))
    return Sheet(
        language=language,
        title=say("grounds"),
        facts=((say("case"), record.case_reference or say("erased")),),
        sections=tuple(Section(say(name), (text,)) for name, text in parts if text),
    )


def _recommendation(say: Wording, record: Record) -> Section:
    system = (
        (say("system"), say.of(record.system, "name")),
        (say("model_version"), record.recommendation.model_version),
    )
    if record.withheld:
        return Section(say("note_recommendation"), (say("note_hidden"),), facts=system)
    recommended = [(say("note_recommended"), say.answer(record, record.recommended))]
    if record.recommendation.confidence is not None:
        recommended.append((say("note_confidence"), say.confidence(record.recommendation.confidence)))
    return Section(say("note_recommendation"), facts=(*system, *recommended))


def _decision(say: Wording, record: Record) -> Iterator[tuple[str, str]]:
    latest = record.latest
    yield say("note_decided"), say.answer(record, latest.decided)
    if latest.decision.response is not None:
        yield say("note_response"), say(latest.decision.response)
    if latest.listed is not None:
        yield say("note_code"), say.of(latest.listed, "label")
    if latest.decision.reason_given:
        yield say("note_reason"), latest.reason or say("erased")
    if latest.decision.citizen_informed:
        yield say("note_citizen"), say("note_told")
    yield say("note_day"), say.day(latest.decision.decided_on)
    yield say("note_entry"), str(latest.decision.entry)
