"""Where and how the district's server is reached: address, TLS by its own files, or a proxy before it. Opens nothing."""

import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused

_HERE: Final = "localhost"


class Address(Struct, frozen=True):
    """`port` 0 takes any free one. `proxy` is the address whose word about who asks is believed, "" for nobody's.

    What kiosks send is signed and people's data is sealed, but staff's passwords and sessions are neither: in clear they may pass
    only within this machine, or where `is_clear_allowed` says that somebody knows what they do.
    """

    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""
    is_clear_allowed: bool = False

    @property
    def scheme(self) -> str:
        """What an address of this server begins with."""
        return "http" if self.certificate is None else "https"

    def check(self) -> None:
        """Refuse with `clear_not_allowed`, `tls_pair_incomplete`, `tls_files_unusable` or `proxy_address_unknown`."""
        if (self.certificate is None) != (self.key is None):
            raise Refused("tls_pair_incomplete")
        if self.proxy and not _is_address(self.proxy):
            raise Refused("proxy_address_unknown", found=self.proxy)
        if self.certificate is not None and self.key is not None:
            _check_pair(self.certificate, self.key)
        elif not (self.proxy or self.is_clear_allowed or _is_here(self.host)):
            raise Refused("clear_not_allowed", host=self.host)


def _check_pair(certificate: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=_no_password)
    except (OSError, ValueError) as fault:  # An SSLError is an OSError.
        raise Refused("tls_files_unusable", certificate=certificate.name, key=key.name) from fault


def _no_password() -> str:
    """Answer for a key under a password: nobody sits at the terminal of a server."""
    return ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    return host == _HERE or (_is_address(host) and ip_address(host).is_loopback)
