"""A PostgreSQL server of the tests' own: Debian's programs, a folder that goes away, a loopback port, a fresh database a test."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import psycopg

from build_scripts.system_packages import POSTGRES_PROGRAMS
from sync.district.store.database import open_store

_LIMIT_S: Final = 300
_SETTINGS: Final = {"listen_addresses": "127.0.0.1", "fsync": "off", "full_page_writes": "off", "max_connections": "60"}
"""Tests of the program need no disk that outlives the machine; the bench has a server that waits for it."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server. `template` is a database with the district's tables, for copies."""

    port: int
    numbers: Iterator[int]

    def url(self, database: str) -> str:
        """Give the address of a database, as in `--database`."""
        return f"postgresql://tramthi@127.0.0.1:{self.port}/{database}"

    def fresh_database(self, template: str = "template") -> str:
        """Make a database as a copy of another and give its address."""
        name = f"test{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self.run(f'DROP DATABASE "{url.rsplit("/", 1)[1]}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run one statement about the server itself."""
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres_server(settings: dict[str, str] = _SETTINGS) -> Iterator[PostgresServer]:
    """Run a server while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="tram-thi-postgres-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, *owner)
    data = folder / "data"
    try:
        _run(owner, "initdb", "--pgdata", str(data), "--username=tramthi", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync", "--no-instructions")  # fmt: skip
        port = _free_port()
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        options += f" -p {port} -c unix_socket_directories={folder}"
        _run(owner, "pg_ctl", "start", "--wait", "-D", str(data), "-o", options, "-l", str(folder / "log"))
        try:
            server = PostgresServer(port, count())
            server.run("CREATE DATABASE template")
            open_store(server.url("template")).close()
            yield server
        finally:
            _run(owner, "pg_ctl", "stop", "-m", "immediate", "-D", str(data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> tuple[str, str] | None:
    """Give user and group under which the server runs: it refuses to be root's."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - Windows, where this is never called, has no such module

    names = {each.pw_name for each in pwd.getpwall()}
    return ("postgres", "postgres") if "postgres" in names else ("nobody", "nogroup")


def _run(owner: tuple[str, str] | None, name: str, *arguments: str) -> None:
    user, group = owner or ("", "")
    before = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"] if owner else []
    program = str(Path(POSTGRES_PROGRAMS) / name)
    # What the server prints goes to its log, not to a pipe it would hold open.
    done = subprocess.run(
        [*before, program, *arguments],
        cwd="/",
        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if name == "initdb" else subprocess.DEVNULL,
        timeout=_LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, f"{name}: {(done.stderr or b'').decode(errors='replace')[-2000:]}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
