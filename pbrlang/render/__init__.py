"""Documents that people read: a neutral document, and what draws it as HTML, Word, PDF or Markdown.

`model` is what a document can hold. What writes a document from a contract fills it with words once; what draws
it knows nothing of contracts, so that every format says the same.
"""
