"""A static site of contracts: their documents, findings, statements, and an index, without network or server."""

from pbrlang.site.writing import Entry, Written, document_files, write_site

__all__ = ["Entry", "Written", "document_files", "write_site"]
