# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Forms about teams, users, passwords, tokens and the go-live list."""

from typing import Any, ClassVar, Self
from uuid import UUID

from flask_babel import lazy_gettext
from wtforms import BooleanField, PasswordField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.plain import Given, PlainForm
from caseworker.forms.rows import DayField, Groups, RowForm, SeenField, line, lines, value_of, written
from caseworker.models import GoLiveItem, System, Team, User
from caseworker.registry.going_live import Settled
from caseworker.vocabulary.alphabet import alphabetical
from caseworker.vocabulary.closed_lists import GoLive, Role, TokenScope
from caseworker.vocabulary.problems import Refused

ROLES = {
    Role.CASEWORKER: lazy_gettext("caseworker"),
    Role.TEAM_LEAD: lazy_gettext("team lead"),
    Role.ETHICS_REVIEWER: lazy_gettext("ethics board"),
    Role.ADMINISTRATOR: lazy_gettext("administrator"),
    Role.AUDITOR: lazy_gettext("auditor"),
}
SCOPES = {
    TokenScope.READ: lazy_gettext("read"),
    TokenScope.WRITE: lazy_gettext("read and write"),
}
GO_LIVE = {
    GoLive.PURPOSE: (
        lazy_gettext("Purpose"),
        lazy_gettext("What the records are for, and what they are not for."),
    ),
    GoLive.LEGAL_BASIS: (
        lazy_gettext("Legal basis"),
        lazy_gettext("The rules under which the municipality keeps these records."),
    ),
    GoLive.STAFF_INFORMED: (
        lazy_gettext("How the staff were informed"),
        lazy_gettext("Who was told what, in which forum."),
    ),
    GoLive.NO_PERSONNEL_USE: (
        lazy_gettext("Agreement that the records are not used in personnel cases"),
        lazy_gettext("This text is printed on every report and export."),
    ),
    GoLive.IMPACT_ASSESSMENT: (
        lazy_gettext("Impact assessment"),
        lazy_gettext("Where it is kept, and when it was approved."),
    ),
    GoLive.OVERRIDE_AUTHORITY: (
        lazy_gettext("Authority to override"),
        lazy_gettext("That each caseworker may override a recommendation, and who decided so."),
    ),
    GoLive.STOP_AUTHORITY: (
        lazy_gettext("Who may stop a system"),
        lazy_gettext("The function that may stop a system at once."),
    ),
}


class TeamForm(RowForm):
    """What may change of a team."""

    GROUPS: ClassVar[Groups] = (("", ("name", "active")),)
    name = line(lazy_gettext("Name"), given=True)
    active = BooleanField(lazy_gettext("The team is open"))


class NewTeamForm(RowForm):
    """A team that is not registered yet."""

    GROUPS: ClassVar[Groups] = (("", ("code", "name")),)
    code = line(lazy_gettext("Code"), lazy_gettext("Stands in files and addresses, and never changes."), given=True)
    name = line(lazy_gettext("Name"), given=True)


class UserForm(RowForm):
    """What may change of a user."""

    GROUPS: ClassVar[Groups] = (("", ("name", "role", "team", "email", "active")),)
    name = line(lazy_gettext("Name"), lazy_gettext("As colleagues know the person."), given=True)
    role = SelectField(
        lazy_gettext("Role"),
        choices=[SelectChoice(role.value, text) for role, text in ROLES.items()],
        validate_choice=False,
    )
    team = SelectField(lazy_gettext("Team"), validate_choice=False)
    email = line(lazy_gettext("E-mail"), lazy_gettext("Where a team lead gets the weekly report. May be left empty."))
    active = BooleanField(lazy_gettext("The user can log in"))

    def offer(self, teams: list[Team]) -> Self:
        """The form with these teams to choose from."""
        choices = [SelectChoice(team.code, team.name) for team in teams]
        self.team.choices = [SelectChoice("", lazy_gettext("No team")), *choices]
        return self

    def told(self) -> dict[str, Any]:
        """What was filled in; no team and no address where none was given."""
        told = super().told()
        return {**told, "team": told["team"] or None, "email": told["email"] or None}


class NewUserForm(UserForm):
    """A user that is not registered yet."""

    GROUPS: ClassVar[Groups] = (("", ("username", "name", "role", "team", "email")),)
    username = line(
        lazy_gettext("User name"), lazy_gettext("Letters and digits, no blanks. It never changes."), given=True
    )

    def new(self, user_id: UUID, password_hash: str) -> User:
        """The new user with a password that is used once; raises Refused at the field."""
        return User(entry=0, id=user_id, password_hash=password_hash, one_time=True, **self.told())


class OwnPasswordForm(PlainForm):
    """A password of one's own choice."""

    current = PasswordField(
        lazy_gettext("The password that you logged in with"),
        [Given("Write your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        lazy_gettext("New password"), [Given("Write your password.")], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        lazy_gettext("New password once more"),
        [Given("Write your password.")],
        render_kw={"autocomplete": "new-password"},
    )

    def chosen(self) -> str:
        """The new password; raises Refused where the two differ, or it is the one that stands."""
        if self.password.data != self.again.data:
            raise Refused("The two passwords differ. Write the new one once more.", field="again")
        if self.password.data == self.current.data:
            raise Refused("Choose another password than the one you have.", field="password")
        return str(self.password.data)


class NewTokenForm(RowForm):
    """A token of the API."""

    GROUPS: ClassVar[Groups] = (("", ("system", "name", "scope", "expires_on")),)
    system = SelectField(lazy_gettext("System"), validate_choice=False)
    name = line(lazy_gettext("Name"), lazy_gettext("What uses the token, for example: fagsystem"), given=True)
    scope = SelectField(
        lazy_gettext("Scope"),
        choices=[SelectChoice(scope.value, text) for scope, text in SCOPES.items()],
        default=TokenScope.WRITE.value,
        validate_choice=False,
    )
    expires_on = line(
        lazy_gettext("Last day"),
        lazy_gettext("For example: 23.11.2026. Leave it empty if the token is not to expire."),
        field=DayField,
    )

    def told(self) -> dict[str, Any]:
        """What was filled in; raises Refused at the field."""
        told = super().told()
        if told["scope"] not in list(TokenScope):
            raise Refused("Choose what the token may do.", field="scope")
        return {**told, "scope": TokenScope(told["scope"])}

    def offer(self, systems: list[System], language: str) -> Self:
        """The form with these systems to choose from."""
        self.system.choices = [SelectChoice(each.code, getattr(each, f"name_{language}")) for each in systems]
        return self


class GoLiveForm(PlainForm):
    """The go-live list, item by item."""

    seen = SeenField()
    purpose = lines(*GO_LIVE[GoLive.PURPOSE])
    legal_basis = lines(*GO_LIVE[GoLive.LEGAL_BASIS])
    staff_informed = lines(*GO_LIVE[GoLive.STAFF_INFORMED])
    staff_informed_on = line(
        lazy_gettext("Date on which the staff were informed"), lazy_gettext("For example: 23.11.2026"), field=DayField
    )
    no_personnel_use = lines(*GO_LIVE[GoLive.NO_PERSONNEL_USE])
    impact_assessment = lines(*GO_LIVE[GoLive.IMPACT_ASSESSMENT])
    override_authority = lines(*GO_LIVE[GoLive.OVERRIDE_AUTHORITY])
    stop_authority = lines(*GO_LIVE[GoLive.STOP_AUTHORITY])

    @classmethod
    def over(cls, items: dict[GoLive, GoLiveItem], seen: int) -> Self:
        """The form filled with what is settled, or with what was sent."""
        stands: dict[str, object] = {item.value: row.statement for item, row in items.items()}
        informed = items.get(GoLive.STAFF_INFORMED)
        if informed is not None and informed.settled_on is not None:
            stands["staff_informed_on"] = written(informed.settled_on)
        return cls(data={**stands, "seen": seen})

    def told(self) -> Settled:
        """What was filled in; raises Refused at the field."""
        day = value_of(self.staff_informed_on)
        return {item: (value_of(self[item.value]), day if item is GoLive.STAFF_INFORMED else None) for item in GoLive}


def in_order(teams: list[Team]) -> list[Team]:
    """The open teams by name."""
    return sorted((team for team in teams if team.active), key=lambda team: alphabetical(team.name))
