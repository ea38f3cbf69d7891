"""Money at risk."""
