"""Writes the test vectors of docs/protocol.md anew: `python3 build_scripts/protocol_vectors.py`, always the same bytes.

Another program that makes these outputs from these inputs speaks the protocol. Bytes are written in hex. The file lies in
tests/data; tests/sync/protocol/test_vectors.py proves that it is what this writes, and works it out again from the text alone.
All keys, numbers and names in it are invented and public: never trust anything that is signed with them.
"""

import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402 - as below
from nacl.bindings import crypto_box, sodium_pad  # noqa: E402
from nacl.public import PrivateKey  # noqa: E402

from kiosk.contest.birth_date import BirthDate  # noqa: E402 - found through the line above
from kiosk.contest.draw import draw_paper  # noqa: E402
from kiosk.contest.entrant import Identity, Papers, identity_key  # noqa: E402
from kiosk.contest.events import EpochOpened, StaffSignedIn  # noqa: E402
from kiosk.contest.moment import Moment  # noqa: E402
from kiosk.contest.rules import FingerprintCost  # noqa: E402
from kiosk.journal.codec import encode_event  # noqa: E402
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry, rehomed  # noqa: E402
from kiosk.keys.codes import receipt_code  # noqa: E402
from kiosk.keys.fingerprints import fingerprint  # noqa: E402
from kiosk.keys.sealing import seal, sealing_keys, sealing_public_of  # noqa: E402
from kiosk.keys.signing import signing_keys  # noqa: E402
from sync.protocol.bundle import write_bundle  # noqa: E402
from sync.protocol.envelope import close_envelope, pre_authentication, read_envelope  # noqa: E402
from sync.protocol.messages import (  # noqa: E402
    ACKNOWLEDGEMENT_TYPE,
    BATCH_TYPE,
    CERTIFICATE_TYPE,
    USED_UP_TYPE,
    Acknowledgement,
    Batch,
    Certificate,
    Cursor,
    encode,
)
from sync.protocol.receipt_text import CLAIM_TYPE, ReceiptClaim, receipt_text  # noqa: E402
from sync.protocol.ticket import Ticket, district_digest, ticket_text, typed_ticket  # noqa: E402
from tests.helpers.builders import IN_CONTEST, a_pack  # noqa: E402

VECTORS: Final = ROOT / "tests" / "data" / "protocol-vectors.json"
DISTRICT: Final = signing_keys(bytes(range(32)))
KIOSK: Final = signing_keys(bytes(range(32, 64)))
SEALING: Final = sealing_keys(bytes(range(64, 96)))
_EPHEMERAL: Final = bytes(range(96, 128))
_PEPPER: Final = bytes(range(128, 160))
_COST: Final = FingerprintCost(2, 64)
_AT_US: Final = 1_764_000_000_000_000
_NAME: Final = "00343-TEST00"
_UNIT: Final = "ward-00343-1996"
_PEOPLE: Final[tuple[tuple[Papers, str, str, str], ...]] = (
    ("id_card", "001185000001", "VNM", "Nguyễn Thị An"),
    ("passport", "c1234567", "LAO", "Anousone Test"),
    ("none", "", "VNM", "Đặng Văn Bình"),
)


def main() -> int:
    """Write the file."""
    VECTORS.write_text(vectors(), encoding="utf-8", newline="\n")
    return 0


def vectors() -> str:
    """Give the text of the file."""
    facts = {
        "about": "Test vectors of docs/protocol.md. Bytes in hex. Keys, numbers and names are invented and public.",
        "keys": _keys(),
        "entries": [_entry(each) for each in _journal()],
        "rehomed": _rehomed(),
        "fingerprints": [_person(*each) for each in _PEOPLE],
        "seals": [_seal(length) for length in (0, 1, 127, 128, 129, 300)],
        "pepper": _pepper(),
        "tickets": [_ticket(url) for url in ("https://district.test:8443", "")],
        "envelope": _envelope(CERTIFICATE_TYPE, _certificate_payload(), DISTRICT.seed, certificate()),
        "batch": _envelope(BATCH_TYPE, encode(_batch()), KIOSK.seed, batch()),
        "acknowledgement": _envelope(
            ACKNOWLEDGEMENT_TYPE, encode(_acknowledgement()), DISTRICT.seed, acknowledgement()
        ),
        "bundle": {"envelopes": [batch().hex()], "file": write_bundle([batch()]).hex()},
        "receipt": _receipt(),
        "paper": _paper(),
    }
    return msgspec.json.format(msgspec.json.encode(facts), indent=1).decode() + "\n"


def certificate() -> bytes:
    """Give the district's word for the kiosk's key."""
    return close_envelope(DISTRICT, CERTIFICATE_TYPE, _certificate_payload())


def batch() -> bytes:
    """Give the kiosk's batch of both entries."""
    return close_envelope(KIOSK, BATCH_TYPE, encode(_batch()))


def acknowledgement() -> bytes:
    """Give the district's answer to it."""
    return close_envelope(DISTRICT, ACKNOWLEDGEMENT_TYPE, encode(_acknowledgement()))


def _keys() -> dict[str, dict[str, str]]:
    pairs = {"district": DISTRICT, "kiosk": KIOSK}
    signing = {name: {"seed": pair.seed.hex(), "public": pair.public.hex()} for name, pair in pairs.items()}
    return signing | {"sealing": {"seed": SEALING.seed.hex(), "public": SEALING.public.hex()}}


def _journal() -> tuple[Entry, Entry]:
    opened = encode_event(EpochOpened(_NAME, _UNIT, "enrolled", 0, 0))
    signed = encode_event(StaffSignedIn("officer-1", "pin"))
    entries: list[Entry] = []
    for number, (kind, version, payload) in enumerate((opened, signed)):
        moment = Moment(_AT_US + number * 1_000_000, bytes(range(1, 9)), number * 1_000_000)
        previous = entries[-1].digest if entries else NO_DIGEST
        entries.append(
            make_entry(
                epoch=1, seq=number + 1, kind=kind, version=version, moment=moment, payload=payload, previous=previous
            )
        )
    return entries[0], entries[1]


def _entry(entry: Entry) -> dict[str, Any]:
    return _in_hex(msgspec.structs.asdict(entry)) | {"packed": msgspec.msgpack.encode(entry).hex()}


def _rehomed() -> dict[str, Any]:
    entry = _journal()[1]
    return {"from": {"epoch": entry.epoch, "seq": entry.seq}, "to": _entry(rehomed(entry, 2, 2, bytes([7]) * 32))}


def _person(papers: Papers, number: str, nationality: str, name: str) -> dict[str, Any]:
    identity = Identity(papers, number, name, BirthDate(1985, 8, 15), None, "resident", nationality)
    key = identity_key(identity)
    return {
        "papers": papers, "number": number, "nationality": nationality, "full_name": name, "birth": "1985-08-15",
        "identity_key": key, "pepper": _PEPPER.hex(), "passes": _COST.passes, "memory_kib": _COST.memory_kib,
        "fingerprint": fingerprint(key, _PEPPER, _COST).hex(),
    }  # fmt: skip


def _seal(length: int) -> dict[str, Any]:
    data = bytes(number % 251 for number in range(length))
    return {"data": data.hex(), "padded_length": len(sodium_pad(data, 128)), **_box(SEALING.public, data)}


def _pepper() -> dict[str, str]:
    """The contest's pepper as an enrolment holds it, closed to the kiosk's signing key in its other form."""
    public = sealing_public_of(KIOSK.public)
    return {"pepper": _PEPPER.hex(), "curve25519_public": public.hex(), **_box(public, _PEPPER)}


def _box(public: bytes, data: bytes) -> dict[str, str]:
    """A sealed box whose one-time key is fixed, as no real one's may be."""
    once = PrivateKey(_EPHEMERAL)
    nonce = blake2b(bytes(once.public_key) + public, digest_size=24).digest()
    box = bytes(once.public_key) + crypto_box(sodium_pad(data, 128), nonce, public, bytes(once))
    if len(box) != len(seal(public, data)):
        raise SystemExit("a sealed box has another length than this one")
    return {"one_time_secret": _EPHEMERAL.hex(), "box": box.hex()}


def _ticket(url: str) -> dict[str, Any]:
    ticket = Ticket(url, "0011223344556677", district_digest(DISTRICT.public))
    return _in_hex(msgspec.structs.asdict(ticket)) | {"text": ticket_text(ticket), "typed": typed_ticket(ticket)}


def _envelope(payload_type: str, payload: bytes, seed: bytes, envelope: bytes) -> dict[str, str]:
    (signature,) = read_envelope(envelope).signatures
    return {
        "payload_type": payload_type, "payload": payload.hex(), "seed": seed.hex(), "public": signature.public.hex(),
        "signed_over": pre_authentication(payload_type, payload).hex(), "signature": signature.signature.hex(),
        "envelope": envelope.hex(),
    }  # fmt: skip


def _certificate_payload() -> bytes:
    return encode(Certificate(_NAME, _UNIT, KIOSK.public, _AT_US, _AT_US + 365 * 86_400_000_000))


def _batch() -> Batch:
    entries = _journal()
    return Batch(
        kiosk=_NAME,
        epoch=1,
        first_seq=1,
        entries=entries,
        head_digest=entries[-1].digest,
        sent_at_us=_AT_US + 2_000_000,
        cursors=(Cursor(USED_UP_TYPE, 3),),
        head_seq=2,
        certificate=certificate(),
    )


def _acknowledgement() -> Acknowledgement:
    return Acknowledgement(_NAME, 1, 2, _journal()[-1].digest, _AT_US + 2_100_000, "", (), ())


def _receipt() -> dict[str, Any]:
    attempt = "00112233445566778899"
    code = receipt_code(attempt, _NAME)
    claim = ReceiptClaim(attempt, 1, code, _AT_US + 3_000_000, 85, 20)
    text = receipt_text(KIOSK, certificate(), "https://district.test", claim)
    return {
        "kiosk": _NAME, "claim": msgspec.structs.asdict(claim), "claim_type": CLAIM_TYPE,
        "packed_claim": msgspec.msgpack.encode(claim).hex(), "text": text,
    }  # fmt: skip


def _paper() -> dict[str, Any]:
    """A paper of a pack of six questions; of a question only what drawing looks at."""
    pack, seed, day = a_pack(), bytes(range(16)), IN_CONTEST
    rules = pack.rules.paper
    paper = draw_paper(pack, seed, day)
    return {
        "seed": seed.hex(), "day": day.isoformat(),
        "quotas": [{"topic": each.topic, "count": each.count} for each in rules.quotas],
        "shuffle_questions": rules.shuffle_questions, "shuffle_options": rules.shuffle_options,
        "questions": [
            {"id": each.id, "topic": each.topic, "options": len(each.options), "valid": each.is_valid_on(day)}
            for each in pack.questions
        ],
        "paper": [{"question": each.question_id, "options": each.options} for each in paper.questions],
    }  # fmt: skip


def _in_hex(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in facts.items()}


if __name__ == "__main__":
    sys.exit(main())
