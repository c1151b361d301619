# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The four systems of the demo, read from the files in `material`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from caseworker.columns import Ledgered
from caseworker.models import ModelVersion, Option, System, SystemReason
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS

CODES = ("profilafklaring", "timeforslag", "underretninger", "boligforhold")
NUMBER_OPTION = "timer"

_PLAIN = [
    "code",
    "name_da",
    "name_en",
    "purpose_da",
    "purpose_en",
    "owner",
    "legal_basis",
    "notice_da",
    "notice_en",
    "scale_more_da",
    "scale_more_en",
    "scale_less_da",
    "scale_less_en",
    "complaint_body",
    "complaint_deadline",
]
_OPTIONAL = ("answer_kind", "unit_da", "unit_en", "own_judgement_first")
_NUMBERS = ("minimum", "maximum", "step", "tolerance", "partly_within")


@dataclass(frozen=True)
class Departure:
    """One way to depart: what was recommended, what was decided instead, with which code and in which words.

    `version`, `direction` (more, less) and `groups` say when it fits; `factors` must be among those shown.
    """

    code: str
    recommended: tuple[str, ...]
    decided: tuple[str, ...]
    texts: tuple[str, ...]
    version: str | None
    direction: str | None
    groups: Mapping[str, str]
    factors: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A system as the demo has it: the file's tables `raw`, and the texts of those who answer it."""

    code: str
    raw: Mapping[str, Any]
    texts: Mapping[str, Any]
    departures: tuple[Departure, ...]

    @property
    def numeric(self) -> bool:
        """Whether the system answers with a number."""
        return bool(self.raw.get("answer_kind") == "number")

    @property
    def own_first(self) -> bool:
        """Whether the caseworker's own judgement comes before the recommendation."""
        return bool(self.raw.get("own_judgement_first", False))

    @property
    def recommended(self) -> dict[str, int]:
        """How often the system recommends each option."""
        return {option["code"]: option["recommended"] for option in self.raw["options"] if option["recommended"]}

    def phrase(self, option: str) -> str:
        """The option as it is named in the middle of a Danish sentence."""
        return next(str(each["phrase"]) for each in self.raw["options"] if each["code"] == option)

    def version_starts(self, last_monday: date) -> list[tuple[str, date | None]]:
        """Each version with the Monday it took over; None for the first."""
        return [
            (v["version"], last_monday - timedelta(weeks=v["weeks_before_end"]) if "weeks_before_end" in v else None)
            for v in self.raw["versions"]
        ]

    def version_in(self, monday: date, last_monday: date) -> str:
        """The version in use in the week."""
        starts = self.version_starts(last_monday)
        return [version for version, start in starts if start is None or start <= monday][-1]

    def rows(self, first_monday: date, last_monday: date) -> list[Ledgered]:
        """The registration of the system with its versions, options and reason codes."""
        return [self._system(), *self._versions(first_monday, last_monday), *self._options(), *self._codes()]

    def _system(self) -> System:
        raw = self.raw
        values: dict[str, Any] = {name: raw[name] for name in (*_PLAIN, *_OPTIONAL) if name in raw}
        values |= {name: Decimal(raw[name]) for name in _NUMBERS if name in raw}
        values |= {name: "\n".join(raw[name]) for name in ("unknowns_da", "unknowns_en")}
        for language in ("da", "en"):
            values[f"data_basis_{language}"] = "\n".join(
                dict.fromkeys(source[f"name_{language}"] for source in raw["sources"])
            )
        return System(
            entry=0,
            **values,
        )

    def _versions(self, first_monday: date, last_monday: date) -> list[ModelVersion]:
        starts = dict(self.version_starts(last_monday))
        return [
            ModelVersion(
                entry=0,
                system=self.code,
                version=raw["version"],
                valid_from=starts[raw["version"]] or first_monday - timedelta(weeks=30),
                note_da=raw["note_da"],
                note_en=raw["note_en"],
            )
            for raw in self.raw["versions"]
        ]

    def _options(self) -> list[Option]:
        names = ("code", "label_da", "label_en", "family", "rank", "takes_number")
        return [
            Option(entry=0, system=self.code, position=place, **{n: raw[n] for n in names if n in raw})
            for place, raw in enumerate(self.raw["options"])
        ]

    def _codes(self) -> list[SystemReason]:
        follow = [r.code for r in DEFAULT_REASONS if r.side is ReasonSide.FOLLOW and not r.retired]
        return [SystemReason(entry=0, system=self.code, code=code) for code in (*self.raw["reasons"], *follow)]


def load() -> dict[str, Definition]:
    """The four systems by code."""
    return {code: _definition(code) for code in CODES}


def _definition(code: str) -> Definition:
    texts = read(f"{code}_tekster.toml")
    return Definition(code, read(f"{code}.toml"), texts, tuple(_departure(raw) for raw in texts["departed"]))


def _departure(raw: Mapping[str, Any]) -> Departure:
    return Departure(
        code=raw["code"],
        recommended=tuple(raw["from"]),
        decided=tuple(raw["to"]),
        texts=tuple(raw["texts"]),
        version=raw.get("version"),
        direction=raw.get("direction"),
        groups=raw.get("groups", {}),
        factors=tuple(raw.get("factors", ())),
    )


def read(name: str) -> dict[str, Any]:
    """The tables of one file of the material."""
    return tomllib.loads((files("caseworker.demo") / "material" / name).read_text(encoding="utf-8"))
