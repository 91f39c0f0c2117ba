"""The test vectors another program is written against: they are what the generator writes, and what docs/protocol.md says.

Here the protocol is worked out again from its text alone, with hashlib, MessagePack and Ed25519, and nothing of this program.
"""

import base64
import json
import struct
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Final

import msgspec
import pytest
from nacl.public import PrivateKey, SealedBox
from nacl.pwhash import argon2id
from nacl.signing import SigningKey

from build_scripts.protocol_vectors import VECTORS, vectors

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture(scope="module")
def known() -> Any:  # noqa: ANN401 - JSON
    """The file."""
    return json.loads(VECTORS.read_text(encoding="utf-8"))


def test_the_file_is_what_the_generator_writes() -> None:
    """A change of the protocol changes the file, and a changed file is a change of the protocol: both are meant."""
    assert VECTORS.read_text(encoding="utf-8") == vectors()


def _hash(data: bytes, person: str, size: int = 32, key: bytes = b"") -> bytes:
    return blake2b(data, digest_size=size, person=person.encode(), key=key).digest()


def _entry_digest(entry: Any) -> str:  # noqa: ANN401 - JSON
    head = struct.pack(
        ">QQHqQ8s32s32s", entry["epoch"], entry["seq"], entry["version"], entry["at_us"], entry["elapsed_us"],
        bytes.fromhex(entry["boot"]), bytes.fromhex(entry["payload_digest"]), bytes.fromhex(entry["previous"]),
    )  # fmt: skip
    return _hash(head + entry["kind"].encode(), "tramthi-entry").hex()


def test_entries_are_chained(known: Any) -> None:  # noqa: ANN401 - JSON
    """Payload digest, entry digest, link to the one before, and the packed array; an entry told again in another epoch too."""
    first, second = known["entries"]
    moved = known["rehomed"]["to"]
    for each in (first, second, moved):
        assert each["payload_digest"] == _hash(bytes.fromhex(each["payload"]), "tramthi-payload").hex()
        assert each["digest"] == _entry_digest(each)
        fields = [bytes.fromhex(each[name]) for name in ("payload", "payload_digest", "previous", "digest")]
        packed = [*(each[name] for name in ("epoch", "seq", "kind", "version", "at_us")), bytes.fromhex(each["boot"])]
        assert msgspec.msgpack.decode(bytes.fromhex(each["packed"])) == [*packed, each["elapsed_us"], *fields]
    assert first["previous"] == bytes(32).hex()
    assert second["previous"] == first["digest"]
    same = ("kind", "version", "at_us", "boot", "elapsed_us", "payload", "payload_digest")
    assert {name: moved[name] for name in same} == {name: second[name] for name in same}


def test_people_are_found_by_their_fingerprints(known: Any) -> None:  # noqa: ANN401 - JSON
    """The key as written, then keyed, then stretched."""
    for each in known["fingerprints"]:
        pepper = bytes.fromhex(each["pepper"])
        keyed = _hash(each["identity_key"].encode(), "tramthi-person", key=pepper)
        salt = _hash(pepper, "tramthi-salt", 16)
        stretched = argon2id.kdf(16, keyed, salt, opslimit=each["passes"], memlimit=each["memory_kib"] * 1024)
        assert each["fingerprint"] == stretched.hex()
    keys = [each["identity_key"] for each in known["fingerprints"]]
    assert keys == ["id:001185000001", "passport:LAO:C1234567", "person:dang van binh:1985-8-15"]


def test_boxes_are_padded_and_open(known: Any) -> None:  # noqa: ANN401 - JSON
    """ISO 7816-4: 0x80 and zeros to the next multiple of 128; 48 bytes more for the box."""
    private = PrivateKey.from_seed(bytes.fromhex(known["keys"]["sealing"]["seed"]))
    for each in known["seals"]:
        data, box = bytes.fromhex(each["data"]), bytes.fromhex(each["box"])
        padded = SealedBox(private).decrypt(box)
        assert len(box) == len(padded) + 48 == each["padded_length"] + 48
        assert padded == data + b"\x80" + bytes(-(len(data) + 1) % 128)


def test_the_pepper_opens_with_the_key_the_kiosk_signs_with(known: Any) -> None:  # noqa: ANN401 - JSON
    """The Curve25519 form of the Ed25519 key, then a box as any other."""
    key, each = SigningKey(bytes.fromhex(known["keys"]["kiosk"]["seed"])), known["pepper"]
    assert bytes(key.verify_key.to_curve25519_public_key()).hex() == each["curve25519_public"]
    opened = SealedBox(key.to_curve25519_private_key()).decrypt(bytes.fromhex(each["box"]))
    assert opened == bytes.fromhex(each["pepper"]) + b"\x80" + bytes(95)


def _base32(value: int, symbols: int) -> str:
    return "".join(SYMBOLS[value >> 5 * place & 31] for place in reversed(range(symbols)))


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_tickets_have_two_forms(known: Any) -> None:  # noqa: ANN401 - JSON
    """The packed one, and the one to type with its check symbols."""
    public = bytes.fromhex(known["keys"]["district"]["public"])
    for each in known["tickets"]:
        district = _hash(public, "tramthi-ticket", 64)[:7]
        assert each["district"] == district.hex()
        assert msgspec.msgpack.decode(_unpadded(each["text"])) == [each["url"], each["secret"], district]
        data = bytes.fromhex(each["secret"]) + district
        symbols = _base32(int.from_bytes(data, "big"), 24)
        check = _base32(int.from_bytes(_hash(data, "tramthi-ticket", 2), "big") & 0x3FF, 2)
        groups = "-".join(symbols[at : at + 6] for at in range(0, 24, 6))
        assert each["typed"] == f"TT1-{groups}-{check}" + (f"@{each['url']}" if each["url"] else "")


@pytest.mark.parametrize("name", ["envelope", "batch", "acknowledgement"])
def test_envelopes_are_signed_over_their_pae(known: Any, name: str) -> None:  # noqa: ANN401 - JSON
    """DSSE's encoding, Ed25519, the packed array."""
    each = known[name]
    kind, payload = each["payload_type"], bytes.fromhex(each["payload"])
    covered = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(payload), payload)
    signed = SigningKey(bytes.fromhex(each["seed"])).sign(covered)
    assert each["signed_over"] == covered.hex()
    assert each["signature"] == signed.signature.hex()
    packed = msgspec.msgpack.decode(bytes.fromhex(each["envelope"]))
    assert packed == [kind, payload, [[bytes.fromhex(each["public"]), signed.signature]]]


def test_a_batch_and_its_answer_agree(known: Any) -> None:  # noqa: ANN401 - JSON
    """The fields in the order of the table; the answer names the last entry's digest."""
    batch = msgspec.msgpack.decode(bytes.fromhex(known["batch"]["payload"]))
    answer = msgspec.msgpack.decode(bytes.fromhex(known["acknowledgement"]["payload"]))
    entries = [msgspec.msgpack.decode(bytes.fromhex(each["packed"])) for each in known["entries"]]
    head = bytes.fromhex(known["entries"][-1]["digest"])
    assert batch[:5] == ["00343-TEST00", 1, 1, entries, head]
    assert batch[6:] == [
        [["application/vnd.tramthi.used-up.v1+msgpack", 3]],
        2,
        bytes.fromhex(known["envelope"]["envelope"]),
    ]
    assert answer[:4] == ["00343-TEST00", 1, 2, head]
    assert answer[5:] == ["", [], [], 0]


def test_a_bundle_ends_with_its_digest(known: Any) -> None:  # noqa: ANN401 - JSON
    """Magic, packed array, digest of all before."""
    file = bytes.fromhex(known["bundle"]["file"])
    envelopes = [bytes.fromhex(each) for each in known["bundle"]["envelopes"]]
    assert file[:8] == b"TRAMTHI1"
    assert msgspec.msgpack.decode(file[8:-32]) == envelopes
    assert file[-32:] == _hash(file[:-32], "tramthi-bundle")


def test_a_receipt_proves_itself(known: Any) -> None:  # noqa: ANN401 - JSON
    """Code from kiosk and attempt; claim and certificate signed; all of it in the QR's text."""
    receipt = known["receipt"]
    claim = receipt["claim"]
    texts = (f"{receipt['kiosk']}/{claim['attempt']}/{number}" for number in range(100))
    values = (int.from_bytes(_hash(each.encode(), "tramthi-code", 8), "big") >> 14 for each in texts)
    value = next(each for each in values if each % 37 < 32)
    plain = _base32(value, 10) + SYMBOLS[value % 37]
    assert claim["code"] == f"{plain[:5]}-{plain[5:10]}-{plain[10]}"
    address, _, proof = receipt["text"].partition("#")
    assert address == f"https://district.test/r/{claim['code']}"
    packed, signature, certificate, by_district = msgspec.msgpack.decode(_unpadded(proof))
    assert packed.hex() == receipt["packed_claim"]
    assert msgspec.msgpack.decode(packed) == list(claim.values())
    kind = receipt["claim_type"]
    covered = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(packed), packed)
    assert signature == SigningKey(bytes.fromhex(known["keys"]["kiosk"]["seed"])).sign(covered).signature
    assert certificate.hex() == known["envelope"]["payload"]
    assert by_district.hex() == known["envelope"]["signature"]


def _numbers(seed: bytes) -> Iterator[int]:
    block = 0
    while True:
        yield from struct.unpack(">16I", _hash(struct.pack(">Q", block), "tramthi-draw", 64, seed))
        block += 1


def test_a_paper_is_drawn_from_its_seed(known: Any) -> None:  # noqa: ANN401 - JSON
    """Quota by quota, then all shuffled, then the options of each."""
    told = known["paper"]
    numbers = _numbers(bytes.fromhex(told["seed"]))

    def below(limit: int) -> int:
        return next(each for each in numbers if each < 2**32 - 2**32 % limit) % limit

    def picked(items: list[Any], count: int) -> list[Any]:
        for place in range(count):
            other = place + below(len(items) - place)
            items[place], items[other] = items[other], items[place]
        return items[:count]

    chosen: list[Any] = []
    for quota in told["quotas"]:
        shelf = [each for each in told["questions"] if each["topic"] == quota["topic"] and each["valid"]]
        chosen += picked(sorted(shelf, key=lambda each: str(each["id"])), quota["count"])
    chosen = picked(chosen, len(chosen)) if told["shuffle_questions"] else chosen
    paper = [
        {"question": each["id"], "options": picked(list(range(each["options"])), each["options"])} for each in chosen
    ]
    assert paper == told["paper"]
    assert (told["shuffle_questions"], told["shuffle_options"]) == (True, True)
