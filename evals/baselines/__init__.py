"""What the system is compared with. The packages they need come with the extra ``eval``."""
