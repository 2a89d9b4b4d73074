"""A real PostgreSQL of the tests' own: a cluster in a scratch folder, on loopback, gone when they are done.

`initdb` refuses root, so root's tests run the programs as an ordinary user. A cluster dies with the process that
started it, also when that is killed.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

MISSING: Final = "PostgreSQL's programs are missing: apt-get install postgresql, or make test as somebody who may"
USER: Final = "lagesbild"
PATIENCE: Final = 60.0
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "autovacuum": "off",
    "log_min_messages": "warning",
    "timezone": "Europe/Stockholm",
}
"""Quick rather than safe: what is tried is our code, and that a killed process leaves whole transactions."""


class Cluster:
    """A PostgreSQL server and its folder; `settings` as in postgresql.conf, added to or put in the place of ours."""

    def __init__(self, folder: Path, *, password: str = "", settings: dict[str, str] | None = None) -> None:
        """Take a folder that does not exist yet."""
        self.folder = folder
        self.port = _free_port()
        self.password = password or secrets.token_hex(8)
        self.settings = _SETTINGS | (settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres", *, user: str = USER, password: str | None = None) -> str:
        """The address of a database."""
        secret = self.password if password is None else password
        return f"postgresql+psycopg://{user}:{secret}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make the folder: text in UTF-8, sorted as in Swedish, which is not how SQLite sorts."""
        self.folder.mkdir(mode=0o700)
        _hand_over(self.folder)
        secret = self.folder.parent / f"{self.folder.name}-password"
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        _hand_over(secret)
        _run(
            *("initdb", "--no-sync", "--no-instructions", "--username", USER, "--pwfile", str(secret)),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"),
            *("--locale-provider", "icu", "--icu-locale", "sv-SE", "--pgdata", str(self.folder)),
        )
        secret.unlink()

    def copy_of(self, primary: Cluster, *, slot: str) -> None:
        """Make the folder as a standby that follows another cluster."""
        self.password = primary.password
        _run(
            *("pg_basebackup", "--no-sync", "--checkpoint", "fast", "--wal-method", "stream", "--write-recovery-conf"),
            *("--create-slot", "--slot", slot, "--pgdata", str(self.folder)),
            *("--dbname", f"host=127.0.0.1 port={primary.port} user={USER} application_name={slot}"),
            environ={"PGPASSWORD": self.password},
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        told = [f"--{name}={value}" for name, value in {**self.settings, "port": str(self.port)}.items()]
        log = (self.folder.parent / f"{self.folder.name}.log").open("ab")
        command = [*_as_ordinary_user(), "--pdeathsig", "INT", program("postgres"), "-D", str(self.folder), *told]
        with log:
            self._process = subprocess.Popen(command, cwd=self.folder.parent, stdout=log, stderr=log)
        ends = time.monotonic() + PATIENCE
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(f"PostgreSQL did not start:\n{Path(log.name).read_text()[-2000:]}")
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        command = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-d", "postgres"]
        return subprocess.run(command, check=False).returncode == 0

    def kill(self) -> None:
        """Kill the server where it stands: every one of its processes, as when the machine loses power."""
        if self._process is None:
            return
        children = _children_of(self._process.pid)
        self._process.kill()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, 9)
        self._process.wait(PATIENCE)
        self._process = None

    def promote(self) -> None:
        """Let a standby take over."""
        _run("pg_ctl", "promote", "--wait", "--pgdata", str(self.folder))

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as the owner of everything, outside any transaction; gives its rows."""
        import psycopg

        address = f"host=127.0.0.1 port={self.port} user={USER} password={self.password} dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []


@contextmanager
def cluster(**settings: str) -> Iterator[Cluster]:
    """A server that is gone afterwards, with its folder, also when something fails."""
    with folder() as place:
        made = Cluster(place / "cluster", settings=settings)
        made.make()
        try:
            made.start()
            yield made
        finally:
            made.kill()


class Pair:
    """A primary and a standby that it waits for: what is committed is on both."""

    def __init__(self, primary: Cluster, standby: Cluster) -> None:
        """Take two servers that run."""
        self.primary, self.standby = primary, standby

    def url(self, database: str, query: str) -> str:
        """The address of a database on whichever of them the query asks for."""
        hosts = ",".join(f"127.0.0.1:{server.port}" for server in (self.primary, self.standby))
        return f"postgresql://{USER}:{self.primary.password}@{hosts}/{database}?{query}"

    def wait(self) -> None:
        """Wait until the standby shows all that the primary has."""
        [(written,)] = self.primary.sql("SELECT pg_current_wal_lsn()::text")
        ends = time.monotonic() + PATIENCE
        while self.standby.sql(f"SELECT pg_last_wal_replay_lsn() >= '{written}'") != [(True,)]:
            if time.monotonic() > ends:
                raise RuntimeError("the standby does not follow")
            time.sleep(0.01)


@contextmanager
def pair() -> Iterator[Pair]:
    """A primary and a standby that has every commit before it is answered for."""
    with folder() as place:
        primary = Cluster(place / "primary", settings={"synchronous_commit": "on"})
        primary.make()
        standby = Cluster(place / "standby", settings={"synchronous_commit": "on"})
        try:
            primary.start()
            standby.copy_of(primary, slot="standby")
            standby.start()
            primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            primary.sql("SELECT pg_reload_conf()")
            yield Pair(primary, standby)
        finally:
            primary.kill()
            standby.kill()


@contextmanager
def folder() -> Iterator[Path]:
    """A scratch folder that the servers' user may enter, whoever runs the tests; removed afterwards."""
    place = Path(tempfile.mkdtemp(prefix="lagesbild-postgresql-"))
    place.chmod(0o755)
    _hand_over(place)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def is_here() -> bool:
    """Whether PostgreSQL's programs are on this machine."""
    return _found("initdb") is not None


def program(name: str) -> str:
    """The full path of one of PostgreSQL's programs."""
    found = _found(name)
    if found is None:
        raise RuntimeError(MISSING)
    return found


def _found(name: str) -> str | None:
    """Debian keeps the servers' programs in a folder for each release, outside the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: float(bin.parent.name), reverse=True)
    return next(filter(None, (shutil.which(name, path=str(bin)) for bin in folders)), None) or shutil.which(name)


def _ordinary_user() -> pwd.struct_passwd | None:
    """Who the servers run as where root runs the tests; None where one is an ordinary user already."""
    if os.geteuid():
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _as_ordinary_user() -> list[str]:
    user = _ordinary_user()
    as_user = [] if user is None else [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return ["setpriv", *as_user]


def _hand_over(path: Path) -> None:
    user = _ordinary_user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def _run(name: str, *arguments: str, environ: dict[str, str] | None = None) -> None:
    command: Sequence[str] = [*_as_ordinary_user(), program(name), *arguments]
    done = subprocess.run(
        command, check=False, cwd="/", env={**os.environ, **(environ or {})}, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stdout}{done.stderr}")


def _children_of(parent: int) -> list[int]:
    told = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])
