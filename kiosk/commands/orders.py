"""Commands by which a district tells its kiosks something: orders, settings, a newer pack."""

from argparse import Namespace
from datetime import timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_facts
from kiosk.contest.errors import Refused
from kiosk.storage.durable_file import read_whole

_LONGEST_LIST_BYTES: Final = 4 * 1024 * 1024


class Published(Struct, frozen=True):
    """The number of what goes to kiosks with their next sync."""

    number: int


def order(options: Namespace) -> None:
    """Order one kiosk, or all of a unit, to pause, close, open again, or be revoked."""
    from sync.district.district import open_district
    from sync.district.orders import issue_order
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        ordering = partial(issue_order, district, options.act_ordered, system_clock().now().at)
        lasts = timedelta(hours=options.hours)
        issued = unhindered(partial(ordering, kiosk=options.kiosk, unit_code=options.unit, lasts=lasts))
    print_facts(issued, options)


def settings(options: Namespace) -> None:
    """Set paper and first text size for the kiosks of a unit, or for all."""
    from sync.district.district import open_district
    from sync.district.orders import publish_settings
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        now = system_clock().now().at
        setting = partial(publish_settings, district, options.paper, options.text_step, now, unit_code=options.unit)
        number = unhindered(setting)
    print_facts(Published(number), options)


def exclude(options: Namespace) -> None:
    """Publish who may not enter, from a list of numbers; nothing of the list is kept."""
    from sync.district.district import open_district
    from sync.district.exclusions import exclude as publish_list
    from sync.district.store.database import unhindered

    try:
        text = read_whole(options.file, _LONGEST_LIST_BYTES).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refused("exclusions_malformed", line=1) from fault
    with open_district(data_folder(options, "district")) as district:
        print_facts(unhindered(partial(publish_list, district, text, system_clock().now().at)), options)


def publish(options: Namespace) -> None:
    """Publish a newer pack to every kiosk; refuses one with errors, or whose version is too low."""
    from kiosk.commands.pack import sound_pack
    from sync.district.district import open_district
    from sync.district.documents import publish_pack
    from sync.district.store.database import unhindered

    pack = sound_pack(options.place)
    with open_district(data_folder(options, "district")) as district:
        unhindered(partial(publish_pack, district, pack, system_clock().now().at))
    print_facts(Published(pack.version), options)
