# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Settings from the environment; refuses to start unsafely."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caseworker.logos import read_logo
from caseworker.vocabulary.closed_lists import Mode
from caseworker.vocabulary.limits import DISAGREEMENTS, DISAGREEMENTS_MAX
from caseworker.vocabulary.problems import Misconfigured

LOCALES = ("da", "en")
_PROXIES_MAX = 9


def _setting(meaning: str, default: str = "", *, secret: bool = False) -> str:
    made: str = field(default=default, metadata={"meaning": meaning, "secret": secret})
    return made


@dataclass(frozen=True)
class Settings:
    """Every setting by the name after `CASEWORKER_`; `metadata` holds its meaning and whether it is secret."""

    database_url: str = _setting("Where the records are kept; empty: an SQLite file under instance/")
    secret_key: str = _setting("Signs cookies and keys the import identities; 32 characters or more", secret=True)
    signing_key: str = _setting("Ed25519 private key that signs checkpoints, 32 bytes in base64", secret=True)
    mode: str = _setting("demo (made-up data) or production", Mode.DEMO.value)
    checkpoint_dir: str = _setting(
        "Where checkpoints are written, outside database and backup; empty: beside the SQLite file"
    )
    timezone: str = _setting("The zone in which days and weeks begin", "Europe/Copenhagen")
    locale: str = _setting("Language before a user has chosen: da or en", "da")
    origin: str = _setting("Name of this log in its checkpoints", "caseworker.local/log")
    municipality: str = _setting("Name shown on every page and export", "Demokommunen")
    webhook_networks: str = _setting("Private networks that webhooks may reach, as 10.1.0.0/16,10.2.0.5; empty: none")
    smtp_url: str = _setting(
        "Mail server of the weekly report, smtp://user:password@host:587 (encrypted where the server can) or smtps://",
        secret=True,
    )
    mail_from: str = _setting("Sender of the weekly report", "caseworker@localhost")
    logo: str = _setting("Path of the municipality's logo, an SVG or PNG file of at most 100 kB; empty: none")
    disagreements: str = _setting(
        "How many disagreements are drawn for a team to discuss each week, 5 to 50", str(DISAGREEMENTS)
    )
    trusted_proxies: str = _setting(
        "How many reverse proxies stand in front and say for whom they ask; 0: nobody else's word counts", "0"
    )
    home: str = _setting("Folder for the embedded database and the demo keys", "instance")

    @property
    def demo(self) -> bool:
        """Whether this installation holds made-up data only."""
        return self.mode == Mode.DEMO

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days and weeks begin."""
        return ZoneInfo(self.timezone)

    @property
    def networks_for_webhooks(self) -> list[IPv4Network | IPv6Network]:
        """The private networks that webhooks may reach."""
        return [ip_network(each.strip()) for each in self.webhook_networks.split(",") if each.strip()]

    @property
    def disagreements_a_week(self) -> int:
        """How many disagreements are drawn for a team to discuss each week."""
        return int(self.disagreements)

    @property
    def proxies(self) -> int:
        """How many reverse proxies stand in front of the server."""
        return int(self.trusted_proxies)

    @property
    def key_for_signing(self) -> Ed25519PrivateKey:
        """The key that signs checkpoints."""
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.signing_key))

    def key_for(self, purpose: str) -> bytes:
        """A 32-byte key of its own for one purpose, derived from the secret key."""
        return hmac.digest(self.secret_key.encode(), purpose.encode(), hashlib.sha256)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    In demo mode missing keys are made once and kept under the home folder; outside it they are required. Raises
    Misconfigured with the name of the setting.
    """
    given = os.environ if environ is None else environ
    values = {f.name: given[variable(f.name)] for f in fields(Settings) if given.get(variable(f.name))}
    mode = values.get("mode", Mode.DEMO.value)
    if mode not in list(Mode):
        raise Misconfigured(setting="CASEWORKER_MODE is neither demo nor production")
    home = Path(values.get("home", Settings.home)).resolve()
    for name in ("secret_key", "signing_key"):
        if name not in values:
            if mode != Mode.DEMO:
                raise Misconfigured(setting=f"{variable(name)} must be set in production mode")
            values[name] = _kept_key(home / f"{name}.txt")
    values.setdefault("database_url", f"sqlite:///{home / 'caseworker.sqlite'}")
    values.setdefault("checkpoint_dir", _checkpoints_of(values["database_url"], home))
    return _checked(Settings(**values))


def _checkpoints_of(database_url: str, home: Path) -> str:
    """Beside an embedded database, so that the checkpoints of one log are never held against another."""
    _scheme, is_file, path = database_url.partition("sqlite:///")
    return f"{path}-checkpoints" if is_file and path else str(home / "checkpoints")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"CASEWORKER_{name.upper()}"


def _checked(settings: Settings) -> Settings:
    if len(settings.secret_key) < 32:
        raise Misconfigured(setting="CASEWORKER_SECRET_KEY is shorter than 32 characters")
    if settings.locale not in LOCALES:
        raise Misconfigured(setting="CASEWORKER_LOCALE is neither da nor en")
    if settings.database_url.partition("://")[0] not in ("sqlite", "postgresql+psycopg"):
        raise Misconfigured(setting="CASEWORKER_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    if settings.smtp_url and not _is_mail_server(settings.smtp_url):
        raise Misconfigured(setting="CASEWORKER_SMTP_URL must be smtp://host:port or smtps://host:port")
    _check_numbers(settings)
    try:
        _ = settings.networks_for_webhooks
    except ValueError as error:
        raise Misconfigured(setting="CASEWORKER_WEBHOOK_NETWORKS names no network, such as 10.1.0.0/16") from error
    if settings.logo:
        read_logo(Path(settings.logo))
    try:
        _ = settings.key_for_signing
    except (ValueError, binascii.Error) as error:
        raise Misconfigured(setting="CASEWORKER_SIGNING_KEY is not 32 bytes in base64") from error
    try:
        _ = settings.zone
    except (ValueError, OSError, KeyError) as error:
        raise Misconfigured(setting="CASEWORKER_TIMEZONE names no known time zone") from error
    return settings


def _check_numbers(settings: Settings) -> None:
    for name, least, most in (
        ("disagreements", DISAGREEMENTS, DISAGREEMENTS_MAX),
        ("trusted_proxies", 0, _PROXIES_MAX),
    ):
        if getattr(settings, name) not in map(str, range(least, most + 1)):
            raise Misconfigured(setting=f"{variable(name)} is not a whole number from {least} to {most}")


def _is_mail_server(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _kept_key(path: Path) -> str:
    """The key in the file, made at first use; two processes that start together end with the same key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
            file.flush()
            # A link appears whole or not at all, and never replaces the key of whoever came first.
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text(encoding="utf-8").strip()


def public_key_text(settings: Settings) -> str:
    """The public half of the signing key, base64 of its 32 bytes."""
    raw = settings.key_for_signing.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()
