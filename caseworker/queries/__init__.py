# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The only readers for screens; each fetches, looks for permission and raises Absent in one place."""
