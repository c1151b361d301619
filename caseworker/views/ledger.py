# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The log: how far it reaches, and whether it holds."""

from flask import Blueprint, render_template

from caseworker.checkpoints import latest_checkpoint, ledger_state
from caseworker.ledger import AuditReport
from caseworker.permissions import Action
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import permit
from caseworker.verification import verify_database
from caseworker.views.findings import finding_text

SHOWN = 10
"""How many findings the page names; the command line names more."""

views = Blueprint("ledger", __name__, url_prefix="/ledger")


@views.get("")
@permit(Action.SEE_LEDGER)
def state() -> str:
    """Where the log stands, and its latest checkpoint."""
    return _page(None)


@views.post("")
@permit(Action.SEE_LEDGER)
def verify() -> str:
    """Reads the whole log and says what holds."""
    return _page(verify_database(database(), settings()))


def _page(report: AuditReport | None) -> str:
    return render_template(
        "ledger/state.html",
        state=ledger_state(reading()),
        checkpoint=latest_checkpoint(reading()),
        report=report,
        findings=[finding_text(each) for each in report.broken[:SHOWN]] if report else [],
        verified_at=context().now,
    )
