"""A line on loopback that is cut once, in the middle of a document, and whole again afterwards."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class CutLine:
    """Leads from `port` to `to_port`. The first connection that carries more than `cut_after` bytes forth is cut, 0 for none."""

    port: int
    to_port: int
    cut_after: int = 0
    cuts: int = 0
    threads: list[threading.Thread] = field(default_factory=list)

    def lead(self, near: socket.socket) -> None:
        """Carry bytes both ways until one end has no more."""
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self.to_port)) as far:
            back = threading.Thread(target=_pump, args=(far, near), daemon=True)
            back.start()
            carried = 0
            while data := near.recv(2048):
                carried += len(data)
                if 0 < self.cut_after < carried:
                    self.cut_after, self.cuts = 0, self.cuts + 1
                    break
                far.sendall(data)
            for end in (near, far):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            back.join(timeout=10)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(4096):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def cut_line(to_port: int) -> Iterator[CutLine]:
    """Lay it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = CutLine(listening.getsockname()[1], to_port)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    near, _ = listening.accept()
                    each = threading.Thread(target=line.lead, args=(near,), daemon=True)
                    line.threads.append(each)
                    each.start()

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        yield line
        listening.shutdown(socket.SHUT_RDWR)
    serving.join(timeout=10)
