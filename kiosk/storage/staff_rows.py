"""What the journal last said about staff: signed in, or refused. Its meaning is not known here."""

from kiosk.journal.entry import Entry
from kiosk.storage.database import Store
from kiosk.storage.journal_rows import entries_after


def newest_of_staff(store: Store) -> Entry | None:
    """Give the newest entry about a sign-in or a refusal of one, None before the first; by an index of just these."""
    rows = store.rows(
        "SELECT epoch, seq FROM entry WHERE kind IN ('staff_signed_in', 'staff_refused') ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    if not rows:
        return None
    epoch, seq = rows[0]
    return entries_after(store, epoch, seq - 1, 1)[0]
