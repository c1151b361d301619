# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Made-up Danish casework: four systems, eight teams, half a year, and four stories to find in the reports."""

from caseworker.demo.filling import DemoSize, Filled, NotEmpty, fill, is_empty
from caseworker.demo.logins import DEMO_LOGINS, DEMO_PASSWORD, DemoLogin

__all__ = ["DEMO_LOGINS", "DEMO_PASSWORD", "DemoLogin", "DemoSize", "Filled", "NotEmpty", "fill", "is_empty"]
