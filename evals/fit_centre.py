"""The command ``python -m evals.fit_centre``: the mean vector of glossed Dutch for the bundled encoder.

Writes ``kb/index/data/gloss_centre.txt``. To be run again when the encoder changes, or the way it is glossed;
the mean hardly moves with the documents.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

import numpy as np

from ingest.read import Reader, find_files
from ingest.sentences import split_sentences
from kb.dutch.gloss import Glosser
from kb.dutch.glossary import load_glossary
from kb.index.embedding import OFFLINE, SentenceTransformerEmbedder

_DIGITS = 5
_PER_LINE = 8
_SHORTEST = 12


def main(corpus: Path) -> int:
    """Compute the mean over the sentences of ``corpus`` and write it; return the exit status."""
    glosser = Glosser(load_glossary())
    glosses = [glosser.gloss(sentence) for sentence in _sentences(corpus)]
    vectors = SentenceTransformerEmbedder(OFFLINE).embed_passages(glosses)
    values = [f"{value:.{_DIGITS}f}" for value in np.mean(vectors, axis=0)]
    lines = [" ".join(values[start : start + _PER_LINE]) for start in range(0, len(values), _PER_LINE)]
    target = Path(str(files("kb.index").joinpath("data/gloss_centre.txt")))
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _sentences(corpus: Path) -> list[str]:
    found = []
    with Reader() as reader:
        for path in find_files(corpus)[0]:
            for piece in reader.read(path).pieces:
                if piece.kind not in ("heading", "running"):
                    texts = [piece.text[start:end] for start, end in split_sentences(piece.text)]
                    found += [text for text in texts if len(text) >= _SHORTEST]
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus")))
