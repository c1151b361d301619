# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""From a table of decisions to figures that a team lead and an ethics board can use."""
