"""The named queries as REST: their answers, their descriptions, and what is told of mistakes."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import openpyxl
import pytest

from kg import Graph
from kg.query.named import named_queries
from kg.query.result import BOM

PATH = "/api/queries/programme-regions"
GIVEN = {"programme": "四送一服"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_answer_is_that_of_the_command_line(client: httpx.Client, example: Path) -> None:
    answer = client.get(PATH, params=GIVEN).json()
    with Graph.open(example) as graph:
        expected = graph.named("programme-regions", **GIVEN)
    assert answer == {"columns": list(expected.vars), "rows": expected.to_dicts(), "truncated": ""}
    assert answer["rows"] != []


def test_a_spreadsheet_can_open_it(client: httpx.Client, example: Path) -> None:
    with Graph.open(example) as graph:
        expected = graph.named("programme-regions", **GIVEN).to_csv()
    answer = client.get(PATH, params=GIVEN | {"format": "csv"})
    assert answer.content.decode() == expected and expected.startswith(BOM)
    assert client.get(PATH, params=GIVEN, headers={"Accept": "text/csv"}).content == answer.content


def test_a_workbook_holds_texts_and_no_formulas(client: httpx.Client, example: Path) -> None:
    with Graph.open(example) as graph:
        expected = graph.named("programme-regions", **GIVEN)
    answer = client.get(PATH, params=GIVEN | {"format": "xlsx"})
    assert answer.headers["content-type"] == XLSX
    assert answer.headers["content-disposition"] == 'attachment; filename="programme-regions.xlsx"'
    assert answer.content == expected.to_xlsx()
    assert client.get(PATH, params=GIVEN, headers={"Accept": XLSX}).content == answer.content
    header, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows()
    assert [cell.value for cell in header] == list(expected.vars)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert len(rows) == len(expected) > 0


def test_the_forms_of_sparql_are_there_too(client: httpx.Client) -> None:
    answer = client.get(PATH, params=GIVEN, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["head"]["vars"] == client.get(PATH, params=GIVEN).json()["columns"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        (PATH, 400, "needs programme"),
        (PATH + "?programme=无此项目", 400, "无此项目"),
        (PATH + "?programme=a&programme=b", 400, "2 times"),
        (PATH + "?programme=a&nothing=b", 400, "nothing"),
        (PATH + "?programme=a&format=docx", 400, "docx"),
        ("/api/queries/nothing", 404, "Not Found"),
    ],
)
def test_mistakes_are_told_as_json(client: httpx.Client, path: str, status: int, told: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    assert told in answer.json()["error"]


def test_a_value_is_never_read_as_sparql(client: httpx.Client) -> None:
    hostile = '"} INSERT DATA { <a:a> <a:a> <a:a> } #'
    answer = client.get(PATH, params={"programme": hostile})
    assert (answer.status_code, "INSERT" in answer.json()["error"]) == (400, True)


def test_all_named_queries_are_listed_and_in_openapi(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()
    described = client.get("/api/openapi.json").json()
    assert [query["name"] for query in listed] == list(named_queries())
    for query in listed:
        operation = described["paths"][query["path"]]["get"]
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert names == [*(p["name"] for p in query["parameters"]), "format"]


def test_the_page_of_the_interface_needs_nobody_else(client: httpx.Client) -> None:
    page = client.get("/api")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "http" not in page.text.replace("http-equiv", "") and "<script" not in page.text
    assert all(f"/api/queries/{name}" in page.text for name in named_queries())
