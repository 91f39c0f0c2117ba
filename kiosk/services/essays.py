"""What a resident does with the essay: write it here, or note the sheet it was written on.

The text leaves the caller's memory only in a box closed to the district, padded like the box of who the person is; each saving
replaces the last one. The kiosk itself cannot read what it keeps.
"""

from typing import Final

import msgspec

from kiosk.contest.attempt import Attempt, NoteEssayPaper, WriteEssay
from kiosk.contest.errors import Refused
from kiosk.contest.essay import SealedEssay, count_words, longest_essay, tidy_essay
from kiosk.keys.sealing import seal
from kiosk.services.attempts import stepped
from kiosk.services.kiosk import Kiosk
from kiosk.storage.essay_rows import save_essay_paper, save_essay_part

_VERSION: Final = 1


def save_essay(kiosk: Kiosk, attempt_id: str, part: int, text: str) -> Attempt:
    """Seal and store a part of the essay in place of what it was; when this returns, it is saved.

    `part` counts from 0: what was typed since the last interruption is the newest part, part 0 begins anew. Refuses with
    `essay_too_long` (fact: limit, in characters) and as `attempt.apply` does.
    """
    tidy = tidy_essay(text)
    sealed = seal(kiosk.enrolment.sealing_public, msgspec.msgpack.encode(SealedEssay(_VERSION, tidy)))
    words = count_words(tidy)
    with kiosk.store.transaction():
        attempt = stepped(kiosk, attempt_id, WriteEssay(part, words))
        if attempt.essay_rules is not None and len(tidy) > longest_essay(attempt.essay_rules):
            raise Refused("essay_too_long", limit=longest_essay(attempt.essay_rules))
        save_essay_part(kiosk.store, attempt_id, part, words, sealed)
    return attempt


def note_essay_paper(kiosk: Kiosk, attempt_id: str, number: str) -> Attempt:
    """Note the number of the sheet the essay was written on; "" takes it back. Refuses as `attempt.apply` does."""
    with kiosk.store.transaction():
        attempt = stepped(kiosk, attempt_id, NoteEssayPaper(number))
        save_essay_paper(kiosk.store, attempt_id, number)
    return attempt
