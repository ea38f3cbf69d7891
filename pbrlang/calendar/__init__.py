"""Months, quarters, contract years and cohorts as stretches of days."""
