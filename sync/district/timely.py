"""HTTP with a deadline: a request must be whole some time after its first byte, so that slow senders do not use up the server."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


def timely_protocol(limit_s: float) -> type[H11Protocol]:
    """Give uvicorn's protocol with a limit for each request."""
    return type("TimelyProtocolWithin", (TimelyProtocol,), {"limit_s": limit_s})


class TimelyProtocol(H11Protocol):
    """uvicorn's protocol, but a connection ends when its next request is not whole in time; its own limit is for idle ones only."""

    limit_s: float
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in bytes, and wait no longer once they make a request whole."""
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY or (state is h11.IDLE and self.conn.trailing_data[0]):
            self._wait()
        else:
            self._wait_no_longer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.limit_s, self.transport.abort)

    def _wait_no_longer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
