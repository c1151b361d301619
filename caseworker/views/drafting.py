# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the pages with a form do with its draft: keep it, notice another window's, and say what that one holds."""

from collections.abc import Callable
from uuid import UUID

from flask import jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.drafts import About, KeptDraft, Saving, draft_of, mark_of, masked, save_draft
from caseworker.forms import DecisionForm, WithheldForm, drafted, version_of
from caseworker.localisation import moment, said
from caseworker.queries.cases import Asked
from caseworker.queries.hints import hint_for
from caseworker.request_scope import context, database, reading
from caseworker.security import viewer

DecidingForm = DecisionForm | WithheldForm
Lines = list[tuple[str, str]]


def other_draft(form: DecidingForm, about: About) -> KeptDraft | None:
    """What another window has saved since this form was opened; to send the form again is then to choose it."""
    draft = draft_of(reading(), viewer(), about, context().now)
    if draft is None or not draft.overtook(masked(drafted(form)), mark_of(form.key.data or ""), version_of(form)):
        return None
    form.draft_version.data = str(draft.version)
    return draft


def keep(form: DecidingForm, about: About) -> Saving:
    """What now stands of the draft; the form builds on it from here on."""
    saving = save_draft(
        database(),
        context(),
        viewer(),
        about,
        drafted(form),
        page=form.key.data or "",
        version=version_of(form),
    )
    form.draft_version.data = str(saving.stands.version)
    return saving


def keep_refused(form: DecidingForm, about: About) -> None:
    """Nothing; what was typed into a form that was refused is kept, unless nothing was, or its key is no key."""
    if drafted(form) and not form.form_errors:
        keep(form, about)


def keep_beside(form: DecidingForm, about: About) -> KeptDraft | None:
    """The draft of another window where that one stands; else what was typed is kept, for whoever leaves the page."""
    if not drafted(form):
        return None
    saving = keep(form, about)
    return saving.stands if saving.stale else None


def kept(
    form: DecidingForm, asked: Asked, about: About, page: str, both: Callable[[KeptDraft], str]
) -> Response | tuple[Response | str, int]:
    """The answer to saving a draft: for the script what it must know, else `page` again; of two drafts `both`."""
    saving = keep(form, about)
    if request.accept_mimetypes.best != "application/json":
        return (both(saving.stands), 409) if saving.stale else redirect(page, 303)
    told: dict[str, object] = {"version": saving.stands.version, "at": moment(saving.stands.saved_at)}
    if saving.stale:
        return jsonify({**told, "other": other_lines(asked, saving.stands)}), 409
    code = form.reason_code.data if isinstance(form, DecisionForm) else None
    written = form.reason.data or ""
    but = about if isinstance(about, UUID) else None
    hint = hint_for(reading(), viewer(), asked.system.code, but, written, code or "", context().today)
    return jsonify({**told, "hint": hint})


def other_lines(asked: Asked, draft: KeptDraft | None) -> Lines | None:
    """What the draft of another window holds, each as a heading and a text; None where there is none."""
    if draft is None:
        return None
    typed = draft.typed
    option = asked.option(typed.get("decided"))
    reason = next((each for each in asked.reasons if each.code == typed.get("reason_code")), None)
    number = f" {typed['decided_number']}" if option and option.takes_number and "decided_number" in typed else ""
    lines = [
        (_("Draft saved"), moment(draft.saved_at)),
        (_("Case reference"), typed.get("case_reference", "")),
        (_("Your decision"), said(option, "label") + number if option else ""),
        (_("Reason"), said(reason, "label") if reason else ""),
        (_("Write briefly why"), typed.get("reason", "")),
    ]
    return [(heading, text) for heading, text in lines if text]
