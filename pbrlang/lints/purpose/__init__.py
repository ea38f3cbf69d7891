"""What a contract is for."""
