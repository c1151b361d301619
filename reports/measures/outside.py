# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What lies outside each cell, which a group is compared with."""

import numpy as np
import pandas as pd

from reports.measures.cells import Cells, Numbers, Sums, Truths, rate_frame, sums
from reports.measures.people import People

AT_ONCE = 1_000_000  # cells × caseworkers


def rates_outside(cells: Cells, people: People, event: Truths) -> pd.DataFrame:
    """For each cell the rate of all rows outside it, as `rates` gives it; indexed by the cells' labels."""
    if people.parts is not None:
        return _one_by_one_outside(cells, people, event)
    deciders = people.codes
    size, width = len(cells.labels), int(deciders.max(initial=-1)) + 2
    joint = cells.codes * width + deciders + 1
    whole = [np.bincount(deciders[rows] + 1, minlength=width) for rows in (slice(None), event)]
    parts = [_sums_of_people(np.zeros((0, width)), np.zeros((0, width)))]
    # Some cells at a time: a table of every cell and every caseworker can be large.
    step = max(1, AT_ONCE // width)
    for first in range(0, size, step):
        many = min(step, size - first)
        within = (joint >= first * width) & (joint < (first + many) * width)
        own = [
            np.bincount(joint[rows] - first * width, minlength=many * width).reshape(many, width)
            for rows in (within, within & event)
        ]
        parts.append(_sums_of_people(*(every - part for every, part in zip(whole, own, strict=True))))
    return rate_frame({name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, cells.labels)


def _one_by_one_outside(cells: Cells, people: People, event: Truths) -> pd.DataFrame:
    found = []
    for code in range(len(cells.labels)):
        outside = cells.codes != code
        rest = np.zeros(int(outside.sum()), dtype=np.int64)
        found.append(sums(rest, 1, people[outside], {"": event[outside]})[""])
    if not found:
        return rate_frame(_sums_of_people(np.zeros((0, 1)), np.zeros((0, 1))), cells.labels)
    return rate_frame({name: np.concatenate([one[name] for one in found]) for name in found[0]}, cells.labels)


def _sums_of_people(nobs: Numbers, count: Numbers) -> Sums:
    """The sums that `rate_frame` needs, from the records and events of each cell (row) and caseworker (column)."""
    found = {
        "nobs": nobs.sum(axis=1),
        "count": count.sum(axis=1),
        "deciders": (nobs > 0).sum(axis=1),
        "squares": (nobs**2).sum(axis=1),
        "products": (nobs * count).sum(axis=1),
        "count_squares": (count**2).sum(axis=1),
        "largest": nobs.max(axis=1, initial=0),
    }
    return {name: values.astype(float) for name, values in found.items()}
