"""Dutch: words, lemmas, compound parts and, with a glossary, their meaning in English."""
