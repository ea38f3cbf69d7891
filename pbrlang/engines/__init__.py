"""Engines: the same statements as the interpreter's, worked out inside a database where there are many rows.

Data lies in the database as relations that `naming` names, one for each table of the contract.
"""
