"""Who may start: what the district told of people whose attempts are used up elsewhere is known here, without a network."""

from pathlib import Path

from kiosk.services.admission import admit
from kiosk.services.kiosk import Kiosk
from kiosk.storage.place_rows import save_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import USED_UP_TYPE, UsedUp, encode
from tests.helpers.kiosks import DISTRICT, a_kiosk, an_identity


def _told(kiosk: Kiosk, told: UsedUp) -> str:
    """Take a document in, and give what a person is told then."""
    with kiosk.store.transaction():
        save_document(kiosk.store, USED_UP_TYPE, told.number, close_envelope(DISTRICT, USED_UP_TYPE, encode(told)))
    return admit(kiosk, an_identity()).decision


def test_the_newest_word_about_a_person_counts(tmp_path: Path) -> None:
    """Used up, not mentioned, given back, used up again, and a whole list without them."""
    kiosk = a_kiosk(tmp_path)
    admission = admit(kiosk, an_identity())
    short = admission.fingerprint[:4]
    assert admission.decision == "admitted"
    assert _told(kiosk, UsedUp(1, 0, is_whole=False, used_up=(short,), freed=())) == "attempts_used_up"
    assert _told(kiosk, UsedUp(2, 0, is_whole=False, used_up=(b"else",), freed=())) == "attempts_used_up"
    assert _told(kiosk, UsedUp(4, 0, is_whole=False, used_up=(), freed=(short,))) == "admitted"
    assert _told(kiosk, UsedUp(5, 0, is_whole=False, used_up=(short,), freed=())) == "attempts_used_up"
    assert _told(kiosk, UsedUp(6, 0, is_whole=True, used_up=(b"else",), freed=())) == "admitted"
