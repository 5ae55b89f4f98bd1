"""Fills, changes and describes templates with LibreOffice, over its Python bridge.

The arguments are soffice, a folder for its profile, and a file of jobs in JSON:
a list of {"from", "to", "values", "changes", "describe"}. Values are by the
defined names of cells.
"""
import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import CellAddress, CellRangeAddress
from com.sun.star.table.CellContentType import EMPTY, FORMULA, VALUE

soffice, profile, jobs = sys.argv[1:4]
pipe = "raditaji%d" % os.getpid()
office = subprocess.Popen([
    soffice, "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nologo",
    "--accept=pipe,name=%s;urp;" % pipe,
], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def option(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def named(doc, name):
    """The cell of a defined name."""
    at = doc.NamedRanges.getByName(name).getReferredCells().RangeAddress
    return doc.Sheets.getByIndex(at.Sheet).getCellByPosition(at.StartColumn, at.StartRow)


def enter(cell, value):
    if value is None:
        cell.setString("")
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def change(doc, what):
    verb, _, rest = what.partition(" ")
    if verb == "rows":  # rows NAME N: N empty rows above the cell
        name, n = rest.split(" ")
        at = named(doc, name).CellAddress
        sheet = doc.Sheets.getByIndex(at.Sheet)
        protected = sheet.isProtected()
        sheet.unprotect("")
        sheet.Rows.insertByIndex(at.Row, int(n))
        if protected:
            sheet.protect("")
    elif verb == "move":  # move NAME: the cell is moved ten columns to the right
        at = named(doc, rest).CellAddress
        sheet = doc.Sheets.getByIndex(at.Sheet)
        sheet.unprotect("")
        to, area = CellAddress(), CellRangeAddress()
        to.Sheet, to.Column, to.Row = at.Sheet, at.Column + 10, at.Row
        area.Sheet, area.StartColumn, area.EndColumn, area.StartRow, area.EndRow = at.Sheet, at.Column, at.Column, at.Row, at.Row
        sheet.moveRange(to, area)
        sheet.protect("")
    elif verb == "sheet":  # sheet OLD NEW: a sheet is renamed
        old, new = rest.split(" ")
        doc.Sheets.getByName(old).setName(new)
    elif verb == "extra":
        doc.Sheets.insertNewByName("Melnraksts", 0)
    elif verb == "note":
        cell = named(doc, rest)
        sheet = doc.Sheets.getByIndex(cell.CellAddress.Sheet)
        sheet.unprotect("")
        sheet.Annotations.insertNew(cell.CellAddress, "Pajautāt Ilzei")
        sheet.protect("")
    else:
        raise ValueError(what)


def describe(doc):
    lines = []
    for name in doc.Sheets.ElementNames:
        sheet = doc.Sheets.getByName(name)
        lines.append([name, "sheet", sheet.IsVisible, sheet.isProtected()])
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        for row in range(end.EndRow + 1):
            for column in range(end.EndColumn + 1):
                c = sheet.getCellByPosition(column, row)
                if c.Type == VALUE:
                    lines.append([name, "value", column, row, c.Value])
                elif c.Type == FORMULA:
                    lines.append([name, "formula", column, row, c.Formula, c.String])
                elif c.Type != EMPTY:
                    lines.append([name, "text", column, row, c.String])
        for a in (sheet.Annotations.getByIndex(i) for i in range(sheet.Annotations.Count)):
            lines.append([name, "note", a.Position.Column, a.Position.Row, a.Author, a.String])
    return [json.dumps(line, ensure_ascii=False) for line in lines]


try:
    desktop = connect()
    for job in json.load(open(jobs, encoding="utf-8")):
        doc = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["from"]), "_blank", 0, (option("Hidden", True),))
        for name, value in (job.get("values") or {}).items():
            enter(named(doc, name), value)
        for what in job.get("changes") or []:
            change(doc, what)
        doc.calculateAll()
        if job.get("to"):
            doc.storeToURL(uno.systemPathToFileUrl(job["to"]), (option("FilterName", "Calc MS Excel 2007 XML"),))
        if job.get("describe"):
            with open(job["describe"], "w", encoding="utf-8") as out:
                out.write("\n".join(describe(doc)))
        doc.close(True)
    try:
        desktop.terminate()
    except Exception:  # it is gone before it answers
        pass
    office.wait(30)
finally:
    if office.poll() is None:
        office.kill()
