"""The HTML document that every address is answered with: Streamlit's own, made Swedish and ours."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit

STATIC = Path(__file__).parent.parent / "static"

_NOSCRIPT = (
    "<noscript><p>Lägesbild 2020 behöver JavaScript. Slå på det i webbläsaren och ladda om sidan.</p></noscript>"
)

_CHANGES = (
    (r'<html lang="en">', '<html lang="sv">'),
    (r"<title>.*?</title>", "<title>Lägesbild 2020</title>"),
    (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" type="image/svg+xml" href="./app/static/{favicon}" />'),
    (r"<!--(?:(?!-->).)*agent API.*?-->\s*<link rel=\"service-desc\"[^>]*>", ""),
    (r"<noscript>.*?</noscript>", _NOSCRIPT),
    (r'(<script type="module")', r'<script defer src="./app/static/{script}"></script>\n    \1'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document and the content security policy that fits it."""

    body: bytes
    policy: str


def document() -> Document:
    """The document of the installed Streamlit; raises when Streamlit's own has changed so that ours no longer fits."""
    return adapted(Path(streamlit.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8"))


def adapted(text: str) -> Document:
    """Streamlit's document made ours."""
    names = {"favicon": versioned("favicon.svg"), "script": versioned("app.js")}
    for pattern, replacement in _CHANGES:
        new = replacement.format(**names) if "{" in replacement else replacement
        text, times = re.subn(pattern, new, text, flags=re.DOTALL)
        if times != 1:
            raise RuntimeError(f"Streamlit's index.html no longer has exactly one {pattern!r}; mend ui/document.py")
    return Document(body=text.encode(), policy=policy(inline_scripts(text)))


@cache
def versioned(name: str) -> str:
    """The name of a static file with its content's mark, so that a browser may keep it for good."""
    return f"{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def inline_scripts(text: str) -> list[str]:
    """The inline scripts of a document as the browser sees them."""
    return re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)


def policy(scripts: list[str]) -> str:
    """A content security policy that lets in this server's files and these inline scripts, and nothing else."""
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}".rstrip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self' blob:",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
