# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems that answer with numbers: what is left out of comparisons without a response, and what the method says."""

import numpy as np
import pandas as pd

import reports
from reports.facts.labels import same
from reports.report import Section
from tests.reports.logs import log

HOURS = {"tolerance": {"hours": "0,5 timer pr. uge"}, "partly_within": {"hours": "2 timer pr. uge"}}


def numeric(system: str = "hours", seed: int = 5) -> pd.DataFrame:
    """A log of hours with a withheld sample: half an hour off is followed, so showing makes no difference at all."""
    frame = log(weeks=8, teams=1, systems=(system,), rate=0, seed=seed)
    random = np.random.default_rng(seed)
    recommended = random.integers(2, 9, len(frame)).astype(float)
    withheld = frame.index % 5 == 0
    nearby = np.where(withheld, 0.5, random.choice([0.0, 0.5], len(frame)))
    frame = frame.assign(recommended_number=recommended, decided_number=recommended + nearby)
    for name in ("recommended", "decided"):
        frame[name] = [f"{number:g}" for number in frame[f"{name}_number"]]
    frame.loc[withheld, ["shown", "state", "response"]] = [False, "withheld", None]
    return frame


def options() -> pd.DataFrame:
    frame = log(weeks=8, teams=1, systems=("control",), rate=0.1)
    frame.loc[frame.index % 5 == 0, ["shown", "state", "response"]] = [False, "withheld", None]
    return frame


def section(facts: pd.DataFrame, key: str, **given: dict[str, dict[str, str]]) -> Section:
    report = reports.trends(reports.check(facts), edition="full", **given)  # type: ignore[arg-type]
    return next(one for one in report.sections if one.key == key)


def test_numbers_take_no_part_in_the_effect_of_showing_because_labels_know_no_tolerance() -> None:
    facts = reports.check(numeric())
    assert reports.effect_of_showing(facts).empty
    alike = same(facts["decided"], facts["recommended"])
    assert (
        alike[facts["shown"]].mean() - alike[~facts["shown"]].mean() > 0.4
    )  # what comparing labels would have called it
    assert len(reports.effect_of_showing(reports.check(options()))) == 1


def test_the_report_says_that_numbers_are_why_and_which_systems_are_left_out() -> None:
    alone = section(numeric(), "effect_of_showing").sentences
    assert alone[0].startswith("Kan ikke beregnes, fordi hours svarer med tal")
    both = section(pd.concat([numeric(), options()], ignore_index=True), "effect_of_showing").sentences
    assert "procentpoint" in both[0]
    assert both[1] == "hours er ikke med, fordi svarene er tal."


def test_a_right_number_is_not_compared_by_its_label() -> None:
    facts = reports.check(numeric().assign(right_option=lambda rows: rows["recommended"]))
    (table,) = (one for one in reports.trends(facts, edition="full").tables if one.name == "results")
    assert not table.rows


def test_the_method_names_the_tolerance_of_systems_that_answer_with_numbers_and_of_no_others() -> None:
    told = " ".join(section(numeric(), "method", names=HOURS).sentences)
    assert "hours svarer med tal: En beslutning regnes som fulgt, når den ligger højst 0,5 timer pr. uge" in told
    assert "højst 2 timer pr. uge" in told
    assert "er ikke oplyst" in " ".join(section(numeric(), "method").sentences)
    assert "svarer med tal" not in " ".join(section(options(), "method", names=HOURS).sentences)
