"""The window may run for weeks: one visit after another takes no more memory than the first ones did.

A usual run watches some visits; `python3 build_scripts/test.py --tests tests/ui/test_memory.py --whole` watches 500.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

import msgspec
import pytest

from build_scripts import bench_window
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from tests.helpers.kiosks import a_kiosk
from tests.helpers.sampled import Sampled

ROOT: Final = Path(__file__).parents[2]
VISITS: Final = 500
SAMPLED: Final = 40


@pytest.mark.long
@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="resident memory is read from /proc, which only Linux has"
)
def test_memory_stays_where_the_first_visits_brought_it(tmp_path: Path, sampled: Sampled) -> None:
    """In a program of its own: at most a tenth more than after 20 visits."""
    a_kiosk(tmp_path / "kiosk", pack=load_pack_folder(SAMPLE_PACK)).store.close()
    visits = VISITS if sampled.is_whole else SAMPLED
    command = [sys.executable, bench_window.__file__, "memory", str(tmp_path / "kiosk"), str(visits)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr[-4000:]
    settled_mib, mib = msgspec.json.decode(done.stdout, type=tuple[float, float])
    assert mib <= settled_mib * bench_window.MOST_GROWTH
