# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is kept of a submission says nothing of what was told in it."""

import hashlib
import secrets
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Submission
from caseworker.recording import record_decision
from caseworker.recording.receipts import checked_key, content_of
from caseworker.vocabulary.problems import Refused
from tests.factories import Town, decision, recommend
from tests.web import Browser, decisions

ID = UUID(int=1)
TOLD = {"decided": "tilbud", "reason": "Forældrene tager selv imod hjælp."}


def test_a_token_is_a_key_and_so_is_none() -> None:
    for key in (None, secrets.token_urlsafe(24), str(uuid4()), "a" * 16, "a" * 128):
        assert checked_key(key) == key


@pytest.mark.parametrize(
    "key", ["", "a" * 15, "a" * 129, "010203-4567", "010203-4567-i-noeglen", "a" * 16 + "\n", "a" * 16 + "\0", "æ" * 16]
)
def test_a_key_that_is_no_token_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_key(key)
    assert refused.value.field == "key"
    assert not key or key not in str(refused.value)


def test_a_form_with_such_a_key_stores_nothing_and_says_so_above(
    web_database: Database, context: Context, caseworker: Browser
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    told = {"decided": "tilbud", "reason_code": "C1", "reason": "Forældrene tager selv imod hjælp."}
    for opened, action, more in (
        (address, f"{address}/decision", {}),
        ("/register/sortering", "/register/sortering", {"case_reference": "2026-2", "recommended": "bfu"}),
    ):
        page = caseworker.send(caseworker.get(opened), action, **told, **more, key="010203-4567-i-noeglen")
        assert page.status == 422
        assert page.words.count("Intet blev gemt. Åbn siden igen, og send derfra.") == 1
        assert page.fields(action)["reason"] == told["reason"]
    assert decisions(web_database) == 0


def test_the_mark_of_what_was_told_needs_the_key_of_the_installation() -> None:
    mark = content_of(b"k" * 32, ID, TOLD)
    assert mark == content_of(b"k" * 32, ID, dict(reversed(TOLD.items())))
    assert mark == content_of(b"k" * 32, ID, {**TOLD, "decided_at": "later"})
    assert mark != content_of(b"k" * 32, ID, {**TOLD, "reason": "Noget andet."})
    assert mark != content_of(b"l" * 32, ID, TOLD)
    assert mark != hashlib.sha256(repr((ID, sorted(TOLD.items()))).encode()).hexdigest()


def test_a_stored_mark_is_made_with_the_key_of_the_installation(
    web_database: Database, web_town: Town, context: Context
) -> None:
    recommendation, new = recommend(web_database, context), decision(context, web_town.caseworker)
    record_decision(web_database, context, recommendation, new, "k" * 16)
    with web_database.read() as session:
        stored = session.execute(select(Submission)).scalar_one().fingerprint
    assert stored == content_of(context.reason_key, recommendation, vars(new))
