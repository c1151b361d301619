# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the owner of a system is told: the reasons added up and the faults, without any text."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from caseworker.permissions import Action
from caseworker.queries.cases import asked_of
from caseworker.queries.faults import fault_days
from caseworker.request_scope import reading
from caseworker.security import permit
from caseworker.views.finished import finished_report
from caseworker.views.reporting import FORM, report_file, report_page

if TYPE_CHECKING:
    from reports import Report

views = Blueprint("to_owner", __name__)


@views.get("/systems/<system>/reasons")
@permit(Action.REPORT_TO_OWNER)
def show(system: str) -> str:
    """What would be sent, to be looked at first."""
    return report_page("reports/to_owner.html", _report(system), ".download", {"system": system})


@views.get(f"/systems/<system>/reasons.{FORM}")
@permit(Action.REPORT_TO_OWNER)
def download(system: str, form: str) -> Response:
    """The same as a file to send to the provider."""
    return report_file(_report(system), form)


def _report(code: str) -> "Report":
    system = asked_of(reading(), code).system.code
    return finished_report("to_owner", system=system, faults=fault_days(reading(), system))
