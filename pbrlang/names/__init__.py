"""What each name means: its home, and the one way to it from where it is read."""
