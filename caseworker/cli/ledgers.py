# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker ledger …`: check, sign, prove and export the log."""

import base64
import json
import sys
from pathlib import Path

import click

from caseworker.checkpoints import ledger_state, make_checkpoint, stored_nodes
from caseworker.cli.installation import open_installation
from caseworker.config import public_key_text
from caseworker.database import Database
from caseworker.ledger import AuditReport, inclusion_proof
from caseworker.ledger_export import ExportBroken, export_ledger, verify_export
from caseworker.vocabulary.problems import Absent

file_to_read = click.Path(exists=True, dir_okay=False, path_type=Path)
file_to_write = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def ledger_command() -> None:
    """Check, sign, prove and export the log."""


@ledger_command.command()
@click.option("--since", type=file_to_read, help="A checkpoint that was kept elsewhere.")
@click.option("--export", "exported", type=file_to_read, help="Check this export instead of the database.")
@click.option("--public-key", help="With --export: the key that signed its checkpoint, in base64.")
def verify(since: Path | None, exported: Path | None, public_key: str | None) -> None:
    """Check every entry, row, guard and checkpoint; ends with 1 when something is broken."""
    if exported is not None:
        _verify_file(exported, public_key, since)
        return
    from caseworker.config import load
    from caseworker.verification import verify_database

    settings = load()
    report = verify_database(Database(settings.database_url), settings, since)
    _print(report)
    if not report.ok:
        sys.exit(1)


def _verify_file(exported: Path, public_key: str | None, since: Path | None) -> None:
    if public_key is None:
        raise click.UsageError("--export needs --public-key")
    try:
        size = verify_export(exported, public_key, since)
    except ExportBroken as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"All {size} entries match the signed checkpoint.")


def _print(report: AuditReport) -> None:
    click.echo(f"entries       {report.size}")
    click.echo(f"root          {base64.b64encode(report.root).decode()}")
    click.echo(f"matches       {report.matches}")
    click.echo(f"erased        {report.erased}{_rules(report)}")
    click.echo(f"restored      {len(report.restored)}")
    click.echo(f"broken        {report.broken_count}")
    for finding in [*report.restored, *report.broken]:
        click.echo(f"  {finding.kind}: {finding.detail}")
    if report.ok:
        whole = report.matches == report.size
        click.echo("All entries match." if whole else "All entries match, or were erased under a rule.")
    click.echo(report.verdict[0].upper() + report.verdict[1:] + ".")


def _rules(report: AuditReport) -> str:
    return f" ({', '.join(f'{rule}: {n} values' for rule, n in sorted(report.rules.items()))})" if report.rules else ""


@ledger_command.command()
@click.option("--out", type=file_to_write, help="Also write the signed note here.")
def checkpoint(out: Path | None) -> None:
    """Sign the log as it stands, and keep the note outside the database."""
    installation = open_installation()
    note = make_checkpoint(installation.database, installation.settings, installation.context())
    if out is not None:
        out.write_text(note, encoding="utf-8")
    click.echo(note, nl=False)
    click.echo(f"public key: {public_key_text(installation.settings)}", err=True)


@ledger_command.command()
@click.argument("entry", type=click.IntRange(min=1))
def proof(entry: int) -> None:
    """Print the RFC 6962 inclusion proof of an entry, as JSON."""
    installation = open_installation()
    with installation.database.read() as session:
        state, node = ledger_state(session), stored_nodes(session)
        if entry > state.size:
            raise Absent(f"The log has {state.size} entries.")
        hashes = inclusion_proof(entry - 1, state.size, node)
        leaf = node(0, entry - 1)
    click.echo(
        json.dumps(
            {
                "entry": entry,
                "size": state.size,
                "root": state.root.hex(),
                "leaf": leaf.hex(),
                "proof": [each.hex() for each in hashes],
            }
        )
    )


@ledger_command.command()
@click.argument("file", type=file_to_write)
def export(file: Path) -> None:
    """Write the log, under a fresh checkpoint, to a file that anyone can check."""
    installation = open_installation()
    note = make_checkpoint(installation.database, installation.settings, installation.context())
    count = export_ledger(installation.database, note, file)
    click.echo(f"Wrote {count} entries. Check with: caseworker ledger verify --export {file} --public-key ", nl=False)
    click.echo(public_key_text(installation.settings))
