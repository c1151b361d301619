# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Long work, watched where somebody looks."""

import sys
from collections import deque
from collections.abc import Iterator

import click


def watch(label: str, work: Iterator[int], size: int) -> None:
    """Nothing, after all the work is done; it says how far of `size` it has come, under a bar on a terminal."""
    if not sys.stderr.isatty():
        deque(work, maxlen=0)
        return
    with click.progressbar(length=size, label=label, file=sys.stderr) as bar:
        for position in work:
            bar.update(position - bar.pos)
