"""A paper of the staff's own put through the printer: made off the window's thread, its way told truthfully."""

from collections.abc import Callable

from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

_BAD = frozenset({PrintState.STUCK, PrintState.REFUSED, PrintState.UNKNOWN})


def put_on_paper(
    desk: StaffDesk,
    acts: StaffActs,
    name: str,
    make: Callable[[], bytes],
    title: str,
    note: Callable[[PrintState], None] = lambda _: None,
) -> None:
    """Make a PDF on the storage lane and print it; what becomes of it is said as the act `name`. `title` is seen in the queue.

    What was asked for is printed also when the corner was locked while it was made: somebody waits for it. Asked for again while
    the very same paper is under way, it is told of and not printed twice: whoever presses on at a stuck printer wants one.
    `note` is told how it stands once it was handed over, and how it ended; the latter also after the corner was locked.
    """
    turn = acts.turn

    def submit(pdf: bytes) -> None:
        known = acts.paper_underway(pdf)
        job = known or desk.ports.printer.submit(pdf, title)

        def hear() -> None:
            """Tell each new state while the same officer is there."""
            if turn is acts.turn:
                acts.say(name, remark_of(job))
            if job.is_over:
                job.changed.disconnect(hear)
                if known is None:
                    note(job.state)

        job.changed.connect(hear)
        if known is None:
            acts.keep_paper(pdf, job)
            if not job.is_over:
                note(job.state)
        hear()

    desk.staff.stay()
    acts.do(name, desk.storage, make, lambda _: None, always=submit)


def remark_of(job: PrintJob) -> Remark:
    """Say where a paper is."""
    state, reason = job.state, job.reason
    keys = [f"staff.paper.{state.value}"]
    if reason is not PrintReason.NONE and state is not PrintState.KEPT:
        keys.append(f"staff.printer.{reason.value}")
    return Remark(lambda catalogue: " ".join(catalogue.text(key) for key in keys), is_good=state not in _BAD)
