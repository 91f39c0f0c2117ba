"""The table of all commands: their words, a sentence, an example, their arguments, and the function that does each.

Data only: it is read at every start, so nothing is imported here but how numbers are read, and nothing a command works with.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.commands import numbers


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option of a command: its flag and what argparse needs to know."""

    flag: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the words that name it, one sentence, an example, its arguments, and "module:function" that does it."""

    words: tuple[str, ...]
    sentence: str
    example: str
    act: str
    arguments: tuple[Argument, ...] = ()


def _option(flag: str, **settings: Any) -> Argument:  # noqa: ANN401 - passed to argparse as they are
    return Argument(flag, settings)


_DATA = _option("--data", type=Path, metavar="DIR", help="folder with all state (default: this user's data folder)")
_JSON = _option("--json", action="store_true", help="print one JSON object")
_OUT = _option("--out", type=Path, required=True, metavar="PLACE", help="where to write")
_LANGUAGE = _option("--language", choices=("vi", "en"), default="vi", help="language of the screens (default: vi)")
_WINDOWED = _option("--windowed", action="store_true", help="a window instead of the full screen")
_GRAPHICS = _option("--graphics", choices=("auto", "software"), default="auto", help="how screens are drawn")
_BROUGHT = _option("file", type=Path, metavar="FILE", help="what was carried here")
_PACK = _option("place", type=Path, metavar="DIR|FILE", help="folder of a pack's JSON files, or a file of `pack build`")
_REPLY = _option("--reply", type=Path, required=True, metavar="FILE|DIR", help="where to write the reply")

GROUPS: Final = {
    "stick": "A kiosk without a network: files to the district and from it.",
    "journal": "Looking at a kiosk's journal, and proving it.",
    "receipt": "Proving a receipt.",
    "pack": "Checking a contest, and signing it.",
    "district": "The district: making it, serving it, its kiosks and staff, what arrived.",
}
"""What the commands have in common that begin with the same word."""

COMMANDS: Final = (
    Command(
        ("demo",), "A district and an enrolled kiosk on this machine, with the sample contest.", "tramthi demo --windowed",
        "kiosk.commands.trials:demo", (_DATA, _LANGUAGE, _WINDOWED, _GRAPHICS),
    ),
    Command(
        ("walkthrough",), "A resident's whole visit through the real window, or a ward's whole day; needs no display.",
        "tramthi walkthrough --out pictures", "kiosk.commands.trials:walkthrough",
        (
            _OUT, _DATA, _LANGUAGE, _option("--seed", type=int, default=1, metavar="N", help="which invented resident"),
            _option("--day", action="store_true", help="a ward's day: five residents, a power cut, no paper, the closing"),
        ),
    ),
    Command(
        ("kiosk",), "The kiosk itself, full screen.", "tramthi kiosk --data /srv/tram-thi", "kiosk.commands.kiosk:kiosk",
        (
            _DATA, _LANGUAGE, _WINDOWED, _GRAPHICS,
            _option("--supervised", action="store_true", help="start the window again when it was cut off"),
        ),
    ),
    Command(
        ("enrol",), "Make this machine a kiosk of a district, with the ticket it issued.",
        "tramthi enrol TT1-ABCDE-... --data DIR", "kiosk.commands.kiosk:enrol",
        (
            _option("ticket", metavar="TICKET|FILE", help="as the district printed it, or a text file with it"),
            _DATA, _JSON,
            _option("--request", type=Path, metavar="FILE|DIR", help="without a network: write the request for the district"),
            _option("--answer", type=Path, metavar="FILE", help="without a network: take in the district's answer"),
        ),
    ),
    Command(
        ("status",), "The state of this kiosk in facts.", "tramthi status --data DIR --json",
        "kiosk.commands.kiosk:status",
        (
            _option("--check", action="store_true", help="read the whole database first, as long as that takes"),
            _DATA, _JSON,
        ),
    ),
    Command(
        ("readiness",), "What this kiosk can check by itself: disk, clock, database, pack, stick; and how every check stands.",
        "tramthi readiness --data DIR --json", "kiosk.commands.care:readiness",
        (
            _option("--stick", type=Path, metavar="DIR", help="where a stick is mounted, to try it too"),
            _option("--out", type=Path, metavar="FILE.pdf", help="write the record of all checks there"),
            _LANGUAGE, _DATA, _JSON,
        ),
    ),
    Command(
        ("support",), "Write this kiosk's health into one file that only the district opens; nothing of a person is in it.",
        "tramthi support E:/ --data DIR", "kiosk.commands.care:support",
        (_option("folder", type=Path, metavar="FOLDER", help="where to write it"), _DATA, _JSON),
    ),
    Command(
        ("sync",), "One round with the district now.", "tramthi sync --data DIR --json", "kiosk.commands.kiosk:sync",
        (_DATA, _JSON),
    ),
    Command(
        ("stick", "export"), "Write what the district lacks into one file, for a kiosk without a network.",
        "tramthi stick export E:/nhan-chinh.tramthi --data DIR", "kiosk.commands.kiosk:stick_export",
        (_option("file", type=Path, metavar="FILE|DIR", help="file to write, or a stick's folder"), _DATA, _JSON),
    ),
    Command(
        ("stick", "import"), "Take in the district's reply, or a pack, from a file.",
        "tramthi stick import E:/reply.tramthi --data DIR", "kiosk.commands.kiosk:stick_import", (_BROUGHT, _DATA, _JSON),
    ),
    Command(
        ("backup",), "Copy this kiosk's database now, checked; the newest seven copies are kept.",
        "tramthi backup --data DIR", "kiosk.commands.backups:backup", (_DATA, _JSON),
    ),
    Command(
        ("restore",), "Put a copy back: the newest whole one, or the one named. What stood there is kept under another name.",
        "tramthi restore --data DIR", "kiosk.commands.backups:restore",
        (_option("copy", type=Path, nargs="?", metavar="FILE", help="a copy (default: the newest whole one)"), _DATA, _JSON),
    ),
    Command(
        ("journal", "verify"), "Check the whole chain of the journal.", "tramthi journal verify --data DIR --json",
        "kiosk.commands.kiosk:journal_verify", (_DATA, _JSON),
    ),
    Command(
        ("journal", "list"), "The entries of the journal, one a line.", "tramthi journal list --data DIR --json",
        "kiosk.commands.kiosk:journal_list", (_DATA, _JSON),
    ),
    Command(
        ("receipt", "verify"), "Prove a receipt by the text of its QR, without a network, or find it by its code.",
        "tramthi receipt verify 7K3M9-QXP24-8 --data DIR", "kiosk.commands.receipt:verify",
        (_option("text", metavar="TEXT", help="what its QR holds, or its code"), _DATA, _JSON),
    ),
    Command(
        ("pack", "check"), "Say in plain words what is wrong with a contest pack, and where.",
        "tramthi pack check resources/packs/thanh-xuan-2023", "kiosk.commands.pack:check",
        (_PACK, _LANGUAGE, _JSON),
    ),
    Command(
        ("pack", "build"), "Sign a pack with the district's key, as one file.", "tramthi pack build DIR FILE --data DIR",
        "kiosk.commands.pack:build",
        (
            _option("place", type=Path, metavar="DIR", help="folder of a pack's JSON files"),
            _option("file", type=Path, metavar="FILE", help="file to write"),
            _DATA,
        ),
    ),
    Command(
        ("simulate",), "Residents through the real services, without screens; one line per durable step.",
        "tramthi simulate --data DIR --residents 200 --json", "kiosk.commands.trials:simulate",
        (
            _DATA, _JSON,
            _option("--residents", type=numbers.count, required=True, metavar="N", help="how many"),
            _option("--seed", type=int, default=1, metavar="S", help="which invented residents"),
            _option("--pace", type=numbers.seconds, default=0.0, metavar="SECONDS", help="pause between residents"),
            _option("--load", action="store_true", help="one commit an attempt, cheapest fingerprint, no receipt file"),
        ),
    ),
    Command(
        ("district", "init"), "Make a new district here; prints its first login once.",
        "tramthi district init --data DIR --json", "kiosk.commands.district:init",
        (
            _DATA, _JSON,
            _option("--database", metavar="URL|@FILE", help="postgresql://user@host/name or sqlite:///path (default: inside DIR); "
                    "@FILE reads it from a file, and TRAMTHI_DATABASE in the environment does too"),
            _option("--pack", type=Path, metavar="DIR|FILE", help="the contest (default: the sample)"),
        ),
    ),
    Command(
        ("district", "serve"), "Receive kiosks and show the staff's pages.", "tramthi district serve --data DIR --port 8080",
        "kiosk.commands.district:serve",
        (
            _DATA,
            _option("--host", default="127.0.0.1", help="address to listen on (default: this machine only)"),
            _option("--port", type=numbers.port, default=8080, help="port to listen on"),
            _option("--tls-cert", type=Path, metavar="FILE", help="certificate (PEM, with its chain): serve over HTTPS"),
            _option("--tls-key", type=Path, metavar="FILE", help="its private key (PEM, without a password)"),
            _option("--behind-proxy", default="", metavar="IP", help="a proxy there speaks HTTPS and says who asks"),
            _option("--in-clear", action="store_true", help="serve other machines without encryption all the same"),
        ),
    ),
    Command(
        ("district", "ticket"), "A one-time ticket that enrols one kiosk of a unit.",
        "tramthi district ticket --unit 00343 --data DIR --url http://10.0.0.5:8080", "kiosk.commands.district:ticket",
        (
            _DATA, _JSON,
            _option("--unit", required=True, metavar="CODE", help="code of the unit"),
            _option("--url", default="", metavar="URL", help="where kiosks reach the district"),
        ),
    ),
    Command(
        ("district", "order"), "Order one kiosk, or all of a unit, to pause, close, open again, or be revoked.",
        "tramthi district order pause --unit 00343 --data DIR", "kiosk.commands.orders:order",
        (
            _option("act_ordered", choices=("pause", "close", "open", "revoke"), metavar="KIND",
                    help="pause, close, open or revoke"),
            _option("--kiosk", default="", metavar="ID", help="one kiosk"),
            _option("--unit", default="", metavar="CODE", help="all kiosks of a unit"),
            _option("--hours", type=numbers.hours, default=168.0, metavar="N",
                    help="not begun later than this (default: 168, a week)"),
            _DATA, _JSON,
        ),
    ),
    Command(
        ("district", "settings"), "Set paper and first text size for the kiosks of a unit, or for all.",
        "tramthi district settings --paper roll80 --text-step 2 --data DIR", "kiosk.commands.orders:settings",
        (
            _option("--paper", default="", choices=("", "a5", "roll80"), help="receipts (default: each kiosk's own)"),
            _option("--text-step", type=int, default=1, choices=range(4), help="text size a person finds, 0 to 3 (default: 1)"),
            _option("--unit", default="", metavar="CODE", help="one unit's kiosks (default: all)"),
            _DATA, _JSON,
        ),
    ),
    Command(
        ("district", "publish"), "Publish a newer pack: kiosks take it with their next sync, from the next visit on.",
        "tramthi district publish resources/packs/thanh-xuan-2023 --data DIR", "kiosk.commands.orders:publish",
        (_PACK, _DATA, _JSON),
    ),
    Command(
        ("district", "exclude"), "Publish who may not enter, from a list of numbers; kiosks get a fingerprint's first 32 bits.",
        "tramthi district exclude organisers.txt --data DIR", "kiosk.commands.orders:exclude",
        (_option("file", type=Path, metavar="FILE", help="a line each: 12 digits, or LAO C1234567 for a passport"), _DATA, _JSON),
    ),
    Command(
        ("district", "import"), "Receive what a stick brought, and write the reply to carry back.",
        "tramthi district import E:/nhan-chinh.tramthi --reply E:/reply.tramthi --data DIR",
        "kiosk.commands.district:receive_stick",
        (_BROUGHT, _REPLY, _DATA, _JSON),
    ),
    Command(
        ("district", "enrol"), "Let in a kiosk that asks by a stick, and write the answer to carry back.",
        "tramthi district enrol E:/request.tramthi --reply E:/ --data DIR", "kiosk.commands.district:receive_stick",
        (_BROUGHT, _REPLY, _DATA, _JSON),
    ),
    Command(
        ("district", "staff"), "Add an officer or technician of a unit: a PIN, shown once, and a card to scan.",
        "tramthi district staff --unit 00343 --role officer --data DIR", "kiosk.commands.district:staff",
        (
            _option("--unit", required=True, metavar="CODE", help="code of the unit"),
            _option("--role", required=True, choices=("officer", "technician"), help="what they may do at the kiosk"),
            _option("--name", default="", metavar="NAME", help="as the kiosk shows them (default: the unit's name)"),
            _option("--card", type=Path, metavar="FILE.pdf", help="where to write the card (default: their id, here)"),
            _LANGUAGE, _DATA, _JSON,
        ),
    ),
    Command(
        ("district", "revoke"), "End the district's trust in a kiosk: what it sends is kept apart from then on.",
        "tramthi district revoke 00343-3F7KQ2 --data DIR --json", "kiosk.commands.district:revoke",
        (_option("kiosk", metavar="KIOSK", help="the kiosk's name, as the board shows it"), _DATA, _JSON),
    ),
    Command(
        ("district", "support"), "Open a kiosk's support file; asks for the district's passphrase, or reads it as one line.",
        "tramthi district support E:/support-k-1-2026-11-24.tramthi --out DIR --data DIR", "kiosk.commands.care:open_support",
        (_BROUGHT, _option("--out", type=Path, required=True, metavar="DIR", help="folder for what is in it"), _DATA, _JSON),
    ),
    Command(
        ("district", "rescore"), "Score every attempt again, after a newer pack corrected right answers.",
        "tramthi district rescore --data DIR --json", "kiosk.commands.district:rescore", (_DATA, _JSON),
    ),
    Command(
        ("district", "dismiss"), "Take a member of staff off the roster: a card was lost, or somebody left.",
        'tramthi district dismiss 00343-T3fa2b8c1 --reason "card lost" --data DIR', "kiosk.commands.district:dismiss",
        (
            _option("member", metavar="ID", help="as `district staff` printed it"),
            _option("--reason", required=True, metavar="TEXT", help="why, for the audit"),
            _DATA, _JSON,
        ),
    ),
    Command(
        ("district", "status"), "What the district has received.", "tramthi district status --data DIR --json",
        "kiosk.commands.district:status", (_DATA, _JSON),
    ),
    Command(
        ("district", "standings"), "The standings so far, without names.", "tramthi district standings --data DIR --json",
        "kiosk.commands.district:standings", (_DATA, _JSON),
    ),
    Command(
        ("district", "report"), "A report on one unit as a paper, a workbook or a text table, without names.",
        "tramthi district report participation --unit 00343 --out bao-cao.pdf --data DIR", "kiosk.commands.district:report",
        (
            _option("kind", choices=("participation",), metavar="KIND", help="what it is about: participation"),
            _option("--unit", required=True, metavar="CODE", help="code of the unit"),
            _option("--out", type=Path, required=True, metavar="FILE.pdf|.xlsx|.csv", help="where to write, and in which form"),
            _option("--language", choices=("vi", "en"), default="vi", help="language of the report (default: vi)"),
            _DATA,
        ),
    ),
    Command(
        ("district", "export"), "Every attempt as a table, without names.", "tramthi district export --data DIR --out FILE.csv",
        "kiosk.commands.district:export", (_DATA, _OUT),
    ),
)  # fmt: skip
