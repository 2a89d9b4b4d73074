"""How much a process that reads what cannot be trusted may take of the machine, set by itself before it reads."""

from __future__ import annotations


def lower(*, address_space: int, seconds: int, written_bytes: int, open_files: int) -> None:
    """Limit this process for good, and leave no core dump; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written_bytes),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))
