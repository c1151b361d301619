# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Values that are put together before they are counted: bands of confidence, and numbers that were recommended."""

import itertools

import numpy as np
import pandas as pd

CONFIDENCE_EDGES = (0.5, 0.6, 0.7, 0.8, 0.9)
NUMBER = "number"


def with_bands(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the column `confidence_band`, of fixed bands so that periods compare."""
    ends = ["0", *(f"{edge:g}" for edge in CONFIDENCE_EDGES), "1"]
    labels = [f"{low}-{high}" for low, high in itertools.pairwise(ends)]
    confidence = frame["confidence"].to_numpy()
    places = np.where(np.isnan(confidence), -1, np.searchsorted(CONFIDENCE_EDGES, confidence, side="right"))
    places = places.astype(np.int64)
    return frame.assign(confidence_band=pd.Categorical.from_codes(places, pd.Index(labels)))


def without_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with ``number`` for every recommended number, which would be a value of its own each."""
    numeric = frame["recommended_number"].notna()
    if not numeric.any():
        return frame
    return frame.assign(recommended=frame["recommended"].astype(object).mask(numeric, NUMBER).astype("category"))
