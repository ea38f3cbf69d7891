"""The command `pbr`: one file for each of its words; what they need is imported when they run."""
