"""How to use Woordhouder from llama-index: as a node parser, a retriever and a query engine.

Run it after ``make run`` or ``woordhouder sync``: ``.venv/bin/python docs/llama_index_example.py``
"""

from __future__ import annotations

import sys
from pathlib import Path

from llama_index.core.schema import Document

from kb.knowledge_base import KnowledgeBase
from kb.llama import KnowledgeBaseQueryEngine, KnowledgeBaseRetriever, SectionNodeParser
from kb.settings import Settings

QUESTION = "wat hebben we beloofd over zonnepanelen?"


def main() -> None:
    """Show the three doors, one after another."""
    knowledge = KnowledgeBase(Settings())

    file = Path("corpus/coalitieakkoord-2018-2022.txt")
    document = Document(text=file.read_text(encoding="utf-8"), metadata={"document": file.stem})
    nodes = SectionNodeParser().get_nodes_from_documents([document])
    sys.stdout.write(f"{len(nodes)} nodes; the first stands in section '{nodes[0].metadata['section']}'\n")

    for found in KnowledgeBaseRetriever(knowledge, limit=3).retrieve(QUESTION):
        sys.stdout.write(
            f"{found.score:.2f} {found.node.metadata['title']}, p. {found.node.metadata['page']}\n"
        )

    response = KnowledgeBaseQueryEngine(knowledge=knowledge).query(QUESTION)
    sys.stdout.write(f"{response}\n")


if __name__ == "__main__":
    main()
