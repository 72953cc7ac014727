#!/usr/bin/env python3
"""Makes the ledgers of this folder and what each must come to. Needs openpyxl, xlwt and, for ODS, LibreOffice (soffice).

    python3 tests/ledgers/make.py

Each ledger NAME.EXT stands beside NAME.expect.json: the sheet, the header rows, the answers of every row that is data, the columns that go
nowhere, and the cells that are told to a person. The answers are those of ROWS below, however the layout writes them; nothing is taken from
the program itself. All enterprises, persons and numbers are invented.
"""

import datetime
import json
import os
import subprocess
import sys

import openpyxl
import xlwt
from openpyxl.styles import Font
from openpyxl.workbook.protection import WorkbookProtection

HERE = os.path.dirname(os.path.abspath(__file__))


def rng(low, high, unit):
    return {"low": low, "high": high, "unit": unit}


def acc(kind, text):
    return {"kind": kind, "text": text}


ROWS = [
    dict(asset_no="JX-001", name="游标卡尺", model="0-150", serial_no="88231", manufacturer="虚构量具厂", range=rng("0", "150", "mm"),
         accuracy=acc("mpe", "±0.02 mm"), place="机加车间", use="quality", abc_class="B", mandatory=False, traceability="calibration",
         regulation="JJF 1071-2010", traceability_body="虚构市计量测试所", certificate_no="JZ20240901001", date="2024-09-01", interval=12,
         due="2025-08-31", status="in_use"),
    dict(asset_no="JX-002", name="外径千分尺", model="0-25", serial_no="A1007", manufacturer="虚构量具厂", range=rng("0", "25", "mm"),
         accuracy=acc("mpe", "±0.004 mm"), place="机加车间", use="quality", abc_class="B", mandatory=False, traceability="calibration",
         regulation="JJG 21-2008", traceability_body="虚构市计量测试所", certificate_no="JZ20240901002", date="2024-09-01", interval=12,
         due="2025-08-31", status="in_use"),
    dict(asset_no="JX-003", name="压力表", model="Y-100", serial_no="00563", manufacturer="虚构仪表厂", range=rng("0", "1.6", "MPa"),
         accuracy=acc("class", "1.6级"), place="空压站", use="safety", abc_class="A", mandatory=True, traceability="verification",
         regulation="JJG 52-2013", traceability_body="虚构区计量所", certificate_no="YL2024-3301", date="2024-11-05", interval=6,
         due="2025-05-04", status="in_use"),
    dict(asset_no="JX-004", name="电子天平", model="FA2004", serial_no="2019055", manufacturer="虚构天平厂", range=rng("0", "200", "g"),
         accuracy=acc("grade", "Ⅰ"), place="化验室", use="quality", abc_class="A", mandatory=False, traceability="verification",
         regulation="JJG 1036-2022", traceability_body="虚构市计量测试所", certificate_no="TP2024-0088", date="2024-03-15", interval=12,
         due="2025-03-14", status="limited"),
    dict(asset_no="JX-005", name="玻璃温度计", model="WNG-11", serial_no="无", manufacturer=None, range=rng("-20", "100", "℃"),
         accuracy=acc("mpe", "±1 ℃"), place="仓库", use="process", abc_class="C", mandatory=False, traceability="self",
         regulation="Q/XG 12-2023", traceability_body=None, certificate_no=None, date="2024-06-30", interval=24, due="2026-06-29",
         status="out_of_use"),
]

SHOWN = {
    "use": {"quality": "质量检验", "safety": "安全防护", "process": "工艺控制"},
    "traceability": {"calibration": "校准", "verification": "检定", "self": "自校"},
    "status": {"in_use": "合格", "limited": "准用", "out_of_use": "停用"},
}


def day(text):
    return datetime.date.fromisoformat(text)


def plain(field, value, style=None):
    """An answer as a ledger writes it."""
    style = style or {}
    if field in style:
        return style[field](value)
    if value is None:
        return style.get("empty", None)
    if field == "range":
        return f"({value['low']}~{value['high']}){value['unit']}"
    if field == "accuracy":
        return value["text"]
    if field == "mandatory":
        return "是" if value else "否"
    if field in SHOWN:
        return SHOWN[field].get(value, value)
    return value


def answers(fields, rows=None):
    return [{f: r[f] for f in fields if r.get(f) is not None} for r in (ROWS if rows is None else rows)]


def expect(name, fields, header, rows=None, sheet="", problems=(), unused=(), first=None, notes=None):
    found = answers(fields, rows)
    content = {"sheet": sheet, "header": header, "rows": found, "problems": [list(p) for p in problems], "unused": list(unused)}
    if notes is not None:
        content["notes"] = notes
    with open(os.path.join(HERE, name + ".expect.json"), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")


def book(title="Sheet1"):
    workbook = openpyxl.Workbook()
    workbook.properties.creator = "make.py"
    workbook.properties.created = workbook.properties.modified = datetime.datetime(2025, 1, 1)
    sheet = workbook.active
    sheet.title = title
    return workbook, sheet


def save(workbook, name):
    workbook.save(os.path.join(HERE, name))


ALL = list(ROWS[0])


def plain_headings():
    """01: headings as the form calls them, everything as text."""
    labels = ["管理编号", "器具名称", "型号规格", "出厂编号", "生产厂家", "测量范围", "准确度", "安装使用地点", "用途", "ABC 分类", "强制检定",
              "溯源方式", "依据规程规范", "检定校准机构", "证书编号", "检定校准日期", "周期", "有效期至", "状态"]
    workbook, sheet = book("计量器具台账")
    sheet.append(labels)
    for row in ROWS:
        sheet.append([str(v) if v is not None else None for v in (plain(f, row[f]) for f in ALL)])
    save(workbook, "01-plain.xlsx")
    expect("01-plain", ALL, [1, 1], sheet="计量器具台账")


def title_rows():
    """02: two merged title rows, numbers of lines, real dates, units in headings, signatures and a sum below."""
    fields = ["asset_no", "name", "model", "serial_no", "range", "accuracy", "place", "date", "interval", "due", "status"]
    heads = ["序号", "设备编号", "仪器名称", "规格型号", "出厂编号", "测量范围(mm)", "准确度等级/最大允许误差", "使用部门", "检定日期", "检定周期（月）",
             "有效期至", "使用状态", "备注"]
    workbook, sheet = book("设备台账")
    sheet["A1"] = "虚构一号精密机械零部件加工有限公司"
    sheet.merge_cells("A1:M1")
    sheet["A2"] = "计量器具台账　　　　2025 年度"
    sheet.merge_cells("A2:M2")
    sheet["A1"].font = Font(bold=True, size=16)
    for column, head in enumerate(heads, 1):
        sheet.cell(3, column, head)
    rows = ROWS[:2]
    for number, row in enumerate(rows, 1):
        cells = [number] + [plain(f, row[f]) for f in fields] + [None]
        cells[5] = f"{row['range']['low']}-{row['range']['high']}"
        cells[8], cells[10] = day(row["date"]), day(row["due"])
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(3 + number, column, value)
            if column in (9, 11):
                cell.number_format = "yyyy/m/d"
    sheet["A6"] = "合计"
    sheet["C6"] = "2 台"
    sheet["A8"] = "制表人：张示例"
    sheet["E8"] = "审核人：李示例"
    sheet["I8"] = "日期：2025.1.6"
    save(workbook, "02-titles.xlsx")
    expect("02-titles", fields, [3, 3], rows=rows, sheet="设备台账", unused=["序号", "备注"])


def two_lines():
    """03: a header of two lines with joined cells; range in two columns with its unit below; ticks for 强检."""
    workbook, sheet = book("台账")
    sheet["A1"] = "计量器具一览表"
    sheet.merge_cells("A1:N1")
    top = ["序号", "器具信息", None, None, None, "测量范围", None, None, "强检", "检定/校准信息", None, None, None, "状态"]
    low = [None, "统一编号", "名称", "型号", "机身号", "下限", "上限", "单位", None, "方式", "日期", "周期(月)", "有效期至", None]
    low[9] = "检定/校准"
    low[10] = "检定/校准日期"
    for column, (a, b) in enumerate(zip(top, low), 1):
        if a:
            sheet.cell(2, column, a)
        if b:
            sheet.cell(3, column, b)
    for area in ["A2:A3", "B2:E2", "F2:H2", "I2:I3", "J2:M2", "N2:N3"]:
        sheet.merge_cells(area)
    fields = ["asset_no", "name", "model", "serial_no", "range", "mandatory", "traceability", "date", "interval", "due", "status"]
    for number, row in enumerate(ROWS, 1):
        sheet.append([number, row["asset_no"], row["name"], row["model"], row["serial_no"], row["range"]["low"], row["range"]["high"],
                      row["range"]["unit"], "√" if row["mandatory"] else None, plain("traceability", row["traceability"]),
                      row["date"].replace("-", "."), row["interval"], row["due"].replace("-", "."), plain("status", row["status"])])
    save(workbook, "03-two-lines.xlsx")
    expect("03-two-lines", fields, [2, 3], sheet="台账", unused=["序号"])


def serial_dates():
    """04: dates as bare serial numbers, asset numbers as numbers with a format, years as the interval."""
    fields = ["asset_no", "name", "date", "interval", "due"]
    workbook, sheet = book("Sheet1")
    sheet.append(["资产编号", "设备名称", "校准日期", "校准周期（年）", "下次校准日期"])
    rows = []
    for number, row in enumerate(ROWS[:4], 1):
        serial = (day(row["date"]) - datetime.date(1899, 12, 30)).days
        due = (day(row["due"]) - datetime.date(1899, 12, 30)).days
        sheet.append([number, row["name"], serial, row["interval"] / 12, due])
        sheet.cell(number + 1, 1).number_format = "00000"
        rows.append({**row, "asset_no": f"{number:05}"})
    save(workbook, "04-serial-dates.xlsx")
    expect("04-serial-dates", fields, [1, 1], rows=rows, sheet="Sheet1")


def numbers_as_text():
    """05: certificate numbers that lost digits, a serial number that became a date, a formula that failed, empty marks."""
    workbook, sheet = book("设备")
    sheet.append(["管理编号", "名称", "出厂编号", "检定证书号", "检定日期", "有效期", "结果", "生产厂家"])
    sheet.append(["B-1", "压力表", 20190055, 33012024090100178, datetime.date(2024, 9, 1), datetime.date(2025, 2, 28), "合格", "/"])
    sheet.append(["B-2", "温度计", datetime.date(2024, 1, 1), "WD-2", "2024.9.1", "24/9/1", "合格", "—"])
    sheet.append(["B-3", "天平", "/", "=VLOOKUP(1,A1:A1,9,0)", "2024年3月5日", "2025年3月4日", "在用", "无"])
    sheet["D4"] = "#N/A"
    sheet["D4"].data_type = "e"
    sheet["D2"].number_format = "0"
    for cell in ("E2", "F2", "C3"):
        sheet[cell].number_format = "yyyy-mm-dd"
    save(workbook, "05-numbers.xlsx")
    rows = [
        dict(asset_no="B-1", name="压力表", serial_no="20190055", certificate_no="33012024090100200", date="2024-09-01", due="2025-02-28"),
        dict(asset_no="B-2", name="温度计", serial_no="2024-01-01", certificate_no="WD-2", date="2024-09-01", due="24/9/1"),
        dict(asset_no="B-3", name="天平", serial_no="无", date="2024-03-05", due="2025-03-04"),
    ]
    rows[0]["certificate_no"] = str(int(float("%.14e" % 33012024090100178)))
    expect("05-numbers", ["asset_no", "name", "serial_no", "certificate_no", "date", "due"], [1, 1], rows=rows, sheet="设备", unused=["结果"],
           problems=[("设备!D2", "ledger-digits-cut"), ("设备!C3", "ledger-became-date"), ("设备!F3", "misread-date"), ("设备!D4", "ledger-formula-error")])


def gbk_csv():
    """06: GBK with commas, headings of a purchasing system, full-width numbers."""
    fields = ["asset_no", "name", "model", "range", "date", "interval", "status"]
    lines = ["设备编码,设备名称,规格型号,量程,检定日期,检定周期,设备状态"]
    for row in ROWS[:4]:
        r = row["range"]
        lines.append(",".join([row["asset_no"], row["name"], row["model"], f"{r['low']}～{r['high']}{r['unit']}", row["date"].replace("-", "/"),
                               f"{row['interval']}个月", {"in_use": "在用", "limited": "限用"}[row["status"]]]))
    with open(os.path.join(HERE, "06-gbk.csv"), "wb") as file:
        file.write("\r\n".join(lines).encode("gbk") + b"\r\n")
    expect("06-gbk", fields, [1, 1], rows=ROWS[:4])


def other_texts():
    """07–09: UTF-8 with a mark and semicolons; UTF-16 with tabs, as Excel's Unicode text; UTF-8 with tabs and empty lines."""
    fields = ["asset_no", "name", "serial_no", "manufacturer", "traceability_body"]
    heads = ["器具编号", "计量器具名称", "机号", "制造单位", "检定单位"]
    rows = ROWS[:4]
    table = [heads] + [[row[f] for f in fields] for row in rows]
    with open(os.path.join(HERE, "07-semicolons.csv"), "wb") as file:
        text = "".join(";".join(f'"{v}"' if f in ("88231", "00563") else v for f, v in ((v, v) for v in line)) + "\r\n" for line in table)
        file.write(b"\xef\xbb\xbf" + text.encode())
    expect("07-semicolons", fields, [1, 1], rows=rows)
    with open(os.path.join(HERE, "08-utf16.txt"), "wb") as file:
        file.write(b"\xff\xfe" + "".join("\t".join(line) + "\r\n" for line in table).encode("utf-16-le"))
    expect("08-utf16", fields, [1, 1], rows=rows)
    with open(os.path.join(HERE, "09-tabs.tsv"), "wb") as file:
        text = "计量器具台账\n\n" + "\t".join(heads) + "\n" + "\n\n".join("\t".join(line) for line in table[1:]) + "\n\n注：本表由设备科维护\n"
        file.write(text.encode())
    expect("09-tabs", fields, [3, 3], rows=rows)


def old_xls():
    """10: the binary format of Excel 97, with real dates."""
    fields = ["asset_no", "name", "serial_no", "date", "due", "certificate_no"]
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.add_sheet("说明").write(0, 0, "本文件由设备管理系统导出")
    sheet = workbook.add_sheet("器具台账")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 5, "测量设备台账")
    for column, head in enumerate(["设备编号", "测量设备名称", "出厂编号", "检校日期", "下次检校日期", "证书号"]):
        sheet.write(1, column, head)
    for number, row in enumerate(ROWS[:4], 2):
        for column, field in enumerate(fields):
            if field in ("date", "due"):
                sheet.write(number, column, day(row[field]), style)
            else:
                sheet.write(number, column, row[field])
    workbook.save(os.path.join(HERE, "10-old.xls"))
    expect("10-old", fields, [2, 2], rows=ROWS[:4], sheet="器具台账")


def two_tables():
    """11: a list of persons below the ledger, the header repeated on the second page, a band that names a shop."""
    fields = ["asset_no", "name", "model", "date", "status"]
    heads = ["序号", "编号", "名称", "型号规格", "最近检定日期", "状态"]
    workbook, sheet = book("台账")
    sheet.append(["2025年计量器具台账"])
    sheet.append(heads)
    sheet.append(["机加车间"])
    sheet.merge_cells("A3:F3")
    for number, row in enumerate(ROWS[:2], 1):
        sheet.append([number] + [plain(f, row[f]) for f in fields])
    sheet.append(["第 1 页 共 2 页"])
    sheet.append(heads)
    for number, row in enumerate(ROWS[2:], 3):
        sheet.append([number] + [plain(f, row[f]) for f in fields])
    sheet.append([])
    sheet.append(["序号", "姓名", "岗位", "证书编号", "有效期", "备注"])
    sheet.append([1, "张示例", "计量员", "ZZ-1", "2026-01-01", "专职"])
    sheet.append([2, "李示例", "检定员", "ZZ-2", "2026-01-01", "兼职"])
    save(workbook, "11-two-tables.xlsx")
    expect("11-two-tables", fields, [2, 2], sheet="台账", unused=["序号"])


def joined_down():
    """12: departments joined over several rows, hidden columns, text with line breaks in headings."""
    fields = ["place", "asset_no", "name", "serial_no", "due"]
    heads = ["使用\n部门", "计量器具\n编号", "计量器具\n名称", "出厂\n编号", "有效\n日期"]
    workbook, sheet = book("Sheet1")
    sheet.append(heads)
    for row in ROWS:
        sheet.append([row[f] for f in fields])
    sheet["A3"] = None
    sheet.merge_cells("A2:A3")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[4].hidden = True
    save(workbook, "12-joined.xlsx")
    expect("12-joined", fields, [1, 1], sheet="Sheet1")


def english():
    """13: an English ledger of a joint venture."""
    fields = ["asset_no", "name", "model", "serial_no", "range", "date", "due", "place", "status"]
    heads = ["No.", "Equipment No.", "Equipment Name", "Model No.", "S/N", "Range", "Last Calibration", "Next Due", "Location", "Condition"]
    workbook, sheet = book("Calibration Master List")
    sheet["A1"] = "Calibration Master List"
    sheet.append([])
    sheet.append(heads)
    style = {"range": lambda v: f"{v['low']} to {v['high']} {v['unit']}" if False else f"{v['low']}~{v['high']} {v['unit']}",
             "status": lambda v: {"in_use": "In use", "limited": "Limited"}[v]}
    for number, row in enumerate(ROWS[:4], 1):
        sheet.append([number] + [plain(f, row[f], style) for f in fields])
    header = sheet.max_row - 4
    save(workbook, "13-english.xlsx")
    expect("13-english", fields, [header, header], rows=ROWS[:4], sheet="Calibration Master List", unused=["No."])


def many_sheets():
    """14: a cover, a hidden copy of last year, and the ledger itself; model and specification in two columns."""
    workbook, cover = book("封面")
    cover["B3"] = "计量器具台账"
    cover["B5"] = "编制：张示例"
    old = workbook.create_sheet("2023年")
    old.sheet_state = "hidden"
    now = workbook.create_sheet("2024年")
    heads = ["仪器设备编号", "仪器设备名称", "型号", "规格", "校准机构", "校准证书编号", "校准日期", "到期日期"]
    for sheet, year in ((old, "2023"), (now, "2024")):
        sheet.append(heads)
        for row in ROWS[:4]:
            sheet.append([row["asset_no"], row["name"], row["model"], "标准型", row["traceability_body"], row["certificate_no"],
                          row["date"].replace("2024", year), row["due"]])
    save(workbook, "14-sheets.xlsx")
    rows = [{**row, "model": row["model"] + " 标准型"} for row in ROWS[:4]]
    expect("14-sheets", ["asset_no", "name", "model", "traceability_body", "certificate_no", "date", "due"], [1, 1], rows=rows, sheet="2024年")


def slash_units():
    """15: units behind a slash, as standards write them; scale held by number formats; accuracy without unit."""
    fields = ["asset_no", "name", "range", "resolution", "accuracy", "interval"]
    workbook, sheet = book("长度")
    sheet.append(["器具编号", "器具名称", "测量范围/mm", "分度值/mm", "允许误差/mm", "周期/月"])
    rows = [
        dict(asset_no="L-1", name="卡尺", range=rng("0", "150", "mm"), resolution={"value": "0.02", "unit": "mm"}, accuracy=acc("mpe", "±0.03 mm"), interval=12),
        dict(asset_no="L-2", name="高度尺", range=rng("0", "300", "mm"), resolution={"value": "0.020", "unit": "mm"}, accuracy=acc("mpe", "±0.04 mm"), interval=12),
    ]
    sheet.append(["L-1", "卡尺", "0~150", 0.02, "±0.03", 12])
    sheet.append(["L-2", "高度尺", "0—300", 0.02, "±0.04", 12])
    sheet["D3"].number_format = "0.000"
    save(workbook, "15-slash-units.xlsx")
    expect("15-slash-units", fields, [1, 1], rows=rows, sheet="长度")


def strict_names():
    """16: choices by their synonyms, yes and no in the words of ledgers, an unknown word."""
    fields = ["asset_no", "name", "mandatory", "abc_class", "traceability", "use", "status"]
    workbook, sheet = book("Sheet1")
    sheet.append(["器具编号", "器具名称", "强检/非强检", "管理类别", "检定方式", "使用目的", "现状", "单价(元)", "购置日期"])
    sheet.append(["C-1", "压力表", "强检", "A类", "外检", "安全", "在用", 120, datetime.date(2020, 5, 1)])
    sheet.append(["C-2", "卡尺", "非强检", "B类", "内校", "产品检验", "封存", 80.5, datetime.date(2021, 5, 1)])
    sheet.append(["C-3", "天平", "非强检", "Ｃ", "外校", "其它", "借出", 9000, datetime.date(2022, 5, 1)])
    rows = [
        dict(asset_no="C-1", name="压力表", mandatory=True, abc_class="A", traceability="verification", use="safety", status="in_use"),
        dict(asset_no="C-2", name="卡尺", mandatory=False, abc_class="B", traceability="self", use="quality", status="sealed"),
        dict(asset_no="C-3", name="天平", mandatory=False, abc_class="C", traceability="calibration", use="other", status="借出"),
    ]
    save(workbook, "16-synonyms.xlsx")
    expect("16-synonyms", fields, [1, 1], rows=rows, sheet="Sheet1", unused=["单价(元)", "购置日期"], problems=[("Sheet1!G4", "misread-code")])


def odf():
    """17, 18: ODS and XLSX as LibreOffice writes them, made from 02 and 12."""
    for source, kind, name in (("02-titles.xlsx", "ods", "17-libreoffice"), ("10-old.xls", "xlsx", "18-libreoffice")):
        folder = os.path.join(HERE, ".tmp")
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, os.path.join(HERE, source)], check=True, capture_output=True)
        made = os.path.join(folder, os.path.splitext(source)[0] + "." + kind)
        os.replace(made, os.path.join(HERE, f"{name}.{kind}"))
        os.rmdir(folder)
        with open(os.path.join(HERE, os.path.splitext(source)[0] + ".expect.json"), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(HERE, name + ".expect.json"), "w", encoding="utf-8") as file:
            file.write(text)


def twice_and_blank():
    """19: a number that stands twice, a row without one, blank rows between, a column of the same heading twice."""
    workbook, sheet = book("台账")
    sheet.append(["编号", "名称", "型号规格", "日期", "编号"])
    sheet["D1"] = "检定日期"
    sheet.append(["D-1", "卡尺", "0-150", "2024-01-05", "x"])
    sheet.append([])
    sheet.append(["D-1", "卡尺", "0-300", "2024-01-05", "y"])
    sheet.append([None, "直尺", "500", "2024-01-05 00:00:00", "z"])
    save(workbook, "19-twice.xlsx")
    rows = [dict(asset_no="D-1", name="卡尺", model="0-150", date="2024-01-05"), dict(asset_no="D-1", name="卡尺", model="0-300", date="2024-01-05"),
            dict(name="直尺", model="500", date="2024-01-05")]
    expect("19-twice", ["asset_no", "name", "model", "date"], [1, 1], rows=rows, sheet="台账", problems=[("台账!A4", "ledger-key-twice")], unused=["编号"])


if __name__ == "__main__":
    plain_headings()
    title_rows()
    two_lines()
    serial_dates()
    numbers_as_text()
    gbk_csv()
    other_texts()
    old_xls()
    two_tables()
    joined_down()
    english()
    many_sheets()
    slash_units()
    strict_names()
    twice_and_blank()
    odf()
    print("made", len([name for name in os.listdir(HERE) if name.endswith(".expect.json")]), "ledgers in", os.path.relpath(HERE), file=sys.stderr)
