"""The migrations of the register's database, run by itself when it is opened."""
