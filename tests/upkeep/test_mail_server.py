# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Mail is handed in over real SMTP, encrypted wherever it can be, and no password goes out in the clear."""

import smtplib
import ssl
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from caseworker.config import load
from caseworker.upkeep.mail_server import mail_server
from caseworker.vocabulary.problems import Misconfigured, Refused
from tests.upkeep.post_office import HOST, PASSWORD, USER, PostOffice, certificate, opened


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Uge 47"
    message.set_content("Æ, ø og å.\n")
    return message


def test_a_server_without_encryption_is_handed_the_mail_as_it_is() -> None:
    with opened(PostOffice()) as office:
        mail_server(f"smtp://{HOST}:{office.port}").send(letter())
    assert [message["Subject"] for message in office.messages] == ["Uge 47"]
    assert office.messages[0].get_content().strip() == "Æ, ø og å."
    assert office.encrypted == [False]


def test_a_server_that_offers_encryption_is_spoken_to_encrypted_and_logged_in_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with opened(PostOffice(), tls_context=context, require_starttls=True) as office:
        mail_server(f"smtp://{USER}:{quote(PASSWORD, safe='')}@{HOST}:{office.port}").send(letter())
    assert office.encrypted == [True]
    assert office.logins == [(USER.encode(), PASSWORD.encode())]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    _shown, context = certificate(tmp_path)
    with opened(PostOffice(), tls_context=context) as office:
        with pytest.raises(ssl.SSLCertVerificationError):
            mail_server(f"smtp://{HOST}:{office.port}").send(letter())
        assert office.messages == []


def test_a_password_is_never_sent_in_the_clear() -> None:
    with opened(PostOffice(), auth_require_tls=False) as office:
        with pytest.raises(smtplib.SMTPException, match="no encryption"):
            mail_server(f"smtp://{USER}:{quote(PASSWORD, safe='')}@{HOST}:{office.port}").send(letter())
        assert office.logins == []
        assert office.messages == []


def test_smtps_is_encrypted_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with opened(PostOffice(), ssl_context=context) as office:
        mail_server(f"smtps://{HOST}:{office.port}").send(letter())
        with pytest.raises((smtplib.SMTPException, OSError)):
            replace(mail_server(f"smtp://{HOST}:{office.port}"), seconds=2).send(letter())
    assert len(office.messages) == 1


@pytest.mark.parametrize("address", ["http://mail.example.org", "smtp://", "mail.example.org:25", "smtp://a:port"])
def test_an_address_that_names_no_mail_server_is_refused_at_the_start(address: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="CASEWORKER_SMTP_URL"):
        load({"CASEWORKER_HOME": str(tmp_path), "CASEWORKER_SMTP_URL": address})


def test_without_an_address_it_is_said_which_setting_is_missing() -> None:
    with pytest.raises(Refused, match="CASEWORKER_SMTP_URL"):
        mail_server("")


def test_the_usual_ports_are_taken_where_none_is_given() -> None:
    assert [mail_server(f"{scheme}://mail.example.org").port for scheme in ("smtp", "smtps")] == [25, 465]
