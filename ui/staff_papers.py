"""A paper of the staff's own put through the printer: made off the window's thread, its way told truthfully."""

from collections.abc import Callable

from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.papers import Note
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

_BAD = frozenset({PrintState.STUCK, PrintState.REFUSED, PrintState.UNKNOWN})


def put_on_paper(
    desk: StaffDesk,
    acts: StaffActs,
    name: str,
    make: Callable[[], bytes],
    title: str,
    note: Note = lambda _: None,
) -> None:
    """Make a PDF on the storage lane and print it; what becomes of it is said as the act `name`. `title` is seen in the queue.

    What was asked for is printed also when the corner was locked while it was made: somebody waits for it. What is under way
    already is told of and not printed twice.
    `note` writes down how it stands once it was handed over, and how it ended, whatever befalls the screens meanwhile.
    """
    turn = acts.turn

    def submit(pdf: bytes) -> None:
        job = desk.backstage.papers.send_record(desk.ports.printer, pdf, title, note)

        def hear() -> None:
            """Tell each new state while the same officer is there: these screens may be gone by then, and they ask nothing."""
            if turn is acts.turn:
                acts.say(name, remark_of(job))
            if job.is_over:
                job.changed.disconnect(hear)

        job.changed.connect(hear)
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
