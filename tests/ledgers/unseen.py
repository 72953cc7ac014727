#!/usr/bin/env python3
"""Makes the ledgers 77 to 86, written after all others were read rightly, to see how the next ones fare. Needs openpyxl.

    python3 tests/ledgers/unseen.py

What each must come to was written before the program read it. All enterprises, persons and numbers are invented.
"""

import sys

from kept import D, acc, kept, mpe, qty, rng, text


def sending_only():
    """77: a plan of sending: no day in it is the day of verification, who sends is not who verifies."""
    lines = [["2025年度送检计划"], ["序号", "管理编号", "器具名称", "型号", "送检日期", "计划完成日期", "送检单位", "送检人", "备注"],
             [1, "A-1", "压力表", "Y-100", "2025.3.1", "2025.3.15", "虚构机械厂", "张示例", None],
             [2, "A-2", "卡尺", "0-150", "2025.3.1", "2025.3.15", "虚构机械厂", "张示例", None]]
    rows = [dict(asset_no="A-1", name="压力表", model="Y-100"), dict(asset_no="A-2", name="卡尺", model="0-150")]
    kept("77-sending-only", lines, rows, [2, 2], "计划", ["序号", "送检日期", "计划完成日期", "送检单位", "送检人", "备注"], joins=["A1:I1"])


def hints_below():
    """78: a form to fill in whose second line says what has to be given."""
    lines = [["管理编号", "器具名称", "规格型号", "检定日期", "有效期至", "状态"], ["必填", "必填", "选填", "必填", "必填", "必填"],
             ["H-1", "压力表", "Y-100", "2024-11-05", "2025-05-04", "在用"], ["H-2", "温度计", "WNG", "2024-11-05", "2025-11-04", "停用"]]
    rows = [dict(asset_no="H-1", name="压力表", model="Y-100", date="2024-11-05", due="2025-05-04", status="in_use"),
            dict(asset_no="H-2", name="温度计", model="WNG", date="2024-11-05", due="2025-11-04", status="out_of_use")]
    kept("78-hints-below", lines, rows, [1, 1])


def least_and_most():
    """79: the range as least and most under a joined heading, without unit; a permissible error with the unit in its heading."""
    lines = [["编号", "名称", "测量范围", None, None, "最大允许误差(mm)", "检定周期(年)"], [None, None, "最小值", "最大值", "单位", None, None],
             ["G-1", "卡尺", 0, 150, "mm", "±0.03", 1], ["G-2", "塞尺", 0.02, 1, "mm", "±0.005", 0.5], ["G-3", "量块", None, None, None, "/", 2]]
    rows = [dict(asset_no="G-1", name="卡尺", range=rng("0", "150", "mm"), accuracy=mpe("±0.03 mm"), interval=12),
            dict(asset_no="G-2", name="塞尺", range=rng("0.02", "1", "mm"), accuracy=mpe("±0.005 mm"), interval=6),
            dict(asset_no="G-3", name="量块", accuracy=acc("none", "无"), interval=24)]
    kept("79-least-and-most", lines, rows, [1, 2], joins=["A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2"])


def ranges():
    """80: ranges of every kind; what is no range of one quantity is told, and 100~0 by a rule of the form."""
    given = [("0~10V", rng("0", "10", "V")), ("（0—300）V", rng("0", "300", "V")), ("(0.1～10)kΩ", rng("0.1", "10", "kΩ")), ("0-360°", rng("0", "360", "°")),
             ("M6-6g", None), ("-40℃～150℃", rng("-40", "150", "℃")), ("DC 0-10V/AC 0-300V", None), ("0~1.6", None), ("150mm", None), ("10kg～100kg", rng("10", "100", "kg")),
             ("0-25 mm", rng("0", "25", "mm")), ("（-0.1～0）MPa", rng("-0.1", "0", "MPa")), ("100~0mm", rng("100", "0", "mm")), ("/", "")]
    lines, rows, problems = [["管理编号", "器具名称", "测量范围"]], [], []
    for n, (value, read) in enumerate(given, 1):
        lines.append([f"F{n:02}", "器具", value])
        row = dict(asset_no=f"F{n:02}", name="器具")
        if read != "":
            row["range"] = read or value
        if read is None:
            problems.append((f"Sheet1!C{n + 1}", "cell-unit-missing" if value == "0~1.6" else "misread-range"))
        rows.append(row)
    kept("80-ranges", lines, rows, [1, 1], problems=problems)


def states_ticked():
    """81: a tick in one of three columns for the state: told, not guessed."""
    lines = [["编号", "名称", "型号", "使用状态", None, None, "检定日期"], [None, None, None, "在用", "停用", "报废", None],
             ["T-1", "压力表", "Y-100", "√", None, None, "2024.11.5"], ["T-2", "压力表", "Y-60", None, "√", None, "2024.11.5"]]
    rows = [dict(asset_no="T-1", name="压力表", model="Y-100", status="√", date="2024-11-05"), dict(asset_no="T-2", name="压力表", model="Y-60", date="2024-11-05")]
    kept("81-states-ticked", lines, rows, [1, 2], unused=["使用状态 停用", "使用状态 报废"],
         joins=["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"], problems=[("Sheet1!D3", "misread-code")])


def periods_of_validity():
    """82: 有效期 from one day to another; the last day cannot be told from the text alone, so it is reported."""
    content = "编号,名称,检定日期,有效期,检定证书号\n1001,电子秤,2024-05-06,2024.5.6-2025.5.5,A1\n1002,台秤,2024-05-06,2025-05-05,A2\n1003,地磅,2024-05-06,至2025-05-05,A3\n"
    same = dict(date="2024-05-06")
    rows = [dict(same, asset_no="1001", name="电子秤", due="2024.5.6-2025.5.5", certificate_no="A1"), dict(same, asset_no="1002", name="台秤", due="2025-05-05", certificate_no="A2"),
            dict(same, asset_no="1003", name="地磅", due="至2025-05-05", certificate_no="A3")]
    text("82-periods-of-validity", content, "utf-8", rows, [1, 1], problems=[("D2", "misread-date"), ("D4", "misread-date")])


def mixed_export():
    """83: what an asset system writes: many columns, codes with zeros, English days, a status of the system itself."""
    content = ("\ufeffAsset Number,Description,Manufacturer,Model,Serial #,Location,Department,Last Cal Date,Next Cal Date,Cal Frequency,Asset Status,Purchase Date,Cost\r\n"
               "000451,Digital Caliper,Example Tools,CD-6,0012345,Line 1,QA,\"Sep 1, 2024\",2025-08-31,12 months,In Use,2019-01-02,120\r\n"
               "000452,Torque Wrench,Example Tools,TW-50,0012346,Line 2,QA,2024/09/02,2025/09/01,1 year,Out of Service,2019-01-03,300\r\n")
    rows = [dict(asset_no="000451", name="Digital Caliper", manufacturer="Example Tools", model="CD-6", serial_no="0012345", place="Line 1 QA", date="2024-09-01", due="2025-08-31", interval=12,
                 status="in_use"),
            dict(asset_no="000452", name="Torque Wrench", manufacturer="Example Tools", model="TW-50", serial_no="0012346", place="Line 2 QA", date="2024-09-02", due="2025-09-01", interval=12,
                 status="out_of_use")]
    text("83-mixed-export", content, "utf-8", rows, [1, 1], ["Purchase Date", "Cost"])


def same_name_twice():
    """84: the same heading twice, both in sight: the first is read, the second told."""
    lines = [["器具台账"], ["编号", "名称", "检定日期", "有效期至", "检定日期", "有效期至"], ["S-1", "天平", D(2023, 3, 1), D(2024, 2, 29), D(2024, 3, 1), D(2025, 2, 28)],
             ["S-2", "砝码", D(2023, 3, 1), D(2024, 2, 29), D(2024, 3, 1), D(2025, 2, 28)]]
    rows = [dict(asset_no="S-1", name="天平", date="2023-03-01", due="2024-02-29"), dict(asset_no="S-2", name="砝码", date="2023-03-01", due="2024-02-29")]
    kept("84-same-name-twice", lines, rows, [2, 2], unused=["检定日期", "有效期至"], joins=["A1:F1"])


def blocks_joined():
    """85: name and maker joined down over several instruments, a cell joined over two columns and three rows."""
    lines = [["器具名称", "生产厂家", "使用部门", "使用地点", "器具编号", "出厂编号", "有效期至"], ["压力表", "虚构仪表厂", "动力车间", None, "B-1", "11", "2025.5.4"],
             [None, None, None, None, "B-2", "12", "2025.5.4"], [None, None, None, None, "B-3", "13", "2025.5.4"], ["温度计", "虚构仪表厂", "化验室", "2楼", "B-4", "14", "2025.6.4"]]
    rows = [dict(name="压力表", manufacturer="虚构仪表厂", place="动力车间", asset_no=f"B-{n}", serial_no=f"1{n}", due="2025-05-04") for n in (1, 2, 3)]
    rows.append(dict(name="温度计", manufacturer="虚构仪表厂", place="化验室 2楼", asset_no="B-4", serial_no="14", due="2025-06-04"))
    kept("85-blocks-joined", lines, rows, [1, 1], "台账", joins=["A2:A4", "B2:B4", "C2:D4"])


def resolutions():
    """86: 精度 that is the scale interval, an asset list whose remarks hold the state, dates in words below the data."""
    lines = [["量具明细表"], ["工具编号", "工具名称", "规格", "精度", "领用人", "领用日期", "鉴定日期", "下次鉴定日期", "备注"],
             ["LJ1", "游标卡尺", "0-150", "0.02", "张示例", "2022.1.3", "2024.9.1", "2025.9.1", "借出"], ["LJ2", "百分表", "0-10", "0.01mm", "李示例", "2022.1.3", "2024.9.1", "2025.9.1", None],
             ["二〇二五年一月六日"], ["保管员：张示例", None, None, "复核：李示例"]]
    rows = [dict(asset_no="LJ1", name="游标卡尺", model="0-150", accuracy="0.02", date="2024-09-01", due="2025-09-01"),
            dict(asset_no="LJ2", name="百分表", model="0-10", accuracy="0.01mm", date="2024-09-01", due="2025-09-01")]
    kept("86-resolutions", lines, rows, [2, 2], "明细", ["领用人", "领用日期", "备注"], joins=["A1:I1"], problems=[("明细!D3", "misread-accuracy"), ("明细!D4", "cell-class-or-limit")])


ALL = [sending_only, hints_below, least_and_most, ranges, states_ticked, periods_of_validity, mixed_export, same_name_twice, blocks_joined, resolutions]

if __name__ == "__main__":
    for make in ALL:
        make()
    print("made", len(ALL), "ledgers", file=sys.stderr)
