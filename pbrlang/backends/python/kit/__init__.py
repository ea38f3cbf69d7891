"""Functions that a module written by `--to python` may need; each is copied into it as it stands here."""
