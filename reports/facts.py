# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The one table that every report is computed from: its columns, their types, and how to read it.

One row is one recommendation, with its latest decision where there is one. The view
``decision_facts`` of the database delivers exactly the columns below (a column may be absent or
NULL where the third column says so); a file in the decision columns is turned into them by `check`.

==================  =========  =======================================================================
column              type       meaning
==================  =========  =======================================================================
system              text       code of the system
model_version       text       version that recommended; ``unknown`` for a card known only from feedback
team                text       team of the decision, else of the recommendation; NULL = unknown
decider             any key    who decided, as a key that stands for nobody outside this result; NULL =
                               unknown. `check` replaces it by a running number, -1 for unknown
source              text       where the recommendation came from: api, manual, import, cds_hooks
decision_source     text       where the decision came from: form, api, manual, import, cds_hooks; NULL
issued_on           date       date in the configured zone, ``YYYY-MM-DD``; NULL
shown_on            date       date of the first showing, likewise; NULL
decided_on          date       date of the *first* decision (a correction keeps its week); NULL
shown               bool / 0,1 the recommendation was shown to the caseworker
state               text       waiting, answered, withheld, closed, withdrawn, erased (see `State`)
confidence          float      0-1; NULL
recommended         text       option code; the number as text where the system answers with a number
recommended_number  float      the number; NULL for systems with options (column may be absent)
own_judgement       text       option chosen before the recommendation was shown; NULL
own_number          float      its number; NULL (column may be absent)
decided             text       option chosen; NULL where nothing was decided or only a response is known
decided_number      float      its number; NULL (column may be absent)
response            text       accepted, partly_accepted, overridden; NULL (unanswered, withheld)
direction           -1, 0, 1   sign of rank(decided) - rank(recommended); NULL where a rank is unknown
reason_code         text       NULL = missing
reason_given        bool / 0,1 a written reason was given (the text itself never comes here)
time_bucket         text       lt10s, 10-30s, 30-120s, gt2min, unknown; NULL
reason_repeat       bool / 0,1 the same text was used before in the system; NULL
citizen_informed    bool / 0,1 NULL = not answered
result              text       upheld, changed, annulled, remitted: the latest; NULL
right_option        text       what turned out to be right; NULL
groups              text       JSON object {"NAME": "value", ...} of citizen groups; NULL or {} = none
==================  =========  =======================================================================

`check` adds ``week`` (its Monday), ``quarter`` (``2026Q4``, of the week's Thursday) and one column
``group_NAME`` for every citizen group, and drops ``groups``. Superseded decisions are not rows.
"""
