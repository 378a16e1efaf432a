"""Fills a workbook in LibreOffice as somebody at the keyboard would, and stores it again.

Takes JSON: office, profile, input, outputs [[path, filter]], row (the first to fill), rows [{header: text or choice}],
where a choice is {"choice": n}, the n-th entry that the cell's drop-down offers. Prints what the choices were.
"""
import json, os, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.ValidationType import LIST

asked = json.load(sys.stdin)
pipe = 'youyu-%d' % os.getpid()
office = subprocess.Popen([asked['office'], '--headless', '--norestore', '--nologo', '-env:UserInstallation=file://' + asked['profile'], '--accept=pipe,name=%s;urp;' % pipe],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connected():
    resolver = uno.getComponentContext().ServiceManager.createInstance('com.sun.star.bridge.UnoUrlResolver')
    while True:
        try:
            return resolver.resolve('uno:pipe,name=%s;urp;StarOffice.ComponentContext' % pipe)
        except Exception:
            if office.poll() is not None:
                raise
            time.sleep(0.1)


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def offered(book, cell):
    rule = cell.Validation
    if rule.Type != LIST:
        raise ValueError('no drop-down at ' + cell.AbsoluteName)
    sheet, cells = rule.getFormula1().replace("'", '').replace('$', '').replace('!', '.').rsplit('.', 1)
    return [row[0] for row in book.Sheets.getByName(sheet).getCellRangeByName(cells).getDataArray()]


def typed(book, cell, value, chosen):
    if cell.CellProtection.IsLocked and cell.Spreadsheet.isProtected():
        raise ValueError('locked: ' + cell.AbsoluteName)
    if isinstance(value, dict):
        value = offered(book, cell)[value['choice']]
        chosen.append(value)
    cell.FormulaLocal = value


desktop = connected().ServiceManager.createInstance('com.sun.star.frame.Desktop')
try:
    book = desktop.loadComponentFromURL('file://' + asked['input'], '_blank', 0, (prop('Hidden', True),))
    sheet = book.Sheets.getByIndex(0)
    width = 0
    while sheet.getCellByPosition(width, 0).String:
        width += 1
    at = {sheet.getCellByPosition(column, 0).String: column for column in range(width)}
    chosen = []
    for number, row in enumerate(asked['rows']):
        for header, value in row.items():
            typed(book, sheet.getCellByPosition(at[header], asked['row'] - 1 + number), value, chosen)
    locked = sheet.getCellByPosition(0, 1)
    told = {'chosen': chosen, 'protected': bool(sheet.isProtected()), 'firstIsLocked': bool(locked.CellProtection.IsLocked), 'sheets': list(book.Sheets.ElementNames),
            'notes': sheet.Annotations.Count, 'hidden': [name for name in book.Sheets.ElementNames if not book.Sheets.getByName(name).IsVisible]}
    for path, kind in asked['outputs']:
        book.storeToURL('file://' + path, (prop('FilterName', kind),))
    book.close(True)
    json.dump(told, sys.stdout)
finally:
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(30)
