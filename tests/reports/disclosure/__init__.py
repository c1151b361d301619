# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Tests of what is hidden: the rules, and attackers who try to get behind them."""
