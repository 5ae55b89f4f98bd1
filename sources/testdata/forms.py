"""Spoils filled templates with openpyxl, for testdata/forms.

Standard input is a JSON list of jobs: {"from": file, "to": file, "edits": [[edit, ...], ...]}.
A cell is told by its defined name.
"""
import datetime
import json
import sys

import openpyxl


def cell_of(book, name):
    sheet, ref = next(iter(book.defined_names[name].destinations))
    return book[sheet][ref.replace("$", "")]


def edit(book, what, name=None, value=None):
    if what == "new":
        book.remove(book.active)
        book.create_sheet("Skolas").append(["Skola", "Skolēni"])
        return book
    names = book.defined_names
    if what == "constant":
        names[name].attr_text = '"%s"' % value
        return book
    if what == "refers":
        names[name].attr_text = value
        return book
    if what == "same":
        names[name].attr_text = names[value].attr_text
        return book
    if what == "add sheet":
        book.create_sheet(name)["A1"] = value
        return book
    if what == "swap":
        one, other = (cell_of(book, n) for n in (name, value))
        one.value, other.value = other.value, one.value
        return book
    if what == "remove sheet":
        del book[name]
        return book
    cell = cell_of(book, name)
    if what == "set":
        cell.value = value
    elif what == "error":
        cell.value, cell.data_type = value, "e"
    elif what == "format":
        cell.number_format = value
    elif what == "merge left":
        cell.parent.merge_cells(start_row=cell.row, end_row=cell.row, start_column=cell.column - 1, end_column=cell.column)
    else:
        raise ValueError(what)
    return book


for job in json.load(sys.stdin):
    edits = job["edits"] or []
    fresh = any(e[0] == "new" for e in edits)
    book = openpyxl.Workbook() if fresh else openpyxl.load_workbook(job["from"])
    for e in edits:
        book = edit(book, *e)
    moment = datetime.datetime(2025, 9, 1)
    book.properties.created = book.properties.modified = moment
    book.save(job["to"])
