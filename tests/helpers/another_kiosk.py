"""Another kiosk, written from docs/protocol.md alone: BLAKE2b, MessagePack, Ed25519, sealed boxes, and nothing of this program.

What it could not do by the text alone would be missing in the text. It keeps everything in memory and has no screens.
"""

import base64
import copy
import secrets
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

import httpx
import msgspec
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.public import PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.signing import SigningKey, VerifyKey

DOCUMENTS: Final = ("pack", "roster", "exclusions", "used-up", "settings", "order")
SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
VIETNAM: Final = timedelta(hours=7)
MOST_EXCHANGES: Final = 50

packed, unpacked = msgspec.msgpack.encode, msgspec.msgpack.decode


def hashed(data: bytes, person: str, size: int = 32, key: bytes = b"") -> bytes:
    """Give BLAKE2b under one of the protocol's names."""
    return blake2b(data, digest_size=size, person=person.encode(), key=key).digest()


def type_of(name: str) -> str:
    """Give a message's full type."""
    return f"application/vnd.tramthi.{name}.v{2 if name == 'enrolment' else 1}+msgpack"


def covered(kind: str, payload: bytes) -> bytes:
    """Give DSSE's encoding: what a signature covers."""
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(payload), payload)


def opened(envelope: bytes, name: str, public: bytes) -> Any:  # noqa: ANN401 - MessagePack
    """Give what an envelope holds, if its one signature is that of `public`."""
    kind, payload, ((signer, signature),) = unpacked(envelope)
    assert (kind, signer) == (type_of(name), public)
    VerifyKey(public).verify(covered(kind, payload), signature)
    return unpacked(payload)


def unpadded(text: str) -> bytes:
    """Read base64url without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def now_us() -> int:
    """Give the moment."""
    return time.time_ns() // 1000


@dataclass
class Memory:
    """What a kiosk would have on its disk, so what an old copy of the disk brings back."""

    epochs: dict[int, list[list[Any]]] = field(default_factory=dict)
    settled: dict[int, int] = field(default_factory=dict)
    acknowledged: dict[int, int] = field(default_factory=dict)
    documents: dict[str, tuple[int, Any]] = field(default_factory=dict)
    receipts: int = 0


class AnotherKiosk:
    """A kiosk of the district that issued `ticket`."""

    def __init__(self, ticket: str, client: httpx.Client) -> None:
        """Enrol."""
        self.client, self.key, self.boot = client, SigningKey.generate(), secrets.token_bytes(8)
        self.disk = Memory()
        self.refused: list[Any] = []
        self.known: dict[str, bytes] = {}
        _, secret, district = unpacked(unpadded(ticket))
        answer = self.posted("/v1/enrol", self.signed("enrolment-request", [secret, self.public, "another", now_us()]))
        signer = unpacked(unpacked(answer)[1])[3]
        assert hashed(signer, "tramthi-ticket", 64)[:7] == district
        told = opened(answer, "enrolment", signer)
        self.id, self.unit, self.certificate, self.district, self.sealing, box, self.url, documents = told
        self.pepper = sodium_unpad(SealedBox(self.key.to_curve25519_private_key()).decrypt(box), 128)
        assert opened(self.certificate, "certificate", signer)[:3] == [self.id, self.unit, self.public]
        for each in documents:
            self.take(each)
        self.open_epoch(1, "enrolled")

    @property
    def public(self) -> bytes:
        """The key the district certified."""
        return bytes(self.key.verify_key)

    @property
    def pack(self) -> Any:  # noqa: ANN401 - MessagePack
        """The contest in force."""
        return self.disk.documents["pack"][1]

    def posted(self, path: str, envelope: bytes) -> bytes:
        """Send an envelope over the network."""
        answer = self.client.post(path, content=envelope)
        assert answer.status_code == 200, answer.text
        return answer.content

    def signed(self, name: str, message: list[Any]) -> bytes:
        """Give a message in its envelope."""
        payload = packed(message)
        signature = self.key.sign(covered(type_of(name), payload)).signature
        return packed([type_of(name), payload, [[self.public, signature]]])

    def take(self, envelope: bytes) -> None:
        """Keep a document of the district that is newer than the one there."""
        name = next(each for each in DOCUMENTS if type_of(each) == unpacked(envelope)[0])
        document = opened(envelope, name, self.district)
        number = document["head"]["version"] if name == "pack" else document[0]
        if number > self.held(name):
            self.disk.documents[name] = (number, document)

    def held(self, name: str) -> int:
        """Give the number of a document, 0 for none."""
        return self.disk.documents.get(name, (0, None))[0]

    def open_epoch(self, epoch: int, reason: str, fork_epoch: int = 0, fork_seq: int = 0) -> None:
        """Begin an epoch."""
        self.disk.epochs[epoch] = []
        self.write("epoch_opened", [self.id, self.unit, reason, fork_epoch, fork_seq])

    def write(self, kind: str, event: list[Any], version: int = 1) -> None:
        """Append what happened."""
        self.append(kind, version, now_us(), self.boot, time.monotonic_ns() // 1000, packed(event))

    def append(self, kind: str, version: int, at_us: int, boot: bytes, elapsed_us: int, payload: bytes) -> None:
        """Link an entry into the newest epoch."""
        epoch = max(self.disk.epochs)
        chain = self.disk.epochs[epoch]
        seq, previous = len(chain) + 1, chain[-1][10] if chain else bytes(32)
        inner = hashed(payload, "tramthi-payload")
        head = struct.pack(">QQHqQ8s32s32s", epoch, seq, version, at_us, elapsed_us, boot, inner, previous)
        digest = hashed(head + kind.encode(), "tramthi-entry")
        chain.append([epoch, seq, kind, version, at_us, boot, elapsed_us, payload, inner, previous, digest])

    def visit(self, number: str) -> str:
        """Let a person take part who answers by chance, and give the text of their receipt's QR."""
        head, rules = self.pack["head"], self.pack["rules"]
        attempt, seed = secrets.token_hex(10), secrets.token_bytes(16)
        day = (EPOCH + timedelta(microseconds=now_us()) + VIETNAM).date().isoformat()
        group = rules["groups"][0]["code"]
        identity = {
            "papers": "id_card", "number": number, "full_name": "Nguyễn Thị An", "birth": {"year": 1985, "month": 8, "day": 15},
            "sex": "female", "group": group, "nationality": "VNM", "phone": "", "is_scanned": False,
        }  # fmt: skip
        sealed = SealedBox(PublicKey(self.sealing)).encrypt(sodium_pad(packed([2, identity, None]), 128))
        consents = [{"purpose": each["id"], "version": each["version"], "at_us": now_us()} for each in head["consents"]]
        self.write(
            "attempt_started",
            [
                attempt, head["id"], head["version"], seed, day, self.unit, group, "30_44", "vi", "id_card",
                self.fingerprint(number), "N*** T*** A***", "001******001", [], consents, sealed, False,
            ],
        )  # fmt: skip
        asked = self.drawn(seed, day)
        answers = {each["id"]: secrets.randbelow(len(each["options"])) for each in asked}
        correct = sum(answers[each["id"]] == each["correct"] for each in asked)
        points = correct * rules["paper"]["points_per_question"]
        self.write("attempt_finished", [attempt, "handed_in", answers, None, 60_000_000, points, correct])
        return self.receipt(attempt, points, len(asked))

    def receipt(self, attempt: str, points: int, count: int) -> str:
        """Issue a receipt and give the text of its QR."""
        self.disk.receipts += 1
        epoch = max(self.disk.epochs)
        code = self.code(attempt)
        claim = packed([attempt, self.disk.receipts, code, now_us(), points, count, epoch])
        signature = self.key.sign(covered(type_of("receipt"), claim)).signature
        _, certificate, ((_, by_district),) = unpacked(self.certificate)
        proof = base64.urlsafe_b64encode(packed([claim, signature, certificate, by_district])).rstrip(b"=").decode()
        text = f"{self.url}/r/{code}#{proof}"
        self.write("receipt_issued", [attempt, self.disk.receipts, code, text, epoch], 2)
        return text

    def fingerprint(self, number: str) -> bytes:
        """Give what a person's number becomes."""
        if number not in self.known:
            cost = self.pack["rules"]["fingerprint_cost"]
            keyed = hashed(f"id:{number}".encode(), "tramthi-person", key=self.pepper)
            salt = hashed(self.pepper, "tramthi-salt", 16)
            memory = cost["memory_kib"] * 1024
            self.known[number] = argon2id.kdf(16, keyed, salt, opslimit=cost["passes"], memlimit=memory)
        return self.known[number]

    def code(self, attempt: str) -> str:
        """Give the code of an attempt's receipt."""
        texts = (f"{self.id}/{attempt}/{n}".encode() for n in range(1000))
        values = (int.from_bytes(hashed(each, "tramthi-code", 8), "big") >> 14 for each in texts)
        value = next(each for each in values if each % 37 < 32)
        plain = "".join(SYMBOLS[value >> 5 * place & 31] for place in reversed(range(10))) + SYMBOLS[value % 37]
        return f"{plain[:5]}-{plain[5:10]}-{plain[10]}"

    def drawn(self, seed: bytes, day: str) -> list[Any]:
        """Draw the questions of a paper; the order of options is for a screen."""
        numbers, rules = _numbers(seed), self.pack["rules"]

        def picked(items: list[Any], count: int) -> list[Any]:
            for place in range(count):
                left = len(items) - place
                other = place + next(each for each in numbers if each < 2**32 - 2**32 % left) % left
                items[place], items[other] = items[other], items[place]
            return items[:count]

        law_day = rules["law_as_of"] or day
        chosen: list[Any] = []
        for quota in rules["paper"]["quotas"]:
            shelf = [
                each
                for each in self.pack["questions"]
                if each["topic"] == quota["topic"]
                and each["review"]["state"] != "withdrawn"
                and (each["valid_from"] or "") <= law_day <= (each["valid_to"] or "9999")
            ]
            chosen += picked(sorted(shelf, key=lambda each: str(each["id"])), quota["count"])
        return picked(chosen, len(chosen)) if rules["paper"]["shuffle_questions"] else chosen

    def head(self, epoch: int) -> tuple[int, bytes]:
        """Give number and digest of the newest entry of an epoch that is to be at the district."""
        seq = self.disk.settled.get(epoch, len(self.disk.epochs[epoch]))
        return seq, self.digest(epoch, seq) or b""

    def digest(self, epoch: int, seq: int) -> bytes | None:
        """Give the digest at a number, None where there is no such entry."""
        chain = self.disk.epochs[epoch]
        if seq == 0:
            return bytes(32)
        digest: bytes | None = chain[seq - 1][10] if seq <= len(chain) else None
        return digest

    def batch(self, epoch: int, after: int) -> bytes:
        """Give the next batch of an epoch in its envelope."""
        seq, digest = self.head(epoch)
        cursors = [[type_of(each), self.held(each)] for each in DOCUMENTS]
        entries = self.disk.epochs[epoch][after : min(seq, after + 500)]
        fields = [self.id, epoch, after + 1, entries, digest, now_us(), cursors, seq, self.certificate]
        return self.signed("batch", fields)

    def sync(self) -> list[str]:
        """Bring every epoch to the district, also those that are opened on the way; gives the codes of the answers."""
        codes: list[str] = []
        done: set[int] = set()
        while epoch := next((each for each in sorted(self.disk.epochs) if each not in done), 0):
            after = self.disk.acknowledged.get(epoch, 0)
            for _ in range(MOST_EXCHANGES):
                sent_to = min(self.head(epoch)[0], after + 500)
                after, code = self.taken(self.posted("/v1/sync", self.batch(epoch, after)), sent_to)
                codes.append(code)
                if after == self.head(epoch)[0] == self.disk.acknowledged.get(epoch):
                    break
            done.add(epoch)
        return codes

    def taken(self, answer: bytes, sent_to: int) -> tuple[int, str]:
        """Take an acknowledgement in, and give after which number to go on, and its code."""
        fields = opened(answer, "acknowledgement", self.district)
        kiosk, epoch, seq, digest, _, code, refused, documents, next_epoch = fields
        assert kiosk == self.id
        self.refused += refused
        for each in documents:
            self.take(each)
        settled = self.disk.settled.get(epoch)
        if settled is not None and seq >= settled:
            seq = settled
        elif self.digest(epoch, seq) != digest or code == "resend":
            return (sent_to if code == "" and seq >= sent_to else 0), code
        elif code == "forked" or (code == "ahead" and seq == self.head(epoch)[0]):
            self.fork(epoch, seq, next_epoch)
        self.disk.acknowledged[epoch] = seq
        return seq, code

    def fork(self, epoch: int, seq: int, next_epoch: int) -> None:
        """Settle an epoch where it parts from the district's, and say in a new one what followed."""
        self.disk.settled[epoch] = seq
        self.open_epoch(max(max(self.disk.epochs) + 1, next_epoch), "forked", epoch, seq)
        for each in self.disk.epochs[epoch][seq:]:
            self.append(*each[2:8])

    def copied(self) -> Memory:
        """Give an old copy of its disk."""
        return copy.deepcopy(self.disk)


def _numbers(seed: bytes) -> Iterator[int]:
    for block in range(10_000):
        yield from struct.unpack(">16I", hashed(struct.pack(">Q", block), "tramthi-draw", 64, seed))
