# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sizes that every entrance shares; lengths in characters."""

REASON_MAX = 2000
FAULT_MAX = 300
CASE_REFERENCE_MAX = 80
EXTERNAL_ID_MAX = 200
CODE_MAX = 64
NAME_MAX = 120
EMAIL_MAX = 254
TEXT_MAX = 1000
BASIS_MAX = 20_000
WHOLE_MAX = 1_000_000

# The same normalised reason counts as a repeat from this length, within this many days, in one system.
REPEAT_MIN_LENGTH = 20
REPEAT_DAYS = 28

# A batch of this many rows holds the write lock for about ten milliseconds.
BATCH_ROWS = 100

# A draft that nobody goes on with is gone after this many days.
DRAFT_DAYS = 14

# A proposed follow-up that its author has not answered lapses after this many days.
PROPOSAL_DAYS = 30

# A counter of obstacles is shown when it rests on this many answers.
OBSTACLES_SHOWN_FROM = 10

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

# What the API takes at once, and how often one token may call each process of the server.
API_BATCH = 1000
API_BATCH_BYTES = 8 * 1024 * 1024
API_PAGE = 100
API_PAGE_MAX = 1000
API_PER_MINUTE = 6000
API_FEEDBACK = 100
API_GROUPS = 40
API_BASIS_ITEMS = 100

# A team in which fewer caseworkers decided in the four weeks up to a week has no report of its own for that week, and
# nothing of it is drawn to be discussed.
FEWEST_ACTIVE = 5
ACTIVE_WEEKS = 4

# How many disagreements are drawn for a team's week, unless an installation widens it.
DISAGREEMENTS = 5
DISAGREEMENTS_MAX = 50

# How many accepted and how many overridden records a double reading draws. Enough caseworkers wrote what it draws from,
# and none of them more than the dominant share, that its result is about nobody.
DOUBLE_READING_FEWEST = 10
DOUBLE_READING = 20
DOUBLE_READING_MOST = 50
DOMINANT_SHARE = 0.6
