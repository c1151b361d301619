# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures about the server for Prometheus: how it is called, how far the ledger is, what waits; nothing of people.

Decisions are not among them: scraped every few seconds, even a bare count would tell when somebody decided what.
"""

import os
from time import perf_counter

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from caseworker.checkpoints import ledger_state
from caseworker.queries.overview import waiting_by_system
from caseworker.request_scope import reading
from caseworker.security import open_to_token_or_signed_in

views = Blueprint("metrics", __name__)
_EXTENSION = "caseworker metrics"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10)


class Measured:
    """What one process of the server counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "caseworker_requests", "Requests answered.", ("endpoint", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "caseworker_request_seconds", "Time to answer.", ("endpoint",), buckets=_SECONDS, registry=self.registry
        )


def register(app: Flask) -> None:
    """Nothing; the requests of `app` are counted by endpoint and status."""
    app.extensions[_EXTENSION] = Measured()
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)
    app.after_request(_count)


@views.get("/metrics")
@open_to_token_or_signed_in
def show() -> Response:
    """The figures of every process of the server, in the format of Prometheus."""
    present = CollectorRegistry()
    Gauge("caseworker_ledger_entries", "Entries of the ledger.", registry=present).set(ledger_state(reading()).size)
    waits = Gauge("caseworker_waiting", "Recommendations without an answer.", ("system",), registry=present)
    for system, count in waiting_by_system(reading()).items():
        waits.labels(system).set(count)
    counted: Measured = current_app.extensions[_EXTENSION]
    shared = CollectorRegistry()
    if _SHARED in os.environ:
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    else:
        shared = counted.registry
    return Response(generate_latest(shared) + generate_latest(present), content_type=CONTENT_TYPE_LATEST)


def _begin() -> None:
    g.began = perf_counter()


def _count(response: Response) -> Response:
    counted: Measured = current_app.extensions[_EXTENSION]
    endpoint = request.endpoint or "none"
    # Anybody can send a method of their own making; it must not become a label.
    method = request.method if request.method in _METHODS else "other"
    counted.requests.labels(endpoint, method, str(response.status_code)).inc()
    if "began" in g:
        counted.seconds.labels(endpoint).observe(perf_counter() - g.began)
    return response
