# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is loaded when: the command line waits for no web library, and the web for no statistics."""

import subprocess
import sys

import pytest


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after the statement."""
    program = f"{statement}; import sys; print(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_package_loads_without_the_web() -> None:
    assert "flask" not in loaded_after("import caseworker")
    assert "flask" in loaded_after("import caseworker; caseworker.create_app")


@pytest.mark.parametrize("library", ["pandas", "statsmodels", "scipy"])
def test_the_application_starts_without_the_libraries_of_reports(library: str) -> None:
    assert library not in loaded_after("from caseworker import create_app")
