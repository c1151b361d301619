# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words and closed lists of the product; pure, imported by everything, importing nothing."""
