"""A real kiosk and a real district on real files, joined without a network."""

from dataclasses import dataclass

from kiosk.clock import system_clock
from kiosk.services.kiosk import Kiosk
from sync.client.transport import Send
from sync.district.district import District
from sync.district.enrolment import enrol as admit_kiosk
from sync.district.receiving import receive
from sync.district.tickets import issue_ticket


@dataclass(frozen=True, slots=True)
class Pair:
    """A kiosk enrolled with a district."""

    kiosk: Kiosk
    district: District

    def send(self, path: str, envelope: bytes) -> bytes:
        """Hand an envelope over without a network."""
        return send_to(self.district)(path, envelope)


def send_to(district: District) -> Send:
    """Give a way to the district that is a call."""

    def send(path: str, envelope: bytes) -> bytes:
        now = system_clock().now().at
        return admit_kiosk(district, envelope, now) if path == "/v1/enrol" else receive(district, envelope, now)

    return send


def a_ticket(district: District, url: str = "http://127.0.0.1:9") -> str:
    """Issue a ticket for the first ward."""
    return issue_ticket(district, "00343", url, system_clock().now().at).ticket
