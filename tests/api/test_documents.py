# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is written of the API is so: the kept document, the page, and the examples against a served application."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
from flask import Flask

from caseworker.views.api.document import document
from tests.api.machines import Machine, problem
from tests.api.served import Served
from tests.web import Browser

ROOT = Path(__file__).parents[2]


def examples(page: str, language: str) -> list[str]:
    """The examples in a language on a page of docs/."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_kept_document_is_that_of_the_calls(reader: Machine) -> None:
    kept = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert kept == document(), "write it anew with `make openapi`"
    assert json.loads(reader.get("/api/v1/openapi.json").text) == kept


def test_every_route_of_the_calls_stands_in_the_document(app: Flask) -> None:
    rules = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("api.", "cds_hooks."))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    written = {(method, path) for path, item in document()["paths"].items() for method in item}
    assert rules == written


def test_every_answer_is_described_in_words() -> None:
    for path, item in document()["paths"].items():
        for operation in item.values():
            assert operation["summary"]
            assert operation["description"]
            assert all(answer["description"] for answer in operation["responses"].values()), path
            assert {"401", "404", "429", "503"} & operation["responses"].keys()


def test_the_document_points_at_nothing_that_is_not_there_and_nowhere_else() -> None:
    text = json.dumps(document())
    for reference in re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', text):
        assert reference in document()["components"]["schemas"]
    called = {operation["operationId"] for item in document()["paths"].values() for operation in item.values()}
    assert set(re.findall(r'"operationId": "(\w+)", "parameters": {', text)) <= called
    assert "http://" not in text
    assert "https://" not in text


def test_the_document_is_for_tokens_and_for_those_who_are_signed_in(
    machine: Machine, nobody: Machine, browser_of: Callable[[str], Browser]
) -> None:
    problem(nobody.get("/api/v1/openapi.json"), 401)
    assert machine.get("/api/v1/openapi.json").status_code == 200
    assert browser_of("administrator").client.get("/api/v1/openapi.json").status_code == 200
    assert nobody.get("/api/v1/docs").status_code == 303


def test_the_page_names_every_call_and_every_shape(browser_of: Callable[[str], Browser]) -> None:
    page = browser_of("administrator").get("/api/v1/docs")
    assert page.status == 200
    words = page.words
    for path, item in document()["paths"].items():
        for method in item:
            assert f"{method.upper()} {path}" in words
    assert "Snitfladen til andre systemer" in words
    assert "case_reference" in words
    assert set(re.findall(r'href="#([\w-]+)"', page.text)) <= set(re.findall(r'id="([\w-]+)"', page.text))


def test_the_examples_of_the_documents_run_against_the_served_application(served: Served, tmp_path: Path) -> None:
    shell = "\n".join(each for each in examples("api.md", "sh") if "curl" in each)
    (python,) = examples("api.md", "python")
    environment = {"CASEWORKER": served.address, "TOKEN": served.token, "PATH": "/usr/bin:/bin"}
    script = tmp_path / "example.py"
    script.write_text(python, encoding="utf-8")
    asked = subprocess.run(
        ["bash", "-ec", shell],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    first, polled = asked.stdout.strip().splitlines() if "\n" in asked.stdout.strip() else asked.stdout.split("}{")
    assert "forslag-4711" in first
    assert '"decisions":[]' in polled
    told = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("overridden ")
    assert python.count("\n") <= 12
    (feedback,) = examples("cds-hooks.md", "json")
    headers = {"Authorization": f"Bearer {served.token}", "Content-Type": "application/json"}
    address = f"{served.address}/cds-services/sortering/feedback"
    assert httpx.post(address, content=feedback, headers=headers).status_code == 200
    back = httpx.get(address, headers=headers).json()["feedback"]
    assert [each["extension"]["dk.caseworker"]["response"] for each in back] == ["overridden", "partly_accepted"]
    _a_generated_client_works(served, tmp_path)


def _a_generated_client_works(served: Served, folder: Path) -> None:
    """An independent generator makes a client from the kept document, which sends, decides and reads."""
    made = folder / "made"
    generator = str(Path(sys.executable).with_name("openapi-python-client"))
    subprocess.run(
        [generator, "generate", "--path", str(ROOT / "docs" / "openapi.json"), "--output-path",
         str(made), "--meta", "none"],
        capture_output=True, check=True, cwd=folder,
    )  # fmt: skip
    script = f"""
import sys
sys.path.insert(0, {str(folder)!r})
from made import AuthenticatedClient
from made.api.default import decide, read_decisions, read_recommendation, send_recommendation
from made.models import NewDecision, NewRecommendation

client = AuthenticatedClient({served.address!r}, {served.token!r})
new = NewRecommendation(case_reference="2026-5", model_version="1.0", recommended="bfu", recommendation_id="gen-1")
stored = send_recommendation.sync(client=client, body=new)
decision = NewDecision(decided="tilbud", reason="Familien ønsker det selv.", reason_code="C1")
told = decide.sync(stored.id, client=client, body=decision, idempotency_key="k" * 20)
assert told.response.value == "overridden", told
assert read_recommendation.sync(stored.id, client=client).decision.id == told.id
assert read_decisions.sync(client=client, after=told.seq - 1).decisions[0].id == told.id
wrong = NewRecommendation(case_reference="2026-5", model_version="9", recommended="bfu")
assert send_recommendation.sync(client=client, body=wrong).status == 422
"""
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)


def test_what_the_web_server_refuses_by_itself_stands_in_the_document(served: Served) -> None:
    written = document()["paths"]["/api/v1/decisions"]["get"]["responses"]
    headers = {"Authorization": f"Bearer {served.token}"}
    address = f"{served.address}/api/v1/decisions"
    for refused in (
        httpx.get(address, params={"after": "1" * 5000}, headers=headers),
        httpx.get(address, headers={**headers, "X-Long": "1" * 9000}),
    ):
        assert str(refused.status_code) in {"414", "431"} & written.keys()
        assert refused.headers["Content-Type"] in written[str(refused.status_code)]["content"]
