# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The only writer of systems, versions, options, reason lists, teams, users, baselines and the go-live list."""

from caseworker.registry.baselines import freeze_baseline
from caseworker.registry.going_live import settle_items
from caseworker.registry.people import add_team, add_user, change_team, change_user, reset_password, set_email
from caseworker.registry.reasons import (
    add_reason,
    current_list,
    default_reasons,
    listed_reason,
    listed_reasons,
    offer_reasons,
    retire_reason,
)
from caseworker.registry.rules import SystemRules, options_of, rules_with, system_rules
from caseworker.registry.systems import (
    add_option,
    add_system,
    add_version,
    change_option,
    change_system,
    change_version,
)
from caseworker.registry.writing import register

__all__ = [
    "SystemRules",
    "add_option",
    "add_reason",
    "add_system",
    "add_team",
    "add_user",
    "add_version",
    "change_option",
    "change_system",
    "change_team",
    "change_user",
    "change_version",
    "current_list",
    "default_reasons",
    "freeze_baseline",
    "listed_reason",
    "listed_reasons",
    "offer_reasons",
    "options_of",
    "register",
    "reset_password",
    "retire_reason",
    "rules_with",
    "set_email",
    "settle_items",
    "system_rules",
]
