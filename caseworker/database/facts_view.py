# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The one view that reports read: a row per recommendation with its latest decision, no reason, no name."""

from sqlalchemy import Connection, text

_GROUPS = {
    "sqlite": "json_extract(basis.value, '$.groups')",
    "postgresql": "(basis.value::jsonb -> 'groups')::text",
}


def definition(dialect: str) -> str:
    """The CREATE VIEW statement for `sqlite` or `postgresql`.

    A correction keeps the day of the first decision; the right option is the decided one where a result upheld it.
    Where a number was drawn for the author, it stands for the author before the name is erased too: all of a quarter
    have one at once, so that nobody is ever counted both by name and by number.
    """
    return f"""
CREATE VIEW decision_facts AS
SELECT
  r.system, r.model_version, r.team, COALESCE(CAST(drawn.number AS TEXT), who.value) AS decider,
  drawn.number IS NOT NULL AS decider_in_quarter,
  r.source, latest.source AS decision_source,
  r.issued_on, (SELECT MIN(s.shown_on) FROM showings s WHERE s.recommendation_id = r.id) AS shown_on,
  first.decided_on,
  CASE WHEN latest.id IS NOT NULL THEN latest.shown
    WHEN EXISTS (SELECT 1 FROM showings s WHERE s.recommendation_id = r.id) THEN TRUE ELSE FALSE END AS shown,
  CASE WHEN latest.response IS NOT NULL THEN 'answered' WHEN latest.id IS NOT NULL THEN 'withheld'
    WHEN aside.code = 'N4' THEN 'closed' WHEN aside.code = 'N5' THEN 'withdrawn' ELSE 'waiting' END AS state,
  CAST(r.confidence AS DOUBLE PRECISION) AS confidence,
  COALESCE(r.recommended_number, r.recommended) AS recommended,
  CAST(r.recommended_number AS DOUBLE PRECISION) AS recommended_number,
  COALESCE(own.number, own.option) AS own_judgement, CAST(own.number AS DOUBLE PRECISION) AS own_number,
  COALESCE(latest.decided_number, latest.decided) AS decided,
  CAST(latest.decided_number AS DOUBLE PRECISION) AS decided_number,
  latest.response, latest.direction, latest.reason_code, latest.reason_given, latest.time_bucket,
  latest.reason_repeat, latest.citizen_informed,
  latest.citizen_heard, latest.certainty, latest.seen_as, known.result,
  COALESCE(known.right_number, known.right_option,
    CASE WHEN known.result = 'upheld' THEN COALESCE(latest.decided_number, latest.decided) END) AS right_option,
  {_GROUPS[dialect]} AS groups
FROM recommendations r
LEFT JOIN decisions first ON first.recommendation_id = r.id AND first.revision = 0
LEFT JOIN decisions latest ON latest.id = first.id
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.id = latest.id AND n.revision > latest.revision)
LEFT JOIN set_asides aside ON aside.recommendation_id = r.id
  AND NOT EXISTS (SELECT 1 FROM set_asides n
    WHERE n.recommendation_id = aside.recommendation_id AND n.revision > aside.revision)
LEFT JOIN own_judgements own ON own.id = latest.own_judgement_id
LEFT JOIN results known ON known.decision_id = first.id
  AND NOT EXISTS (SELECT 1 FROM results n WHERE n.decision_id = known.decision_id AND n.revision > known.revision)
LEFT JOIN personal_values who ON who.entry = first.entry AND who.field = 'caseworker'
LEFT JOIN author_numbers drawn ON drawn.entry = first.entry
LEFT JOIN personal_values basis ON basis.entry = r.entry AND basis.field = 'basis'
"""  # noqa: S608  nothing in it comes from outside


def install(connection: Connection) -> None:
    """Nothing; the view stands as defined here."""
    drop(connection)
    connection.execute(text(definition(connection.dialect.name).replace("::", "\\:\\:")))


def drop(connection: Connection) -> None:
    """Nothing; the view is gone, so that a migration can change the tables under it."""
    connection.execute(text("DROP VIEW IF EXISTS decision_facts"))
