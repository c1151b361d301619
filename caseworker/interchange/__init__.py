# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Decisions from files: read in the decision columns, checked whole, stored through recording."""

from caseworker.interchange.columns import Column
from caseworker.interchange.importing import Import, Request
from caseworker.interchange.problems import Unreadable, WrongUse
from caseworker.interchange.tally import RowError, Tally

__all__ = ["Column", "Import", "Request", "RowError", "Tally", "Unreadable", "WrongUse"]
