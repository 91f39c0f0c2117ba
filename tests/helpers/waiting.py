"""How long tests wait for what always comes. A wait ends with what it waits for, never with its time.

So these are bounds against what never comes: far above what a busy machine needs, and above every patience that tests give to the
product, so that who waits learns how the product gave up. No goals: speed is measured by the benches.
"""

from typing import Final

COMES_WITHIN_MS: Final = 90_000
"""Something on a screen, on paper or in a file."""
COMES_WITHIN_S: Final = COMES_WITHIN_MS / 1_000
ENDS_WITHIN_S: Final = 600
"""A program that a test starts, from its start to its end."""
