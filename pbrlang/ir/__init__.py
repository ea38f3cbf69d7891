"""The compiled contract: a graph of tables and values in dependency order."""
