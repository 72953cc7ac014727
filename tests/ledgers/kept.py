#!/usr/bin/env python3
"""Makes the ledgers 35 to 64: instruments as small factories, laboratories and metrology offices keep them. Needs openpyxl and LibreOffice.

    python3 tests/ledgers/kept.py

What each must come to was written before the program read it. All enterprises, persons and numbers are invented.
"""

import datetime
import json
import os
import subprocess
import sys

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
D = datetime.date


def rng(low, high, unit):
    return {"low": low, "high": high, "unit": unit}


def qty(value, unit):
    return {"value": value, "unit": unit}


def acc(kind, text):
    return {"kind": kind, "text": text}


def mpe(text):
    return acc("mpe", text)


def kept(name, lines, rows, header, sheet="Sheet1", unused=(), problems=(), joins=(), formats=(), table=None, form=None, hidden=(), dress=None):
    """A workbook of these lines, and what it comes to."""
    workbook = openpyxl.Workbook()
    workbook.properties.creator = "kept.py"
    workbook.properties.created = workbook.properties.modified = datetime.datetime(2025, 1, 1)
    page = workbook.active
    page.title = sheet
    for line in lines:
        page.append(list(line))
    for line in page.iter_rows():
        for cell in line:
            if isinstance(cell.value, (datetime.date, datetime.datetime)):
                cell.number_format = "yyyy/m/d"
    for at, code in formats:
        page[at].number_format = code
    for area in joins:
        page.merge_cells(area)
    for column in hidden:
        page.column_dimensions[column].hidden = True
    if dress:
        dress(workbook, page)
    workbook.save(os.path.join(HERE, name + ".xlsx"))
    expect(name, rows, header, sheet, unused, problems, table, form)


def text(name, content, coding, rows, header, unused=(), problems=(), table=None, form=None, end="csv"):
    """A text file of this content, and what it comes to."""
    with open(os.path.join(HERE, f"{name}.{end}"), "wb") as file:
        file.write(content.encode(coding))
    expect(name, rows, header, "", unused, problems, table, form)


def expect(name, rows, header, sheet, unused, problems, table, form):
    content = {"form": form, "table": table, "sheet": sheet, "header": list(header), "rows": rows, "problems": [list(p) for p in problems],
               "unused": list(unused)}
    content = {key: value for key, value in content.items() if value is not None}
    with open(os.path.join(HERE, name + ".expect.json"), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")


def plan_by_month():
    """35: a plan of the year: a tick in the month. A month is no date."""
    lines = [["2025年度计量器具周期检定计划表"],
             ["序号", "器具编号", "器具名称", "规格型号", "使用部门", "检定周期", "计划检定月份"] + [None] * 11 + ["备注"],
             [None] * 6 + [f"{month}月" for month in range(1, 13)] + [None],
             [1, "CJ-01", "游标卡尺", "0-150mm", "金工车间", "12个月"] + [None] * 2 + ["√"] + [None] * 9 + [None],
             [2, "CJ-02", "压力表", "Y-60", "锅炉房", "6个月"] + [None] * 4 + ["√"] + [None] * 5 + ["√", "强检"],
             [3, "CJ-03", "电子秤", "TCS-150", "仓库", "12个月", "√"] + [None] * 11 + [None],
             ["编制：张示例", None, None, "审核：李示例", None, None, "批准：王示例", None, None, None, None, None, None, None, None, "日期：2025.1.3"]]
    rows = [dict(asset_no="CJ-01", name="游标卡尺", model="0-150mm", place="金工车间", interval=12),
            dict(asset_no="CJ-02", name="压力表", model="Y-60", place="锅炉房", interval=6),
            dict(asset_no="CJ-03", name="电子秤", model="TCS-150", place="仓库", interval=12)]
    unused = ["序号"] + [f"计划检定月份 {month}月" for month in range(1, 13)] + ["备注"]
    kept("35-plan-by-month", lines, rows, [2, 3], "检定计划", unused, joins=["A1:S1", "G2:R2"] + [f"{c}2:{c}3" for c in "ABCDEFS"])


def iso_list():
    """36: the list of ISO 9001, with a form number, terms as text, what is out of use told in the remarks only, and signatures."""
    lines = [["虚构五金制品有限公司", None, None, None, None, None, None, None, None, None, None, "QR-7.1.5-01 A/0"],
             ["监视和测量设备清单"],
             ["序号", "设备名称", "设备编号", "规格型号", "测量范围", "精度", "数量", "使用部门", "校准周期", "上次校准日期", "下次校准日期", "校准方式", "备注"],
             [1, "游标卡尺", "MSE-001", "0-150mm", "0-150mm", "0.02mm", 1, "品管部", "1年", D(2024, 9, 1), D(2025, 8, 31), "外校", None],
             [2, "千分尺", "MSE-002", "0-25mm", "0-25mm", "±0.004mm", 1, "品管部", "一年", "2024.09.01", "2025.08.31", "外校", "停用"],
             [3, "钢卷尺", "MSE-003", "5m", "0-5m", "Ⅱ级", 1, "下料班", "半年", "2024/9/5", "2025/3/4", "内校", None],
             [4, "推拉力计", "MSE-004", "HF-100", "0-100N", "±1%", 1, "品管部", "12", "2024-9-10", "2025-9-9", "外校", "2024.12报废"],
             [None],
             ["编制/日期：", None, None, None, "审核/日期：", None, None, None, "批准/日期："]]
    rows = [dict(name="游标卡尺", asset_no="MSE-001", model="0-150mm", range=rng("0", "150", "mm"), accuracy="0.02mm", place="品管部", interval=12,
                 date="2024-09-01", due="2025-08-31", traceability="calibration"),
            dict(name="千分尺", asset_no="MSE-002", model="0-25mm", range=rng("0", "25", "mm"), accuracy=mpe("±0.004mm"), place="品管部", interval=12,
                 date="2024-09-01", due="2025-08-31", traceability="calibration"),
            dict(name="钢卷尺", asset_no="MSE-003", model="5m", range=rng("0", "5", "m"), accuracy=acc("grade", "Ⅱ级"), place="下料班", interval=6,
                 date="2024-09-05", due="2025-03-04", traceability="self"),
            dict(name="推拉力计", asset_no="MSE-004", model="HF-100", range=rng("0", "100", "N"), accuracy=mpe("±1%"), place="品管部", interval=12,
                 date="2024-09-10", due="2025-09-09", traceability="calibration")]
    kept("36-iso-list", lines, rows, [3, 3], "清单", ["序号", "数量", "备注"], joins=["A2:M2"], problems=[("清单!F4", "cell-class-or-limit")])


def range_and_accuracy():
    """37: range and accuracy in one cell, one behind the other with a sign between them."""
    lines = [["编号", "名称", "型号", "测量范围/准确度等级", "出厂编号", "检定日期"],
             ["Y-01", "压力表", "Y-100", "(0~1.6)MPa/1.6级", "2031", "2024-11-05"],
             ["Y-02", "压力表", "Y-60", "(0~2.5)MPa/2.5级", "2032", "2024-11-05"],
             ["Y-03", "数字温度计", "TM-902C", "(-50~750)℃/±1℃", "2033", "2024-11-06"]]
    rows = [dict(asset_no="Y-01", name="压力表", model="Y-100", serial_no="2031", date="2024-11-05", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级")),
            dict(asset_no="Y-02", name="压力表", model="Y-60", serial_no="2032", date="2024-11-05", range=rng("0", "2.5", "MPa"), accuracy=acc("class", "2.5级")),
            dict(asset_no="Y-03", name="数字温度计", model="TM-902C", serial_no="2033", date="2024-11-06", range=rng("-50", "750", "℃"), accuracy=mpe("±1℃"))]
    kept("37-range-and-accuracy", lines, rows, [1, 1])


def several_in_a_cell():
    """38: several instruments in one row; a row is one instrument, so this is told."""
    lines = [["管理编号", "器具名称", "规格型号", "数量", "使用部门", "有效期至"],
             ["LJ-01~LJ-05", "钢直尺", "0-300mm", 5, "装配车间", D(2025, 6, 30)],
             ["LJ-06\nLJ-07", "游标卡尺\n外径千分尺", "0-150mm\n0-25mm", 2, "质检科", D(2025, 6, 30)],
             ["LJ-08、LJ-09", "百分表", "0-10mm", 2, "质检科", D(2025, 6, 30)],
             ["LJ-10", "高度尺", "0-300mm", 1, "质检科", D(2025, 6, 30)]]
    rows = [dict(asset_no="LJ-01~LJ-05", name="钢直尺", model="0-300mm", place="装配车间", due="2025-06-30"),
            dict(asset_no="LJ-06 LJ-07", name="游标卡尺 外径千分尺", model="0-150mm 0-25mm", place="质检科", due="2025-06-30"),
            dict(asset_no="LJ-08、LJ-09", name="百分表", model="0-10mm", place="质检科", due="2025-06-30"),
            dict(asset_no="LJ-10", name="高度尺", model="0-300mm", place="质检科", due="2025-06-30")]
    kept("38-several-in-a-cell", lines, rows, [1, 1], unused=["数量"],
         problems=[("Sheet1!A2", "ledger-key-several"), ("Sheet1!A3", "ledger-key-several"), ("Sheet1!A4", "ledger-key-several")])


def groups_and_sums():
    """39: bands of groups, sums within the data, the title and header again on every printed page."""
    title, heads = ["在用计量器具一览表"], ["序号", "统一编号", "器具名称", "型号规格", "制造厂", "数量", "检定日期", "有效日期"]
    lines = [title, heads,
             ["一", "长度类"],
             [1, "CD-001", "游标卡尺", "0-150", "虚构量具厂", 1, "2024.9.1", "2025.8.31"],
             [2, "CD-002", "外径千分尺", "0-25", "虚构量具厂", 1, "2024.9.1", "2025.8.31"],
             [None, "小计", None, None, None, 2],
             title, heads,
             ["二", "力学类"],
             [3, "LX-001", "压力表", "Y-100", "虚构仪表厂", 1, "2024.11.5", "2025.5.4"],
             ["小计：", None, None, None, None, 1],
             [None, None, "总计", None, None, 3],
             [None, None, None, None, None, "共2页", "第2页"],
             ["注：1、本表每半年更新一次。2、强检器具另表登记。"]]
    rows = [dict(asset_no="CD-001", name="游标卡尺", model="0-150", manufacturer="虚构量具厂", date="2024-09-01", due="2025-08-31"),
            dict(asset_no="CD-002", name="外径千分尺", model="0-25", manufacturer="虚构量具厂", date="2024-09-01", due="2025-08-31"),
            dict(asset_no="LX-001", name="压力表", model="Y-100", manufacturer="虚构仪表厂", date="2024-11-05", due="2025-05-04")]
    kept("39-groups-and-sums", lines, rows, [2, 2], "一览表", ["序号", "数量"], joins=["A1:H1", "A7:H7"])


def columns_of_years():
    """40: dates of one year beside those of the next: the latest counts."""
    lines = [["编号", "仪器名称", "型号", "2023年检定日期", "2023年证书编号", "2024年检定日期", "2024年证书编号", "下次检定日期"],
             ["HY-1", "分光光度计", "722N", "2023.3.8", "HX2023-11", "2024.3.6", "HX2024-17", "2025.3.5"],
             ["HY-2", "酸度计", "PHS-3C", "2023.3.8", "HX2023-12", "2024.3.6", "HX2024-18", "2025.3.5"]]
    rows = [dict(asset_no="HY-1", name="分光光度计", model="722N", date="2024-03-06", certificate_no="HX2024-17", due="2025-03-05"),
            dict(asset_no="HY-2", name="酸度计", model="PHS-3C", date="2024-03-06", certificate_no="HX2024-18", due="2025-03-05")]
    kept("40-columns-of-years", lines, rows, [1, 1], unused=["2023年检定日期", "2023年证书编号"])


def ways_to_write_a_day():
    """41: days as people write them; a month alone, two dates and a two-digit year are told, never guessed."""
    given = ["2024/9/1", "24.9.1", "20240901", "二〇二四年九月一日", "2024年9月", 45536, "2024-9-1 ", "2024.9.1-2025.8.31", "2024.13.1", "２０２４．９．１", "2024 年 9 月 1 日",
             20240901, "2024.09", "9月1日", D(2024, 9, 1), "2024、9、1", "2024.9.1\n复检", "长期", "/"]
    said = {0: "2024-09-01", 2: "2024-09-01", 3: "2024-09-01", 5: "2024-09-01", 6: "2024-09-01", 9: "2024-09-01", 10: "2024-09-01", 11: "2024-09-01",
            14: "2024-09-01", 18: None}
    lines = [["管理编号", "器具名称", "检定日期"]] + [[f"R-{n:02}", "压力表", value] for n, value in enumerate(given, 1)]
    rows, problems = [], []
    for n, value in enumerate(given):
        row = dict(asset_no=f"R-{n + 1:02}", name="压力表")
        date = said[n] if n in said else str(value).replace("\n", " ")
        if date:
            row["date"] = date
        if n not in said:
            problems.append((f"Sheet1!C{n + 2}", "misread-date"))
        rows.append(row)
    kept("41-ways-to-write-a-day", lines, rows, [1, 1], problems=problems)


def formulas():
    """42: numbers, due dates and states that are formulas, calculated by LibreOffice."""
    lines = [["管理编号", "器具名称", "检定日期", "周期(月)", "有效期至", "状态", None, D(2025, 1, 1)]]
    for n, (name, day, months) in enumerate([("压力表", D(2024, 11, 5), 6), ("温度计", D(2024, 2, 29), 12), ("天平", D(2023, 3, 1), 12)], 2):
        lines.append([f'="JX-"&TEXT(ROW()-1,"000")', name, day, months, f"=EDATE(C{n},D{n})-1", f'=IF(E{n}<$H$1,"超期","合格")'])
    lines[3][4] = '=TEXT(EDATE(C4,D4)-1,"yyyy年m月d日")'
    lines[3][5] = '=IF(1>0,"停用","")'
    rows = [dict(asset_no="JX-001", name="压力表", date="2024-11-05", interval=6, due="2025-05-04", status="in_use"),
            dict(asset_no="JX-002", name="温度计", date="2024-02-29", interval=12, due="2025-02-27", status="in_use"),
            dict(asset_no="JX-003", name="天平", date="2023-03-01", interval=12, due="2024-02-29", status="out_of_use")]
    name = "42-formulas-edate"
    kept(name, lines, rows, [1, 1], unused=["2025-01-01"], formats=[("E2", "yyyy/m/d"), ("E3", "yyyy/m/d")])
    folder = os.path.join(HERE, ".tmp")
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder, os.path.join(HERE, name + ".xlsx")], check=True, capture_output=True)
    os.replace(os.path.join(folder, name + ".xlsx"), os.path.join(HERE, name + ".xlsx"))
    os.rmdir(folder)


def codes():
    """43: codes with zeros before them, blanks and breaks within, full width; a number of 18 digits that Excel cut."""
    lines = [["管理编号", "器具名称", "出厂编号", "证书编号", "型号规格"],
             ["000123", "压力表 ", "00088", "LX字第20240001号", "Y－100"],
             [" JX-002\n", "　温度计", " 7731 ", "RG2024-\n0012", "WNG-11"],
             ["ＪＸ－００３", "天平", 7732, 202409010001234567, "FA2004"],
             [4, "卡尺", "无", 1.5e15, "0-150"]]
    rows = [dict(asset_no="000123", name="压力表", serial_no="00088", certificate_no="LX字第20240001号", model="Y-100"),
            dict(asset_no="JX-002", name="温度计", serial_no="7731", certificate_no="RG2024-0012", model="WNG-11"),
            dict(asset_no="JX-003", name="天平", serial_no="7732", certificate_no="202409010001235000", model="FA2004"),
            dict(asset_no="004", name="卡尺", serial_no="无", certificate_no="1500000000000000", model="0-150")]
    kept("43-codes", lines, rows, [1, 1], problems=[("Sheet1!D4", "ledger-digits-cut"), ("Sheet1!D5", "ledger-digits-cut")], formats=[("D4", "0"), ("D5", "0"), ("A5", "000")])


def wps_csv():
    """44: GBK from WPS: numbers that were cut before they were written as text, quoted breaks, a sum at the end."""
    content = ("\"虚构食品有限公司检测设备一览表\",,,,,,,,\r\n序号,设备编号,设备名称,规格型号,\"出厂\n编号\",证书编号,检定日期,有效期至,备注\r\n"
               "1,SP-01,电子天平,JA2003,5.20E+11,1.23457E+17,2024-9-1,2025-8-31,\r\n"
               "2,SP-02,\"培养箱\n（恒温）\",LRH-150,L0092,2.02409E+11,2024-9-1,2025-8-31,校准\r\n"
               "3,SP-03,水分测定仪,MA35,2E5,SF-0091,2024-9-1,2025-8-31,\r\n合计,,3台,,,,,,\r\n")
    rows = [dict(asset_no="SP-01", name="电子天平", model="JA2003", serial_no="5.20E+11", certificate_no="1.23457E+17", date="2024-09-01", due="2025-08-31"),
            dict(asset_no="SP-02", name="培养箱 （恒温）", model="LRH-150", serial_no="L0092", certificate_no="2.02409E+11", date="2024-09-01", due="2025-08-31"),
            dict(asset_no="SP-03", name="水分测定仪", model="MA35", serial_no="2E5", certificate_no="SF-0091", date="2024-09-01", due="2025-08-31")]
    text("44-wps-csv", content, "gbk", rows, [2, 2], ["序号", "备注"],
         [("E3", "ledger-digits-cut"), ("F3", "ledger-digits-cut"), ("F4", "ledger-digits-cut")])


def term_of_validity():
    """45: 有效期 says how long, not until when."""
    lines = [["编号", "名称", "规格", "检定日期", "有效期", "检定单位"],
             ["A1", "台秤", "TGT-100", "2024.5.6", "12个月", "虚构县计量所"],
             ["A2", "台秤", "TGT-500", "2024.5.6", "一年", "虚构县计量所"],
             ["A3", "压力表", "Y-100", "2024.5.6", "半年", "虚构县计量所"]]
    rows = [dict(asset_no="A1", name="台秤", model="TGT-100", date="2024-05-06", interval=12, traceability_body="虚构县计量所"),
            dict(asset_no="A2", name="台秤", model="TGT-500", date="2024-05-06", interval=12, traceability_body="虚构县计量所"),
            dict(asset_no="A3", name="压力表", model="Y-100", date="2024-05-06", interval=6, traceability_body="虚构县计量所")]
    kept("45-term-of-validity", lines, rows, [1, 1])


def intervals():
    """46: intervals as people write them; days, uses and what comes back never are told."""
    given = [("1年", 12), ("半年", 6), ("一年", 12), ("12", 12), (12, 12), ("24月", 24), ("12M", 12), ("每年", 12), ("6个月/次", 6), ("两年", 24), ("1次/年", 12), ("3 个月", 3),
             ("季度", 3), ("一次性", None), ("365天", None), ("使用前", None), ("2次/年", 6), ("十二个月", 12), ("1年半", 18), ("12~24个月", None), ("0.5年", 6)]
    lines = [["管理编号", "器具名称", "检定周期"]] + [[f"Z{n:02}", "量具", value] for n, (value, _) in enumerate(given, 1)]
    rows = [dict(asset_no=f"Z{n:02}", name="量具", interval=value if months is None else months) for n, (value, months) in enumerate(given, 1)]
    kept("46-intervals", lines, rows, [1, 1], problems=[(f"Sheet1!C{n + 1}", "misread-integer") for n, (_, m) in enumerate(given, 1) if m is None])


def ways_of_tracing():
    """47: how it is traced, whether by law, and its class, in the words of ledgers; what is no answer is told."""
    heads = ["管理编号", "器具名称", "溯源方式", "是否强检", "ABC管理类别"]
    given = [("内校", "self", "强制", True, "A", "A"), ("外校", "calibration", "非强制", False, "B级", "B"), ("送检", "verification", "√", True, "C类", "C"),
             ("自校", "self", "×", False, "ａ", "A"), ("免检", "none", "否", False, "Ⅰ类", None), ("检定", "verification", "Y", True, "A（强检）", None),
             ("校准", "calibration", "N", False, "重要", None), ("比对", None, "A", None, "B", "B"), ("一次性检定", None, "/", False, "C", "C"),
             ("外部校准", "calibration", "强检", True, "b", "B"), ("内部校准", "self", "非强检", False, "—", ""), ("送外检定", "verification", "是", True, "A 类", "A"),
             ("不需校准", "none", "非", False, "D", None), ("外检", "verification", "○", None, "C", "C")]
    lines, rows, problems = [heads], [], []
    for n, (way, trace, law, must, kind, letter) in enumerate(given, 1):
        lines.append([f"S-{n:02}", "器具", way, law, kind])
        row = dict(asset_no=f"S-{n:02}", name="器具", traceability=trace or way, mandatory=law if must is None else must)
        if letter != "":
            row["abc_class"] = letter or kind
        if law == "/":
            del row["mandatory"]
        for column, read, code in (("C", trace, "misread-code"), ("D", must, "misread-boolean"), ("E", letter, "misread-code")):
            if read is None:
                problems.append((f"Sheet1!{column}{n + 1}", code))
        rows.append(row)
    kept("47-ways-of-tracing", lines, rows, [1, 1], problems=problems)


def accuracies():
    """48: accuracies of every kind in one column."""
    given = [("1.0级", acc("class", "1.0级")), ("±2%FS", mpe("±2%FS")), ("MPE:±0.02mm", mpe("MPE:±0.02mm")), ("Ⅱ级", acc("grade", "Ⅱ级")),
             ("±0.5℃", mpe("±0.5℃")), ("1.6 级", acc("class", "1.6 级")), ("0.5S", acc("class", "0.5S")), ("III级", acc("grade", "III级")), ("二级", acc("grade", "二级")),
             ("F1", acc("grade", "F1")), ("E2等级", acc("grade", "E2等级")), ("U=0.5mm,k=2", acc("uncertainty", "U=0.5mm,k=2")), ("±(0.5%RD+0.02%FS)", acc("expression", "±(0.5%RD+0.02%FS)")), ("/", None),
             ("0.02", None), ("1/1000", None)]
    lines, rows, problems = [["管理编号", "器具名称", "准确度"]], [], []
    for n, (value, read) in enumerate(given, 1):
        lines.append([f"P{n}", "器具", value])
        row = dict(asset_no=f"P{n}", name="器具", accuracy=read or value)
        if value == "/":
            row["accuracy"] = acc("none", "无")
        elif read is None:
            problems.append((f"Sheet1!C{n + 1}", "misread-accuracy"))
        rows.append(row)
    kept("48-accuracies", lines, rows, [1, 1], problems=problems)


def ditto():
    """49: a department joined over ten rows, the maker said by ditto marks."""
    lines = [["使用部门", "管理编号", "器具名称", "生产厂家", "型号规格", "检定日期"]]
    rows = []
    for n in range(1, 11):
        mark = {1: "虚构仪表厂", 2: "同上", 3: "〃", 4: "″", 5: "虚构阀门厂", 6: "同上", 7: "虚构量具厂", 8: '"', 9: None, 10: "同上"}[n]
        maker = {1: "虚构仪表厂", 2: "虚构仪表厂", 3: "虚构仪表厂", 4: "虚构仪表厂", 5: "虚构阀门厂", 6: "虚构阀门厂", 7: "虚构量具厂", 8: "虚构量具厂", 9: None, 10: None}[n]
        lines.append(["动力车间" if n == 1 else None, f"DL-{n:02}", "压力表", mark, "Y-100", "2024-11-05" if n == 1 else "同上"])
        row = dict(place="动力车间", asset_no=f"DL-{n:02}", name="压力表", manufacturer=maker, model="Y-100", date="2024-11-05")
        rows.append({key: value for key, value in row.items() if value is not None})
    rows[9]["manufacturer"] = "同上"
    kept("49-ditto", lines, rows, [1, 1], "动力", joins=["A2:A11"], problems=[("动力!D11", "ledger-ditto")])


def lims():
    """50: what a laboratory's system writes, half English; American and English days."""
    content = ("EquipID\tEquipment Name/设备名称\tMfr.\tModel/Type\tSerial Number\tMeas. Range\tAccuracy\tCal. Vendor\tCertificate #\tCal. Date\tCal. Due\tCal. Interval (Months)\tStatus\tOwner\n"
               "LAB-0001\tAnalytical Balance\tExample Co.\tXS205\tB123\t0-220 g\t±0.1 mg\tExample Metrology\tC-2024-001\t2024-09-01\t2025-08-31\t12\tActive\tJane Doe\n"
               "LAB-0002\tPressure Gauge\tExample Co.\tPG-1\tB124\t0 to 1.6 MPa\t1.6级\tExample Metrology\tC-2024-002\t01-Sep-2024\t28-Feb-2025\t6\tInactive\tJane Doe\n"
               "LAB-0003\tThermometer\tExample Co.\tT-1\tB125\t-20 ~ 100 °C\t±1 °C\tExample Metrology\tC-2024-003\t9/1/2024\t8/31/2025\t12\tRetired\tJane Doe\n"
               "LAB-0004\tCaliper\tExample Co.\tCD-15\tB126\t0–150 mm\t±0.02 mm\tExample Metrology\tC-2024-004\t2024-09-01T00:00:00\t2025-08-31T00:00:00\t12\tOut for Cal\tJane Doe\n")
    same = dict(manufacturer="Example Co.", traceability_body="Example Metrology")
    rows = [dict(same, asset_no="LAB-0001", name="Analytical Balance", model="XS205", serial_no="B123", range=rng("0", "220", "g"), accuracy=mpe("±0.1 mg"),
                 certificate_no="C-2024-001", date="2024-09-01", due="2025-08-31", interval=12, status="in_use"),
            dict(same, asset_no="LAB-0002", name="Pressure Gauge", model="PG-1", serial_no="B124", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级"),
                 certificate_no="C-2024-002", date="2024-09-01", due="2025-02-28", interval=6, status="out_of_use"),
            dict(same, asset_no="LAB-0003", name="Thermometer", model="T-1", serial_no="B125", range=rng("-20", "100", "℃"), accuracy=mpe("±1 °C"),
                 certificate_no="C-2024-003", date="9/1/2024", due="8/31/2025", interval=12, status="scrapped"),
            dict(same, asset_no="LAB-0004", name="Caliper", model="CD-15", serial_no="B126", range=rng("0", "150", "mm"), accuracy=mpe("±0.02 mm"),
                 certificate_no="C-2024-004", date="2024-09-01", due="2025-08-31", interval=12, status="sent")]
    text("50-lims", content, "utf-8", rows, [1, 1], ["Owner"], [("J4", "misread-date"), ("K4", "misread-date")], end="txt")


def erp():
    """51: an ERP's export: technical names in the first row, labels in the second."""
    lines = [["EQUNR", "EQKTX", "TYPBZ", "SERGE", "HERST", "ANLNR", "KOSTL", "ZJDRQ", "ZYXRQ", "ZZT"],
             ["设备编号", "设备名称", "型号", "出厂编号", "制造商", "固定资产编号", "成本中心", "检定日期", "有效期至", "设备状态"],
             ["10002345", "电子汽车衡", "SCS-100", "8812", "虚构衡器厂", "300012345", "CC1001", "20240510", "20250509", "在用"],
             ["10002346", "流量计", "LWGY-50", "8813", "虚构仪表厂", "300012346", "CC1002", "20240510", "20250509", "停用"]]
    rows = [dict(asset_no="10002345", name="电子汽车衡", model="SCS-100", serial_no="8812", manufacturer="虚构衡器厂", date="2024-05-10", due="2025-05-09", status="in_use"),
            dict(asset_no="10002346", name="流量计", model="LWGY-50", serial_no="8813", manufacturer="虚构仪表厂", date="2024-05-10", due="2025-05-09", status="out_of_use")]
    kept("51-erp", lines, rows, [2, 2], "EXPORT", ["固定资产编号", "成本中心"])


def registered_by_law():
    """52: what a factory hands in for instruments under mandatory verification: no number of its own, an item of the catalogue."""
    lines = [["强制检定工作计量器具登记备案表"],
             ["使用单位：虚构化工有限公司", None, None, None, "联系人：张示例", None, None, "电话：000-0000000"],
             ["序号", "计量器具名称", "型号规格", "准确度等级", "测量范围", "生产企业", "出厂编号", "安装（使用）地点", "用途", "强检目录序号", "检定机构", "检定证书编号", "检定日期", "有效期至"],
             [1, "压力表", "Y-100", "1.6级", "(0～1.6)MPa", "虚构仪表厂", "3011", "反应釜R-101", "安全防护", "17", "虚构市计量院", "YL24-001", "2024年11月5日", "2025年5月4日"],
             [2, "电子汽车衡", "SCS-80", "Ⅲ级", "(1～80)t", "虚构衡器厂", "3012", "厂区东门", "贸易结算", "2", "虚构市计量院", "LX24-002", "2024年6月5日", "2025年6月4日"],
             [3, "可燃气体报警器", "JB-1", "±5%FS", "(0～100)%LEL", "虚构电子厂", "3013", "罐区", "安全防护", "32", "虚构市计量院", "HX24-003", "2024年6月5日", "2025年6月4日"],
             ["填表人：张示例", None, None, "单位负责人：李示例", None, None, None, "（盖章）", None, None, None, "2025年1月6日"]]
    rows = [dict(name="压力表", model="Y-100", accuracy=acc("class", "1.6级"), range=rng("0", "1.6", "MPa"), manufacturer="虚构仪表厂", serial_no="3011", place="反应釜R-101",
                 use="safety", mandatory_ref="17", traceability_body="虚构市计量院", certificate_no="YL24-001", date="2024-11-05", due="2025-05-04"),
            dict(name="电子汽车衡", model="SCS-80", accuracy=acc("grade", "Ⅲ级"), range=rng("1", "80", "t"), manufacturer="虚构衡器厂", serial_no="3012", place="厂区东门",
                 use="trade", mandatory_ref="2", traceability_body="虚构市计量院", certificate_no="LX24-002", date="2024-06-05", due="2025-06-04"),
            dict(name="可燃气体报警器", model="JB-1", accuracy=mpe("±5%FS"), range=rng("0", "100", "%LEL"), manufacturer="虚构电子厂", serial_no="3013", place="罐区",
                 use="safety", mandatory_ref="32", traceability_body="虚构市计量院", certificate_no="HX24-003", date="2024-06-05", due="2025-06-04")]
    kept("52-registered-by-law", lines, rows, [3, 3], "备案表", ["序号"], joins=["A1:N1", "A2:D2"])


def units_apart():
    """53: the upper limit before the lower one, the unit of both in a column."""
    lines = [["器具编号", "器具名称", "测量上限", "测量下限", "计量单位", "分度值"],
             ["T-1", "温度计", 100, -20, "℃", "1℃"], ["T-2", "压力表", 1.6, 0, "MPa", "0.05MPa"], ["T-3", "量杯", 500, None, "mL", "/"]]
    rows = [dict(asset_no="T-1", name="温度计", range=rng("-20", "100", "℃"), resolution=qty("1", "℃")),
            dict(asset_no="T-2", name="压力表", range=rng("0", "1.6", "MPa"), resolution=qty("0.05", "MPa")),
            dict(asset_no="T-3", name="量杯", range=rng("0", "500", "mL"))]
    kept("53-units-apart", lines, rows, [1, 1])


def unit_of_number():
    """54: 单位 beside 数量 is the unit of counting, not that of the range."""
    lines = [["编号", "名称", "规格型号", "测量范围", "单位", "数量", "单价", "存放地点"],
             ["GJ-1", "游标卡尺", "I型", "0～150mm", "把", 1, 85, "工具室"], ["GJ-2", "水平仪", "200×0.02", "0.02mm/m", "台", 1, 160, "工具室"],
             ["GJ-3", "角尺", "160×100", "/", "把", 1, 30, "工具室"]]
    rows = [dict(asset_no="GJ-1", name="游标卡尺", model="I型", range=rng("0", "150", "mm"), place="工具室"),
            dict(asset_no="GJ-2", name="水平仪", model="200×0.02", range="0.02mm/m", place="工具室"),
            dict(asset_no="GJ-3", name="角尺", model="160×100", place="工具室")]
    kept("54-unit-of-number", lines, rows, [1, 1], unused=["单位", "数量", "单价"], problems=[("Sheet1!D3", "misread-range")])


def records_of_sending():
    """55: days of sending and fetching are not the day of verification; the result of that is not the state of use."""
    lines = [["计量器具送检记录"],
             ["序号", "送检日期", "器具名称", "器具编号", "型号规格", "送检人", "检定单位", "检定日期", "检定结果", "证书编号", "有效期至", "取回日期", "检定费（元）", "使用状态"],
             [1, "2024.8.28", "游标卡尺", "K-1", "0-150", "张示例", "虚构市计量所", "2024.9.1", "合格", "CD24-1", "2025.8.31", "2024.9.5", 60, "在用"],
             [2, "2024.8.28", "千分尺", "K-2", "0-25", "张示例", "虚构市计量所", "2024.9.1", "不合格", "CD24-2", "/", "2024.9.5", 60, "停用"],
             [3, "2024.8.28", "百分表", "K-3", "0-10", "张示例", "虚构市计量所", "2024.9.2", "合格", "CD24-3", "2025.9.1", "2024.9.5", 60, "封存"],
             ["合计", None, None, None, None, None, None, None, None, None, None, None, 180]]
    same = dict(traceability_body="虚构市计量所")
    rows = [dict(same, name="游标卡尺", asset_no="K-1", model="0-150", date="2024-09-01", certificate_no="CD24-1", due="2025-08-31", status="in_use"),
            dict(same, name="千分尺", asset_no="K-2", model="0-25", date="2024-09-01", certificate_no="CD24-2", status="out_of_use"),
            dict(same, name="百分表", asset_no="K-3", model="0-10", date="2024-09-02", certificate_no="CD24-3", due="2025-09-01", status="sealed")]
    kept("55-records-of-sending", lines, rows, [2, 2], "送检", ["序号", "送检日期", "送检人", "检定结果", "取回日期", "检定费（元）"], joins=["A1:N1"])


def history():
    """56: an asset list: many days, none of them the day of calibration; the asset number of the accountants beside the metrologist's."""
    lines = [["固定资产编号", "计量编号", "设备名称", "规格型号", "出厂日期", "购置日期", "启用日期", "出厂编号", "生产厂商", "供应商", "使用单位", "保管人", "原值", "折旧年限", "建卡日期"],
             ["GD-9001", "JL-01", "三坐标测量机", "CMM-8106", "2019.3", "2019-5-6", D(2019, 6, 1), "C-771", "虚构精密仪器厂", "虚构贸易公司", "计量室", "张示例", 520000, 10, "2019.6.8"],
             ["GD-9002", "JL-02", "硬度计", "HR-150A", "2018.7", "2018-9-6", D(2018, 10, 1), "C-772", "虚构试验机厂", "虚构贸易公司", "热处理", "李示例", 18000, 10, "2018.10.8"]]
    rows = [dict(asset_no="JL-01", name="三坐标测量机", model="CMM-8106", serial_no="C-771", manufacturer="虚构精密仪器厂", place="计量室"),
            dict(asset_no="JL-02", name="硬度计", model="HR-150A", serial_no="C-772", manufacturer="虚构试验机厂", place="热处理")]
    kept("56-history", lines, rows, [1, 1], "设备总表", ["固定资产编号", "出厂日期", "购置日期", "启用日期", "供应商", "保管人", "原值", "折旧年限", "建卡日期"])


def from_the_screen():
    """57: text copied from the screen: tabs, blanks behind the values, an empty column, a title and a hint above."""
    content = ("器具查询结果　共 3 条\n管理编号 \t器具名称 \t\t规格型号 \t检定日期 \t下次检定日期\t 当前状态\n"
               "A-1 \t压力表 \t\tY-100 \t2024-11-05 00:00:00\t2025-05-04 00:00:00\t 在用 \nA-2\t 温度计\t\tWSS-401\t2024-06-05 00:00:00\t2025-06-04 00:00:00\t 报废\n"
               "A-3\t流量计\t\tLZB-10\t\t\t封存\n共 3 条，第 1/1 页\n")
    rows = [dict(asset_no="A-1", name="压力表", model="Y-100", date="2024-11-05", due="2025-05-04", status="in_use"),
            dict(asset_no="A-2", name="温度计", model="WSS-401", date="2024-06-05", due="2025-06-04", status="scrapped"),
            dict(asset_no="A-3", name="流量计", model="LZB-10", status="sealed")]
    text("57-from-the-screen", content, "utf-8", rows, [2, 2], end="txt")


def states():
    """58: the state of verification beside the state of use, in every word."""
    given = [("合格", "在用", "in_use"), ("合格", "停用", "out_of_use"), ("合格", "封存", "sealed"), ("不合格", "报废", "scrapped"), ("准用", "限用", "limited"),
             ("合格", "待检", None), ("合格", "送检中", "sent"), ("合格", "超期未检", None), ("合格", "启用", "in_use"), ("合格", "闲置", "out_of_use"), ("合格", "已报废", "scrapped"),
             ("合格", "在用（合格）", "in_use"), ("合格", "停用(维修)", "out_of_use"), ("合格", "正常", "in_use"), ("合格", "外借", None), ("", "禁用", "out_of_use"), ("合格", "备用", None)]
    lines, rows, problems = [["管理编号", "器具名称", "检定状态", "使用状态"]], [], []
    for n, (checked, used, code) in enumerate(given, 1):
        lines.append([f"Q{n:02}", "压力表", checked, used])
        rows.append(dict(asset_no=f"Q{n:02}", name="压力表", status=code or used))
        if code is None:
            problems.append((f"Sheet1!D{n + 1}", "misread-code"))
    kept("58-states", lines, rows, [1, 1], unused=["检定状态"], problems=problems)


def units_below():
    """59: the units in a row of their own below the headings."""
    lines = [["器具编号", "器具名称", "测量范围", "分度值", "检定周期", "允许误差"], [None, None, "mm", "mm", "月", "mm"],
             ["L-1", "卡尺", "0~150", 0.02, 12, "±0.03"], ["L-2", "卡尺", "0~300", 0.05, 12, "±0.05"]]
    rows = [dict(asset_no="L-1", name="卡尺", range=rng("0", "150", "mm"), resolution=qty("0.02", "mm"), interval=12, accuracy=mpe("±0.03 mm")),
            dict(asset_no="L-2", name="卡尺", range=rng("0", "300", "mm"), resolution=qty("0.05", "mm"), interval=12, accuracy=mpe("±0.05 mm"))]
    kept("59-units-below", lines, rows, [1, 2])


def day_in_three():
    """60: year, month and day in columns of their own, as printed forms have them."""
    lines = [["编号", "名称", "型号", "检定日期", None, None, "有效期至", None, None, "结论"], [None, None, None, "年", "月", "日", "年", "月", "日", None],
             ["B-1", "天平", "TG328", 2024, 3, 15, 2025, 3, 14, "合格"], ["B-2", "砝码", "F1", 2024, 3, 3, 2025, 3, 2, "合格"]]
    same = dict(date="2024-03-15", due="2025-03-14", status="in_use")
    rows = [dict(same, asset_no="B-1", name="天平", model="TG328"), dict(asset_no="B-2", name="砝码", model="F1", date="2024-03-03", due="2025-03-02", status="in_use")]
    kept("60-day-in-three", lines, rows, [1, 2], "天平室", joins=["D1:F1", "G1:I1"] + [f"{c}1:{c}2" for c in "ABCJ"])


def side_by_side():
    """61: two halves of a page side by side: the right half is told as columns without a place."""
    heads = ["序号", "编号", "名称", "规格", "有效期至"]
    lines = [["量具台账"], heads + [None] + heads, [1, "L-1", "卡尺", "150", "2025.6.1", None, 3, "L-3", "塞尺", "0.02-1", "2025.6.1"],
             [2, "L-2", "卡尺", "200", "2025.6.1", None, 4, "L-4", "角尺", "160", "2025.6.1"]]
    rows = [dict(asset_no="L-1", name="卡尺", model="150", due="2025-06-01"), dict(asset_no="L-2", name="卡尺", model="200", due="2025-06-01")]
    kept("61-side-by-side", lines, rows, [2, 2], unused=["序号", "序号", "编号", "名称", "规格", "有效期至"])


def office():
    """62: a metrology office's list of many enterprises."""
    lines = [["企业名称", "统一社会信用代码", "器具名称", "规格型号", "出厂编号", "检定类别", "检定员", "核验员", "检定依据", "检定日期", "有效期至", "证书编号", "检定结论", "温度(℃)", "湿度(%RH)"],
             ["虚构食品厂", "91000000000000000X", "电子秤", "ACS-30", "K01", "强制检定", "张示例", "李示例", "JJG 539-2016", "2024-07-02", "2025-07-01", "虚量字24001", "合格", 21, 55],
             ["虚构纺织厂", "91000000000000001X", "压力表", "Y-100", "K02", "非强制检定", "张示例", "李示例", "JJG 52-2013", "2024-07-02", "2025-01-01", "虚量字24002", "合格", 21, 55]]
    rows = [dict(name="电子秤", model="ACS-30", serial_no="K01", mandatory=True, regulation="JJG 539-2016", date="2024-07-02", due="2025-07-01", certificate_no="虚量字24001", status="in_use"),
            dict(name="压力表", model="Y-100", serial_no="K02", mandatory=False, regulation="JJG 52-2013", date="2024-07-02", due="2025-01-01", certificate_no="虚量字24002", status="in_use")]
    kept("62-office", lines, rows, [1, 1], "检定登记", ["企业名称", "统一社会信用代码", "检定员", "核验员", "温度(℃)", "湿度(%RH)"])


def hidden_year():
    """63: last year's day in a hidden column of the same name: what is in sight counts."""
    lines = [["编号", "名称", "检定日期", "检定日期", "有效期至", "检定机构", "检定费"],
             ["H-1", "水表", D(2023, 4, 1), D(2024, 4, 1), D(2026, 3, 31), "虚构所", 30], ["H-2", "电能表", D(2023, 4, 1), D(2024, 4, 2), D(2029, 4, 1), "虚构所", 50]]
    rows = [dict(asset_no="H-1", name="水表", date="2024-04-01", due="2026-03-31", traceability_body="虚构所"),
            dict(asset_no="H-2", name="电能表", date="2024-04-02", due="2029-04-01", traceability_body="虚构所")]
    kept("63-hidden-year", lines, rows, [1, 1], unused=["检定日期", "检定费"], hidden=["C"])


def people_of_old_words():
    """64: words of an old works ledger: 仪表位号, 精度等级, 介质; ranges with one limit, several ranges, tolerance and words."""
    lines = [["虚构热电厂仪表台账"], ["位号", "仪表名称", "型号", "量程", "精度等级", "介质", "安装位置", "校验日期", "下次校验日期", "校验周期/月", "校验人"],
             ["PI-101", "压力表", "YN-100", "0-2.5MPa", "1.6", "蒸汽", "1#炉", "2024.4.10", "2024.10.9", 6, "张示例"],
             ["TE-201", "热电阻", "WZP-230", "-200~420℃", "B级", "水", "2#炉", "2024.4.10", "2025.4.9", 12, "张示例"],
             ["FI-301", "流量计", "LUGB", "≤500m3/h", "1.0级", "蒸汽", "总管", "2024.4.10", "2026.4.9", 24, "张示例"],
             ["LI-401", "液位计", "UHZ", "0~1200mm/0~600mm", "±10mm", "水", "除氧器", "2024.4.10", "2025.4.9", 12, "张示例"],
             ["PI-102", "真空压力表", "YZ-100", "-0.1-0.5MPa", "2.5级", "空气", "真空泵", "2024.4.10", "2024.10.9", 6, "张示例"]]
    rows = [dict(asset_no="PI-101", name="压力表", model="YN-100", range=rng("0", "2.5", "MPa"), accuracy=acc("class", "1.6级"), place="1#炉", date="2024-04-10", due="2024-10-09", interval=6),
            dict(asset_no="TE-201", name="热电阻", model="WZP-230", range=rng("-200", "420", "℃"), accuracy=acc("grade", "B级"), place="2#炉", date="2024-04-10", due="2025-04-09", interval=12),
            dict(asset_no="FI-301", name="流量计", model="LUGB", range="≤500m3/h", accuracy=acc("class", "1.0级"), place="总管", date="2024-04-10", due="2026-04-09", interval=24),
            dict(asset_no="LI-401", name="液位计", model="UHZ", range="0~1200mm/0~600mm", accuracy=mpe("±10mm"), place="除氧器", date="2024-04-10", due="2025-04-09", interval=12),
            dict(asset_no="PI-102", name="真空压力表", model="YZ-100", range=rng("-0.1", "0.5", "MPa"), accuracy=acc("class", "2.5级"), place="真空泵", date="2024-04-10", due="2024-10-09", interval=6)]
    kept("64-tags", lines, rows, [2, 2], "仪表", ["介质", "校验人"], joins=["A1:K1"], problems=[("仪表!D5", "misread-range"), ("仪表!D6", "unit-unexpected")])


ALL = [plan_by_month, iso_list, range_and_accuracy, several_in_a_cell, groups_and_sums, columns_of_years, ways_to_write_a_day, formulas, codes, wps_csv, term_of_validity,
       intervals, ways_of_tracing, accuracies, ditto, lims, erp, registered_by_law, units_apart, unit_of_number, records_of_sending, history, from_the_screen, states,
       units_below, day_in_three, side_by_side, office, hidden_year, people_of_old_words]

if __name__ == "__main__":
    for make in ALL:
        make()
    print("made", len(ALL), "ledgers in", os.path.relpath(HERE), file=sys.stderr)
