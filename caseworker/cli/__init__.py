# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The `caseworker` command: 0 done, 1 a check failed, 2 wrong use; one line on stderr and never a traceback."""

import sys
from importlib import import_module

import click
from sqlalchemy.exc import SQLAlchemyError

from caseworker.privacy import mask_cpr
from caseworker.vocabulary.problems import CaseworkerError

# Each command by the module that holds it, so that each loads only what it needs.
COMMANDS = {
    "deliver": "webhooks",
    "access-report": "cases",
    "archive": "archiving",
    "demo": "demonstration",
    "erase": "cases",
    "expire": "expiring",
    "export": "exporting",
    "import": "importing",
    "init": "setting_up",
    "ledger": "ledgers",
    "refresh": "refreshing",
    "report": "reporting",
    "serve": "serving",
    "settings": "setting_up",
    "system": "administration",
    "team": "administration",
    "token": "tokens",
    "upgrade": "setting_up",
    "user": "administration",
    "webhook": "webhooks",
}


class Commands(click.Group):
    """The commands, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, in the attribute of the same name with underscores and a final `_command`."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"caseworker.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def caseworker() -> None:
    """Records how caseworkers answer machine recommendations, and reports the patterns."""


def main(arguments: list[str] | None = None) -> None:
    """Never returns; the process ends with 0, 1 or 2."""
    try:
        code = caseworker.main(arguments, prog_name="caseworker", standalone_mode=False)
    except click.UsageError as error:
        _say(f"{error.format_message()} (see “{error.ctx.command_path if error.ctx else 'caseworker'} --help”)")
        sys.exit(2)
    except click.ClickException as error:
        _say(error.format_message())
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. What was stored so far is whole.")
        sys.exit(2)
    except CaseworkerError as error:
        _say(str(error))
        sys.exit(2)
    except (SQLAlchemyError, OSError) as error:
        _say(str(error).splitlines()[0])
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _say(sentence: str) -> None:
    # What was wrong may be quoted, and this line may end in a log.
    click.echo(f"caseworker: {mask_cpr(' '.join(sentence.split()))}", err=True)
