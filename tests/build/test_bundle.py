"""The built program carries what its screens need of Qt, and is refused when it is too large or its visit was not whole."""

from pathlib import Path

import pytest

from build_scripts.build_exe import BuildRefused, Built, measure, refuse_unfit
from build_scripts.bundle import qml_folders, slimmed

NEEDS = {
    "/qt/QtQuick.abi3.so": ["libQt6Quick.so.6", "libc.so.6"],
    "/qt/libQt6Quick.so.6": ["/somewhere/libQt6Core.so.6"],
    "/qt/libqgtk3.so": ["libgtk-3.so.0"],
}
"""Which library each file asks for, as the loader would see it."""


def needs(place: str) -> list[str]:
    """Look up the libraries of a file in `NEEDS`."""
    return NEEDS.get(place, [])


def kept(*entries: tuple[str, str, str]) -> list[str]:
    """Give the places of the entries that stay, for screens that import QtQuick alone."""
    return [place for place, _, _ in slimmed(entries, {"QtQuick"}, needs)]


def test_a_needed_library_stays_with_every_link_to_it() -> None:
    """What a kept file needs stays, through others too, as file and as link."""
    entries = [
        ("PySide6/QtQuick.abi3.so", "/qt/QtQuick.abi3.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/qt/libQt6Quick.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/qt/libQt6Core.so.6", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
    ]

    assert kept(*entries) == [place for place, _, _ in entries]


def test_what_nothing_kept_needs_goes() -> None:
    """A library that only a dropped plugin needed goes with it."""
    entries = [
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/qt/libqgtk3.so", "BINARY"),
        ("libgtk-3.so.0", "/qt/libgtk-3.so.0", "BINARY"),
        ("PySide6/Qt/lib/libQt6Charts.so.6", "/qt/libQt6Charts.so.6", "BINARY"),
        ("PySide6/Qt/translations/qtbase_vi.qm", "/qt/qtbase_vi.qm", "DATA"),
        ("PySide6/Qt/qml/QtCharts/qmldir", "/qt/qmldir", "DATA"),
        ("PySide6/Qt/qml/QtQuick/plugins.qmltypes", "/qt/plugins.qmltypes", "DATA"),
    ]

    assert kept(*entries) == []


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6\\qml\\QtQuick\\qtquick2plugin.dll",
        "libpython3.11.so.1.0",
        "resources/translations/vi/resident.json",
    ],
)
def test_what_a_window_a_printer_and_our_own_data_need_stays(place: str) -> None:
    """On both systems, however the paths are written."""
    assert kept((place, "/anywhere", "DATA")) == [place]


def test_the_screens_import_qt_quick_and_nothing_of_the_heavy_parts() -> None:
    """Qt's own scanner sees our screens' imports; what the software renderer cannot draw is not among them."""
    folders = qml_folders()

    assert "QtQuick" in folders
    assert not {folder for folder in folders if folder.startswith(("QtQuick3D", "QtQuick/Effects", "QtWebEngine"))}
    assert not {folder for folder in folders if folder.startswith("Kiosk")}


def test_size_counts_links_as_links(tmp_path: Path) -> None:
    """A link to a large file is a small thing."""
    (tmp_path / "one").write_bytes(bytes(2_000_000))
    try:
        (tmp_path / "two").symlink_to("one")
    except OSError:  # Windows without the right to make links
        assert measure(tmp_path) == (2.0, 1)
    else:
        assert measure(tmp_path) == (2.0, 2)


FIT = Built(size_mb=200.0, files=400, build_s=40, walkthrough_s=20, pictures=12, synced=True)


@pytest.mark.parametrize(
    ("built", "reason"),
    [
        (Built(220.1, 400, 40, 20, 12, synced=True), "220.1 MB, at most 220"),
        (Built(200.0, 400, 40, 20, 11, synced=True), "11 pictures"),
        (Built(200.0, 400, 40, 20, 12, synced=False), "synced: False"),
    ],
    ids=["large", "few-pictures", "not-synced"],
)
def test_an_unfit_program_is_refused(built: Built, reason: str) -> None:
    """Too large, or a visit that was not whole."""
    refuse_unfit(FIT)
    with pytest.raises(BuildRefused, match=reason):
        refuse_unfit(built)
