"""The few words that drawing adds to a document, by its language."""

ENGLISH = {
    "contents": "Contents",
    "where": "where",
    "key": "Terms in the formula",
    "otherwise": "otherwise",
    "if": "if",
    "over": "over",
    "draft": "Draft",
    "skip": "Skip to the text",
    "removed": "removed",
    "inserted": "inserted",
    "page": "Page",
    "of": "of",
    "picture": "Picture",
}
"""In English: `where` opens the key of a formula, `over` stands between what is summed and over what."""


def furniture(_language: str) -> dict[str, str]:
    """The words for a language, as a BCP 47 tag; so far English for all."""
    return ENGLISH
