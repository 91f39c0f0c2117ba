"""Whether the clock can be right at all: a machine whose battery is empty wakes in 1970, or years ahead.

How far it is off when it can be is measured by `machine_checks.check_clock`; nothing here moves a clock.
"""

from typing import Final

from kiosk.services.kiosk import Kiosk
from sync.protocol.envelope import read_envelope
from sync.protocol.messages import Certificate, decode

_SLACK_US: Final = 24 * 3600 * 1_000_000
"""The kiosk's clock and that of the district, which dated the certificate, may differ by this: a zone set wrongly."""


def is_clock_possible(kiosk: Kiosk) -> bool:
    """Tell whether the kiosk can be at work at the time its clock shows: since the district let it in, as long as that holds."""
    certificate = decode(read_envelope(kiosk.enrolment.certificate).payload, Certificate)
    return certificate.issued_at_us - _SLACK_US <= kiosk.clock.now().at_us <= certificate.not_after_us + _SLACK_US
