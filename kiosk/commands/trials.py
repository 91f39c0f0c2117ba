"""Trying the whole product on one machine: the demo, the walkthrough, invented residents."""

import os
import threading
from argparse import Namespace
from pathlib import Path

from kiosk.clock import system_clock
from kiosk.commands.display import need_display
from kiosk.commands.printing import data_folder, print_json
from kiosk.services.kiosk import load_kiosk
from kiosk.simulation import simulate as simulate_residents


def demo(options: Namespace) -> int:
    """Start a district and an enrolled kiosk here, and the kiosk's window."""
    from kiosk.trial import run_demo

    need_display()
    return run_demo(
        data_folder(options, "demo"),
        language=options.language,
        is_windowed=options.windowed,
        graphics=options.graphics,
    )


def walkthrough(options: Namespace) -> int:
    """Drive a whole visit, or a whole day, through the real window and leave pictures, paper and result; 1 when a day differs."""
    import tempfile

    options.out.mkdir(parents=True, exist_ok=True)
    if options.data is not None:
        return _walked(options, Path(options.data))
    with tempfile.TemporaryDirectory(prefix="tram-thi-", ignore_cleanup_errors=True) as folder:
        return _walked(options, Path(folder))


def _walked(options: Namespace, folder: Path) -> int:
    if options.day:
        from kiosk.day_trial import run_day

        day = run_day(options.out, folder, language=options.language, seed=options.seed)
        print_json(day)
        return 0 if day.holds and day.synced else 1
    from kiosk.trial import run_walkthrough

    print_json(run_walkthrough(options.out, folder, language=options.language, seed=options.seed))
    return 0


def simulate(options: Namespace) -> None:
    """Print one line per durable step, after its commit."""
    kiosk = load_kiosk(data_folder(options), system_clock(), os.urandom)
    never = threading.Event()
    steps = simulate_residents(
        kiosk, options.residents, options.seed, lambda: never.wait(options.pace), is_load=options.load
    )
    for step in steps:
        if options.json:
            print_json(step)
        else:
            print(step.step, step.attempt, step.question or step.code or "")
    kiosk.store.close()
