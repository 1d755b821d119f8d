"""People by kinds, cars, and the units that are in the accounts."""
