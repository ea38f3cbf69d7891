"""The words that open blocks and items: what the layout reader must know of the grammar."""

CLAUSES = ("payment", "grant", "fee", "milestone", "bonus", "deduction", "clawback")
"""Blocks that make money due; one grammar rule serves them all."""

BLOCKS = {
    "contract": "contract",
    "data": "data",
    "unit": "unit",
    "cohort": "cohort",
    "outcome": "outcome",
    "measure": "measure",
    "tariff": "tariff",
    "cap": "cap",
    "example": "example",
    "always": "always",
    "accept": "accept",
    **dict.fromkeys(CLAUSES, "payment"),
}
"""Each word that opens a block, and the grammar rules that read it (`<rule>_header`, `<rule>_item`)."""

UNNUMBERED = frozenset(("unit", "example", "always", "accept"))
"""Blocks that state no right, and so carry no clause number."""

ITEMS = {
    "contract": (
        "purpose",
        "commissioner",
        "provider",
        "currency",
        "runs",
        "results",
        "years",
        "settles",
        "rounds",
        "part",
        "a",
        "accept",
    ),
    "data": ("one", "dated", "lasts", "records", "source", "supplied", "verified", "accept"),
    "cohort": ("groups", "each", "confirmed", "accept"),
    "measure": ("means", "lower", "higher", "baseline", "noise", "accept"),
    "payment": (
        "for",
        "on",
        "when",
        "pays",
        "deducts",
        "recovers",
        "once",
        "at",
        "every",
        "not",
        "may",
        "payable",
        "accept",
    ),
    "cap": ("limits", "cutting", "applied", "accept"),
    "example": ("given", "expect"),
}
"""The words with which the items of a block begin."""
