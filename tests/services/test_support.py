"""The support bundle: everything a technician needs, nothing of a person, and the journal knows of it."""

import json
from pathlib import Path

import pytest

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.errors import Refused
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.readiness import Found, record_check
from kiosk.services.support import make_support_bundle
from kiosk.storage.journal_rows import all_entries, journal_head
from sync.protocol.support import SupportFiles, read_support
from tests.helpers.canaries import Canary, canary, marks_in, marks_in_bytes
from tests.helpers.kiosks import DISTRICT, PIN, SEALING, a_kiosk, a_registration, an_identity


def _opened(place: Path) -> SupportFiles:
    return read_support(place.read_bytes(), DISTRICT.public, SEALING)


def _log_of(person: Canary) -> str:
    """Write what a log could hold at worst: traces that quote a person, and a record that names one."""
    return (
        "2026-11-24 09:00:00,123 INFO kiosk.app: kiosk starts: 2 attempt(s) handed in; the last run was cut off: True, "
        "with 1 receipt(s) on the way to paper\n"
        "2026-11-24 09:00:01,000 CRITICAL kiosk.logs: unexpected error\n"
        "Traceback (most recent call last):\n"
        '  File "/home/nguyễn văn a/tram-thi/kiosk/contest/names.py", line 12, in title_case\n'
        f'    raise ValueError("{person.name} {person.number}")\n'
        f"ValueError: {person.name} {person.number} {person.phone}\n"
        f"{person.guardian} {person.guardian_phone}\n"
        f"2026-11-24 09:00:02,000 WARNING ui.tasks: task of {person.name} ({person.number}) "
        f"born 17/11/1985 left '{person.guardian}', typed {PIN}\n"
    )


def _kiosk_with_a_person(folder: Path, person: Canary) -> Kiosk:
    kiosk = a_kiosk(folder)
    open_kiosk(kiosk, "officer-1")
    identity = an_identity(
        number=person.number, full_name=person.name, phone=person.phone, birth=BirthDate(1985, 11, 17)
    )
    start_attempt(kiosk, a_registration(kiosk, identity=identity))
    record_check(kiosk, "printer", Found(is_passed=False, facts={"state": "stuck", "reason": "paper_out"}), "officer-1")
    (folder / "logs").mkdir()
    (folder / "logs" / "kiosk.log").write_text(_log_of(person), encoding="utf-8")
    (folder / "logs" / "kiosk.log.1").write_text(_log_of(person), encoding="utf-16")
    return kiosk


def test_nothing_of_a_person_is_in_it(tmp_path: Path) -> None:
    """After an attempt, and with logs that quote a person in every way, no file of the bundle holds a word of them."""
    person = canary(417)
    kiosk = _kiosk_with_a_person(tmp_path / "kiosk", person)
    assert marks_in(_log_of(person)), "the canary must be able to sing"
    files = _opened(make_support_bundle(kiosk, tmp_path, "officer-1")).files
    assert {name: marks_in_bytes(data) for name, data in files.items() if marks_in_bytes(data)} == {}
    whole = b"\n".join(files.values()).decode()
    for word in (person.name.split()[-1], person.guardian.split()[-1], "Ng***", "nguyễn", "home", PIN):
        assert word not in whole


def test_it_tells_what_a_technician_asks(tmp_path: Path) -> None:
    """Versions, settings, status, readiness, the journal's chain and its entries, and the log in plain words."""
    kiosk = _kiosk_with_a_person(tmp_path / "kiosk", canary(1))
    support = _opened(make_support_bundle(kiosk, tmp_path, "officer-1"))
    facts = {name: json.loads(data) for name, data in support.files.items() if name.endswith(".json")}
    assert support.kiosk == "K-1"
    assert facts["versions.json"]["parts"]["peewee"]
    assert facts["settings.json"]["settings"]["paper"] == "a5"
    assert facts["status.json"]["attempts"]["started"] == 1
    assert facts["readiness.json"][0]["facts"] == {"state": "stuck", "reason": "paper_out"}
    assert facts["journal.json"][0]["fault"] is None
    assert facts["journal.json"][0]["kinds"]["attempt_started"] == 1
    assert len(facts["entries.json"]) == facts["journal.json"][0]["entries"]
    log = support.files["kiosk.log"].decode()
    assert "kiosk starts: 2 attempt(s) handed in; the last run was cut off: True, with 1 receipt(s)" in log
    assert "kiosk/contest/names.py:12 title_case\n  ValueError\n" in log


def test_the_journal_notes_it(tmp_path: Path) -> None:
    """The last entry says that a bundle was made; its name tells kiosk and day."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    place = make_support_bundle(kiosk, tmp_path, "")
    assert place.name.startswith("support-k-1-20")
    newest = list(all_entries(kiosk.store, 1))[-1]
    assert (newest.kind, newest.seq) == ("support_made", journal_head(kiosk.store).seq)


def test_a_wrong_setting_holds_up_nothing(tmp_path: Path) -> None:
    """A bundle is wanted most when something is broken: it says that the file is, and what is in force instead."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    (tmp_path / "kiosk" / "settings.json").write_text("{", encoding="utf-8")
    files = _opened(make_support_bundle(kiosk, tmp_path, "")).files
    found = json.loads(files["settings.json"])
    assert (found["fault"], found["settings"]["paper"]) == ("reset", "a5")
    assert json.loads(files["status.json"])["kiosk"] == "K-1"


@pytest.mark.expects_log("not noted: database_damaged")
def test_a_damaged_database_holds_up_nothing(tmp_path: Path) -> None:
    """The database is torn: the bundle says so, and is there."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    kiosk.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    kiosk.store.close()
    place = tmp_path / "kiosk" / DATABASE_NAME
    data = bytearray(place.read_bytes())
    data[4096 * 2 : 4096 * 6] = b"\xff" * (4096 * 4)
    place.write_bytes(data)
    files = _opened(make_support_bundle(kiosk, tmp_path, "")).files
    assert json.loads(files["integrity.json"])["result"] == "damaged"


def test_large_logs_leave_out_the_oldest(tmp_path: Path) -> None:
    """The bundle stays small enough for its envelope: the newest log is in it, the oldest is not."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    logs = tmp_path / "kiosk" / "logs"
    logs.mkdir()
    line = "2026-11-24 09:00:00,123 INFO kiosk.app: {}\n"
    for count, name in enumerate(("kiosk.log", "kiosk.log.1", "kiosk.log.2", "kiosk.log.3")):
        text = "".join(line.format(f"part {number:x}") for number in range(count * 10**6, count * 10**6 + 90_000))
        (logs / name).write_text(text, encoding="utf-8")
    files = _opened(make_support_bundle(kiosk, tmp_path, "")).files
    assert "kiosk.log" in files
    assert "kiosk.log.3" not in files


def test_a_stick_that_is_gone_is_refused_and_not_noted(tmp_path: Path) -> None:
    """Nothing was written, so the journal says nothing."""
    kiosk = a_kiosk(tmp_path)
    with pytest.raises(Refused, match="stick_unwritable"):
        make_support_bundle(kiosk, tmp_path / "gone", "officer-1")
    assert journal_head(kiosk.store).seq == 1
