"""Answers sent at once."""

from __future__ import annotations

import socket

from ui import prompt


def test_a_connection_to_a_mended_server_does_not_wait() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        prompt.send_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_counts_the_listening_sockets_only() -> None:
    before = prompt.send_at_once()
    with socket.socket() as listening, socket.socket():
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert prompt.send_at_once() == before + 1
