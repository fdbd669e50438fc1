"""One reader a format: the bytes of a file become a Reading. Each heavy dependency has its door here."""
