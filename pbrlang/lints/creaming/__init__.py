"""Creaming and parking."""
