from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from fastapi.testclient import TestClient

from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.ui.conftest import a_server
from ui.api_docs import docs_page
from ui.records import answer_record, search_record
from ui.records_register import commitment_record, link_record

pytestmark = pytest.mark.stack

QUESTION = "Hoeveel sociale huurwoningen bouwt de gemeente in de wijk Zuid?"


@pytest.fixture(scope="module")
def client(shelf: KnowledgeBase) -> Iterator[TestClient]:
    """The whole server, without a socket."""
    with TestClient(a_server(shelf)) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A server on a collection in which nothing was read yet."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    settings = Settings(corpus=corpus, data=tmp_path / "data")
    with TestClient(a_server(KnowledgeBase(settings, LetterEmbedder()))) as made:
        yield made


def without_time(record: dict[str, object]) -> dict[str, object]:
    """A record without the one field that differs from run to run."""
    return {key: value for key, value in record.items() if key != "elapsed_ms"}


def test_an_answer_is_the_one_of_the_command_line(client: TestClient, shelf: KnowledgeBase) -> None:
    """GET and POST give, field for field, what ``ask --json`` prints."""
    wanted = without_time(answer_record("v1", shelf.ask(QUESTION), 0.0))
    posted = client.post("/api/ask", json={"id": "v1", "question": QUESTION})
    assert without_time(posted.json()) == wanted
    got = client.get("/api/ask", params={"question": QUESTION})
    assert without_time(got.json()) == wanted | {"id": None}


def test_passages_are_those_of_the_command_line(client: TestClient, shelf: KnowledgeBase) -> None:
    """Search too, with its limit and filters."""
    asked = {"question": "bomen", "limit": 2, "documents": ["klimaatplan-2030"]}
    answer = client.post("/api/search", json=asked)
    record = answer.json()
    assert len(record["passages"]) == 2
    assert {passage["document"] for passage in record["passages"]} == {"klimaatplan-2030"}
    got = client.get("/api/search", params={"question": "bomen", "limit": 2, "document": "klimaatplan-2030"})
    assert without_time(got.json()) == without_time(record)
    everything = without_time(search_record(None, "bomen", shelf.search("bomen", 2), 0.0))
    assert (
        without_time(client.get("/api/search", params={"question": "bomen", "limit": 2}).json()) == everything
    )


def test_the_register_is_that_of_the_command_line(client: TestClient, shelf: KnowledgeBase) -> None:
    """Commitments and links, field for field; filters narrow them."""
    today = "2029-01-01"
    all_of_them = client.get("/api/commitments", params={"today": today}).json()
    from datetime import date

    assert all_of_them == json.loads(
        json.dumps([commitment_record(item) for item in shelf.commitments(None, date.fromisoformat(today))])
    )
    late = client.get("/api/commitments", params={"today": today, "overdue": True}).json()
    assert 0 < len(late) < len(all_of_them)
    assert client.get("/api/links").json() == [link_record(link) for link in shelf.links()]


def test_documents_and_pages_can_be_read(client: TestClient, shelf: KnowledgeBase) -> None:
    """The list of documents, and the text of a page as it was read."""
    documents = client.get("/api/documents").json()
    assert [row["document"] for row in documents] == [s.document.id for s in shelf.documents()]
    page = client.get("/api/pages/woonplan-2024/2").json()
    found = shelf.page("woonplan-2024", 2)
    assert found is not None
    assert page == {
        "document": "woonplan-2024",
        "page": 2,
        "page_label": None,
        "text": found.text,
        "ocr": False,
    }
    assert client.get("/api/status").json()["documents"] == 3


def test_downloads_open_in_their_programs(client: TestClient) -> None:
    """A workbook, a memo, a list and a picture, each as what it says it is."""
    workbook = client.get("/api/export", params={"format": "xlsx"})
    assert openpyxl.load_workbook(io.BytesIO(workbook.content)).sheetnames
    assert "attachment" in workbook.headers["content-disposition"]
    assert Document(io.BytesIO(client.get("/api/export", params={"format": "docx"}).content)).paragraphs
    assert client.get("/api/export", params={"format": "svg"}).headers["content-type"] == "image/svg+xml"
    assert "huurwoningen" in client.get("/api/export", params={"format": "csv"}).text


def test_an_answer_comes_as_a_word_file(client: TestClient) -> None:
    """Question, answer and sources; the same bytes for the same question."""
    first = client.get("/api/answer.docx", params={"vraag": QUESTION})
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(first.content)).paragraphs)
    assert QUESTION in text
    assert "Woonplan Voorbeeldstad 2024, pagina 1" in text
    assert first.content == client.get("/api/answer.docx", params={"vraag": QUESTION}).content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/pages/woonplan-2024/99", 404),
        ("/api/pages/niets/1", 404),
        ("/api/pages/woonplan-2024/1/picture.png", 404),
        ("/api/ask?question=x&document=niets", 400),
        ("/api/commitments?kind=onzin", 422),
        ("/api/search?question=", 422),
        ("/api/export?format=exe", 422),
    ],
)
def test_what_cannot_be_is_said(client: TestClient, path: str, status: int) -> None:
    """With a status, and where it is ours a sentence and a hint."""
    answer = client.get(path)
    assert answer.status_code == status
    if status != 422:
        assert answer.json()["message"]
        assert answer.json()["hint"]


def test_before_the_first_sync_it_is_said_what_to_do(empty: TestClient) -> None:
    """503, with the command; health and status answer all the same."""
    answer = empty.get("/api/ask", params={"question": "iets"})
    assert answer.status_code == 503
    assert "sync" in answer.json()["hint"]
    assert empty.get("/health").status_code == 503
    assert empty.get("/api/status").json()["documents"] == 0
    assert empty.get("/api/documents").json() == []
    assert empty.get("/").status_code == 200


def test_the_description_names_every_operation(client: TestClient) -> None:
    """The OpenAPI description is complete, and the page made of it asks nothing from elsewhere."""
    schema = client.get("/openapi.json").json()
    assert {
        "/health", "/api/search", "/api/ask", "/api/commitments", "/api/links", "/api/export", "/api/documents",
        "/api/pages/{document}/{number}", "/api/status", "/api/answer.docx",
    } <= set(schema["paths"])  # fmt: skip
    page = client.get("/docs").text
    assert page == docs_page(schema)
    assert all(path in page for path in schema["paths"])
    assert "src=" not in page
    assert "http://" not in page.replace("http://127.0.0.1:7860", "")
    assert "https://" not in page


def test_the_page_is_dutch_and_points_nowhere_else(client: TestClient) -> None:
    """Before any script runs: lang="nl", and no address of another machine in its head."""
    page = client.get("/").text
    assert 'lang="nl"' in page[:200]
    assert "og:image" not in page
    assert client.get("/config").status_code == 200


def test_the_tools_of_an_assistant_are_three(client: TestClient) -> None:
    """MCP offers ask, search and commitments, each with a description, and nothing else of the app."""
    tools = client.get("/gradio_api/mcp/schema").json()
    assert sorted(tool["name"] for tool in tools) == ["ask", "commitments", "search"]
    assert all(tool["description"] for tool in tools)
