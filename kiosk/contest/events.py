"""What happened, as frozen facts: the payloads of the journal.

Each kind has a version; a field is never added, removed or given another meaning without a new version (`journal.codec`).
What earlier versions wrote lies in `earlier_events`.
No fact holds a personal field in clear: identity travels only inside `sealed`.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from kiosk.contest.day_figures import DayFigures
from kiosk.contest.earlier_events import (
    KioskClosedV1,
    KioskClosedV2,
    KioskOpenedV1,
    ReceiptIssuedV1,
    StaffRefusedV1,
    StaffSignedInV1,
)
from kiosk.contest.entrant import Consent

FinishedHow = Literal["handed_in", "timed_out"]
AbandonedWhy = Literal["cancelled", "idle", "closed", "interrupted"]
PrintOutcome = Literal["queued", "printing", "printed", "stuck", "refused", "unknown", "kept"]
SignInWay = Literal["pin", "card"]
OrderAct = Literal["pause", "close", "open", "revoke"]


class EpochOpened(Struct, frozen=True, array_like=True):
    """The first entry of an epoch: whose journal this is and why it began ("enrolled", "restored", "forked").

    For a fork, `fork_epoch` and `fork_seq` name the last entry both histories share.
    """

    kiosk: str
    unit: str
    reason: str
    fork_epoch: int = 0
    fork_seq: int = 0


class KioskOpened(Struct, frozen=True, array_like=True):
    """A member of staff opened the kiosk: in the morning, or again after a pause.

    `failed` names the checks of readiness that were not passed, and `override_reason` why it was opened all the same.
    """

    by: str
    override_reason: str = ""
    failed: tuple[str, ...] = ()


class KioskPaused(Struct, frozen=True, array_like=True):
    """A member of staff paused the kiosk: nobody can start, whoever has started goes on, the day is not over."""

    by: str


class KioskClosed(Struct, frozen=True, array_like=True):
    """A member of staff closed the kiosk; the figures are those of the day since `since_at_us` (0: never opened), as shown to them.

    `differs` names the counts that do not add up, `reason` says why it was closed all the same. `incidents`: how many there were.
    """

    by: str
    since_at_us: int
    figures: DayFigures
    incidents: int
    differs: tuple[str, ...] = ()
    reason: str = ""


class ClosingPrinted(Struct, frozen=True, array_like=True):
    """What became of a paper of the closing before this entry, asked for by `by`."""

    by: str
    outcome: PrintOutcome


class PracticeStarted(Struct, frozen=True, array_like=True):
    """A member of staff put the kiosk into practice: nobody can take part, and what is answered is stored nowhere.

    It ends with `PracticeEnded`, with the next opening, pause or closing, and with this run of the program.
    """

    by: str


class PracticeEnded(Struct, frozen=True, array_like=True):
    """A member of staff ended the practice."""

    by: str


class AttemptStarted(Struct, frozen=True, array_like=True):
    """A person confirmed who they are and began; `seed` and `drawn_on` let anyone draw the same paper again."""

    attempt: str
    pack: str
    pack_version: int
    seed: bytes
    drawn_on: date
    unit: str
    group: str
    age_group: str
    language: str
    papers: str
    fingerprint: bytes
    label: str
    masked_number: str
    warnings: tuple[str, ...]
    consents: tuple[Consent, ...]
    sealed: bytes
    is_assisted: bool


class AttemptFinished(Struct, frozen=True, array_like=True):
    """An attempt was handed in, or its time ran out; `answers` maps question ids to option indices of the pack."""

    attempt: str
    how: FinishedHow
    answers: dict[str, int]
    prediction: int | None
    duration_us: int
    points: int
    correct: int


class AttemptAbandoned(Struct, frozen=True, array_like=True):
    """An attempt ended without being handed in; what was answered is kept."""

    attempt: str
    why: AbandonedWhy
    answers: dict[str, int]
    duration_us: int


class AttemptResumed(Struct, frozen=True, array_like=True):
    """A member of staff let a person go on after an interruption; `used_us` of their time were used by then."""

    attempt: str
    by: str
    used_us: int


class AttemptExtended(Struct, frozen=True, array_like=True):
    """A member of staff gave a person `extra_s` seconds more, and wrote why; the limit is `limit_s` from then on."""

    attempt: str
    by: str
    extra_s: int
    limit_s: int
    reason: str


class AttemptAssisted(Struct, frozen=True, array_like=True):
    """A member of staff noted that somebody helps this person at the screen."""

    attempt: str
    by: str


class EssayWritten(Struct, frozen=True, array_like=True):
    """The essay of an attempt, written just before its `AttemptFinished`.

    Each of `parts` is closed to the district (`contest.essay.SealedEssay`) and holds what was typed between two interruptions;
    `words` is the kiosk's count over all of them. `paper_number`: the sheet it was written on, "" for none.
    """

    attempt: str
    words: int
    paper_number: str
    parts: tuple[bytes, ...]


class AttemptVoided(Struct, frozen=True, array_like=True):
    """A member of staff declared an attempt void."""

    attempt: str
    by: str
    reason: str


class ReceiptIssued(Struct, frozen=True, array_like=True):
    """A receipt got its number (running, without gaps, per kiosk) and code; `text` is what its QR holds.

    `epoch`: the one it was issued in, also where that is told again in a later one; its number was printed with it.
    """

    attempt: str
    number: int
    code: str
    text: str
    epoch: int


class ReceiptPrinted(Struct, frozen=True, array_like=True):
    """What became of one copy of a receipt; `copy` 1 is the original, the others are duplicates asked for by `by`."""

    number: int
    copy: int
    outcome: PrintOutcome
    by: str


class StaffSignedIn(Struct, frozen=True, array_like=True):
    """A member of staff opened the staff corner."""

    by: str
    way: SignInWay


class StaffRefused(Struct, frozen=True, array_like=True):
    """A wrong PIN was entered; `tries` in a row so far, while the roster of this number was in force."""

    tries: int
    roster: int


class ReadinessChecked(Struct, frozen=True, array_like=True):
    """A part of the kiosk was tried out; `facts` are measured values, nothing personal. `by` is "" where no person asked."""

    name: str
    is_passed: bool
    facts: dict[str, str | int | float]
    by: str


class SettingsChanged(Struct, frozen=True, array_like=True):
    """A member of staff changed settings of this machine; `names` says which, not to what."""

    by: str
    names: tuple[str, ...]


class JournalExported(Struct, frozen=True, array_like=True):
    """A member of staff wrote the journal into a signed file of so many entries."""

    by: str
    entries: int


class SupportMade(Struct, frozen=True, array_like=True):
    """A support bundle, closed to the district, was written into the file `name`; `by` is "" for the command line."""

    by: str
    name: str


class ProgramLeft(Struct, frozen=True, array_like=True):
    """A member of staff ended the program."""

    by: str


class ProgramEndedAbnormally(Struct, frozen=True, array_like=True):
    """Seen at a start: the run that began at `began_at_us` (wall clock, microseconds) was cut off."""

    began_at_us: int


class DeviceKeyMended(Struct, frozen=True, array_like=True):
    """These files of the kiosk's own key were lost or damaged, and were written again."""

    files: tuple[str, ...]


class SettingsMended(Struct, frozen=True, array_like=True):
    """The file of settings was not whole, as `kiosk.settings.FoundSettings` says; other settings stand in for it since.

    `names`: those alone that could not be taken, where the rest could. `kept_as`: the file that what had been there is kept as.
    """

    fault: Literal["lost", "damaged", "reset", "in_part"]
    names: tuple[str, ...]
    kept_as: str


class OrderObeyed(Struct, frozen=True, array_like=True):
    """The district's order of this number was done: "pause", "close", "open" or "revoke"."""

    number: int
    act: OrderAct


class OrderRefused(Struct, frozen=True, array_like=True):
    """The district's order of this number was not done, and never will be; `code` says why."""

    number: int
    act: OrderAct
    code: str


class HelpCalled(Struct, frozen=True, array_like=True):
    """A person at the screen asked for staff. `step`: the screen they were at; `attempt`: their attempt, "" outside of one."""

    step: str
    attempt: str


class HelpAnswered(Struct, frozen=True, array_like=True):
    """Every open call for help is done with: a member of staff came (`by`), or the person took it back (`by` is "")."""

    by: str


Event = (
    EpochOpened
    | KioskOpenedV1
    | KioskOpened
    | KioskPaused
    | KioskClosedV1
    | KioskClosedV2
    | KioskClosed
    | ClosingPrinted
    | PracticeStarted
    | PracticeEnded
    | AttemptStarted
    | AttemptFinished
    | AttemptAbandoned
    | AttemptResumed
    | AttemptExtended
    | AttemptAssisted
    | EssayWritten
    | AttemptVoided
    | ReceiptIssuedV1
    | ReceiptIssued
    | ReceiptPrinted
    | StaffSignedInV1
    | StaffSignedIn
    | StaffRefusedV1
    | StaffRefused
    | ReadinessChecked
    | SettingsChanged
    | JournalExported
    | SupportMade
    | ProgramLeft
    | ProgramEndedAbnormally
    | DeviceKeyMended
    | SettingsMended
    | OrderObeyed
    | OrderRefused
    | HelpCalled
    | HelpAnswered
)
