"""The words that open blocks and items: what the layout reader must know of the grammar."""

CLAUSES = ("payment", "grant", "fee", "milestone", "bonus", "advance", "deduction", "clawback")
"""Blocks that make money due; one grammar rule serves them all."""

BLOCKS = {
    "contract": "contract",
    "data": "data",
    "list": "list",
    "unit": "unit",
    "cohort": "cohort",
    "outcome": "outcome",
    "measure": "measure",
    "tariff": "tariff",
    "table": "table",
    "cap": "cap",
    "floor": "floor",
    "payers": "payers",
    "split": "split",
    "account": "account",
    "break": "break",
    "variation": "variation",
    "clause": "clause",
    "scenario": "scenario",
    "example": "example",
    "always": "always",
    "accept": "accept",
    **dict.fromkeys(CLAUSES, "payment"),
}
"""Each word that opens a block, and the grammar rules that read it (`<rule>_header`, `<rule>_item`)."""

UNNUMBERED = frozenset(("list", "unit", "scenario", "example", "always", "accept"))
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
        "each",
        "worked",
        "accept",
    ),
    "data": ("one", "dated", "recorded", "lasts", "records", "source", "supplied", "verified", "accept"),
    "cohort": ("groups", "each", "confirmed", "accept"),
    "measure": ("means", "lower", "higher", "baseline", "noise", "not", "accept"),
    "table": ("file", "source", "until", "accept"),
    "payment": (
        "for",
        "on",
        "when",
        "pays",
        "deducts",
        "recovers",
        "unearned",
        "never",
        "once",
        "at",
        "every",
        "not",
        "may",
        "payable",
        "accept",
    ),
    "cap": ("limits", "cutting", "the", "applied", "unused", "money", "gross", "net", "accept"),
    "floor": ("tops", "on", "accept"),
    "payers": ("beyond", "each", "all", "accept"),
    "account": ("steps", "opens", "grows", "increased", "reduced", "accept"),
    "break": ("on", "when", "ends", "keeps", "accept"),
    "variation": ("from", "accept"),
    "scenario": ("given",),
    "example": ("given", "expect"),
}
"""The words with which the items of a block begin."""
