"""What QML may remember of our types must not change or vanish under it."""

from pathlib import Path

import shiboken6
from pytestqt.qtbot import QtBot

from kiosk.services.opening import open_kiosk
from tests.helpers.kiosks import a_kiosk
from tests.helpers.qml import Hand, a_window


def test_models_of_one_class_share_its_description(qtbot: QtBot, tmp_path: Path) -> None:
    """No method without `@Slot` is connected to a signal.

    PySide gives an object with such a connection a QMetaObject of its own, which dies with it; QML keeps what it learnt under
    that address, and the next object described at the same address is taken for the dead one.
    """
    kiosks = [a_kiosk(tmp_path / name) for name in ("one", "other")]
    for kiosk in kiosks:
        open_kiosk(kiosk, "officer-1")
    with a_window(kiosks[0], qtbot) as hand, a_window(kiosks[1], qtbot) as other:
        one, two = _descriptions(hand), _descriptions(other)
        assert len(one) > 3
        assert [name for name in one if one[name] != two[name]] == []


def _descriptions(hand: Hand) -> dict[str, int]:
    """Give the address of each model's QMetaObject."""
    models = {**hand.window.models, "visit": hand.window.visit, "appearance": hand.window.appearance}
    return {name: int(shiboken6.getCppPointer(each.metaObject())[0]) for name, each in models.items()}
