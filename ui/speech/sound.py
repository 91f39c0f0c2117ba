"""Whether this machine can be heard at all, and the way a sound is played on it. Knows nothing of speech."""

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from ui.speech.voice import Hush, VoiceFailed

_DEVICES: Final = Path("/dev/snd")
_LONGEST_S: Final = 90
"""No sentence takes so long: a program that is still there has lost its device."""
_PLAYERS: Final = (("pw-play", "-"), ("paplay",), ("aplay", "-q", "-"))
"""Programs that take a WAV on standard input, the ones that share a device first; `paplay` reads it without being told."""


def has_sound(devices: Path = _DEVICES) -> bool:
    """Tell whether there is a device that plays: on Linux a playback device of the kernel, on Windows a wave output."""
    if sys.platform == "win32":
        return bool(ctypes.windll.winmm.waveOutGetNumDevs())
    return any(devices.glob("pcmC*D*p"))


def find_player() -> tuple[str, ...]:
    """Give the command that plays a WAV from its standard input; () when this machine has none (or needs none: Windows)."""
    found = (each for each in _PLAYERS if shutil.which(each[0]))
    return next(found, ())


def play(wav: bytes, command: tuple[str, ...], hush: Hush) -> None:
    """Play a whole WAV and return at its end, or soon after `hush`. Nothing of it is written to a file."""
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - Windows alone has it

        hush.by(lambda: winsound.PlaySound(None, winsound.SND_PURGE))
        winsound.PlaySound(wav, winsound.SND_MEMORY)
        hush.over()
    else:
        run_until_hush(command, wav, hush)


def run_until_hush(command: tuple[str, ...], given: bytes, hush: Hush) -> None:
    """Run a program to its end with `given` on standard input; `hush` ends it. VoiceFailed when it fails by itself."""
    try:
        with subprocess.Popen(  # noqa: S603 - a program of the system, chosen above
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as program:
            hush.by(program.terminate)
            try:
                program.communicate(given, _LONGEST_S)
            except subprocess.TimeoutExpired:
                program.kill()
            hush.over()
    except OSError as fault:
        raise VoiceFailed(command[0]) from fault
    if program.returncode and not hush.is_wanted():
        raise VoiceFailed(command[0])
