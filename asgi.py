"""The server: app.py inside Streamlit's ASGI application, with warm caches and a guarded edge."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

import pages
from ui import access, prompt, trouble, warm
from ui.document import document
from ui.edge import Edge

if not access.is_loopback(st.get_option("server.address")):
    sys.exit(access.EXPOSED)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up, then say where the product is served."""
    prompt.send_at_once()
    warm.warm(pages)
    host, port = st.get_option("server.address"), st.get_option("server.port")
    print(f"Lägesbild 2020 finns nu på http://{host}:{port}  (avsluta med Ctrl+C)", flush=True)  # noqa: T201 for whoever starts it
    yield


app = st.App(
    "app.py",
    lifespan=lifespan,
    middleware=[Middleware(Edge, document=document())],
    on_script_error=trouble.on_script_error,
)
