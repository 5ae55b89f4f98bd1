"""Fills, changes and describes templates with openpyxl.

The argument is a file of jobs in JSON: a list of {"from", "to", "values",
"changes", "describe"}. Values are by the defined names of cells.
"""
import json
import sys

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill


def names(wb):
    """Defined names of the workbook, as (name, sheet's place or None, what it is)."""
    held = wb.defined_names
    if hasattr(held, "definedName"):  # openpyxl before 3.1
        return [(d.name, d.localSheetId, d) for d in held.definedName]
    found = [(n, None, d) for n, d in held.items()]
    for i, sheet in enumerate(wb.worksheets):
        found += [(n, i, d) for n, d in sheet.defined_names.items()]
    return found


def cell(wb, name):
    for n, scope, d in names(wb):
        if n == name and scope is None:
            sheet, ref = next(iter(d.destinations))
            return wb[sheet][ref.replace("$", "")]
    raise KeyError(name)


def change(wb, what):
    if what == "formats":  # as after pasting from another table
        for sheet in wb.worksheets:
            if sheet.sheet_state == "visible":
                for row in sheet.iter_rows():
                    for c in row:
                        c.font = Font(name="Calibri", size=11, bold=True)
                        c.fill = PatternFill("solid", fgColor="FF99CC00")
                        c.alignment = Alignment(horizontal="center")
    elif what == "extra sheets":
        wb.create_sheet("Melnraksts", 0)["A1"] = "12 skolēni"
        wb.create_sheet("Kas jālabo (vecs)")["B2"] = "=1+1"
    elif what == "order of sheets":
        wb._sheets.reverse()
    elif what.startswith("note "):
        cell(wb, what[5:]).comment = Comment("Pajautāt Ilzei", "Skola")
    else:
        raise ValueError(what)


def colour(c):
    return [c.type, getattr(c, c.type), c.tint] if c else None


def side(s):
    return [s.style, colour(s.color)] if s else None


def look(c, fills):
    b = c.border
    told = [
        c.number_format, c.font.name, c.font.sz, c.font.b, c.font.i, colour(c.font.color),
        c.alignment.horizontal, c.alignment.vertical, bool(c.alignment.wrap_text), c.alignment.indent,
        c.protection.locked, c.protection.hidden, side(b.left), side(b.right), side(b.top), side(b.bottom),
    ]
    if fills:
        told += [c.fill.fill_type, colour(c.fill.fgColor)]
    return told


def describe(wb):
    lines = []
    where = {i: s.title for i, s in enumerate(wb.worksheets)}
    for sheet in wb.worksheets:
        t = sheet.title
        lines.append([t, "state", sheet.sheet_state])
        p = sheet.protection
        lines.append([t, "protection", p.password] + [(k, bool(getattr(p, k))) for k in (
            "sheet", "objects", "scenarios", "formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
            "insertHyperlinks", "deleteColumns", "deleteRows", "selectLockedCells", "sort", "autoFilter", "pivotTables", "selectUnlockedCells")])
        lines.append([t, "print", str(sheet.print_area), str(sheet.print_title_rows), sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth])
        lines.append([t, "panes", str(sheet.freeze_panes)])
        for m in sorted(str(m) for m in sheet.merged_cells.ranges):
            lines.append([t, "merged", m])
        for v in sheet.data_validations.dataValidation:
            lines.append([t, "validation", str(v.sqref), v.type, v.operator, v.formula1, v.formula2, v.promptTitle, v.prompt, v.errorTitle, v.error, v.allow_blank])
        for rng in sheet.conditional_formatting:
            lines.append([t, "conditional", str(rng.sqref), [(r.type, r.formula) for r in rng.rules]])
        for k, d in sorted(sheet.column_dimensions.items()):
            lines.append([t, "column", k, d.width, d.hidden])
        for k, d in sorted(sheet.row_dimensions.items()):
            lines.append([t, "row", k, d.height, d.hidden])
        for row in sheet.iter_rows():
            for c in row:
                if c.value is not None:
                    lines.append([t, "value", c.coordinate, str(c.value), c.data_type])
                if c.has_style:
                    lines.append([t, "look", c.coordinate, look(c, False)])
                    lines.append([t, "fill", c.coordinate, look(c, True)[-2:]])
                if c.hyperlink:
                    lines.append([t, "link", c.coordinate, c.hyperlink.location, c.hyperlink.target])
                if c.comment:
                    lines.append([t, "note", c.coordinate, c.comment.author, c.comment.text])
    for n, scope, d in names(wb):
        lines.append([where.get(scope, ""), "name", n, d.attr_text, bool(d.hidden)])
    return sorted(json.dumps(line, ensure_ascii=False) for line in lines)


for job in json.load(open(sys.argv[1], encoding="utf-8")):
    wb = openpyxl.load_workbook(job["from"])
    for name, value in (job.get("values") or {}).items():
        cell(wb, name).value = value
    for what in job.get("changes") or []:
        change(wb, what)
    if job.get("to"):
        wb.save(job["to"])
    if job.get("describe"):
        with open(job["describe"], "w", encoding="utf-8") as out:
            out.write("\n".join(describe(wb)))
