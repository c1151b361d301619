# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Tests of the measures, each against its printed value, an oracle or a plain reckoning."""
