"""The command `pbr`: one file for each of its words; what they need is imported when they run."""

import gc

# Little of what a short run makes is garbage, and most of it is made while modules load: looking for it costs a tenth
# of the time until the first word. It is set here because this is the first of pbr's own rooms that the command loads.
gc.set_threshold(50_000, 20, 20)
