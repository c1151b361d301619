# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The wheel carries everything and works where nothing else of this repository is."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from clean_build import ROOT, VENDOR, build_wheel, copy_repository, repository_files

PACKAGES = {"caseworker": "caseworker", "reports": "reports", "templates": "caseworker/templates"}
VERSIONS = ("3.11", "3.12", "3.13")
STARTS_WITHIN = 60


def files_that_must_travel() -> set[str]:
    """Names in the wheel of all that the application needs at run time."""
    tracked = {path for path in repository_files() if path.parts[0] in PACKAGES and len(path.parts) > 1}
    assets = {path.relative_to(ROOT) for path in (ROOT / VENDOR).rglob("*") if path.is_file()}
    return {"/".join([PACKAGES[path.parts[0]], *path.parts[1:]]) for path in tracked | assets}


def names_in(wheel: Path) -> set[str]:
    """Names of the files in a wheel."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_file_of_the_application_and_nothing_else(wheel: Path) -> None:
    names, needed = names_in(wheel), files_that_must_travel()
    assert needed - names == set(), "name the package in setup.cfg, or its kind of file under package_data"
    own = {name for name in names if ".dist-info/" not in name}
    assert own - needed == set()
    for kind in (
        "static/vendor/css/.+[.]css",
        "templates/.+[.]html",
        "translations/da/.+[.]po",
        "migrations/.+[.]py",
        "documents/.+[.]typ",
    ):
        assert any(re.fullmatch(f"caseworker/{kind}", name) for name in names), kind


def test_a_package_that_nobody_listed_is_noticed(tmp_path: Path) -> None:
    source = copy_repository(tmp_path / "source")
    forgotten = source / "caseworker" / "forgotten" / "__init__.py"
    forgotten.parent.mkdir()
    forgotten.touch()
    assert "caseworker/forgotten/__init__.py" not in names_in(build_wheel(source, tmp_path))


def interpreter(version: str) -> str:
    """An interpreter of this version on this machine; skips the test where there is none."""
    homes = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python{version}"))
    for candidate in [shutil.which(f"python{version}"), *map(str, homes)]:
        if candidate and subprocess.run([candidate, "-V"], capture_output=True, check=False).returncode == 0:
            return candidate
    pytest.skip(f"Python {version} is not on this machine")


def installed_with_borrowed_dependencies(wheel: Path, home: Path) -> Path:
    """The command out of the wheel, in a new environment that reads third-party packages from this one."""
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    (library,) = home.glob("lib/python*/site-packages")
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "caseworker"


def installed_from_pins(wheel: Path, home: Path, python: str) -> Path:
    """The command out of the wheel, in a new environment that holds the pinned packages and nothing else."""
    subprocess.run([python, "-m", "venv", str(home)], check=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    pins = ROOT / "requirements" / "run.txt"
    subprocess.run([*pip, "--require-hashes", "--requirement", str(pins)], check=True)
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    subprocess.run([*pip[:3], "check"], check=True)
    return home / "bin" / "caseworker"


def fetch(address: str) -> str:
    """The body of a page that answers 200."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


@contextmanager
def served(command: Path, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the application, served by the installed command until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = folder / "serve.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [command, "serve", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as server,
    ):
        try:
            wait_until_healthy(address, server, log)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def wait_until_healthy(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server answers; fails with what it printed when it stops or stays silent."""
    end = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < end:
        try:
            fetch(f"{address}/healthz")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server did not come up:\n{log.read_text()}")


def try_out(command: Path, folder: Path) -> None:
    """Ask the installed command for help, make a database, serve it and log in as far as the password."""
    folder.mkdir()
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    environment = kept | {
        "PATH": os.defpath,
        "CASEWORKER_MODE": "demo",
        "CASEWORKER_DATABASE_URL": f"sqlite:///{folder / 'records.sqlite'}",
    }
    for words in (["--help"], ["init"]):
        ran = subprocess.run(
            [command, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
    assert (folder / "records.sqlite").stat().st_size > 0
    with served(command, folder, environment) as address:
        page = fetch(address)
        assert 'type="password"' in page
        styles = re.findall(r'<link[^>]+href="([^"]+[.]css[^"]*)"', page)
        assert any("vendor" in style for style in styles)
        assert all(fetch(address + style) for style in styles)


def test_the_wheel_serves_where_nothing_else_of_the_repository_is(wheel: Path, tmp_path: Path) -> None:
    try_out(installed_with_borrowed_dependencies(wheel, tmp_path / "venv"), tmp_path / "work")


@pytest.mark.full
@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_serves_on_every_supported_python(wheel: Path, tmp_path: Path, version: str) -> None:
    try_out(installed_from_pins(wheel, tmp_path / "venv", interpreter(version)), tmp_path / "work")
