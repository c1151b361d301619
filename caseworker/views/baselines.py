# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A new baseline for a system: chosen, reasoned and frozen on the page of its own."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.baselines import BaselineForm
from caseworker.models import System
from caseworker.permissions import Action
from caseworker.queries.baselines import frozen_baselines
from caseworker.queries.overview import registered_row, versions_of
from caseworker.registry import freeze_baseline
from caseworker.registry.baselines import latest_first_week
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.views.reporting import week_text

views = Blueprint("baselines", __name__, url_prefix="/registry")
WEEKS_OFFERED = 52


@views.get("/systems/<system>/baseline")
@permit(Action.FREEZE_BASELINE)
def choose(system: str) -> str:
    """The form, over the baselines that were frozen before."""
    return _page(system, _form())


@views.post("/systems/<system>/baseline")
@permit(Action.FREEZE_BASELINE)
def freeze(system: str) -> Response | tuple[str, int]:
    """Freezes the baseline; what was said of earlier weeks stays."""
    form, code = _form(), registered_row(reading(), System, system).code
    done = recorded(
        form, lambda: freeze_baseline(database(), context(), code, form.monday(), form.why.data or "", viewer().id)
    )
    if done is None:
        return _page(system, form), 422
    return redirect(url_for(".choose", system=system), 303)


def _form() -> BaselineForm:
    form, last = BaselineForm(), latest_first_week(context().today)
    weeks = [last - timedelta(weeks=back) for back in range(WEEKS_OFFERED)]
    form.offer([(week.isoformat(), week_text(week)) for week in weeks])
    return form


def _page(system: str, form: BaselineForm) -> str:
    row = registered_row(reading(), System, system)
    said, versions = frozen_baselines(reading(), system), versions_of(reading(), system)
    return render_template("registry/baseline.html", system=row, form=form, frozen=said, versions=versions)
