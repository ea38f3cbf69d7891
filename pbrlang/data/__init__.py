"""Rows in: read as text, scaled exactly, keyed, linked, checked, complete to a stated date; every bad row is found."""
