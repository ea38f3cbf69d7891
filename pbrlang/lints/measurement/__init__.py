"""Who says what happened."""
