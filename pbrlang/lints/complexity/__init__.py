"""How much there is in a contract."""
