# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How each kind of figure is drawn; loads Altair, so `charts_drawing` imports it at the first figure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from typing import Any, TypeAlias

import altair as alt
import pandas as pd

from reports.charts import theme
from reports.report import Chart, ChartKind

Drawn: TypeAlias = alt.LayerChart | alt.FacetChart


def _weeks(chart: Chart) -> Drawn:
    columns = ["week", "rate", "lower", "upper", "base", "sign", "change"]
    frame = _frame(chart, *columns)
    period = "toNumber(split(datum.value, '-P')[1])"
    number = (
        f"indexof(datum.value, '-P') > 0 ? (4 * {period} - 3) + '–' + 4 * {period} : toNumber(slice(datum.value, 6))"
    )
    axis = alt.Axis(labelExpr=number, labelAngle=0, labelOverlap=True, grid=False)
    scale = alt.Scale(domain=frame["week"].tolist(), paddingInner=0, paddingOuter=0.2)

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", title=chart.terms[1], axis=alt.Axis(format=".0%", tickCount=6))

    weeks = alt.Chart(frame).encode(x=alt.X("week:O", title=chart.terms[0], sort=None, axis=axis, scale=scale))
    judged = weeks.transform_filter("datum.upper !== null")
    field = judged.mark_bar(color=theme.FIELD, width=alt.RelativeBandSize(band=1.02))
    edge = judged.mark_tick(color=theme.FIELD_EDGE, thickness=1.5, width=alt.RelativeBandSize(band=1.02))
    layers = [field.encode(y=y("lower"), y2="upper"), *(edge.encode(y=y(end)) for end in ("lower", "upper"))]
    layers.append(judged.mark_line(color=theme.QUIET, strokeDash=[5, 4], strokeWidth=1.2).encode(y=y("base")))
    changed = weeks.transform_filter("datum.change !== null")
    layers.append(changed.mark_rule(color=theme.INK, strokeDash=[2, 2]))
    layers.append(changed.mark_text(align="left", dx=5, baseline="top").encode(y=alt.value(-14), text="change:N"))
    layers.append(weeks.mark_line(color=theme.MAIN, strokeWidth=2).encode(y=y("rate")))
    for sign, looks in _SIGNS.items():
        points = weeks.transform_filter(f"datum.rate !== null && datum.sign === '{sign}'")
        layers.append(points.mark_point(opacity=1, **looks).encode(y=y("rate")))
    return _sized(alt.layer(*layers), theme.WEEKS_WIDTH, theme.WEEKS_HEIGHT)


_SIGNS: dict[str, dict[str, Any]] = {
    "": {"filled": True, "color": theme.MAIN, "size": 36},
    "four_weeks": {"fill": "white", "stroke": theme.ALERT, "strokeWidth": 2, "shape": "diamond", "size": 130},
    "week": {"filled": True, "color": theme.ALERT, "shape": "diamond", "size": 170, "stroke": "white"},
}


def _intervals(chart: Chart) -> Drawn:
    return _estimates(chart, alt.Axis(format=".0%", tickCount=4))


def _differences(chart: Chart) -> Drawn:
    return _estimates(chart, alt.Axis(labelExpr="format(datum.value * 100, '.0f')", tickCount=5))


def _estimates(chart: Chart, axis: alt.Axis) -> Drawn:
    """A dot with its interval for each line, and the figures in words at its right."""
    frame = _frame(chart, "label", "text", "rate", "low", "high")
    x = alt.X("rate:Q", title=chart.terms[0] if chart.terms else None, axis=axis)
    lines = alt.Chart(frame).encode(y=_labels(frame))
    known = lines.transform_filter("datum.rate !== null")
    spans = known.mark_rule(color=theme.INK, strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q")
    dots = known.mark_point(filled=True, color=theme.MAIN, opacity=1, size=90, stroke="white").encode(x=x)
    layers = [spans, dots, *_texts(lines)]
    if chart.kind is ChartKind.DIFFERENCES:
        nought = alt.Chart(pd.DataFrame({"rate": [0.0]})).mark_rule(color=theme.QUIET, strokeDash=[4, 3])
        layers.insert(0, nought.encode(x=x))
    return _sized(alt.layer(*layers), theme.PLOT_WIDTH, theme.LINE * len(frame))


def _counts(chart: Chart) -> Drawn:
    frame = _frame(chart, "label", "text", "count")
    lines = alt.Chart(frame).encode(y=_labels(frame))
    axis = alt.Axis(format="d", tickCount=4, tickMinStep=1)
    bars = lines.mark_bar(color=theme.MAIN, height=alt.RelativeBandSize(band=0.62))
    drawn = bars.encode(x=alt.X("count:Q", title=None, axis=axis))
    return _sized(alt.layer(drawn, *_texts(lines)), theme.PLOT_WIDTH, theme.LINE * len(frame))


def _direction(chart: Chart) -> Drawn:
    frame = _frame(chart, "label", "place", "share", "text")
    frame = frame.assign(way=[chart.terms[place] for place in frame["place"]])
    x = alt.X("share:Q", stack="zero", title=None, axis=alt.Axis(format=".0%", tickCount=5))
    colours = alt.Scale(domain=list(chart.terms), range=list(theme.WAYS))
    legend = alt.Legend(orient="top", title=None, direction="horizontal", symbolType="square")
    way = alt.Color("way:N", scale=colours, sort=list(chart.terms), legend=legend)
    bars = alt.Chart(frame).mark_bar(stroke=theme.INK, strokeWidth=0.8, height=alt.RelativeBandSize(band=0.66))
    drawn = bars.encode(x=x, y=_labels(frame), color=way, order="place:Q")
    width = theme.PLOT_WIDTH + theme.TEXT_WIDTH - theme.LINE
    return _sized(alt.layer(drawn), width, theme.LINE * frame["label"].nunique())


def _frame(chart: Chart, *columns: str) -> pd.DataFrame:
    """The rows of the figure, long labels broken into two lines."""
    frame = pd.DataFrame(list(chart.rows), columns=list(columns))
    if "label" in columns:
        labels = [str(label) for label in frame["label"]]
        one_line_each = "place" not in columns
        frame["label"] = short_labels(_numbered(labels) if one_line_each else labels)
    return frame


def short_labels(labels: Sequence[str]) -> list[str]:
    """The labels on at most two lines, no two different ones alike, or their lines of the figure would fall together.

    Those with the same beginning lose their middle, and are numbered where even that leaves them alike; the table
    beside the figure has them whole.
    """
    distinct = list(dict.fromkeys(labels))
    short = {label: "\n".join(wrap(label, theme.LABEL_LETTERS, max_lines=2, placeholder=" …")) for label in distinct}
    for label in _alike(short):
        end = theme.LABEL_LETTERS - 6  # leaves room for a number
        short[label] = f"{label[:end].rstrip()}\n… {label[-end:].lstrip()}"
    for number, label in enumerate(_alike(short), start=1):
        short[label] = f"{short[label]} ({number})"
    return [short[label] for label in labels]


def _numbered(labels: Sequence[str]) -> list[str]:
    """The labels, those that come several times with their number: two options may have the same name."""
    times, seen = Counter(labels), Counter[str]()
    found = []
    for label in labels:
        seen[label] += 1
        found.append(f"{label} ({seen[label]})" if times[label] > 1 else label)
    return found


def _alike(short: Mapping[str, str]) -> list[str]:
    """The labels that are not told apart by what they are shortened to."""
    times = Counter(short.values())
    return [label for label, shown in short.items() if times[shown] > 1]


def _labels(frame: pd.DataFrame) -> alt.Y:
    """The axis of labels in the order of the rows, as wide whatever they say."""
    width = theme.LABEL_WIDTH
    broken = "split(datum.label, '\\n')"
    axis = alt.Axis(domain=False, ticks=False, labelPadding=8, minExtent=width, maxExtent=width, labelExpr=broken)
    scale = alt.Scale(domain=list(dict.fromkeys(frame["label"])))
    return alt.Y("label:N", sort=None, title=None, axis=axis, scale=scale)


def _texts(lines: alt.Chart) -> list[alt.Chart]:
    """The words right of the plot, and an unseen mark at the edge, so that short words make no narrower figure."""
    words = lines.mark_text(align="left", dx=10, limit=theme.TEXT_WIDTH)
    edge = lines.mark_point(opacity=0, size=1)
    right = theme.PLOT_WIDTH + theme.TEXT_WIDTH
    return [words.encode(x=alt.value(theme.PLOT_WIDTH), text="text:N"), edge.encode(x=alt.value(right))]


def _sized(drawn: Drawn, width: int, height: int) -> Drawn:
    return drawn.properties(width=width, height=height)


def _funnel(chart: Chart) -> Drawn:
    """Each unit over its size: outer limits as a thin bar, inner ones as a broad one, its share as a mark."""
    frame = _frame(chart, "name", "nobs", "rate", "low", "high", "outer_low", "outer_high", "place")

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", title=chart.terms[1], axis=alt.Axis(format=".0%", tickCount=6))

    x = alt.X(
        "nobs:Q", title=chart.terms[0], axis=alt.Axis(format=",d", grid=False), scale=alt.Scale(zero=False, padding=24)
    )
    units = alt.Chart(frame).encode(x=x)
    layers: list[alt.Chart] = [
        units.mark_bar(color=theme.FIELD, size=12).encode(y=y("outer_low"), y2="outer_high"),
        units.mark_bar(color=theme.FIELD_EDGE, size=5).encode(y=y("low"), y2="high"),
    ]
    for place, looks in _PLACES.items():
        part = units.transform_filter(f"datum.place === '{place}'")
        layers.append(part.mark_point(opacity=1, **looks).encode(y=y("rate")))
    named = units.transform_filter("datum.place === 'outer'")
    layers.append(named.mark_text(align="left", dx=12).encode(y=y("rate"), text="name:N"))
    return _sized(alt.layer(*layers), theme.WEEKS_WIDTH, theme.WEEKS_HEIGHT)


_PLACES = {"": _SIGNS[""], "inner": _SIGNS["four_weeks"], "outer": _SIGNS["week"]}


def _bands(chart: Chart) -> Drawn:
    """A dot with its interval over each band, from the least sure to the surest, and a bar at what the system said."""
    frame = _frame(chart, "band", "text", "rate", "low", "high", "own_word")
    frame["share"] = [text.partition(" (")[0] for text in frame["text"]]  # the ends are in the table; six do not fit
    scale = alt.Scale(domain=frame["band"].tolist(), paddingInner=0, paddingOuter=0.3)
    x = alt.X("band:O", title=chart.terms[0], sort=None, scale=scale, axis=alt.Axis(labelAngle=0, grid=False))

    def y(column: str) -> alt.Y:
        axis, domain = alt.Axis(format=".0%", tickCount=6), alt.Scale(zero=True)
        return alt.Y(f"{column}:Q", title=chart.terms[1], axis=axis, scale=domain)

    bands = alt.Chart(frame).encode(x=x)
    known = bands.transform_filter("datum.rate !== null")
    said = bands.transform_filter("datum.own_word !== null")
    beside = 10 if frame["own_word"].isna().all() else 30  # right of the bar
    layers = [
        said.mark_tick(color=theme.ALERT, thickness=3, width=44).encode(y=y("own_word")),
        known.mark_rule(color=theme.INK, strokeWidth=2).encode(y=y("low"), y2="high"),
        known.mark_point(filled=True, color=theme.MAIN, opacity=1, size=90, stroke="white").encode(y=y("rate")),
        known.mark_text(align="left", dx=beside).encode(y=y("rate"), text="share:N"),
    ]
    return _sized(alt.layer(*layers), theme.WEEKS_WIDTH, theme.WEEKS_HEIGHT)


DRAWN_AS: dict[ChartKind, Callable[[Chart], Drawn]] = {
    ChartKind.WEEKS: _weeks,
    ChartKind.INTERVALS: _intervals,
    ChartKind.DIFFERENCES: _differences,
    ChartKind.COUNTS: _counts,
    ChartKind.DIRECTION: _direction,
    ChartKind.FUNNEL: _funnel,
    ChartKind.BANDS: _bands,
}
