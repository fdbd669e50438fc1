"""The register: what became of each commitment, written by people, kept for good."""
