"""The register on paper: Excel, CSV, a memo in Word, a timeline as a picture."""
