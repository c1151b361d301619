# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sizes that every entrance shares; lengths in characters."""

REASON_MAX = 2000
CASE_REFERENCE_MAX = 80
EXTERNAL_ID_MAX = 200
CODE_MAX = 64
NAME_MAX = 120
TEXT_MAX = 1000
BASIS_MAX = 20_000
WHOLE_MAX = 1_000_000

# The same normalised reason counts as a repeat from this length, within this many days, in one system.
REPEAT_MIN_LENGTH = 20
REPEAT_DAYS = 28

# A batch of this many rows holds the write lock for about ten milliseconds.
BATCH_ROWS = 100

# A form with about twelve codes is read at a glance; with more than the most, or fewer than the fewest, it is not.
REASONS_ADVISED = 12
REASONS_FEWEST = 8
REASONS_MOST = 14

PASSWORD_MIN = 12
PASSWORD_MAX = 200
SESSION_IDLE_MINUTES = 60
SESSION_HOURS = 12
LOGIN_PER_ACCOUNT = 5
LOGIN_PER_ADDRESS = 10
