# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""From the facts to figures: each measure takes frames and gives frames, and hides nothing."""
