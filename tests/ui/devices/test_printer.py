"""Which printer this machine has, by what the settings say."""

import pytest

from ui.devices.printer import receipt_printer_at


@pytest.mark.parametrize(
    ("text", "queue"),
    [
        ("192.168.1.50", "escpos://192.168.1.50:9100"),
        (" 192.168.1.50:9101 ", "escpos://192.168.1.50:9101"),
        ("May-In.Phuong.lan", "escpos://may-in.phuong.lan:9100"),
        ("", None),
        ("192.168.1.50:", None),
        ("192.168.1.50:0", None),
        ("192.168.1.50:65536", None),
        ("192.168.1.50 9100", None),
        ("-printer", None),
        ("escpos://192.168.1.50", None),
        ("máy in", None),
    ],
)
def test_an_address_names_a_receipt_printer(text: str, queue: str | None) -> None:
    """With the usual port where none is written; what is no address names none."""
    assert receipt_printer_at(text) == queue
