# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Forms: shape only. What an input means is decided where it is recorded, and its refusal shown at its field."""

from caseworker.forms.decisions import CorrectionForm, DecisionForm, ManualForm, OwnJudgementForm
from caseworker.forms.desk import FaultForm, StopForm
from caseworker.forms.documents import AccessReportForm, ExplanationForm, GroundsForm
from caseworker.forms.drafts import drafted, filled_from, version_of
from caseworker.forms.files import (
    AS_GROUP,
    ColumnsForm,
    ExportForm,
    UploadForm,
    form_named,
    missing_columns,
    taken_twice,
)
from caseworker.forms.optional import chosen
from caseworker.forms.plain import Given, PlainForm, recorded
from caseworker.forms.session import LoginForm
from caseworker.forms.withheld import WithheldCorrectionForm, WithheldForm

__all__ = [
    "AS_GROUP",
    "AccessReportForm",
    "ColumnsForm",
    "CorrectionForm",
    "DecisionForm",
    "ExplanationForm",
    "ExportForm",
    "FaultForm",
    "Given",
    "GroundsForm",
    "LoginForm",
    "ManualForm",
    "OwnJudgementForm",
    "PlainForm",
    "StopForm",
    "UploadForm",
    "WithheldCorrectionForm",
    "WithheldForm",
    "chosen",
    "drafted",
    "filled_from",
    "form_named",
    "missing_columns",
    "recorded",
    "taken_twice",
    "version_of",
]
