"""A contract in British English: phrases for each operation, and sentences made of them.

All wording of a document is here. Another language would have a package of its own with the same names.
"""
