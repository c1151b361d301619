# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What `import reports` offers, and what it loads."""

import subprocess
import sys
from datetime import date

import reports

NOW = date(2026, 11, 23)
RATES = [
    "dimension", "value", "measure", "count", "nobs", "rate", "low", "high",
    "nobs_effective", "low_clustered", "high_clustered", "suppressed",
]  # fmt: skip


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert reports.__all__ == sorted(reports.__all__)
    assert all(hasattr(reports, name) for name in reports.__all__)
    promised = [
        "read",
        "override_rate",
        "difference",
        "ratio",
        "reliance",
        "weeks",
        "reasons",
        "spread",
        "suppress",
        "weekly",
        "trends",
    ]
    assert set(promised) <= set(reports.__all__)


def test_loading_reports_loads_no_statistics_library_and_no_web() -> None:
    heavy = ("scipy", "statsmodels", "flask", "sqlmodel", "caseworker")
    code = f"import sys, reports; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
