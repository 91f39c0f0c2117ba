"""What a stick brought: batches received as over the network, and a reply to carry back."""

from datetime import datetime

from msgspec import Struct

from kiosk.contest.errors import Refused
from sync.district.district import District
from sync.district.receiving import receive
from sync.protocol.bundle import read_bundle, write_bundle


class StickReceived(Struct, frozen=True):
    """`batches` were received; `refused` holds the code of each that was not. `reply`: the file to carry back."""

    batches: int
    refused: tuple[str, ...]
    reply: bytes


def receive_stick(district: District, data: bytes, now: datetime) -> StickReceived:
    """Receive every batch of a file, each on its own: one that is refused costs only itself.

    Refuses with what `read_bundle` refuses; then nothing was received.
    """
    answers: list[bytes] = []
    refused: list[str] = []
    for envelope in read_bundle(data):
        try:
            answers.append(receive(district, envelope, now, way="stick"))
        except Refused as refusal:
            refused.append(refusal.code)
    return StickReceived(len(answers), tuple(refused), write_bundle(answers))
