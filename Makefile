# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0

PORT ?= 5000
# Extra words for pytest, as in: make test ARGS="tests/ledger -k tree"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# Python compiles what it imports by itself; compiling every file of every package first takes longer.
# The pins are whole sets: resolving them again would fail as soon as a newer release of a package with extras exists.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install --no-compile
# One worker a core; tests of one file share their fixtures, and the longest files come first (tests/conftest.py), so that
# no worker is left with one at the end. ARGS="-n 0" runs them in this process, for a debugger.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
ASSETS := caseworker/static/vendor/css/dkfds.min.css

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-full soak bench coverage lint style types imports markup licences format assets openapi lock \
	clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.run-ready $(ASSETS) ## Serve with demo data on http://127.0.0.1:5000 (PORT=8080 for another port)
	@$(BIN)/caseworker serve --demo --port $(PORT)

test: $(VENV)/.test-ready $(ASSETS) ## Run the tests, in minutes (ARGS="tests/reports -k rates" for some of them)
	$(PYTEST) $(ARGS)

test-full: $(VENV)/.test-ready $(ASSETS) ## The tests with more rounds of every attack, before landing
	$(PYTEST) -m "not soak" $(ARGS)

soak: $(VENV)/.test-ready $(ASSETS) ## The longest rounds only, before a release
	$(PYTEST) -m soak $(ARGS)

bench: $(VENV)/.test-ready $(ASSETS) ## Measure what is promised, with 100,000 recommendations stored (minutes)
	@$(BIN)/python -m benchmarks.desk $(ARGS)

coverage: $(VENV)/.test-ready $(ASSETS) ## The tests, and which lines none of them reached
	$(PYTEST) --cov $(ARGS)

lint: style types imports markup licences ## Style, types, import directions, templates and licence headers

style: $(VENV)/.test-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.test-ready
	$(BIN)/mypy

imports: $(VENV)/.test-ready
	$(BIN)/lint-imports

markup: $(VENV)/.test-ready
	$(BIN)/djlint --lint --quiet templates

licences: $(VENV)/.test-ready
	$(BIN)/reuse lint --lines

format: $(VENV)/.test-ready ## Put Python code into the shape that lint asks for
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

assets: $(ASSETS) ## Fetch the design system's files that the pages load

openapi: $(VENV)/.run-ready ## Write docs/openapi.json anew, after a change of the API
	$(BIN)/python scripts/write_openapi.py

lock: ## Pin requirements/*.in anew (needs uv on the PATH)
	scripts/lock.sh

clean: ## Remove all that was built or fetched; data in instance/ stays
	rm -rf $(VENV) build dist node_modules caseworker/static/vendor caseworker.egg-info htmlcov .coverage
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); \
		fi; \
	done; echo "Python 3.11 or newer is needed; name one with PYTHON=/path/to/python3." >&2; exit 1

$(VENV)/.run-ready: requirements/run.txt setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing what the application needs (about half a minute, once)"
	@$(INSTALL) --require-hashes --no-deps --requirement requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-ready: requirements/dev.txt requirements/e2e.txt $(VENV)/.run-ready
	@echo "Installing what the tests need (once)"
	@$(INSTALL) --require-hashes --no-deps --requirement requirements/dev.txt --requirement requirements/e2e.txt
	@touch $@

$(ASSETS): package-lock.json scripts/fetch_assets.py | $(VENV)/.run-ready
	@$(BIN)/python scripts/fetch_assets.py
