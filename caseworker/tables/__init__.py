# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The tables that `caseworker.models` does not hold itself, by what they are for; all can be had from there."""
