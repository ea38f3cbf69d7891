"""Exact numbers with their units, currencies, dates, rounding, and how each is written."""
