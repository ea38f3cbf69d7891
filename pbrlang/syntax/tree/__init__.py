"""The source tree: what was written, with its places. Immutable, and never rebuilt."""
