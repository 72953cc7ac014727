#!/usr/bin/env python3
"""Makes the ledgers 20 to 34: layouts as tired people make them. Needs openpyxl, xlwt and odfpy; see make.py for the rest.

    python3 tests/ledgers/nasty.py
"""

import datetime
import os
import sys
import zipfile

sys.dont_write_bytecode = True

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from make import HERE, ROWS, acc, book, day, expect, plain, rng, save


def tall_header():
    """20: title, who made it, header of two lines in rows 4 and 5 with joined cells, a line of units, sums and signatures below."""
    workbook, sheet = book("2025台账")
    sheet["A1"] = "计 量 器 具 台 账"
    sheet.merge_cells("A1:J1")
    sheet["A2"] = "编制：张示例"
    sheet["D2"] = "审核：李示例"
    sheet["H2"] = "编号：XG-QR-7.6-01"
    heads = ["序号", "统一编号", "仪器名称", "出厂编号(S/N)", "技术特性", None, "检定/校准情况", None, None, "备注"]
    lines = [None, None, None, None, "测量范围", "分度值", "检定（校准）日期", "有效期至", "检/校周期", None]
    units = [None, None, None, None, "mm", "mm", None, None, "(月)", None]
    for column, (head, line, unit) in enumerate(zip(heads, lines, units), 1):
        sheet.cell(4, column, head)
        sheet.cell(5, column, line)
        sheet.cell(6, column, unit)
    for area in ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:I4", "J4:J5"):
        sheet.merge_cells(area)
    rows = [
        dict(asset_no="L-01", name="游标卡尺", serial_no="88231", range=rng("0", "150", "mm"), resolution={"value": "0.02", "unit": "mm"}, date="2024-09-01", due="2025-08-31", interval=12),
        dict(asset_no="L-02", name="高度尺", serial_no="0071", range=rng("0", "300", "mm"), resolution={"value": "0.05", "unit": "mm"}, date="2024-09-02", due="2025-09-01", interval=12),
    ]
    for number, row in enumerate(rows, 1):
        at = 6 + number
        for column, value in enumerate([number, row["asset_no"], row["name"], row["serial_no"], f"{row['range']['low']}～{row['range']['high']}", row["resolution"]["value"],
                                        day(row["date"]), day(row["due"]), 12, None], 1):
            sheet.cell(at, column, value)
    sheet["A9"] = "本页小计：2 件"
    sheet["A11"] = "制表人："
    sheet["E11"] = "批准："
    save(workbook, "20-tall-header.xlsx")
    expect("20-tall-header", list(rows[0]), [5, 6], rows=rows, sheet="2025台账", unused=["序号", "备注"])


def days_as_text():
    """21: days as every hand writes them."""
    workbook, sheet = book("Sheet1")
    sheet.append(["设备编号", "设备名称", "上次检定日期", "到期日"])
    written = [
        ("2024/9/1", "2025/8/31", "2024-09-01", "2025-08-31"),
        ("2024.09.01", "2025．8．31", "2024-09-01", "2025-08-31"),
        ("2024年9月1日", "2025年08月31日", "2024-09-01", "2025-08-31"),
        ("20240901", "20250831", "2024-09-01", "2025-08-31"),
        ("2024-9-1 00:00:00", "２０２５－０８－３１", "2024-09-01", "2025-08-31"),
        (" 2024-09-01 ", "2025-08-31\u00a0", "2024-09-01", "2025-08-31"),
        (20240901, 45900, "2024-09-01", "2025-08-31"),
        ("2024、9、1", "24.8.31", "2024、9、1", "24.8.31"),
        ("待检", "/", "待检", None),
    ]
    rows = []
    for number, (date, due, date_read, due_read) in enumerate(written, 1):
        sheet.append([f"D-{number:02}", "压力表", date, due])
        rows.append(dict(asset_no=f"D-{number:02}", name="压力表", date=date_read, due=due_read))
    save(workbook, "21-days-as-text.xlsx")
    expect("21-days-as-text", ["asset_no", "name", "date", "due"], [1, 1], rows=rows, sheet="Sheet1",
           problems=[("Sheet1!C9", "misread-date"), ("Sheet1!D9", "misread-date"), ("Sheet1!C10", "misread-date")])


def mac_days():
    """22: the calendar of 1904."""
    workbook, sheet = book("台账")
    workbook.epoch = CALENDAR_MAC_1904
    sheet.append(["管理编号", "器具名称", "校准日期", "下次校准日期"])
    for number, row in enumerate(ROWS[:3], 2):
        sheet.append([row["asset_no"], row["name"], day(row["date"]), day(row["due"])])
        for column in "CD":
            sheet[f"{column}{number}"].number_format = "yyyy-mm-dd"
    save(workbook, "22-mac-days.xlsx")
    expect("22-mac-days", ["asset_no", "name", "date", "due"], [1, 1], rows=ROWS[:3], sheet="台账")


def formulas():
    """23: formulas whose values were never calculated, and one that was."""
    workbook, sheet = book("台账")
    sheet.append(["管理编号", "器具名称", "检定日期", "检定周期(月)", "有效期至"])
    sheet.append(["F-1", "压力表", day("2024-09-01"), 12, "=EDATE(C2,D2)-1"])
    sheet.append(["F-2", "卡尺", day("2024-09-01"), 12, "=EDATE(C3,D3)-1"])
    for row in (2, 3):
        sheet[f"C{row}"].number_format = sheet[f"E{row}"].number_format = "yyyy-mm-dd"
    path = os.path.join(HERE, "23-formulas.xlsx")
    workbook.save(path)
    # As Excel leaves it: the second one with its value.
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = xml.replace("<f>EDATE(C3,D3)-1</f><v />", "<f>EDATE(C3,D3)-1</f><v>45900</v>").replace("<f>EDATE(C3,D3)-1</f><v></v>", "<f>EDATE(C3,D3)-1</f><v>45900</v>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    rows = [dict(asset_no="F-1", name="压力表", date="2024-09-01", interval=12), dict(asset_no="F-2", name="卡尺", date="2024-09-01", interval=12, due="2025-08-31")]
    expect("23-formulas", ["asset_no", "name", "date", "interval", "due"], [1, 1], rows=rows, sheet="台账", problems=[("台账!E2", "ledger-formula-error")])


def numbers():
    """24: codes as numbers: long, scientific, with a format that shows zeros; numbers as texts."""
    workbook, sheet = book("台账")
    sheet.append(["资产编号", "器具名称", "出厂编号", "证书编号", "检定周期", "分度值"])
    sheet.append([1020304, "压力表", 563, 3301202409010020, "12", "0.05MPa"])
    sheet.append([7, "温度计", 20190055, "WD-2", "十二个月", "1 ℃"])
    sheet.append([123456789012, "天平", "003", "1.2E+5", 6, "0.1mg"])
    sheet["A3"].number_format = "000000"
    sheet["C2"].number_format = "00000"
    sheet["A4"].number_format = "0.00E+00"
    rows = [
        dict(asset_no="1020304", name="压力表", serial_no="00563", certificate_no="3301202409010020", interval=12, resolution={"value": "0.05", "unit": "MPa"}),
        dict(asset_no="000007", name="温度计", serial_no="20190055", certificate_no="WD-2", interval=12, resolution={"value": "1", "unit": "℃"}),
        dict(asset_no="123456789012", name="天平", serial_no="003", certificate_no="1.2E+5", interval=6, resolution={"value": "0.1", "unit": "mg"}),
    ]
    save(workbook, "24-numbers.xlsx")
    expect("24-numbers", list(rows[0]), [1, 1], rows=rows, sheet="台账", problems=[("台账!D2", "ledger-digits-cut")])


def dirty_cells():
    """25: line breaks, blanks of all kinds, full width, text in two fonts, hidden rows and columns, a filter."""
    workbook, sheet = book("Sheet1")
    sheet.append(["　管理\n编号 ", "器 具 名 称", "型号\n规格", "出厂编号", "测量范围", "状 态"])
    sheet.append(["ＪＸ－００１", "游标\n卡尺", " 0-150 ", "88231\u00a0", "（０～１５０）ｍｍ", "合 格"])
    sheet.append(["JX-002\n", CellRichText("外径", TextBlock(InlineFont(b=True), "千分尺")), "0-25\u200b", "A1007", "0―25 mm", "合格"])
    sheet.append(["JX-003", "压力表　", "Y-100", "'00563", "0-1.6MPa", "在用"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:F4"
    rows = [
        dict(asset_no="JX-001", name="游标 卡尺", model="0-150", serial_no="88231", range=rng("0", "150", "mm"), status="in_use"),
        dict(asset_no="JX-002", name="外径千分尺", model="0-25", serial_no="A1007", range=rng("0", "25", "mm"), status="in_use"),
        dict(asset_no="JX-003", name="压力表", model="Y-100", serial_no="00563", range=rng("0", "1.6", "MPa"), status="in_use"),
    ]
    save(workbook, "25-dirty-cells.xlsx")
    expect("25-dirty-cells", list(rows[0]), [1, 1], rows=rows, sheet="Sheet1")


def a_sheet_for_each_shop():
    """26: a sheet for each workshop, with the same headings; a hidden one with what was scrapped, and a list of persons."""
    workbook, first = book("机加车间")
    sheets = [first, workbook.create_sheet("装配车间"), workbook.create_sheet("化验室"), workbook.create_sheet("报废"), workbook.create_sheet("人员")]
    parts = [ROWS[:2], ROWS[2:3], ROWS[3:4], ROWS[4:]]
    for sheet, rows in zip(sheets, parts):
        sheet.append([sheet.title + "计量器具台账"])
        sheet.append(["序号", "器具编号", "器具名称", "型号规格", "出厂编号", "检定日期", "有效期至"])
        for number, row in enumerate(rows, 1):
            sheet.append([number, row["asset_no"], row["name"], row["model"], row["serial_no"], row["date"], row["due"]])
    sheets[3].sheet_state = "hidden"
    sheets[4].append(["姓名", "岗位", "证书"])
    sheets[4].append(["张示例", "计量员", "ZZ-1"])
    save(workbook, "26-a-sheet-for-each-shop.xlsx")
    expect("26-a-sheet-for-each-shop", ["asset_no", "name", "model", "serial_no", "date", "due"], [2, 2], rows=ROWS[:4], sheet="机加车间", unused=["序号"])


def a_sheet_for_each_year():
    """27: the same instruments year by year; only the last year counts."""
    workbook, first = book("2023年")
    for sheet, year in ((first, "2022"), (workbook.create_sheet("2024年"), "2023"), (workbook.create_sheet("2025年"), "2024")):
        sheet.append(["管理编号", "器具名称", "型号规格", "检定日期"])
        for row in ROWS[:3]:
            sheet.append([row["asset_no"], row["name"], row["model"], row["date"].replace("2024", year)])
    save(workbook, "27-a-sheet-for-each-year.xlsx")
    expect("27-a-sheet-for-each-year", ["asset_no", "name", "model", "date"], [1, 1], rows=ROWS[:3], sheet="2025年")


def quoted_gb18030():
    """28: GB18030 with rare hanzi, quotes, line ends and commas inside cells."""
    rows = [
        dict(asset_no="G-1", name="游标卡尺", manufacturer="㐀𠮷量具厂", place="一车间, 东区"),
        dict(asset_no="G-2", name='5" 管钳', manufacturer="虚构厂", place="二车间 西区"),
    ]
    text = '管理编号,器具名称,生产厂家,使用部门\r\nG-1,游标卡尺,㐀𠮷量具厂,"一车间, 东区"\r\nG-2,"5"" 管钳",虚构厂,"二车间\n西区"\r\n,,,\r\n'
    with open(os.path.join(HERE, "28-quoted-gb18030.csv"), "wb") as file:
        file.write(text.encode("gb18030"))
    expect("28-quoted-gb18030", list(rows[0]), [1, 1], rows=rows)


def wps():
    """29: as WPS saves it, in the old binary format: joined header cells, joined shops down the side."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("仪器设备一览表")
    style = xlwt.easyxf(num_format_str="yyyy\\年m\\月d\\日")
    sheet.write_merge(0, 0, 0, 6, "仪器设备（计量器具）一览表")
    for column, head in enumerate(["使用部门", "设备编号", "设备名称", "型号/规格"]):
        sheet.write_merge(1, 2, column, column, head)
    sheet.write_merge(1, 1, 4, 5, "检定（校准）")
    sheet.write(2, 4, "日期")
    sheet.write(2, 5, "有效期")
    sheet.write_merge(1, 2, 6, 6, "确认状态")
    rows = []
    for number, row in enumerate(ROWS[:3], 3):
        for column, field in ((1, "asset_no"), (2, "name"), (3, "model")):
            sheet.write(number, column, row[field])
        sheet.write(number, 4, day(row["date"]), style)
        sheet.write(number, 5, day(row["due"]), style)
        sheet.write(number, 6, "合格")
        rows.append(dict(row, place="机加车间" if number < 5 else "空压站"))
    sheet.write_merge(3, 4, 0, 0, "机加车间")
    sheet.write(5, 0, "空压站")
    workbook.save(os.path.join(HERE, "29-wps.xls"))
    expect("29-wps", ["place", "asset_no", "name", "model", "date", "due", "status"], [2, 3], rows=rows, sheet="仪器设备一览表")


def repeated_odf():
    """30: ODS with repeated cells and rows, and cells that are covered by joined ones."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="台账")

    def line(cells, repeated=None):
        row = TableRow(numberrowsrepeated=repeated) if repeated else TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)

    def text(value, **more):
        cell = TableCell(valuetype="string", **more)
        cell.addElement(P(text=value))
        return cell

    line([text("计量器具台账", numbercolumnsspanned=4, numberrowsspanned=1), CoveredTableCell(numbercolumnsrepeated=3), TableCell(numbercolumnsrepeated=1020)])
    line([TableCell(numbercolumnsrepeated=1024)], repeated=2)
    line([text("编号"), text("名称"), text("型号规格"), text("状态"), TableCell(numbercolumnsrepeated=1020)])
    rows = []
    for number in (1, 2):
        line([text(f"O-{number}"), text("同型"), text("同型"), text("合格"), TableCell(numbercolumnsrepeated=1020)])
        rows.append(dict(asset_no=f"O-{number}", name="同型", model="同型", status="in_use"))
    line([text("O-3"), text("压力表", numbercolumnsrepeated=2), text("停用")])
    rows.append(dict(asset_no="O-3", name="压力表", model="压力表", status="out_of_use"))
    line([TableCell(numbercolumnsrepeated=1024)], repeated=1048569)
    document.spreadsheet.addElement(table)
    document.save(os.path.join(HERE, "30-repeated-odf.ods"))
    expect("30-repeated-odf", list(rows[0]), [4, 4], rows=rows, sheet="台账")


def traditional():
    """31: headings in traditional hanzi, English in brackets."""
    fields = ["asset_no", "name", "model", "serial_no", "range", "date", "due", "traceability_body", "certificate_no"]
    heads = ["項次", "設備編號(Asset No.)", "儀器名稱", "規格型號", "出廠編號（S/N）", "測量範圍", "檢定日期", "有效期至 (Due Date)", "檢定單位", "證書編號"]
    workbook, sheet = book("計量器具台賬")
    sheet.append(heads)
    for number, row in enumerate(ROWS[:3], 1):
        sheet.append([number] + [plain(f, row[f]) for f in fields])
    save(workbook, "31-traditional.xlsx")
    expect("31-traditional", fields, [1, 1], rows=ROWS[:3], sheet="計量器具台賬", unused=["項次"])


def two_in_one():
    """32: range and accuracy in one column, told apart by what they are; a day of nobody knows what goes nowhere."""
    workbook, sheet = book("台账")
    sheet.append(["管理编号", "计量器具名称", "测量范围及准确度", "型号", "日期"])
    sheet.append(["T-1", "卡尺", "(0~150)mm ±0.02mm", "数显", "2024-09-01"])
    sheet.append(["T-2", "压力表", "0~1.6MPa 1.6级", "Y-100", "2024-09-01"])
    rows = [dict(asset_no="T-1", name="卡尺", model="数显", range={"low": "0", "high": "150", "unit": "mm"}, accuracy={"kind": "mpe", "text": "±0.02mm"}),
            dict(asset_no="T-2", name="压力表", model="Y-100", range={"low": "0", "high": "1.6", "unit": "MPa"}, accuracy={"kind": "class", "text": "1.6级"})]
    save(workbook, "32-two-in-one.xlsx")
    expect("32-two-in-one", ["asset_no", "name", "model", "range", "accuracy"], [1, 1], rows=rows, sheet="台账", unused=["日期"])


def other_words():
    """33: the same columns in other words."""
    fields = ["asset_no", "name", "model", "manufacturer", "serial_no", "accuracy", "place", "interval", "date", "due", "traceability_body", "certificate_no", "status", "abc_class",
              "traceability", "mandatory"]
    heads = ["NO", "资产编号", "器具名称", "型号规格", "制造商", "机身号", "最大允许误差（MPE）", "使用部门", "检/校周期(月)", "最近检定（校准）日期", "下次检定日期", "溯源机构",
             "证书号", "确认状态", "ABC分类", "检定or校准", "是否强检", "保管人", "原值（元）", "购置日期", "启用时间"]
    workbook, sheet = book("Sheet1")
    sheet.append(heads)
    for number, row in enumerate(ROWS[:2], 1):
        cells = [number] + [plain(f, row[f]) for f in fields] + ["王示例", 1200.5, datetime.date(2019, 3, 1), "2019.4"]
        sheet.append(cells)
    save(workbook, "33-other-words.xlsx")
    expect("33-other-words", fields, [1, 1], rows=ROWS[:2], sheet="Sheet1", unused=["NO", "保管人", "原值（元）", "购置日期", "启用时间"])


def shops_one_below_the_other():
    """34: small tables one below the other, each with its title and header; an empty form at the end."""
    workbook, sheet = book("台账")
    heads = ["序号", "管理编号", "器具名称", "规格型号", "有效期至", "状态"]
    for title, rows in (("一、机加车间", ROWS[:2]), ("二、空压站", ROWS[2:3]), ("三、化验室", ROWS[3:4])):
        sheet.append([title])
        sheet.append(heads)
        for number, row in enumerate(rows, 1):
            sheet.append([number] + [plain(f, row[f]) for f in ("asset_no", "name", "model", "due", "status")])
        sheet.append(["小计", None, f"{len(rows)}台"])
        sheet.append([])
    for number in range(1, 4):
        sheet.append([number])
    sheet.append(["填表说明：本表一式两份"])
    save(workbook, "34-shops.xlsx")
    expect("34-shops", ["asset_no", "name", "model", "due", "status"], [2, 2], rows=ROWS[:4], sheet="台账", unused=["序号"])


if __name__ == "__main__":
    for make in (tall_header, days_as_text, mac_days, formulas, numbers, dirty_cells, a_sheet_for_each_shop, a_sheet_for_each_year, quoted_gb18030, wps, repeated_odf, traditional,
                 two_in_one, other_words, shops_one_below_the_other):
        make()
