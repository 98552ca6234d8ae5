"""The parts of the screens; each has its colours in the stylesheet of the same name."""
