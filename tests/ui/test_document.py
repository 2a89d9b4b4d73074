"""The HTML document and its content security policy."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from ui import document


def test_the_document_is_swedish() -> None:
    text = document.document().body.decode()
    assert '<html lang="sv">' in text
    assert "<title>Lägesbild 2020</title>" in text
    assert "You need to enable JavaScript" not in text


def test_the_document_loads_our_script_before_streamlits() -> None:
    text = document.document().body.decode()
    assert text.index("app/static/app.js?v=") < text.index('<script type="module"')


def test_the_document_names_no_other_host() -> None:
    found = re.findall(r'(?:src|href)="(?!\./)([^"]*)"', document.document().body.decode())
    assert found == []


def test_the_policy_lets_in_each_inline_script_by_its_hash() -> None:
    made = document.document()
    scripts = document.inline_scripts(made.body.decode())
    assert scripts
    for script in scripts:
        assert b64encode(sha256(script.encode()).digest()).decode() in made.policy


def test_the_policy_forbids_evaluation_and_inline_scripts() -> None:
    rules = dict(rule.split(" ", 1) for rule in document.document().policy.split("; "))
    assert "unsafe" not in rules["script-src"]
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"


def test_a_document_that_has_changed_shape_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"mend ui/document\.py"):
        document.adapted("<html><head></head></html>")


def test_a_static_files_mark_follows_its_content() -> None:
    mark = sha256((document.STATIC / "app.js").read_bytes()).hexdigest()[:12]
    assert document.versioned("app.js") == f"app.js?v={mark}"
