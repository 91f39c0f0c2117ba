"""Where the journal says that the kiosk is in practice."""

from kiosk.storage.database import Store


def is_practice_newest(store: Store, boot: bytes) -> bool:
    """Tell whether the newest word is that practice began, said in the run `boot`, with no opening, pause or closing since."""
    words = store.rows(
        "SELECT epoch, seq, kind, boot FROM entry WHERE kind IN ('practice_started', 'practice_ended')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    if not words or words[0][2] != "practice_started" or bytes(words[0][3]) != boot:
        return False
    days = store.rows(
        "SELECT epoch, seq FROM entry WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    return not days or tuple(days[0]) < tuple(words[0][:2])
