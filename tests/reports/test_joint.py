# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Several municipalities in one report: the figures of all their records, from tallies alone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import reports
from reports.joint import joint
from reports.joint.files import GivenTally, Provenance, read_tally, tally_to_give, write_tally
from reports.report import Report
from reports.tallies import Tally
from reports.tallies.stored import joined, tally_of
from tests.reports.logs import log

NOW = date(2026, 11, 25)
FARTHEST = 0.03  # of an end of an interval over two quarters from that of people who are known in both
CLUSTERED = ("nobs_effective", "low_clustered", "high_clustered")


def by_quarter(frame: pd.DataFrame) -> Tally:
    """The tally of each quarter counted by itself, as it is stored."""
    facts = reports.check(frame)
    quarters = facts["quarter"].astype(object).where(facts["quarter"].notna(), "undated")
    return joined(tally_of(part, "quarter") for _, part in facts.groupby(quarters, sort=True))


def given(facts: pd.DataFrame, municipality: str, root: str | None = None) -> GivenTally:
    tally, period = tally_to_give(by_quarter(facts), now=NOW)
    return GivenTally(Provenance(municipality, period.start, period.end, 7, root or f"ab{municipality}"), tally)


def split(facts: pd.DataFrame) -> list[GivenTally]:
    """Two municipalities with half of the people each."""
    people = pd.factorize(facts["decider"])[0] % 2
    return [given(facts[people == half], name) for half, name in enumerate(("Nord", "Syd"))]


def tables(report: Report) -> dict[str, pd.DataFrame]:
    return {one.name: pd.DataFrame(list(one.rows), columns=list(one.columns)) for one in report.tables}


def assert_same_figures(
    found: Report,
    expected: Report,
    names: Sequence[str],
    bounded: Sequence[str] = (),
    farthest: float = FARTHEST,
) -> None:
    """Every figure; those in `bounded`, ends of intervals over several quarters or of few people, within `farthest`."""
    bounded = list(bounded)
    ours, theirs = tables(found), tables(expected)
    for name in names:
        keys = [key for key in ("system", "dimension", "value", "measure") if key in ours[name]]
        left = ours[name].set_index(keys)
        right = theirs[name].set_index(keys).loc[left.index, left.columns]
        assert len(left), name
        pd.testing.assert_frame_equal(
            left.drop(columns=bounded), right.drop(columns=bounded), check_dtype=False, obj=name
        )
        for column in [one for one in bounded if one != "nobs_effective"]:
            assert (left[column] - right[column]).abs().max() < farthest, (name, column)


@pytest.mark.parametrize("file", ["cards", "copilot"])
def test_two_halves_of_the_shared_data_give_every_figure_and_interval_of_the_whole(
    shared_data: Path, tmp_path: Path, file: str
) -> None:
    facts = reports.read(shared_data / f"{file}.csv")
    read = []
    for half in split(facts):
        write_tally(tmp_path / half.provenance.municipality, half)
        read.append(read_tally(tmp_path / half.provenance.municipality))
    found, expected = joint(read, edition="full"), reports.trends(facts, edition="full")
    told = [set(one.tally.rows["dimension"]) for one in read]  # in so small a half some groups would be people
    names = {f"by_{name}" for name in told[0] & told[1] if name.startswith("group_")}
    names |= {"responses", "by_system", "by_model_version", "by_quarter", "by_recommended", "reasons"}
    assert len(names) >= 7
    by_few = {name for name in names if name.startswith("by_group_")}
    assert_same_figures(found, expected, sorted(names - by_few))
    assert_same_figures(found, expected, sorted(by_few), CLUSTERED, farthest=1)


def test_quarters_directions_reasons_and_several_systems_are_those_of_the_whole() -> None:
    facts = reports.check(log(weeks=18, teams=2))
    names = ("responses", "by_quarter", "by_system", "by_model_version", "reasons", "direction", "by_group_household")
    found, expected = joint(split(facts), edition="full"), reports.trends(facts, edition="full", now=NOW)
    assert facts["quarter"].nunique() > 1
    assert_same_figures(found, expected, ["by_quarter"])
    assert_same_figures(found, expected, names, CLUSTERED)


def test_people_in_two_municipalities_would_give_other_intervals() -> None:
    facts = reports.check(log(weeks=18, teams=2))
    apart = [given(facts[facts.index % 2 == half], name) for half, name in enumerate(("Nord", "Syd"))]
    with pytest.raises(AssertionError, match=r"nobs_effective|clustered"):
        assert_same_figures(
            joint(apart, edition="full"), reports.trends(facts, edition="full", now=NOW), ["by_quarter"]
        )


def test_what_one_municipality_could_work_out_about_the_other_is_hidden() -> None:
    facts = log(weeks=18, teams=2)
    facts["groups"] = '{"place": "town"}'
    facts.loc[(facts["team"] == "team-0") & (facts.index % 2 == 0), "groups"] = '{"place": "village"}'
    few = facts[facts["team"] == "team-1"].index[::400][:4]
    facts.loc[few, "groups"] = '{"place": "village"}'
    facts = reports.check(facts)
    houses = [given(part, str(team)) for team, part in facts.groupby("team", observed=True)]
    found = {edition: tables(joint(houses, edition=edition))["by_group_place"] for edition in ("board", "full")}
    village = {name: table[table["value"] == "village"] for name, table in found.items()}
    assert village["full"]["nobs"].min() > 400
    assert village["board"]["suppressed"].all()
    assert tables(reports.trends(facts, now=NOW))["by_group_place"]["suppressed"].eq(False).any()


def place_of(*people: int) -> dict[str, str]:
    """The cells of a group value that so many people had, with so many decisions each, as stored and as given."""
    rows = [(number, at % 3 == 0) for number, size in enumerate(people) for at in range(size)]
    rows += [(100 + at % 9, at % 4 == 0) for at in range(90)]
    frame = pd.DataFrame(rows, columns=["caseworker", "over"])
    frame["groups"] = ['{"place": "islet"}'] * sum(people) + ['{"place": "town"}'] * 90
    frame["decided"] = np.where(frame.pop("over"), "b", "a")
    stored = by_quarter(frame.assign(model_version="1", recommended="a", decided_at="2026-07-13"))
    files = {"stored": stored.rows, "given": tally_to_give(stored, now=NOW)[0].rows}
    return {
        name: rows[(rows["value"] == "islet") & (rows["team"] == "*")].to_csv(index=False)
        for name, rows in files.items()
    }


def test_a_given_tally_does_not_tell_the_few_people_of_a_cell_apart() -> None:
    told = [place_of(*people) for people in ((9, 3), (6, 6), (6, 3, 3), (3, 3, 3, 3))]
    assert len({one["given"] for one in told}) == 1
    assert len({one["stored"] for one in told}) == 4


def test_a_joint_report_names_municipalities_and_no_team() -> None:
    report = joint(split(reports.check(log(weeks=6))))
    text = report.to_json() + str(report.sections)
    assert [one["municipality"] for one in report.method["tallies"]] == ["Nord", "Syd"]
    assert "Nord" in text
    assert "team-0" not in text


def test_who_is_who_within_a_team_changes_no_byte_of_a_tally_or_a_joint_report(tmp_path: Path) -> None:
    made = log(weeks=6, teams=2, per_week=20)
    people = {f"team-{team}/{number}": f"team-{team}/{(number + 3) % 8}" for team in range(2) for number in range(8)}
    outcomes = []
    for facts in (made, made.assign(decider=made["decider"].map(people))):
        house = given(facts, "Nord")
        write_tally(tmp_path / "tally", house)
        outcomes.append(((tmp_path / "tally").read_bytes(), joint([house, given(log(weeks=6), "Syd")]).to_json()))
    assert outcomes[0] == outcomes[1]
    moved = made.assign(decider=made["decider"].sample(frac=1, random_state=1).to_numpy())
    write_tally(tmp_path / "tally", given(moved, "Nord"))
    assert (tmp_path / "tally").read_bytes() != outcomes[0][0]


def test_a_tally_file_holds_no_team_no_week_and_no_person(tmp_path: Path) -> None:
    write_tally(tmp_path / "tally", given(log(weeks=6), "Nord"))
    rows = pq.read_table(tmp_path / "tally").to_pandas()
    assert set(rows["team"]) == {"*"}
    assert set(rows["kind"]) == {"quarter"}
    assert b"team-0" not in (tmp_path / "tally").read_bytes()


def test_a_municipality_twice_is_refused() -> None:
    facts = reports.check(log(weeks=6))
    with pytest.raises(reports.FactsError, match="nord is there twice"):
        joint([given(facts, "Nord"), given(facts, "nord")])


def test_one_log_under_two_names_is_refused_in_one_sentence() -> None:
    facts = reports.check(log(weeks=6))
    with pytest.raises(
        reports.FactsError, match=r"^Nord and Syd are tallies of the same log; leave one of them out\.$"
    ):
        joint([given(facts, "Nord", "ab"), given(facts, "Syd", "ab")])
    assert joint([given(facts, "Nord", "ab"), given(facts, "Syd", "cd")]).report == "joint"


@pytest.mark.parametrize("spoilt", ["text", "cut", "count", "rules", "columns", "plain"])
def test_a_file_that_is_no_sound_tally_is_refused_in_one_sentence(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "nord.parquet"
    write_tally(path, given(log(weeks=6), "Nord"))
    assert read_tally(path).provenance.municipality == "Nord"
    table = pq.read_table(path)
    if spoilt == "text":
        path.write_text("hello")
    elif spoilt == "cut":
        path.write_bytes(path.read_bytes()[:-200])
    elif spoilt == "plain":
        pq.write_table(table.replace_schema_metadata({}), path)
    elif spoilt == "columns":
        pq.write_table(table.drop_columns(["largest"]), path)
    elif spoilt == "rules":
        told = {name: text.replace(b'"rules": 2', b'"rules": 1') for name, text in table.schema.metadata.items()}
        pq.write_table(table.replace_schema_metadata(told), path)
    else:
        more = pd.concat([table.to_pandas()["nobs"] + 1]).to_numpy()
        pq.write_table(table.set_column(table.column_names.index("nobs"), "nobs", [more]), path)
    with pytest.raises(reports.FactsError, match=r"^nord\.parquet is .*\.$") as refused:
        read_tally(path)
    assert "\n" not in str(refused.value)


def test_both_languages_speak_of_the_municipalities() -> None:
    houses = split(reports.check(log(weeks=6)))
    assert "Kommunerne bag tallene" in str(joint(houses, edition="full").sections)
    assert "The municipalities behind the figures" in str(joint(houses, edition="full", language="en").sections)


def test_only_a_report_over_several_quarters_says_that_their_intervals_are_bounded() -> None:
    both = reports.check(log(weeks=8, systems=("hours",)))
    one = both[both["quarter"].astype(str) == "2026-Q3"]
    assert both["quarter"].nunique() == 2
    for facts, times in ((both, 1), (one, 0)):
        method = joint(split(facts), edition="full", language="en").sections[-1]
        assert method.key == "method"
        assert sum("who decided in more than one" in sentence for sentence in method.sentences) == times
        assert not any("Laney" in sentence for sentence in method.sentences), "it has no chart of weeks"
