"""How the server is reached: over TLS with its own files, behind a proxy, and never in clear beyond this machine unasked."""

import ssl
from pathlib import Path

import httpx
import pytest

from kiosk.contest.errors import Refused
from sync.client.transport import open_client
from sync.district.address import Address
from sync.district.district import District
from sync.district.founding import InitReport
from sync.district.limits import Limits, Rate
from sync.district.server import serving
from tests.helpers.browsing import log_in
from tests.helpers.district import enrolled, still_clock

DATA = Path(__file__).parents[2] / "data"
CERTIFICATE, KEY = DATA / "loopback-certificate.pem", DATA / "loopback-key.pem"
"""Made for tests: they open nothing."""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what these tests are about


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        (Address(EVERYWHERE), "clear_not_allowed host=0.0.0.0"),
        (Address("::"), "clear_not_allowed"),
        (Address("district.example"), "clear_not_allowed"),
        (Address(certificate=CERTIFICATE), "tls_pair_incomplete"),
        (Address(key=KEY), "tls_pair_incomplete"),
        (Address(certificate=CERTIFICATE, key=CERTIFICATE), "tls_files_unusable"),
        (Address(certificate=DATA / "nothing.pem", key=KEY), "tls_files_unusable"),
        (Address(EVERYWHERE, proxy="anywhere"), "proxy_address_unknown found=anywhere"),
    ],
)
def test_what_would_not_be_safe_is_refused(address: Address, refusal: str) -> None:
    """Before anything listens."""
    with pytest.raises(Refused, match=refusal):
        address.check()


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("::1"),
        Address("localhost"),
        Address(EVERYWHERE, certificate=CERTIFICATE, key=KEY),
        Address(EVERYWHERE, proxy="10.0.0.2"),
        Address(EVERYWHERE, is_clear_allowed=True),
    ],
)
def test_what_is_safe_or_asked_for_is_served(address: Address) -> None:
    """This machine alone, TLS, a proxy, or somebody's word for it."""
    address.check()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_kiosks_and_staff_are_served_over_tls(place: tuple[District, InitReport]) -> None:
    """A batch goes in, the session's cookie is for TLS only, and a client that does not know the certificate goes away."""
    address = Address(certificate=CERTIFICATE, key=KEY)
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    sender = enrolled(place[0])
    sender.visit()
    with serving(place[0], still_clock(), address) as url:
        assert url.startswith("https://127.0.0.1:")
        with httpx.Client(base_url=url, verify=trusting, trust_env=False, follow_redirects=True) as client:
            answer = client.post("/v1/sync", content=sender.envelope())
            assert sender.read(answer.content).seq == 3
            assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
            log_in(client, place[1].admin, place[1].password)
            assert [each.secure for each in client.cookies.jar if each.name == "tramthi_session"] == [True]
        with open_client(url) as kiosk, pytest.raises(httpx.ConnectError):
            kiosk.get("/health")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("proxy", "is_believed"), [("127.0.0.1", True), ("10.0.0.2", False), ("", False)])
def test_only_the_named_proxy_says_who_asks(district: District, proxy: str, is_believed: bool) -> None:  # noqa: FBT001 - a case
    """Else anybody could come as somebody new each time."""
    with serving(district, still_clock(), Address(proxy=proxy), Limits(address=Rate(2, 1))) as url:
        answers = [
            httpx.get(f"{url}/health", headers={"X-Forwarded-For": f"203.0.113.{each}"}, trust_env=False).status_code
            for each in range(4)
        ]
    assert answers == ([200] * 4 if is_believed else [200, 200, 429, 429])
