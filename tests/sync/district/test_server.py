"""The district over real HTTP on this machine: what kiosks send, what is refused and how, and a graceful end."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import RequestFactory

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from sync.district.address import Address
from sync.district.answers import answer_refused
from sync.district.district import District
from sync.district.enrolment import revoke
from sync.district.server import serving
from sync.district.status import status
from sync.district.tickets import issue_ticket
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, close_envelope, open_envelope
from sync.protocol.messages import BATCH_TYPE, ENROLMENT_TYPE, Enrolment, decode, encode
from tests.helpers.district import NOW, Sender, enrolled, new_district, request_for, still_clock
from tests.helpers.waiting import ENDS_WITHIN_S

ROOT = Path(__file__).parents[3]

BUSY = 503
MOST_TRIES = 500


@pytest.fixture
def client(district: District) -> Iterator[httpx.Client]:
    """A client of the running district."""
    with serving(district, still_clock()) as url, httpx.Client(base_url=url, timeout=30, trust_env=False) as opened:
        yield opened


def code(answer: httpx.Response) -> tuple[int, str]:
    """Give status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


def test_a_batch_goes_in_and_an_acknowledgement_comes_out(
    district: District, sender: Sender, client: httpx.Client
) -> None:
    """An envelope for an envelope."""
    sender.visit()
    answer = client.post("/v1/sync", content=sender.envelope())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    assert sender.read(answer.content).seq == 3
    assert status(district).attempts.finished == 1


def test_a_kiosk_enrols_over_http(district: District, client: httpx.Client) -> None:
    """A ticket's request gives an enrolment."""
    keys = signing_keys(bytes(range(32)))
    request = request_for(issue_ticket(district, "00343", str(client.base_url), NOW), keys)
    answer = client.post("/v1/enrol", content=request)
    enrolment = decode(open_envelope(answer.content, ENROLMENT_TYPE, district.keys.public), Enrolment)
    assert enrolment.unit == "ward-00343-1996"
    other = request_for(issue_ticket(district, "00343", "", NOW), keys)
    assert code(client.post("/v1/enrol", content=other)) == (400, "kiosk_key_taken")


def test_thirty_two_senders_at_once_over_http(district: District, sender: Sender, client: httpx.Client) -> None:
    """Real connections, the same batch: one journal."""
    for _ in range(30):
        sender.visit()
    envelope = sender.envelope()

    def post(_: int) -> httpx.Response:
        """Come again where the district is busy and says so, as a kiosk does."""
        answer = client.post("/v1/sync", content=envelope)
        for _again in range(MOST_TRIES):
            if answer.status_code != BUSY:
                break
            assert int(answer.headers["Retry-After"]) >= 1
            answer = client.post("/v1/sync", content=envelope)
        return answer

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(post, range(32)))
    assert {each.status_code for each in answers} == {200}
    assert {sender.read(each.content).seq for each in answers} == {90}
    assert status(district).entries == 90


def test_refusals_have_a_status_and_a_code(sender: Sender, client: httpx.Client, tmp_path: Path) -> None:
    """Each is told apart; none says anything else."""
    sender.visit()
    wrong_key = close_envelope(signing_keys(bytes(32)), BATCH_TYPE, encode(sender.batch()))
    with new_district(tmp_path / "other") as (other, _):
        stranger = enrolled(other, seed=2).envelope()
    assert code(client.post("/v1/sync", content=b"noise")) == (400, "envelope_damaged")
    assert code(client.post("/v1/sync", content=wrong_key)) == (403, "signature_wrong")
    assert code(client.post("/v1/sync", content=stranger)) == (403, "kiosk_unknown")
    assert code(client.post("/v1/sync", content=bytes(MAX_ENVELOPE_BYTES + 1))) == (413, "envelope_too_large")
    assert code(client.post("/v1/sync", content=iter([bytes(MAX_ENVELOPE_BYTES), b"x"]))) == (413, "envelope_too_large")
    assert code(client.get("/v1/sync")) == (405, "method_not_allowed")
    assert code(client.get("/v1/nothing")) == (404, "not_found")


def test_a_revoked_kiosk_hears_it(district: District, sender: Sender, client: httpx.Client) -> None:
    """By a signed acknowledgement, not by a broken connection."""
    sender.visit()
    revoke(district, sender.id, NOW)
    answer = client.post("/v1/sync", content=sender.envelope())
    assert (answer.status_code, sender.read(answer.content).code) == (200, "revoked")


def test_a_port_in_use_is_said(district: District, client: httpx.Client) -> None:
    """A second server on the same port is refused with its address."""
    port = client.base_url.port
    with (
        pytest.raises(Refused, match=f"address_in_use host=127.0.0.1 port={port}"),
        serving(district, still_clock(), Address(port=port or 0)),
    ):
        pass


def test_an_ipv6_address_is_served_and_written_in_brackets(district: District) -> None:
    """Where the machine has one."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving(district, still_clock(), Address("::1")) as url:
        assert url.startswith("http://[::1]:")
        assert httpx.get(f"{url}/health", trust_env=False).status_code == 200


@pytest.mark.expects_log("refused: disk_full")
def test_a_fault_of_the_place_is_not_the_kiosk_s() -> None:
    """A full disk is 503, so that kiosks try again, and is logged."""
    answer = answer_refused(RequestFactory(Litestar(logging_config=None)).post("/v1/sync"), Refused("disk_full"))
    assert answer.status_code == 503


def test_health_and_description(client: httpx.Client) -> None:
    """Monitoring asks `/health`; machines read `/schema`."""
    assert client.get("/health").json() == {"status": "ok"}
    described = client.get("/schema/openapi.json").json()
    assert {"/v1/sync", "/v1/enrol", "/health"} <= set(described["paths"])
    sync = described["paths"]["/v1/sync"]["post"]
    assert sync["requestBody"]["required"]
    assert set(sync["requestBody"]["content"]) == {"application/octet-stream"}
    assert {"200", "400", "403", "413", "503"} <= set(sync["responses"])
    assert sync["description"]
    assert client.get("/schema").json() == described


@pytest.mark.expects_log("fault in POST /v1/sync")
def test_a_fault_is_calm_outside_and_logged_whole_inside(
    district: District, sender: Sender, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    """No trace leaves the district; the log has all of it."""
    sender.visit()
    with district.store.transaction():
        district.store.execute("DROP TABLE receipt")
    answer = client.post("/v1/sync", content=sender.envelope())
    assert code(answer) == (500, "district_fault")
    assert "receipt" not in answer.text
    assert "no such table: receipt" in caplog.text or 'relation "receipt" does not exist' in caplog.text
    assert status_entries(district) == 0


def status_entries(district: District) -> int:
    """Give how many entries there are, by the plainest question."""
    return int(district.store.rows("SELECT count(*) FROM entry")[0][0])


SERVE = """
import sys
from pathlib import Path

class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0].startswith(("PySide6", "shiboken6", "reportlab")) or name.split(".")[0] == "ui":
            raise ImportError(name)

sys.meta_path.insert(0, Forbidden())
from sync.district.address import Address
from sync.district.server import serve
serve(Path(sys.argv[1]), Address(), lambda url: print(url, flush=True))
print("ended", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_the_district_runs_without_qt_and_stops_when_told(tmp_path: Path) -> None:
    """As a program of its own, with PySide6 and the screens forbidden: it answers, prints no secret, and ends with 0."""
    with new_district(tmp_path / "district") as (district, report):
        sender = enrolled(district)
    sender.visit()
    command = [sys.executable, "-W", "error", "-c", SERVE, str(tmp_path / "district")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        answer = httpx.post(f"{url}/v1/sync", content=sender.envelope(), trust_env=False)
        assert answer.status_code == 200
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=ENDS_WITHIN_S)
    assert running.returncode == 0, err
    assert out == "ended\n"
    assert report.password not in out + err


def test_who_asks_it_to_stop_at_the_first_moment_is_heard(tmp_path: Path) -> None:
    """Between the word that it listens and its being ready no signal is lost: a service that stops at once would hang."""
    with new_district(tmp_path / "d"):
        pass
    program = (
        "import os, signal, sys; from pathlib import Path; from sync.district.address import Address;"
        " from sync.district.server import serve;"
        " serve(Path(sys.argv[1]), Address(port=0), lambda _url: os.kill(os.getpid(), signal.SIGTERM))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "d")], cwd=ROOT, timeout=ENDS_WITHIN_S, check=False
    )
    assert ended.returncode == 0
