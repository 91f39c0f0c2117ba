"""A district and an enrolled kiosk on one machine, to try everything with: the demo, and a visit that walks by itself.

It puts parts together, as `kiosk.app` does for a kiosk at work; nothing is decided here.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.app import run_window, window_ports
from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.paths import SAMPLE_PACK, own_command
from kiosk.services.attempts import settle_interrupted
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.settings import Settings

SAMPLE_UNIT_CODE: Final = "00343"
_SERVER_STARTS_WITHIN_S: Final = 30.0
_SERVER_STOPS_WITHIN_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.05
_OK: Final = 200


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
        return run_window(trial.kiosk, language=language, is_windowed=is_windowed, graphics=graphics)


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


@contextmanager
def failed_steps_refused() -> Iterator[None]:
    """Refuse with `step_failed` (facts: step, expected, picture) where a step at the window fails."""
    from ui.hand import StepFailed

    try:
        yield
    except StepFailed as failed:
        raise Refused(
            "step_failed", step=failed.step, expected=failed.expected, picture=str(failed.picture)
        ) from failed


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


def run_walkthrough(out: Path, folder: Path, *, language: str, seed: int) -> WalkthroughResult:
    """Drive a resident's visit through the real window, sync, and leave pictures, `receipt.pdf` and `result.json` in `out`.

    Refuses with `step_failed` (facts: step, expected, picture) when a step fails: a walkthrough that did not work leaves no
    result.
    """
    from sync.client.agent import round_over_http
    from sync.district.district import open_district
    from sync.district.status import status
    from ui.walkthrough import walk

    (out / "result.json").unlink(missing_ok=True)
    with trial_at(folder) as trial:
        kiosk, run_round = trial.kiosk, round_over_http(trial.kiosk)
        devices = Settings(printer="file")
        with failed_steps_refused():
            walked = walk(
                kiosk,
                lambda: window_ports(kiosk, devices, run_round),
                out,
                language=language,
                seed=seed,
                pin=trial.officer_pin,
            )
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
