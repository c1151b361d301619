# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The mail server of the installation: one message at a time, encrypted wherever that can be had."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from caseworker.vocabulary.problems import Refused

SECONDS = 30
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. `encrypted` is from the first byte; else STARTTLS is used where the server offers it."""

    host: str
    port: int
    encrypted: bool
    user: str | None = None
    password: str | None = None
    seconds: float = SECONDS

    def send(self, message: EmailMessage) -> None:
        """Nothing; the server has taken the message.

        Raises smtplib.SMTPException or OSError where it did not: also where a password would go out in the clear, and
        where the server's certificate is not trusted (`SSL_CERT_FILE` names further ones to trust).
        """
        with self._connected() as server:
            if not self.encrypted:
                server.ehlo()
                if server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
                elif self.user:
                    raise smtplib.SMTPException("the server offers no encryption, so the password was not sent")
            if self.user:
                server.login(self.user, self.password or "")
            server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        if self.encrypted:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=ssl.create_default_context())
        return smtplib.SMTP(self.host, self.port, timeout=self.seconds)


def mail_server(address: str) -> MailServer:
    """The server of an address as `config` has checked it; raises Refused where there is none."""
    if not address:
        raise Refused("No mail server is set; set CASEWORKER_SMTP_URL.", field="smtp_url")
    parts = urlsplit(address)
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
