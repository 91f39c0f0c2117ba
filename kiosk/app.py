"""The composition root: the only file that knows storage, sync and the screens at once.

It puts parts together and lets them run; it decides nothing about the contest. Heavy parts (the screens, HTTP, the district)
are imported where they are needed, so that the first screen is not kept waiting.
"""

import gc
import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.logs import start_log
from kiosk.services.attempts import settle_interrupted
from kiosk.services.copies import settle_copies
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk, not_there
from kiosk.services.machine import mend_machine
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

_log = logging.getLogger(__name__)


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
    folder: Path,
    *,
    language: str,
    is_windowed: bool,
    graphics: str,
    started: Callable[[], None] = lambda: None,
    shown_ms: int = 60_000,
) -> int:
    """Run the window of the kiosk in `folder` until staff leave it; gives the exit code, as `ui.application.run` does.

    `started` is called once, when the first frame was on the screen. While the run cannot be begun - the disk is full, another
    program holds the database - a page says so, and it is tried again and again. What still hinders it after `shown_ms` is raised,
    for whoever starts the program anew; at once `kiosk_running`, as another window is in front then, and to a person
    `not_enrolled`.
    """
    gc.disable()  # as in `run_window`
    with ExitStack() as held:
        try:
            kiosk = _begun(folder, held)
        except Exception as fault:
            if _is_for_a_person(fault):
                raise
            from ui.waiting_start import wait_to_begin

            is_told = isinstance(fault, Refused)
            _log.warning("the kiosk cannot be begun: %s", fault, exc_info=None if is_told else fault)
            kiosk, page = wait_to_begin(lambda: _begun(folder, held), fault, _is_for_a_person, shown_ms)
            started = _closing_first(page.close, started)
        code = run_window(kiosk, language=language, is_windowed=is_windowed, graphics=graphics, started=started)
        if code != SCREENS_FAILED:  # that is no end in order: the journal says so at the next start
            end_run(kiosk)
        return code


def _begun(folder: Path, held: ExitStack) -> Kiosk:
    """Begin a run of the kiosk in `folder`, whose end is put into `held`; where it cannot be begun nothing is held.

    That it runs is noted last, and when there is a screen: what is tried ten times before was not cut off nine times.
    """
    if not (folder / DATABASE_NAME).exists():
        raise not_there(folder)
    with ExitStack() as taken:
        taken.enter_context(folder_held(folder))
        start_log(folder, "kiosk")
        kiosk = load_kiosk(folder, system_clock(), os.urandom)
        taken.callback(kiosk.store.close)
        from ui.application import the_application

        the_application()
        settled, cut_copies = settle_interrupted(kiosk), settle_copies(kiosk)
        mend_machine(kiosk)
        was_cut = begin_run(kiosk)
        _log.info(
            "kiosk starts: %d attempt(s) handed in; the last run was cut off: %s, with %d receipt(s) on the way to paper",
            len(settled),
            was_cut,
            cut_copies,
        )
        held.push(taken.pop_all())
    return kiosk


def _is_for_a_person(fault: Exception) -> bool:
    """Tell whether what hinders a start is for whoever gave the command, and no page may lie over what is in front."""
    code = fault.code if isinstance(fault, Refused) else ""
    return code == "kiosk_running" or (code == "not_enrolled" and not is_started_again())


def _closing_first(close: Callable[[], object], started: Callable[[], None]) -> Callable[[], None]:
    def shown() -> None:
        close()
        started()

    return shown


def run_window(
    kiosk: Kiosk, *, language: str, is_windowed: bool, graphics: str, started: Callable[[], None] = lambda: None
) -> int:
    """Run the window of a loaded kiosk with its sync and its upkeep; gives the exit code."""
    # Until the first frame everything is made and nothing thrown away; then the window collects, on its own thread.
    gc.disable()
    from ui.application import WindowOptions, run

    sync, upkeep = BackgroundSync(kiosk), Upkeep(kiosk)

    def shown() -> None:
        from ui.devices.left_behind import clear_left_behind

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
        gc.enable()


def window_ports(kiosk: Kiosk, settings: Settings, sync_now: "Callable[[], SyncReport]") -> "Ports":
    """Give the window its devices and its way to the district, as the settings say."""
    from sync.client.stick_visit import read_from_stick, write_journal, write_to_stick
    from ui.devices.printer import PrinterSettings, choose_printer
    from ui.devices.queue_names import queue_names
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
        queues=queue_names,
        sticks=find_sticks,
        to_stick=lambda folder: write_to_stick(kiosk, folder),
        from_stick=lambda folder: read_from_stick(kiosk, folder),
        export_journal=lambda folder: write_journal(kiosk, folder),
    )
