"""What back ends share: layout, names and what a function has to be handed; none of them knows another."""
