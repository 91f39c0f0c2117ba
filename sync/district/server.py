"""The district's server: the application of pages and kiosks' addresses, on uvicorn, stopped gracefully.

Nothing secret is logged: addresses hold no tickets or passwords, and there is no access log.
"""

import gc
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from kiosk.clock import Clock, system_clock
from kiosk.contest.errors import Refused
from sync.district.address import Address
from sync.district.answers import answer_fault, answer_refused
from sync.district.api import api_router
from sync.district.district import District, open_district
from sync.district.limits import Buckets, Limits, asker_at
from sync.district.reading import read_again
from sync.district.store.database import unhindered
from sync.district.threads import StoreThread
from sync.district.timely import timely_protocol
from sync.district.visitor import add_security_headers
from sync.district.web import page_unknown, web_routers

_LOG: Final = logging.getLogger(__name__)
_STOP_LIMIT_S: Final = 10
_MOST_AT_ONCE: Final = 2000
_BACKLOG: Final = 2048
_GARBAGE_STEPS: Final = (50_000, 20, 20)


def create_app(district: District, clock: Clock, limits: Limits = Limits()) -> Litestar:  # noqa: B008 - frozen
    """Give the ASGI application of an open district; its threads end with it."""
    kiosks, pages = StoreThread(district, "kiosks", together=True), StoreThread(district, "pages")
    by_address = Buckets(limits.address, lambda: clock.now().elapsed_us)

    def admit(asking: ASGIConnection[object, object, object, State], _: object) -> None:
        by_address.take(asker_at(asking.client.host if asking.client else ""))
        # No address of ours holds the zero character; neither a name of a file nor PostgreSQL's text can.
        if "\0" in asking.url.path or b"%00" in asking.scope["query_string"]:
            raise NotFoundException

    def close(_: Litestar) -> None:
        kiosks.close()
        pages.close()

    return Litestar(
        route_handlers=[api_router(district, kiosks, clock, limits), *web_routers(district, pages, clock)],
        exception_handlers={Refused: answer_refused, HTTPException: page_unknown, Exception: answer_fault},
        before_send=[add_security_headers],
        guards=[admit],
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


def serve(folder: Path, address: Address, started: Callable[[str], None] = lambda _url: None) -> None:
    """Serve the district of `folder` until SIGTERM or SIGINT; `started(url)` is called when it listens.

    Refuses as `open_district` and `Address.check` do, and with `address_in_use` (facts: host, port). Only in the main thread.
    """
    address.check()
    with open_district(folder) as district, _bound(address) as listening:
        if found := unhindered(partial(read_again, district, system_clock().now().at)):
            _LOG.info("read %d entries that an earlier version could not read", found)
        server = _server(create_app(district, system_clock()), address, Limits())
        # A batch makes ten thousand objects that no cycle holds; to look through them at Python's own pace is a fifth of the work.
        gc.freeze()
        gc.set_threshold(*_GARBAGE_STEPS)
        # uvicorn stops gracefully, then gives the signal to whoever had it before: here, so that the end is an ordinary one. It is
        # heard here too in the moment before uvicorn listens for it.
        before = {each: signal.signal(each, partial(_stop, server)) for each in (signal.SIGTERM, signal.SIGINT)}
        started(_url(listening, address))
        try:
            server.run(sockets=[listening])
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _stop(server: uvicorn.Server, _number: int, _frame: FrameType | None) -> None:
    server.should_exit = True


@contextmanager
def serving(
    district: District, clock: Clock, address: Address = Address(), limits: Limits = Limits()  # noqa: B008 - frozen
) -> Iterator[str]:  # fmt: skip
    """Serve an open district in a thread while the block runs; gives its URL. Refuses as `serve` does."""
    address.check()
    with _bound(address) as listening:
        server = _server(create_app(district, clock, limits), address, limits)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="district")
        thread.start()
        try:
            yield _url(listening, address)
        finally:
            server.should_exit = True
            thread.join(_STOP_LIMIT_S * 2)


@contextmanager
def _bound(address: Address) -> Iterator[socket.socket]:
    """Listen at once: who connects from now on waits until the application is up, rather than being refused."""
    host, port = address.host, address.port
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


def _url(listening: socket.socket, address: Address) -> str:
    host, port = listening.getsockname()[:2]
    return f"{address.scheme}://[{host}]:{port}" if ":" in host else f"{address.scheme}://{host}:{port}"


def _server(app: Litestar, address: Address, limits: Limits) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        lifespan="on",
        http=timely_protocol(limits.request_s),
        ws="none",
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
        # Without a proxy that is named, nobody's word about who asks is believed, not even this machine's.
        proxy_headers=bool(address.proxy),
        forwarded_allow_ips=address.proxy or None,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_STOP_LIMIT_S,
    )
    return uvicorn.Server(config)
