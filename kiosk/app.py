"""The composition root: the only file that knows storage, sync and the screens at once.

It puts parts together and lets them run; it decides nothing about the contest. Heavy parts (the screens, HTTP, the district)
are imported where they are needed, so that the first screen is not kept waiting.
"""

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.logs import start_log
from kiosk.paths import SAMPLE_PACK, own_command
from kiosk.services.attempts import settle_interrupted
from kiosk.services.copies import settle_copies
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk, not_there
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.orders import district_settings
from kiosk.services.running import begin_run, end_run
from kiosk.settings import Settings, read_settings
from kiosk.storage.folder_lock import folder_held
from kiosk.storage.journal_rows import count_entries
from kiosk.storage.place_rows import read_sync
from kiosk.supervision import SCREENS_FAILED, is_started_again
from kiosk.upkeep import Upkeep

if TYPE_CHECKING:
    from sync.client.agent import SyncAgent
    from sync.client.rounds import SyncReport
    from ui.ports import Ports

SAMPLE_UNIT_CODE: Final = "00343"
_SERVER_STARTS_WITHIN_S: Final = 30.0
_SERVER_STOPS_WITHIN_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.05
_OK: Final = 200
_log = logging.getLogger(__name__)


class WalkthroughResult(Struct, frozen=True):
    """What `result.json` holds; `typed` = every invented personal value entered."""

    attempt: str
    score: int
    questions: int
    receipt_number: int
    receipt_code: str
    synced: bool
    district_attempts: int
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A district served on loopback and a kiosk enrolled with it, both in one folder."""

    district_folder: Path
    kiosk: Kiosk
    district_login: str
    """The district's first login and its password, "" when the trial was set up earlier."""
    officer_pin: str
    """The first officer's PIN, "" when the kiosk was enrolled earlier."""
    technician_pin: str
    """The first technician's, likewise."""


class BackgroundSync:
    """The kiosk's end of sync, loaded after the first frame: until then a person waits, and HTTP takes its time to load."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._agent: SyncAgent | None = None

    def start(self) -> None:
        """Begin to sync in the background."""
        self._begun()

    def sync_now(self) -> "SyncReport":
        """Run one round at once; refuses with a code."""
        agent = self._agent or self._begun()
        return agent.sync_now()

    def _begun(self) -> "SyncAgent":
        from sync.client.agent import agent_over_http

        self._agent = agent_over_http(self._kiosk)
        self._agent.start()
        return self._agent

    def stop(self) -> None:
        """End the background work, if it ever began."""
        if self._agent is not None:
            self._agent.stop()


def run_kiosk(
    folder: Path, *, language: str, is_windowed: bool, graphics: str, started: Callable[[], None] = lambda: None
) -> int:
    """Run the window of the kiosk in `folder` until staff leave it; gives the exit code, as `ui.application.run` does.

    `started` is called once, when the first frame was on the screen.
    """
    if not (folder / DATABASE_NAME).exists():
        raise not_there(folder)
    with folder_held(folder):
        start_log(folder, "kiosk")
        kiosk = load_kiosk(folder, system_clock(), os.urandom)
        settled = settle_interrupted(kiosk)
        was_cut, cut_copies = begin_run(kiosk), settle_copies(kiosk)
        _log.info(
            "kiosk starts: %d attempt(s) handed in; the last run was cut off: %s, with %d receipt(s) on the way to paper",
            len(settled),
            was_cut,
            cut_copies,
        )
        code = _run_window(kiosk, language=language, is_windowed=is_windowed, graphics=graphics, started=started)
        if code != SCREENS_FAILED:  # that is no end in order: the journal says so at the next start
            end_run(kiosk)
        kiosk.store.close()
        return code


def run_demo(folder: Path, *, language: str, is_windowed: bool, graphics: str) -> int:
    """Run a district and an enrolled kiosk on this machine; gives the window's exit code."""
    with trial_at(folder) as trial:
        for name, value in (
            ("district", trial.kiosk.enrolment.url),
            ("district login", trial.district_login),
            ("staff PIN", trial.officer_pin),
            ("technician PIN", trial.technician_pin),
        ):
            if value:
                print(f"{name}: {value}", flush=True)  # noqa: T201 - shown once, to the person who started the demo
        return _run_window(trial.kiosk, language=language, is_windowed=is_windowed, graphics=graphics)


@contextmanager
def trial_at(folder: Path, *, is_open_wanted: bool = True) -> Iterator[Trial]:
    """Serve a district from `folder/district` and give the kiosk in `folder/kiosk`, made and enrolled when new."""
    from sync.district.district import open_district
    from sync.district.founding import init_district
    from sync.district.tickets import issue_ticket

    clock = system_clock()
    district_folder, kiosk_folder = folder / "district", folder / "kiosk"
    login = ""
    if not district_folder.exists():
        report = init_district(district_folder, SAMPLE_PACK, clock.now().at)
        login = f"{report.admin} {report.password}"
    is_new = not (kiosk_folder / DATABASE_NAME).exists()
    port = _free_port() if is_new else _port_of(load_kiosk(kiosk_folder, clock, os.urandom))
    with _served(district_folder, port) as url:
        pin = technician_pin = ""
        if is_new:
            with open_district(district_folder) as district:
                issued = issue_ticket(district, SAMPLE_UNIT_CODE, url, clock.now().at)
            pin, technician_pin = issued.officer_pin, issued.technician_pin
            kiosk = _enrolled(kiosk_folder, issued.ticket)
        else:
            kiosk = load_kiosk(kiosk_folder, clock, os.urandom)
        settle_interrupted(kiosk)
        if is_open_wanted and not is_open(kiosk):
            open_kiosk(kiosk, "demo")
        try:
            yield Trial(district_folder, kiosk, login, pin, technician_pin)
        finally:
            kiosk.store.close()


def _enrolled(folder: Path, ticket: str) -> Kiosk:
    from sync.client.enrolment import enrol
    from sync.client.transport import http_send, open_client
    from sync.protocol.ticket import read_ticket

    read = read_ticket(ticket)
    with open_client(read.url) as client:
        return enrol(folder, read, http_send(client), system_clock(), os.urandom)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _port_of(kiosk: Kiosk) -> int:
    from urllib.parse import urlsplit

    kiosk.store.close()
    return urlsplit(kiosk.enrolment.url).port or _free_port()


@contextmanager
def _served(district_folder: Path, port: int) -> Iterator[str]:
    """Serve a district on loopback in a process of its own and give its address once it answers.

    Refuses with `district_did_not_start`.
    """
    import subprocess

    command = [*own_command(), "district", "serve", "--data", str(district_folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    try:
        deadline = time.monotonic() + _SERVER_STARTS_WITHIN_S
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise Refused("district_did_not_start", port=port)
            time.sleep(_LOOK_EVERY_S)  # noqa: TID251 - another process has no event to wait for
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(_SERVER_STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            server.kill()


def _answers(port: int) -> bool:
    from urllib.request import urlopen

    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=1) as answer:
            return bool(answer.status == _OK)
    except OSError:
        return False


def _run_window(
    kiosk: Kiosk, *, language: str, is_windowed: bool, graphics: str, started: Callable[[], None] = lambda: None
) -> int:
    gc.disable()  # Until the first frame everything is made and nothing thrown away; looking for garbage only costs time.
    from ui.application import WindowOptions, run

    sync, upkeep = BackgroundSync(kiosk), Upkeep(kiosk)

    def shown() -> None:
        from ui.devices.left_behind import clear_left_behind

        gc.enable()
        clear_left_behind(settings.printer)
        started()
        sync.start()
        upkeep.start()

    def ports_as_set() -> "Ports":
        ports = window_ports(kiosk, read_settings(kiosk.folder), sync.sync_now)
        return replace(ports, graphics=settings.graphics, is_started_again=is_started_again())

    settings = read_settings(kiosk.folder)
    chosen = settings.graphics if graphics == "auto" else graphics
    options = WindowOptions(
        is_windowed=is_windowed,
        graphics=chosen,
        language=language,
        screen_width_mm=settings.screen_width_mm,
        text_step=settings.text_step,
    )
    try:
        return run(kiosk, options, ports_as_set, shown)
    finally:
        upkeep.stop()
        sync.stop()


def window_ports(kiosk: Kiosk, settings: Settings, sync_now: "Callable[[], SyncReport]") -> "Ports":
    """Give the window its devices and its way to the district, as the settings say."""
    from sync.client.stick_visit import read_from_stick, write_journal, write_to_stick
    from ui.devices.printer import PrinterSettings, choose_printer
    from ui.devices.serial_ports import serial_ports
    from ui.devices.sticks import find_sticks
    from ui.ports import Ports, SyncState
    from ui.speech.choosing import find_speech
    from ui.speech.voice import no_speech

    def sync_state() -> SyncState:
        entries, held = count_entries(kiosk.store)
        row = read_sync(kiosk.store)
        succeeded_at = None if row.succeeded_at_us is None else moment_from_us(row.succeeded_at_us)
        return SyncState(entries - held, succeeded_at, row.error)

    scanner = None
    if settings.scanner_port:
        from ui.devices.serial_scanner import SerialScanner

        scanner = SerialScanner(settings.scanner_port)
    ordered = district_settings(kiosk)
    paper = (ordered.paper if ordered is not None else "") or settings.paper
    printer = choose_printer(PrinterSettings(kiosk.folder / "receipts", settings.printer, paper))
    return Ports(
        printer=printer,
        scanner=scanner,
        sync_now=sync_now,
        sync_state=sync_state,
        find_speech=find_speech if settings.sound else no_speech,
        serial_ports=serial_ports,
        sticks=find_sticks,
        to_stick=lambda folder: write_to_stick(kiosk, folder),
        from_stick=lambda folder: read_from_stick(kiosk, folder),
        export_journal=lambda folder: write_journal(kiosk, folder),
    )


def run_walkthrough(out: Path, folder: Path, *, language: str, seed: int) -> WalkthroughResult:
    """Drive a resident's visit through the real window, sync, and leave pictures, `receipt.pdf` and `result.json` in `out`.

    Refuses with `step_failed` (facts: step, expected, picture) when a step fails: a walkthrough that did not work leaves no
    result.
    """
    from sync.client.agent import round_over_http
    from sync.district.district import open_district
    from sync.district.status import status
    from ui.hand import StepFailed
    from ui.walkthrough import walk

    (out / "result.json").unlink(missing_ok=True)
    with trial_at(folder) as trial:
        kiosk, run_round = trial.kiosk, round_over_http(trial.kiosk)
        devices = Settings(printer="file")
        try:
            walked = walk(
                kiosk,
                lambda: window_ports(kiosk, devices, run_round),
                out,
                language=language,
                seed=seed,
                pin=trial.officer_pin,
            )
        except StepFailed as failed:
            raise Refused(
                "step_failed", step=failed.step, expected=failed.expected, picture=str(failed.picture)
            ) from failed
        report = run_round()
        with open_district(trial.district_folder) as district:
            received = status(district)
        result = WalkthroughResult(
            attempt=walked.attempt,
            score=walked.score,
            questions=walked.questions,
            receipt_number=walked.receipt_number,
            receipt_code=walked.receipt_code,
            synced=report.waiting == 0,
            district_attempts=received.attempts.finished,
            typed=walked.typed,
        )
    (out / "result.json").write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2))
    return result
