from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from library import FIRST, SECOND, Library

from kb.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.stack

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
STATES = 3

SYNC = """
import sys, time
from pathlib import Path
from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

class Slow(LetterEmbedder):
    def embed_passages(self, texts):
        time.sleep(float(sys.argv[3]))
        while sys.argv[4] and not Path(sys.argv[4]).exists():
            time.sleep(0.02)
        return super().embed_passages(texts)

import chromadb, tantivy
knowledge = KnowledgeBase(Settings(corpus=Path(sys.argv[1]), data=Path(sys.argv[2])), Slow())
print("begin", flush=True)
report = knowledge.sync(progress=lambda p: print(p.step, flush=True))
print("done", *sorted(f"{r.file}={r.action}" for r in report.files), flush=True)
"""


@contextmanager
def syncing(
    library: Library, pause: float = 0.0, script: str = SYNC, gate: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Start a sync in a process of its own; it is over when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(library.corpus), str(library.data), str(pause), gate],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def wait_for(process: subprocess.Popen[str], word: str) -> str:
    """Read what a process says until a line begins with this word, and return that line."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(word):
            return line.strip()
    raise AssertionError(f"the process ended without saying '{word}'")


def sync_elsewhere(library: Library) -> str:
    """Sync in another process and return what it reports."""
    with syncing(library) as process:
        report = wait_for(process, "done")
        assert process.wait(60) == 0
        return report


def documents(knowledge: KnowledgeBase) -> dict[str, str]:
    """What a reader finds: the text of the best passage of each document."""
    return {p.document: p.text for p in reversed(knowledge.search("woningen huur gemeente", limit=50))}


def test_an_open_knowledge_base_sees_a_sync_of_another_process(tmp_path: Path) -> None:
    """The server goes on answering, from the new state, when someone syncs on the command line."""
    library = Library(tmp_path)
    library.write("a.txt")
    library.write("weg.txt", SECOND)
    reader = library.open()
    reader.sync()
    assert set(documents(reader)) == {"a", "weg"}
    library.write("a.txt", SECOND)
    library.write("b.txt", "1. Wonen\nDe gemeente sloopt woningen.\n" + FIRST)
    (library.corpus / "weg.txt").unlink()
    assert sync_elsewhere(library) == "done a.txt=changed b.txt=new weg.txt=removed"
    after = documents(reader)
    assert set(after) == {"a", "b"}
    assert "honderd" in after["a"]
    assert reader.ask("hoeveel woningen bouwt de gemeente in de wijk Noord?").searched.documents == 2
    assert documents(library.open()) == after


def test_a_reader_is_right_at_every_moment_of_a_sync(tmp_path: Path) -> None:
    """While another process syncs, every answer is that of the old state or that of the new, whole."""
    library = Library(tmp_path)
    for name in ("a", "b", "c"):
        library.write(f"{name}.txt", FIRST * 2)
    reader = library.open()
    reader.sync()
    old = documents(reader)
    for name in ("a", "b", "c"):
        library.write(f"{name}.txt", SECOND * 2)
    seen = []
    with syncing(library, pause=0.05) as process:
        while process.poll() is None:
            seen.append(documents(reader))
        assert process.returncode == 0
    new = documents(reader)
    assert new != old
    assert all(answer in (old, new) for answer in seen)
    assert len(seen) > 3


@pytest.mark.slow
def test_two_syncs_at_once_end_as_one(tmp_path: Path) -> None:
    """The second waits, says so, and finds nothing left to do."""
    library = Library(tmp_path)
    library.write("a.txt", FIRST * 5)
    gate = tmp_path / "open"
    with syncing(library, gate=str(gate)) as first:
        wait_for(first, "betekenis")
        with syncing(library) as second:
            wait_for(second, "wachten")
            gate.touch()
            assert wait_for(first, "done") == "done a.txt=new"
            assert wait_for(second, "done") == "done a.txt=unchanged"
    clean = Library(tmp_path / "clean")
    clean.write("a.txt", FIRST * 5)
    clean.sync()
    assert library.contents() == clean.contents()


FORKING = (
    SYNC.partition('print("begin"')[0]
    + """
import os
for line in sys.stdin:  # importing takes seconds, a fork none: every line asks for one sync
    child = os.fork()
    if not child:
        print("begin", os.getpid(), flush=True)
        knowledge.sync()
        os._exit(0)
    print("ended", os.waitpid(child, 0)[1], flush=True)
"""
)


@pytest.mark.slow
def test_a_killed_sync_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Killed twenty times at any moment, the index is always whole, and in the end as if nothing happened."""
    rng = random.Random(20262)
    library = Library(tmp_path)
    with syncing(library, pause=0.02, script=FORKING) as process:
        for state in (0, STATES - 1):  # the first sync makes more than an index, the second is as the rest
            _write_state(library, state)
            started = time.monotonic()
            assert _killed_after(process, 60.0) == 0
            whole = time.monotonic() - started
        last = documents(library.open())
        killed = 0
        clean = [_clean(tmp_path / f"clean-{state}", state) for state in range(STATES)]
        wanted = [documents(knowledge.open()) for knowledge in clean]
        for number in range(KILLS):
            _write_state(library, number % STATES)
            (library.data / "cache" / "vectors.sqlite").unlink(missing_ok=True)  # or no work is left
            killed += _killed_after(process, rng.uniform(0.0, whole)) == signal.SIGKILL
            now = documents(library.open())
            assert now in (last, wanted[number % STATES])
            last = now
    assert killed > KILLS / 2
    library.sync()
    assert library.contents() == clean[(KILLS - 1) % STATES].contents()
    assert documents(library.open()) == wanted[(KILLS - 1) % STATES]


def _killed_after(process: subprocess.Popen[str], seconds: float) -> int:
    """Ask for a sync, kill it after this time if it is still there, and return how it ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("sync\n")
    process.stdin.flush()
    child = int(wait_for(process, "begin").split()[1])
    if not select.select([process.stdout], [], [], seconds)[0]:
        os.kill(child, signal.SIGKILL)
    return int(wait_for(process, "ended").split()[1])


def _clean(root: Path, state: int) -> Library:
    library = Library(root)
    _write_state(library, state)
    library.sync()
    return library


def _write_state(library: Library, state: int) -> None:
    """Each state has a changed, a new and a removed document, and one that stays."""
    for path in library.corpus.glob("*.txt"):
        path.unlink()
    library.write("blijft.txt", FIRST)
    library.write("wisselt.txt", f"1. Wonen\nDe gemeente bouwt in {2000 + state} woningen.\n" + FIRST * 4)
    library.write(
        f"nieuw-{state}.txt", f"2. Groen\nIn {2000 + state} komen er bomen bij woningen.\n" + SECOND * 2
    )
