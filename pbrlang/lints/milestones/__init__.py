"""Milestones and proxies."""
