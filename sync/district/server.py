"""The district's server: the application of pages and kiosks' addresses, on uvicorn, stopped gracefully.

Nothing secret is logged: addresses hold no tickets or passwords, and there is no access log.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from kiosk.clock import Clock, system_clock
from kiosk.contest.errors import Refused
from sync.district.answers import answer_fault, answer_refused
from sync.district.api import api_router
from sync.district.district import District, open_district
from sync.district.threads import StoreThread
from sync.district.visitor import add_security_headers
from sync.district.web import page_unknown, web_routers

_STOP_LIMIT_S: Final = 10
_MOST_AT_ONCE: Final = 200
_BACKLOG: Final = 512


def create_app(district: District, clock: Clock) -> Litestar:
    """Give the ASGI application of an open district; its threads end with it."""
    kiosks, pages = StoreThread(district, "kiosks"), StoreThread(district, "pages")

    def close(_: Litestar) -> None:
        kiosks.close()
        pages.close()

    return Litestar(
        route_handlers=[api_router(district, kiosks, clock), *web_routers(district, pages, clock)],
        exception_handlers={Refused: answer_refused, HTTPException: page_unknown, Exception: answer_fault},
        before_send=[add_security_headers],
        on_shutdown=[close],
        openapi_config=OpenAPIConfig(
            title="Trạm Thi: district",
            version="1",
            description='Envelopes and messages: docs/protocol.md. Every refusal is `{"code": ...}`.',
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
        ),
        logging_config=None,
    )


def serve(folder: Path, host: str, port: int, started: Callable[[str], None] = lambda _url: None) -> None:
    """Serve the district of `folder` until SIGTERM or SIGINT; `started(url)` is called when it listens.

    Refuses as `open_district` does, and with `address_in_use` (facts: host, port). Only in the main thread.
    """
    with open_district(folder) as district, _bound(host, port) as listening:
        server = _server(create_app(district, system_clock()))
        # uvicorn stops gracefully, then gives the signal to whoever had it before: nobody, so that the end is an ordinary one.
        before = {each: signal.signal(each, lambda _number, _frame: None) for each in (signal.SIGTERM, signal.SIGINT)}
        started(_url(listening))
        try:
            server.run(sockets=[listening])
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


@contextmanager
def serving(district: District, clock: Clock, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve an open district in a thread while the block runs; gives the address. Port 0 takes any free one."""
    with _bound(host, port) as listening:
        server = _server(create_app(district, clock))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="district")
        thread.start()
        try:
            yield _url(listening)
        finally:
            server.should_exit = True
            thread.join(_STOP_LIMIT_S * 2)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """Listen at once: who connects from now on waits until the application is up, rather than being refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends answers without delay (TCP_NODELAY) only on sockets that say they are TCP:
    # without it a second request on a connection waits 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        if os.name != "nt":  # pragma: no branch - on Windows this option would let two programs share a port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as fault:
            raise Refused("address_in_use", host=host, port=port) from fault
        listening.listen(_BACKLOG)
        yield listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: Litestar) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        lifespan="on",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_STOP_LIMIT_S,
    )
    return uvicorn.Server(config)
