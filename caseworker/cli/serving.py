# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker serve`: the production server, and the demo for somebody who looks for the first time."""

import os
from tempfile import TemporaryDirectory
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from sqlalchemy import func, select
from sqlmodel import col

from caseworker.cli.installation import Installation, open_installation
from caseworker.models import User


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings instead of a file of its own."""

    def __init__(self, installation: Installation, options: dict[str, Any]) -> None:
        self.installation = installation
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Nothing; gunicorn has our options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in the worker: no database connection crosses the fork."""
        from caseworker.app import create_app

        return create_app(self.installation.settings)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--demo", is_flag=True, help="Load made-up data on first use, and print a login per role.")
def serve_command(host: str, port: int, workers: int, demo: bool) -> None:
    """Serve the application."""
    installation = open_installation(creates=demo)
    if demo:
        _show_demo(installation, f"http://{host}:{port}")
    installation.database.close()
    # What the workers count is gathered here for /metrics; the folder goes with the server.
    counted = TemporaryDirectory(prefix="caseworker-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counted.name
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": 4,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112
    }
    Server(installation, options).run()


def _show_demo(installation: Installation, address: str) -> None:
    from caseworker.cli.demonstration import fill_demo
    from caseworker.demo.logins import DEMO_LOGINS, DEMO_PASSWORD

    with installation.database.read() as session:
        empty = session.execute(select(func.count(col(User.id)))).scalar_one() == 0
    if empty:
        click.echo("Making up half a year of Danish casework for the demo …")
        fill_demo(installation)
    click.echo(f"\nServing on {address} (stop with Ctrl-C). Log in with the password “{DEMO_PASSWORD}” as:")
    for role, login in DEMO_LOGINS.items():
        click.echo(f"  {login.username:<15} {role.value.replace('_', ' ')}")
