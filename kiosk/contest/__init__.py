"""Pure rules of the contest: no I/O, no clock, no unseeded random."""
