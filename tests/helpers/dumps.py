"""Everything a kiosk's database holds, to compare before and after."""

from kiosk.services.kiosk import Kiosk


def dump_of(kiosk: Kiosk) -> dict[str, list[tuple[object, ...]]]:
    """Give the rows of every table, by its name, sorted: equal only where nothing at all was written."""
    names = [
        str(row[0]) for row in kiosk.store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {
        name: sorted((tuple(row) for row in kiosk.store.rows(f'SELECT * FROM "{name}"')), key=repr)  # noqa: S608 - its own names
        for name in names
    }
