#!/usr/bin/env python3
"""Makes the ledgers 87 to 139: what hospitals, stations, markets, offices, laboratories and software of others hand over. Needs openpyxl and LibreOffice.

    python3 tests/ledgers/blind.py

What each must come to was written before the program read it. All enterprises, persons and numbers are invented.
"""

import os
import subprocess
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kept import D, HERE, acc, kept, mpe, qty, rng, text


def converted(name, end, wanted):
    """The workbook in another format of LibreOffice."""
    source = os.path.join(HERE, name + ".xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", wanted, "--outdir", HERE, source], check=True, capture_output=True, timeout=120)
    os.remove(source)
    assert os.path.exists(os.path.join(HERE, f"{name}.{end}"))


def hospital():
    """87: a hospital: wards joined down, nothing but a running number to tell the rows apart, 计量类别 that says whether by law."""
    lines = [["虚构市第一医院医疗设备计量台账"], ["序号", "科室", "设备名称", "规格型号", "出厂编号(SN)", "生产厂家", "启用日期", "计量类别", "检定日期", "有效期", "检定结果", "证书编号", "备注"],
             [1, "重症医学科", "多参数监护仪", "PM-8000", "SN2101", "虚构医疗公司", "2021.3", "强检", "2024-05-06", "2025-05-05", "合格", "YX24-0101", None],
             [2, None, "输液泵", "SYB-1", "SN2102", "虚构医疗公司", "2021.3", "非强检", "2024-05-06", "2025-05-05", "合格", "YX24-0102", None],
             [3, "急诊科", "血压计", "XJ11D", "无", "虚构仪表厂", "2020.1", "强检", "2024-05-07", "2024-11-06", "不合格", "YX24-0103", "已停用"]]
    rows = [dict(place="重症医学科", name="多参数监护仪", model="PM-8000", serial_no="SN2101", manufacturer="虚构医疗公司", mandatory=True, date="2024-05-06", due="2025-05-05", status="in_use", certificate_no="YX24-0101"),
            dict(place="重症医学科", name="输液泵", model="SYB-1", serial_no="SN2102", manufacturer="虚构医疗公司", mandatory=False, date="2024-05-06", due="2025-05-05", status="in_use", certificate_no="YX24-0102"),
            dict(place="急诊科", name="血压计", model="XJ11D", serial_no="无", manufacturer="虚构仪表厂", mandatory=True, date="2024-05-07", due="2024-11-06", status="out_of_use", certificate_no="YX24-0103")]
    kept("87-hospital", lines, rows, [2, 2], "台账", ["序号", "启用日期", "备注"], joins=["A1:M1", "B3:B4"])


def petrol():
    """88: dispensers of a petrol station: days with the time of midnight, the way of use by law."""
    lines = [["加油站强制检定工作计量器具登记表"], ["单位名称：虚构加油站", None, None, "联系电话：0571-00000000", None, None, "邮编：310000"],
             ["序号", "备案号", "计量器具名称", "型号规格", "制造单位", "出厂编号", "测量范围", "最大允许误差", "使用位置", "用途", "检定日期", "有效期至", "检定机构"],
             ["1", "QJ33010001", "燃油加油机", "RT-C112", "虚构设备公司", "0210001", "(5～60)L/min", "±0.3%", "1号岛", "贸易结算", "2024-05-06 00:00:00", "2024-11-05 00:00:00", "虚构市计量院"],
             ["2", "QJ33010002", "燃油加油机", "RT-C112", "虚构设备公司", "0210002", "(5～60)L/min", "±0.3%", "2号岛", "贸易结算", "2024-05-06 00:00:00", "2024-11-05 00:00:00", "虚构市计量院"],
             ["填表人：张示例", None, None, "填表日期：2024.5.10"]]
    rows = [dict(ecqs_no=f"QJ3301000{n}", name="燃油加油机", model="RT-C112", manufacturer="虚构设备公司", serial_no=f"021000{n}", range=rng("5", "60", "L/min"), accuracy=mpe("±0.3%"),
                 place=f"{n}号岛", use="trade", date="2024-05-06", due="2024-11-05", traceability_body="虚构市计量院") for n in (1, 2)]
    kept("88-petrol", lines, rows, [3, 3], "登记表", ["序号"], joins=["A1:M1"])


def market():
    """89: scales of a market: the stall, who trades, phones; the largest and least load are no field of the form."""
    lines = [["农贸市场衡器台账"], ["摊位号", "经营者", "联系电话", "衡器名称", "型号", "最大秤量", "最小秤量", "检定分度值e", "准确度等级", "出厂编号", "制造厂", "检定日期", "有效期至", "合格证号", "检定结论"],
             ["A01", "张示例", "13900000001", "电子计价秤", "ACS-30", "30kg", "200g", "10g", "Ⅲ", "230001", "虚构衡器厂", "2024.5.6", "2025.5.5", "HG0001", "合格"],
             ["A02", "李示例", "13900000002", "电子计价秤", "ACS-15", "15kg", "100g", "5g", "(Ⅲ)", "230002", "虚构衡器厂", "2024.5.6", "2025.5.5", "HG0002", "不合格"]]
    same = dict(name="电子计价秤", manufacturer="虚构衡器厂", date="2024-05-06", due="2025-05-05")
    rows = [dict(same, model="ACS-30", resolution=qty("10", "g"), accuracy=acc("grade", "Ⅲ"), serial_no="230001", certificate_no="HG0001", status="in_use"),
            dict(same, model="ACS-15", resolution=qty("5", "g"), accuracy=acc("grade", "(Ⅲ)"), serial_no="230002", certificate_no="HG0002", status="out_of_use")]
    kept("89-market", lines, rows, [2, 2], "衡器", ["摊位号", "经营者", "联系电话", "最大秤量", "最小秤量"], joins=["A1:O1"])


def gauges():
    """90: pressure gauges under a header of three lines, the unit in a line of its own, half a year in words."""
    lines = [["序号", "仪表信息", None, None, None, None, "安装位置", "校验信息", None, None],
             [None, "位号", "名称", "量程", "精度等级", "出厂编号", None, "校验日期", "校验周期", "下次校验日期"],
             [None, None, None, "MPa", "级", None, None, None, None, None],
             [1, "PI-101", "压力表", "0~1.6", "1.6", "A2301", "1#锅炉", "2024年5月6日", "半年", "2024年11月5日"],
             [2, "PI-102", "压力表", "0~2.5", 2.5, "A2302", "2#锅炉", "2024年5月6日", "半年", "2024年11月5日"],
             [3, "PI-103", "真空表", "-0.1~0", 1.6, "A2303", "真空泵", "2024年5月6日", "一年", "2025年5月5日"]]
    rows = [dict(asset_no="PI-101", name="压力表", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级"), serial_no="A2301", place="1#锅炉", date="2024-05-06", interval=6, due="2024-11-05"),
            dict(asset_no="PI-102", name="压力表", range=rng("0", "2.5", "MPa"), accuracy=acc("class", "2.5级"), serial_no="A2302", place="2#锅炉", date="2024-05-06", interval=6, due="2024-11-05"),
            dict(asset_no="PI-103", name="真空表", range=rng("-0.1", "0", "MPa"), accuracy=acc("class", "1.6级"), serial_no="A2303", place="真空泵", date="2024-05-06", interval=12, due="2025-05-05")]
    kept("90-gauges", lines, rows, [2, 3], "压力表", ["序号"], joins=["A1:A3", "B1:F1", "G1:G3", "H1:J1", "B2:B3", "C2:C3", "F2:F3", "H2:H3", "I2:I3", "J2:J3"])


def valves():
    """91: safety valves: sizes and set pressures are no fields; the report is the certificate."""
    lines = [["安全阀校验台账"], ["序号", "位号", "名称", "型号", "公称通径", "整定压力(MPa)", "制造单位", "产品编号", "安装位置", "校验日期", "下次校验日期", "校验单位", "校验报告编号", "备注"],
             [1, "PSV-01", "安全阀", "A48Y-16C", "DN50", 0.8, "虚构阀门厂", "F001", "储气罐", "2024/5/6", "2025/5/5", "虚构特检院", "AF24-001", "/"],
             [2, "PSV-02", "安全阀", "A27W-10T", "DN20", 0.75, "虚构阀门厂", "F002", "空压机", "2024/5/6", "2025/5/5", "虚构特检院", "AF24-002", "/"]]
    same = dict(name="安全阀", manufacturer="虚构阀门厂", date="2024-05-06", due="2025-05-05", traceability_body="虚构特检院")
    rows = [dict(same, asset_no="PSV-01", model="A48Y-16C", serial_no="F001", place="储气罐", certificate_no="AF24-001"),
            dict(same, asset_no="PSV-02", model="A27W-10T", serial_no="F002", place="空压机", certificate_no="AF24-002")]
    kept("91-valves", lines, rows, [2, 2], "安全阀", ["序号", "公称通径", "整定压力(MPa)", "备注"], joins=["A1:N1"])


def accreditation():
    """92: equipment for an accreditation: the test and its method beside the instrument, three kinds of accuracy in one heading."""
    lines = [["附表2-3 仪器设备（标准物质）配置表"], ["实验室地址：虚构市虚构路1号"],
             ["序号", "检测项目/参数", "检测标准（方法）名称及编号（含年号）", "仪器设备（标准物质）", None, None, None, None, None, "溯源方式", "检定/校准机构", "有效截止日期", "备注"],
             [None, None, None, "名称", "型号规格", "编号", "测量范围", "扩展不确定度/最大允许误差/准确度等级", "制造商", None, None, None, None],
             [1, "拉伸强度", "GB/T 228.1-2021", "电子万能试验机", "WDW-100", "L-001", "(2～100)kN", "0.5级", "虚构试验机厂", "校准", "虚构省计量院", "2025-08-14", None],
             [2, "硬度", "GB/T 230.1-2018", "洛氏硬度计", "HR-150A", "L-002", "(20～70)HRC", "/", "虚构试验机厂", "校准", "虚构省计量院", "2025-08-14", None]]
    rows = [dict(name="电子万能试验机", model="WDW-100", asset_no="L-001", range=rng("2", "100", "kN"), accuracy=acc("class", "0.5级"), manufacturer="虚构试验机厂", traceability="calibration",
                 traceability_body="虚构省计量院", due="2025-08-14"),
            dict(name="洛氏硬度计", model="HR-150A", asset_no="L-002", range=rng("20", "70", "HRC"), accuracy=acc("none", "无"), manufacturer="虚构试验机厂", traceability="calibration",
                 traceability_body="虚构省计量院", due="2025-08-14")]
    kept("92-accreditation", lines, rows, [3, 4], "配置表", ["序号", "检测项目/参数", "检测标准（方法）名称及编号（含年号）", "备注"],
         joins=["A1:M1", "A2:M2", "A3:A4", "B3:B4", "C3:C4", "D3:I3", "J3:J4", "K3:K4", "L3:L4", "M3:M4"])


def msa():
    """93: gauges of a maker of car parts: days of the study of the measuring system are no days of calibration."""
    lines = [["监视和测量资源台账（含MSA）", None, None, None, None, None, "QR-7.1.5-01"],
             ["量具编号", "量具名称", "规格", "分辨率", "精度", "控制计划工序", "MSA日期", "GRR%", "下次MSA日期", "校准周期(月)", "最近校准日", "下次校准日", "责任人", "量具状态"],
             ["LJ-001", "数显卡尺", "0-150mm", "0.01mm", "±0.02mm", "OP10", D(2024, 3, 1), 0.126, D(2025, 3, 1), 6, D(2024, 5, 6), D(2024, 11, 5), "张示例", "合格"],
             ["LJ-002", "三坐标测量机", "8-10-6", "0.1μm", "±(1.9+L/300)μm", "OP20", D(2024, 3, 2), 0.08, D(2025, 3, 2), 12, D(2024, 5, 7), D(2025, 5, 6), "李示例", "限用"]]
    rows = [dict(asset_no="LJ-001", name="数显卡尺", model="0-150mm", resolution=qty("0.01", "mm"), accuracy=mpe("±0.02mm"), interval=6, date="2024-05-06", due="2024-11-05", status="in_use"),
            dict(asset_no="LJ-002", name="三坐标测量机", model="8-10-6", resolution=qty("0.1", "μm"), accuracy=acc("expression", "±(1.9+L/300)μm"), interval=12, date="2024-05-07", due="2025-05-06", status="limited")]
    kept("93-msa", lines, rows, [2, 2], "台账", ["控制计划工序", "MSA日期", "GRR%", "下次MSA日期", "责任人"])


def asset_cards():
    """94: cards of fixed assets from an accounting program: tabs that keep codes from being numbers, days with midnight, prices."""
    content = ("\"卡片编号\",\"固定资产编号\",\"固定资产名称\",\"规格型号\",\"使用部门名称\",\"存放地点\",\"开始使用日期\",\"原值\",\"累计折旧\",\"使用状况\",\"出厂编号\",\"生产厂商\",\"检定日期\",\"有效期至\"\r\n"
               "\"\t00021\",\"\t0300017\",\"电子天平\",\"FA2004\",\"化验室\",\"2楼天平间\",\"2019-01-02 00:00:00\",\"12,000.00\",\"3,000.00\",\"在用\",\"\t00120\",\"虚构仪器厂\",\"2024-05-06 00:00:00\",\"2025-05-05 00:00:00\"\r\n"
               "\"\t00022\",\"\t0300018\",\"分光光度计\",\"722N\",\"化验室\",\"3楼\",\"2019-01-02 00:00:00\",\"9,800.00\",\"3,000.00\",\"未使用\",\"\t00121\",\"虚构仪器厂\",\"\",\"\"\r\n"
               "\"合计\",\"\",\"\",\"\",\"\",\"\",\"\",\"21,800.00\",\"6,000.00\",\"\",\"\",\"\",\"\",\"\"\r\n")
    rows = [dict(asset_no="0300017", name="电子天平", model="FA2004", place="化验室 2楼天平间", status="in_use", serial_no="00120", manufacturer="虚构仪器厂", date="2024-05-06", due="2025-05-05"),
            dict(asset_no="0300018", name="分光光度计", model="722N", place="化验室 3楼", status="未使用", serial_no="00121", manufacturer="虚构仪器厂")]
    text("94-asset-cards", content, "gb18030", rows, [1, 1], ["卡片编号", "开始使用日期", "原值", "累计折旧"], problems=[("J3", "misread-code")])


def maintenance_system():
    """95: a list from a system for maintenance: Equipment may be a name or a number, so it is told; days begin with the day."""
    content = ("Equipment\tDescription of technical object\tManufacturer of asset\tModel number\tManufact. serial number\tFunctional location\tLast calibration\tNext calibration\tUser status\r\n"
               "10004711\tPressure gauge 0-16 bar\tExample Gauges\t232.50\t7654321\tPL01-K100\t16.05.2024\t15.05.2025\tINUS\r\n"
               "10004712\tTemperature transmitter\tExample Sensors\tT32\t7654322\tPL01-K200\t06.05.2024\t05.05.2025\tINUS\r\n")
    rows = [dict(name="Pressure gauge 0-16 bar", manufacturer="Example Gauges", model="232.50", serial_no="7654321", place="PL01-K100", date="16.05.2024", due="15.05.2025", status="INUS"),
            dict(name="Temperature transmitter", manufacturer="Example Sensors", model="T32", serial_no="7654322", place="PL01-K200", date="06.05.2024", due="05.05.2025", status="INUS")]
    problems = [(at, "misread-date") for at in ("G2", "H2", "G3", "H3")] + [("I2", "misread-code"), ("I3", "misread-code")]
    text("95-maintenance", content, "utf-8", rows, [1, 1], ["Equipment"], problems=problems, end="tsv")


def bilingual():
    """96: headings in two languages, one below the other in the same cell."""
    lines = [["仪器设备一览表\nList of Equipment"],
             ["序号\nNo.", "设备编号\nEquipment No.", "设备名称\nEquipment Name", "型号/规格\nModel/Spec.", "制造商\nManufacturer", "序列号\nSerial No.", "测量范围\nMeasuring Range", "准确度\nAccuracy", "校准日期\nCal. Date",
              "校准周期\nCal. Interval", "有效期至\nValid Until", "状态\nStatus", "管理人\nKeeper", "放置地点\nLocation"],
             [1, "EQ-001", "推拉力计\nPush-pull gauge", "HP-500", "Example Ltd.", "X1", "(0~500)N", "±0.5%FS", D(2024, 5, 6), "12个月", D(2025, 5, 5), "合格\nOK", "张示例", "实验室1\nLab 1"],
             [2, "EQ-002", "温湿度计\nThermo-hygrometer", "TH-1", "Example Ltd.", "X2", "(-10~50)℃", "±1℃", D(2024, 5, 6), "12个月", D(2025, 5, 5), "停用\nStopped", "张示例", "实验室2\nLab 2"]]
    rows = [dict(asset_no="EQ-001", name="推拉力计 Push-pull gauge", model="HP-500", manufacturer="Example Ltd.", serial_no="X1", range=rng("0", "500", "N"), accuracy=mpe("±0.5%FS"), date="2024-05-06", interval=12,
                 due="2025-05-05", status="in_use", place="实验室1 Lab 1"),
            dict(asset_no="EQ-002", name="温湿度计 Thermo-hygrometer", model="TH-1", manufacturer="Example Ltd.", serial_no="X2", range=rng("-10", "50", "℃"), accuracy=mpe("±1℃"), date="2024-05-06", interval=12,
                 due="2025-05-05", status="停用 Stopped", place="实验室2 Lab 2")]
    kept("96-bilingual", lines, rows, [2, 2], "List", ["序号 No.", "管理人 Keeper"], joins=["A1:N1"], problems=[("List!L4", "misread-code")])


def borrowed():
    """97: who has borrowed which gauge: days of lending are none of calibration, the state on return is not that of use."""
    lines = [["量具领用登记表"], ["序号", "量具编号", "量具名称", "规格", "领用日期", "领用人", "领用部门", "检定有效期", "归还日期", "归还状态", "备注"],
             [1, "K-01", "游标卡尺", "0-200", "2024.1.8", "张示例", "机加车间", "2025.3.1", "2024.6.1", "完好", None], [2, "K-02", "千分尺", "25-50", "2024.1.8", "李示例", "装配车间", "2025.3.1", None, None, "长期借用"]]
    rows = [dict(asset_no="K-01", name="游标卡尺", model="0-200", place="机加车间", due="2025-03-01"), dict(asset_no="K-02", name="千分尺", model="25-50", place="装配车间", due="2025-03-01")]
    kept("97-borrowed", lines, rows, [2, 2], "领用", ["序号", "领用日期", "领用人", "归还日期", "归还状态", "备注"], joins=["A1:K1"])


def shops_unlike():
    """98: a sheet for each shop, one of them with a column more and the columns in another order, and a sheet that counts."""
    lines = [["管理编号", "器具名称", "型号规格", "检定日期", "有效期至"], ["M-1", "卡尺", "0-150", "2024.5.6", "2025.5.5"], ["M-2", "卡尺", "0-200", "2024.5.6", "2025.5.5"]]
    def dress(book, _):
        other = book.create_sheet("装配")
        for line in [["序号", "器具名称", "管理编号", "型号规格", "有效期至", "检定日期", "备注"], [1, "扭矩扳手", "Z-1", "20-100", "2025.5.6", "2024.5.7", None]]:
            other.append(line)
        count = book.create_sheet("汇总")
        for line in [["部门", "数量", "合格"], ["机加", 2, 2], ["装配", 1, 1]]:
            count.append(line)
    rows = [dict(asset_no="M-1", name="卡尺", model="0-150", date="2024-05-06", due="2025-05-05"), dict(asset_no="M-2", name="卡尺", model="0-200", date="2024-05-06", due="2025-05-05"),
            dict(asset_no="Z-1", name="扭矩扳手", model="20-100", date="2024-05-07", due="2025-05-06")]
    kept("98-shops-unlike", lines, rows, [1, 1], "机加", dress=dress)


def managed():
    """99: classes for management, states in words, days and lengths of time written in every way, blanks behind, full width."""
    lines = [["器具编号 ", "器具名称", "ABC类管理", "检定周期", "检定日期", "下次检定日期", "状态", "用途"],
             ["ＣＬ－０１", "压力表　", "A类管理", "6M", "２０２４．０５．０６", "20241105", "合 格", "安全防护"], ["CL-02 ", " 卡尺", "B", "一年", "2024-5-6 ", "2025/05/05", "限用", "工艺"],
             ["CL-03", "直尺", "Ｃ类", "1次/年", "2024-05-06T00:00:00", "2025.05.05.", "封存", "质检"], ["CL-04", "温度计", "C", "12 个月", "2024年05月06日", "2025年5月5日前", "报废", "其它"], ["CL-05", "钢卷尺", "C", "一次性", "2024.5", "首检", "停 用", "—"]]
    rows = [dict(asset_no="CL-01", name="压力表", abc_class="A", interval=6, date="2024-05-06", due="2024-11-05", status="in_use", use="safety"),
            dict(asset_no="CL-02", name="卡尺", abc_class="B", interval=12, date="2024-05-06", due="2025-05-05", status="limited", use="process"),
            dict(asset_no="CL-03", name="直尺", abc_class="C", interval=12, date="2024-05-06", due="2025-05-05", status="sealed", use="quality"),
            dict(asset_no="CL-04", name="温度计", abc_class="C", interval=12, date="2024-05-06", due="2025年5月5日前", status="scrapped", use="other"),
            dict(asset_no="CL-05", name="钢卷尺", abc_class="C", interval="一次性", date="2024.5", due="首检", status="out_of_use")]
    kept("99-managed", lines, rows, [1, 1], problems=[("Sheet1!F5", "misread-date"), ("Sheet1!D6", "misread-integer"), ("Sheet1!E6", "misread-date"), ("Sheet1!F6", "misread-date")])


def turned():
    """100: names down the first column, an instrument in each column: refused, and that is told."""
    lines = [["器具编号", "T-1", "T-2", "T-3"], ["器具名称", "压力表", "压力表", "温度计"], ["型号规格", "Y-100", "Y-60", "WNG"], ["出厂编号", "11", "12", "13"], ["检定日期", "2024.5.6", "2024.5.6", "2024.5.7"], ["有效期至", "2024.11.5", "2024.11.5", "2025.5.6"]]
    kept("100-turned", lines, [], [1, 1])
    with open(os.path.join(HERE, "100-turned.expect.json"), "w", encoding="utf-8") as file:
        file.write('{\n "refused": "ledger-no-header"\n}\n')


def pages():
    """101: title and header of two lines on every printed page, sums of pages, a page number, a line of remarks."""
    head = [["计量器具管理台账", None, None, None, None, None, None], ["编制部门：质量部", None, None, None, None, "2024年度", None], ["序号", "编号", "名称", "规格", "检定", None, "存放地"], [None, None, None, None, "日期", "有效期", None]]
    def page(numbers):
        return [[n, f"P-{n}", "卡尺", "0-150", "2024.5.6", "2025.5.5", "工具库"] for n in numbers]
    lines = head + page((1, 2)) + [["本页小计", None, None, 2, None, None, None], ["第 1 页  共 2 页"]] + head + page((3, 4)) + [["本页小计", None, None, 2], ["总计：4 件"], ["第 2 页  共 2 页"],
             ["说明：本台账每季度更新一次，停用器具另册登记。"]]
    rows = [dict(asset_no=f"P-{n}", name="卡尺", model="0-150", date="2024-05-06", due="2025-05-05", place="工具库") for n in (1, 2, 3, 4)]
    kept("101-pages", lines, rows, [3, 4], "台账", ["序号"], joins=["A1:G1", "E3:F3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "G3:G4", "A9:G9", "E11:F11"])


def mac_days():
    """102: a book that counts its days from 1904, texts beside real days."""
    lines = [["管理编号", "器具名称", "检定日期", "有效期至"], ["A-1", "秒表", D(2024, 5, 6), "2025-05-05"], ["A-2", "秒表", "2024.5.6", D(2025, 5, 5)]]
    def dress(book, page):
        book.epoch = CALENDAR_MAC_1904
    rows = [dict(asset_no=f"A-{n}", name="秒表", date="2024-05-06", due="2025-05-05") for n in (1, 2)]
    kept("102-mac-days", lines, rows, [1, 1], dress=dress)


def filtered():
    """103: rows out of sight by a filter, comments, texts in several fonts, lines broken in cells; nothing of that loses a row."""
    lines = [["器具\n编号", "器具\n名称", "型号\n规格", "有效期\n至", "使用\n状态"], ["F-1", "外径\n千分尺", "0-25", "2025.5.5", "在用"], ["F-2", "内径\n百分表", "18-35", "2025.5.5", "停用"], ["F-3", "高度尺", "0-300", "2025.5.5", "在用"]]
    def dress(book, page):
        page.auto_filter.ref = "A1:E4"
        page.row_dimensions[3].hidden = True
        page["A2"].comment = Comment("2019年购入", "张示例")
        page["B4"] = CellRichText("高度", TextBlock(InlineFont(b=True), "游标"), "卡尺")
        page["C2"].quotePrefix = True
    rows = [dict(asset_no="F-1", name="外径 千分尺", model="0-25", due="2025-05-05", status="in_use"), dict(asset_no="F-2", name="内径 百分表", model="18-35", due="2025-05-05", status="out_of_use"),
            dict(asset_no="F-3", name="高度游标卡尺", model="0-300", due="2025-05-05", status="in_use")]
    kept("103-filtered", lines, rows, [1, 1], dress=dress)


def one_a_row(name, letter, heading, field, given):
    """A ledger with one text a row, and what each is read as: an answer, or the code by which it is told."""
    lines, rows, problems = [["管理编号", "器具名称", heading]], [], []
    for n, (value, read) in enumerate(given, 1):
        lines.append([f"{letter}{n:02}", "器具", value])
        told = not isinstance(read, dict)
        rows.append({"asset_no": f"{letter}{n:02}", "name": "器具", field: value if told else read})
        if told:
            problems.append((f"Sheet1!C{n + 1}", read or f"misread-{field}"))
    kept(name, lines, rows, [1, 1], problems=problems)


def more_ranges():
    """104: ranges and what stands for them; two ranges, a size or an accuracy beside it are told."""
    given = [("0～150mm", rng("0", "150", "mm")), ("0-150/0.02", "unit-unexpected"), ("(0~10)V;(0~5)A", "unit-unexpected"), ("-0.1～0.15MPa", rng("-0.1", "0.15", "MPa")), ("10N·m~100N·m", rng("10", "100", "N·m")), ("DN50", None),
             ("0～1000 ℃", rng("0", "1000", "℃")), ("（0～100）％", rng("0", "100", "%")), ("0.5kg-30kg", rng("0.5", "30", "kg")), ("(20~2000)mL", rng("20", "2000", "mL")), ("0 ~ 60 MPa", rng("0", "60", "MPa")),
             ("200g", None), ("0～25mm/0.01mm", "unit-unexpected"), ("0-500V", rng("0", "500", "V")), ("0~10bar", rng("0", "10", "bar")), ("-30℃-50℃", rng("-30", "50", "℃")), ("0…6kPa", rng("0", "6", "kPa")), ("见证书", None)]
    one_a_row("104-more-ranges", "G", "测量范围", "range", given)


def more_accuracies():
    """105: accuracies in the signs of people; a class below zero of doubt, a ring and a word are told."""
    given = [("±(0.5%RD+3)", "cell-formula"), ("1.6", None), ("U=0.5%,k=2", acc("uncertainty", "U=0.5%,k=2")), ("Ⅲ级", acc("grade", "Ⅲ级")), ("III", acc("grade", "III")), ("③", None), ("三级", acc("grade", "三级")),
             ("0.5S", acc("class", "0.5S")), ("±0.5%FS", mpe("±0.5%FS")), ("±1.5级", "cell-class-or-limit"), ("优于0.5级", None), ("±0.02", "cell-unit-missing"), ("0.5%", "cell-class-or-limit"), ("±2℃", mpe("±2℃")), ("1级", acc("class", "1级")), ("合格", None),
             ("±(0.02+L/1000)mm", acc("expression", "±(0.02+L/1000)mm")), ("OIML F2", None)]
    one_a_row("105-more-accuracies", "H", "准确度等级/最大允许误差", "accuracy", given)


def two_fields():
    """106: columns that name two fields, whose cells say where one ends: split; where a cell does not say, it is told."""
    lines = [["管理编号", "器具名称", "测量范围及准确度", "检定日期/有效期至"], ["D-1", "压力表", "(0~1.6)MPa/1.6级", "2024.5.6/2025.5.5"], ["D-2", "卡尺", "(0~150)mm ±0.02mm", "2024.5.6～2025.5.5"],
             ["D-3", "温度计", "(-30~50)℃，±1℃", "2024-05-06\n2025-05-05"], ["D-4", "电能表", "5(60)A", "2024.5.6"]]
    same = dict(date="2024-05-06", due="2025-05-05")
    rows = [dict(same, asset_no="D-1", name="压力表", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级")), dict(same, asset_no="D-2", name="卡尺", range=rng("0", "150", "mm"), accuracy=mpe("±0.02mm")),
            dict(same, asset_no="D-3", name="温度计", range=rng("-30", "50", "℃"), accuracy=mpe("±1℃")), dict(asset_no="D-4", name="电能表")]
    kept("106-two-fields", lines, rows, [1, 1], problems=[("Sheet1!C5", "ledger-not-split"), ("Sheet1!D5", "ledger-not-split")])


def meters():
    """107: gas meters of households: phones, postcodes, house numbers; the number of the meter is that of its maker."""
    lines = [["户用膜式燃气表台账"], ["户号", "用户姓名", "联系电话", "邮政编码", "安装地址", "表具名称", "表型号", "表号", "口径", "准确度等级", "制造厂家", "首检日期", "到期更换日期"],
             ["100001", "张示例", "0571-0000001", "310001", "虚构小区1-101", "膜式燃气表", "G2.5", "220001", "DN15", "1.5级", "虚构燃气表厂", "2022.5.6", "2032.5.5"],
             ["100002", "李示例", "0571-0000002", "310001", "虚构小区1-102", "膜式燃气表", "G2.5", "220002", "DN15", "1.5级", "虚构燃气表厂", "2022.5.6", "2032.5.5"]]
    rows = [dict(place=f"虚构小区1-10{n}", name="膜式燃气表", model="G2.5", serial_no=f"22000{n}", accuracy=acc("class", "1.5级"), manufacturer="虚构燃气表厂") for n in (1, 2)]
    kept("107-meters", lines, rows, [2, 2], "燃气表", ["户号", "用户姓名", "联系电话", "邮政编码", "口径", "首检日期", "到期更换日期"], joins=["A1:M1"])


def climate():
    """108: instruments for temperature and humidity: two ranges and two limits in a cell are told, corrections go nowhere."""
    lines = [["温湿度计一览表"], ["编号", "名称", "型号", "测量范围", "最大允许误差", "温度修正值", "湿度修正值", "放置房间", "校准日期", "复校日期", "校准证书编号", "校准单位"],
             ["WS-01", "温湿度计", "WS-1", "温度：(-10～50)℃\n湿度：(20～90)%RH", "温度±1℃，湿度±5%RH", -0.3, 2, "天平室", D(2024, 5, 6), D(2025, 5, 5), "WD2024-1", "虚构市计量院"],
             ["WS-02", "温度计", "WD-1", "(-10～50)℃", "±1℃", 0.1, None, "试剂室", D(2024, 5, 6), D(2025, 5, 5), "WD2024-2", "虚构市计量院"]]
    same = dict(date="2024-05-06", due="2025-05-05", traceability_body="虚构市计量院")
    rows = [dict(same, asset_no="WS-01", name="温湿度计", model="WS-1", range="温度：(-10～50)℃ 湿度：(20～90)%RH", accuracy="温度±1℃，湿度±5%RH", place="天平室", certificate_no="WD2024-1"),
            dict(same, asset_no="WS-02", name="温度计", model="WD-1", range=rng("-10", "50", "℃"), accuracy=mpe("±1℃"), place="试剂室", certificate_no="WD2024-2")]
    kept("108-climate", lines, rows, [2, 2], "温湿度计", ["温度修正值", "湿度修正值"], joins=["A1:L1"], problems=[("温湿度计!D3", "misread-range"), ("温湿度计!E3", "misread-accuracy")])


def university():
    """109: assets of a school: class numbers, countries, prices, days of buying; the number of the maker."""
    lines = [["仪器设备明细账"], ["分类号", "仪器编号", "仪器名称", "型号", "规格", "单价(元)", "厂家", "国别", "出厂号", "出厂日期", "购置日期", "现状", "使用方向", "领用单位", "存放地", "领用人", "检定情况"],
             ["03030100", "20190012", "数字万用表", "DT9205", "三位半", 120, "虚构仪表厂", "中国", "D001", "2018-12-01", "2019-03-01", "在用", "教学", "物理实验中心", "201室", "张示例", "未检"],
             ["03030200", "20190013", "示波器", "DS1102", "100MHz", 3200, "虚构仪器厂", "中国", "D002", "2018-12-01", "2019-03-01", "待修", "科研", "物理实验中心", "202室", "李示例", "未检"]]
    rows = [dict(asset_no="20190012", name="数字万用表", model="DT9205 三位半", manufacturer="虚构仪表厂", serial_no="D001", status="in_use", place="物理实验中心 201室"),
            dict(asset_no="20190013", name="示波器", model="DS1102 100MHz", manufacturer="虚构仪器厂", serial_no="D002", status="out_of_use", place="物理实验中心 202室")]
    kept("109-university", lines, rows, [2, 2], "明细账", ["分类号", "单价(元)", "国别", "出厂日期", "购置日期", "使用方向", "领用人", "检定情况"], joins=["A1:Q1"])


def last_and_this():
    """110: the last verification and this one side by side below joined headings: this one counts."""
    lines = [["器具编号", "器具名称", "上次检定", None, None, "本次检定", None, None, "检定单位"], [None, None, "日期", "证书编号", "结论", "日期", "证书编号", "结论", None],
             ["S-1", "电子秤", "2023.5.6", "A23-1", "合格", "2024.5.6", "A24-1", "合格", "虚构县计量所"], ["S-2", "电子秤", "2023.5.6", "A23-2", "合格", "2024.5.6", "A24-2", "不合格", "虚构县计量所"]]
    rows = [dict(asset_no="S-1", name="电子秤", date="2024-05-06", certificate_no="A24-1", status="in_use", traceability_body="虚构县计量所"),
            dict(asset_no="S-2", name="电子秤", date="2024-05-06", certificate_no="A24-2", status="out_of_use", traceability_body="虚构县计量所")]
    kept("110-last-and-this", lines, rows, [1, 2], unused=["上次检定 日期", "上次检定 证书编号", "上次检定 结论"], joins=["A1:A2", "B1:B2", "C1:E1", "F1:H1", "I1:I2"])


def planned():
    """111: the plan beside what was done: the planned day is not the day, who does it is not where."""
    lines = [["2024年周期检定计划及完成情况"], ["序号", "管理编号", "器具名称", "型号规格", "计划检定日期", "实际检定日期", "下次检定日期", "检定结果", "检定员", "送检方式", "完成情况"],
             [1, "N-1", "兆欧表", "ZC25", "2024.5", "2024.5.6", "2025.5.5", "合格", "张示例", "外检", "已完成"], [2, "N-2", "钳形表", "MG28", "2024.6", None, None, None, None, "外检", "未完成"]]
    rows = [dict(asset_no="N-1", name="兆欧表", model="ZC25", date="2024-05-06", due="2025-05-05", status="in_use", traceability="verification"), dict(asset_no="N-2", name="钳形表", model="MG28", traceability="verification")]
    kept("111-planned", lines, rows, [2, 2], "计划", ["序号", "计划检定日期", "检定员", "完成情况"], joins=["A1:K1"])


def out_of_sight(name, end, wanted):
    lines = [["管理编号", "器具名称", "检定日期", "有效期至", "检定日期", "有效期至"], ["V-1", "台秤", "2023.5.6", "2024.5.5", "2024.5.6", "2025.5.5"], ["V-2", "台秤", "2023.5.6", "2024.5.5", "2024.5.7", "2025.5.6"]]
    rows = [dict(asset_no="V-1", name="台秤", date="2024-05-06", due="2025-05-05"), dict(asset_no="V-2", name="台秤", date="2024-05-07", due="2025-05-06")]
    kept(name, lines, rows, [1, 1], "台账", ["检定日期", "有效期至"], hidden=("C", "D"))
    converted(name, end, wanted)


def out_of_sight_ods():
    """112: last year's columns hidden, in the format of LibreOffice."""
    out_of_sight("112-out-of-sight", "ods", "ods")


def out_of_sight_xls():
    """113: the same in the old format."""
    out_of_sight("113-out-of-sight", "xls", "xls:MS Excel 97")


def departments():
    """114: bands for departments, blank lines, sums of departments, remarks in several lines below, a number of the form above."""
    lines = [["表单编号：QR-JL-001", None, None, None, "版本：A/0", None, None], ["监视和测量设备台账"], ["NO.", "设备编号", "设备名称", "型号/规格", "校准日期", "校准有效期", "备注"],
             ["一、机加车间"], [1, "J-1", "卡尺", "0-150", "2024.5.6", "2025.5.5", None], [2, "J-2", "千分尺", "0-25", "2024.5.6", "2025.5.5", None], ["机加车间小计", None, "2台", None, None, None, None], [],
             ["二、装配车间"], [1, "Z-1", "扭矩扳手", "20-100", "2024.5.6", "2025.5.5", None], ["装配车间小计", None, "1台"], [], ["总计", None, "3台"],
             ["注：1、本台账由质量部每月更新；"], ["2、校准有效期到期前一个月送检；"], ["3、停用设备须挂停用标识。"], ["编制：张示例", None, "审核：李示例", None, "批准：王示例", None, "2024.6.1"]]
    rows = [dict(asset_no="J-1", name="卡尺", model="0-150", date="2024-05-06", due="2025-05-05"), dict(asset_no="J-2", name="千分尺", model="0-25", date="2024-05-06", due="2025-05-05"),
            dict(asset_no="Z-1", name="扭矩扳手", model="20-100", date="2024-05-06", due="2025-05-05")]
    kept("114-departments", lines, rows, [3, 3], "台账", ["NO.", "备注"], joins=["A2:G2", "A4:G4", "A9:G9"])


def platform():
    """115: what the platform for mandatory verification hands out: the holder and its number stand in each row."""
    lines = [["强检计量器具备案信息导出"], ["强检器具备案号", "使用单位名称", "统一社会信用代码", "器具名称", "规格型号", "测量范围", "准确度等级", "出厂编号", "制造单位", "强检目录名称", "强检用途", "强检形式", "安装使用地点", "检定周期(月)", "最近检定日期",
                                 "检定有效期至", "检定机构", "联系人", "联系电话"],
             ["BA330100001", "虚构食品公司", "91330000MA00000000", "电子汽车衡", "SCS-100", "(0.4～100)t", "Ⅲ", "S001", "虚构衡器厂", "非自动衡器", "贸易结算", "周期检定", "厂门口", "12", "2024-05-06", "2025-05-05", "虚构市计量院", "张示例", "13900000000"],
             ["BA330100002", "虚构食品公司", "91330000MA00000000", "压力表", "Y-100", "(0～1.6)MPa", "1.6级", "S002", "虚构仪表厂", "压力仪表", "安全防护", "周期检定", "锅炉房", "6", "2024-05-06", "2024-11-05", "虚构市计量院", "张示例", "13900000000"]]
    rows = [dict(ecqs_no="BA330100001", name="电子汽车衡", model="SCS-100", range=rng("0.4", "100", "t"), accuracy=acc("grade", "Ⅲ"), serial_no="S001", manufacturer="虚构衡器厂", use="trade", place="厂门口", interval=12, date="2024-05-06",
                 due="2025-05-05", traceability_body="虚构市计量院"),
            dict(ecqs_no="BA330100002", name="压力表", model="Y-100", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级"), serial_no="S002", manufacturer="虚构仪表厂", use="safety", place="锅炉房", interval=6, date="2024-05-06",
                 due="2024-11-05", traceability_body="虚构市计量院")]
    kept("115-platform", lines, rows, [2, 2], "导出", ["使用单位名称", "统一社会信用代码", "强检目录名称", "强检形式", "联系人", "联系电话"], joins=["A1:S1"])


def gauges_of_a_shop():
    """116: measuring tools of a small shop: everything in short words, a running number of two parts, classes in roman numbers."""
    lines = [["2024年度量检具台账", None, None, None, None, None, None, None, None, "更新日期：2024.12.1"], ["量检具编号", "量检具名称", "规格/型号", "精度(mm)", "出厂号", "厂商", "使用人", "存放车间", "上次校准", "校准周期", "下次校准", "校准方式", "现状态", "备注"],
             ["LG-001", "游标卡尺", "0-150mm", "±0.02", "8801", "虚构量具", "张示例", "一车间", "2024.06.01", "6个月", "2024.12.01", "内校", "在用", None],
             ["LG-002", "塞规", "Φ10H7", "/", "无", "虚构量具", "李示例", "一车间", "2024.06.01", "12个月", "2025.06.01", "外校", "在用", None],
             ["LG-003", "千分尺", "0-25mm", "±0.004", "8803", "虚构量具", "王示例", "二车间", "2024.06.02", "6个月", "2024.12.02", "内校", "报废", "2024.9报废"]]
    same = dict(manufacturer="虚构量具")
    rows = [dict(same, asset_no="LG-001", name="游标卡尺", model="0-150mm", accuracy=mpe("±0.02 mm"), serial_no="8801", place="一车间", date="2024-06-01", interval=6, due="2024-12-01", traceability="self", status="in_use"),
            dict(same, asset_no="LG-002", name="塞规", model="Φ10H7", accuracy=acc("none", "无"), serial_no="无", place="一车间", date="2024-06-01", interval=12, due="2025-06-01", traceability="calibration", status="in_use"),
            dict(same, asset_no="LG-003", name="千分尺", model="0-25mm", accuracy=mpe("±0.004 mm"), serial_no="8803", place="二车间", date="2024-06-02", interval=6, due="2024-12-02", traceability="self", status="scrapped")]
    kept("116-gauges-of-a-shop", lines, rows, [2, 2], "量检具", ["使用人", "备注"], joins=["A1:I1"])


def energy_meters():
    """117: meters of energy: factors, first readings and the way of the wires; the class says of what."""
    lines = [["能源计量器具台账"], ["序号", "计量器具名称", "型号规格", "准确度等级", "测量范围", "生产厂家", "出厂编号", "用能单位管理编号", "安装使用地点及用途", "能源种类", "倍率", "状态(合格/准用/停用)", "检定/校准状态", "检定周期/校准间隔(月)", "检定校准日期", "下次检定(校准)日期"],
             [1, "三相电子式电能表", "DTSD341", "0.5S", "3×1.5(6)A", "虚构电表厂", "10001", "NY-D-01", "变电所总进线", "电", 2000, "合格", "检定", 60, "2023-05-06", "2028-05-05"],
             [2, "涡街流量计", "LUGB-80", "1.5级", "(80~800)m3/h", "虚构流量计厂", "10002", "NY-Z-01", "蒸汽总管", "蒸汽", None, "准用", "校准", 12, "2024-05-06", "2025-05-05"]]
    rows = [dict(name="三相电子式电能表", model="DTSD341", accuracy=acc("class", "0.5S"), range="3×1.5(6)A", manufacturer="虚构电表厂", serial_no="10001", asset_no="NY-D-01", status="in_use", interval=60, date="2023-05-06", due="2028-05-05"),
            dict(name="涡街流量计", model="LUGB-80", accuracy=acc("class", "1.5级"), range=rng("80", "800", "m³/h"), manufacturer="虚构流量计厂", serial_no="10002", asset_no="NY-Z-01", status="limited", interval=12, date="2024-05-06", due="2025-05-05")]
    kept("117-energy-meters", lines, rows, [2, 2], "能源", ["序号", "安装使用地点及用途", "能源种类", "倍率", "检定/校准状态"], joins=["A1:P1"], problems=[("能源!E3", "unit-unexpected")])


def written_out():
    """118: a ledger with every heading spelt out, days of the plan of the next year, a column of pictures."""
    lines = [["公司名称：虚构机械有限公司"], ["测量设备总台账"], ["编制：质检部", None, None, "编号：JL-QR-022"], [],
             ["统一编号", "测量设备名称", "型号规格", "测量范围/量程", "分度值/分辨力", "准确度等级/最大允许误差", "制造厂/国别", "出厂编号", "购置日期", "启用日期", "使用部门/保管人", "检定/校准机构名称", "检定/校准证书编号", "本次检定/校准日期", "确认间隔", "下次检定/校准日期", "计量确认结论", "管理类别", "设备照片"],
             ["CL-A-001", "立式光学计", "LG-1", "(0～180)mm", "0.001mm", "±0.25μm", "虚构光学厂/中国", "1203", "2010.5", "2010.6", "计量室/张示例", "虚构省计量科学研究院", "CDjz2024-1001", "2024-05-06", "12个月", "2025-05-05", "合格", "A", None],
             ["CL-B-002", "框式水平仪", "200×200", "/", "0.02mm/m", "/", "虚构量具厂/中国", "77", "2011.5", "2011.6", "装配/李示例", "虚构省计量科学研究院", "CDjz2024-1002", "2024-05-06", "12个月", "2025-05-05", "限用", "B", None]]
    rows = [dict(asset_no="CL-A-001", name="立式光学计", model="LG-1", range=rng("0", "180", "mm"), resolution=qty("0.001", "mm"), accuracy=mpe("±0.25μm"), serial_no="1203", traceability_body="虚构省计量科学研究院", certificate_no="CDjz2024-1001",
                 date="2024-05-06", interval=12, due="2025-05-05", status="in_use", abc_class="A"),
            dict(asset_no="CL-B-002", name="框式水平仪", model="200×200", resolution=qty("0.02", "mm/m"), accuracy=acc("none", "无"), serial_no="77", traceability_body="虚构省计量科学研究院", certificate_no="CDjz2024-1002",
                 date="2024-05-06", interval=12, due="2025-05-05", status="limited", abc_class="B")]
    kept("118-written-out", lines, rows, [5, 5], "总台账", ["制造厂/国别", "购置日期", "启用日期", "使用部门/保管人", "设备照片"], joins=["A1:S1", "A2:S2"])


def calibration_program():
    """119: a list from a program for calibrations, English, days with names of months, the state overdue, comments below."""
    content = ("Gage Report,,,,,,,,,,\r\nPrinted: 12/01/2024,,,,,,,,,,\r\nGage ID,Description,Type,Serial Number,Manufacturer,Current Location,Unit of Measure,Cal Frequency,Last Cal. Date,Next Due Date,Status\r\n"
               "GG-100,Caliper 0-6 in,Variable,S100,Example Inc,QC Lab,in,6 Months,06-May-2024,05-Nov-2024,Active\r\nGG-101,\"Micrometer, outside\",Variable,S101,Example Inc,Line 3,mm,1 Year,2024-05-07,2025-05-06,Inactive\r\n"
               "GG-102,Thread plug gage,Attribute,S102,Example Inc,Line 3,,12 Months,05/06/2024,05/05/2025,Missing\r\nTotal gages: 3,,,,,,,,,,\r\n")
    same = dict(manufacturer="Example Inc")
    rows = [dict(same, asset_no="GG-100", name="Caliper 0-6 in", model="Variable", serial_no="S100", place="QC Lab", interval=6, date="2024-05-06", due="2024-11-05", status="in_use"),
            dict(same, asset_no="GG-101", name="Micrometer, outside", model="Variable", serial_no="S101", place="Line 3", interval=12, date="2024-05-07", due="2025-05-06", status="out_of_use"),
            dict(same, asset_no="GG-102", name="Thread plug gage", model="Attribute", serial_no="S102", place="Line 3", interval=12, date="05/06/2024", due="05/05/2025", status="Missing")]
    text("119-calibration-program", content, "utf-8", rows, [3, 3], ["Unit of Measure"], problems=[("I6", "misread-date"), ("J6", "misread-date"), ("K6", "misread-code")])


def by_place():
    """120: the place in three columns, the instrument in Chinese and English, sums in the last line, numbers kept as texts."""
    lines = [["序号", "设备编号", "设备中文名称", "设备英文名称", "型号", "楼宇", "楼层", "房间", "所属部门", "设备负责人", "校准有效期至", "校准证书号", "校准机构", "合格标识"],
             ["1", "0001", "高效液相色谱仪", "HPLC", "LC-20A", "1号楼", "3", "301", "质控部", "张示例", "2025-05-05", "000123", "虚构计量检测公司", "绿"],
             ["2", "0002", "紫外分光光度计", "UV", "UV-2600", "1号楼", "3", "302", "质控部", "李示例", "2025-06-05", "000124", "虚构计量检测公司", "绿"], ["合计", "2台", None, None, None, None, None, None, None, None, None, None, None, None]]
    rows = [dict(asset_no="0001", name="高效液相色谱仪", model="LC-20A", place="301 质控部", due="2025-05-05", certificate_no="000123", traceability_body="虚构计量检测公司"),
            dict(asset_no="0002", name="紫外分光光度计", model="UV-2600", place="302 质控部", due="2025-06-05", certificate_no="000124", traceability_body="虚构计量检测公司")]
    kept("120-by-place", lines, rows, [1, 1], unused=["序号", "设备英文名称", "楼宇", "楼层", "设备负责人", "合格标识"])


def several_days():
    """121: days of every kind beside each other: when it was bought, sent, received, verified, and when it is due; the verified one counts."""
    lines = [["器具编号", "器具名称", "规格型号", "入厂日期", "送检日期", "取回日期", "检定日期", "发证日期", "有效日期", "下次送检日期", "检定费用(元)", "发票号"],
             ["F-1", "绝缘电阻表", "ZC25-3", D(2015, 1, 2), D(2024, 5, 1), D(2024, 5, 20), D(2024, 5, 6), D(2024, 5, 8), D(2025, 5, 5), D(2025, 4, 5), 120, "00123456"],
             ["F-2", "接地电阻表", "ZC-8", D(2015, 1, 2), D(2024, 5, 1), D(2024, 5, 20), D(2024, 5, 6), D(2024, 5, 8), D(2025, 5, 5), D(2025, 4, 5), 120, "00123456"]]
    rows = [dict(asset_no="F-1", name="绝缘电阻表", model="ZC25-3", date="2024-05-06", due="2025-05-05"), dict(asset_no="F-2", name="接地电阻表", model="ZC-8", date="2024-05-06", due="2025-05-05")]
    kept("121-several-days", lines, rows, [1, 1], unused=["入厂日期", "送检日期", "取回日期", "发证日期", "下次送检日期", "检定费用(元)", "发票号"])


def torn_header():
    """122: a header of three lines with groups, a group of two columns for the range, ticks for by law, the foot in one joined cell."""
    lines = [["基本信息", None, None, None, "技术参数", None, None, None, "溯源信息", None, None, None, "是否强检"], ["编号", "名称", "型号", "厂家", "测量范围", None, "单位", "准确度", "机构", "证书号", "日期", None, None], [None, None, None, None, "下限", "上限", None, None, None, None, "检定", "到期", None],
             ["T-01", "压力表", "Y-100", "虚构仪表厂", 0, 1.6, "MPa", "1.6级", "虚构县计量所", "YL-01", "2024-05-06", "2024-11-05", "√"], ["T-02", "电流表", "6L2-A", "虚构电表厂", 0, 100, "A", "1.5级", "虚构县计量所", "DX-02", "2024-05-07", "2025-05-06", None],
             ["填表：张示例    审核：李示例    日期：2024年6月1日"]]
    rows = [dict(asset_no="T-01", name="压力表", model="Y-100", manufacturer="虚构仪表厂", range=rng("0", "1.6", "MPa"), accuracy=acc("class", "1.6级"), traceability_body="虚构县计量所", certificate_no="YL-01", date="2024-05-06", due="2024-11-05", mandatory=True),
            dict(asset_no="T-02", name="电流表", model="6L2-A", manufacturer="虚构电表厂", range=rng("0", "100", "A"), accuracy=acc("class", "1.5级"), traceability_body="虚构县计量所", certificate_no="DX-02", date="2024-05-07", due="2025-05-06", mandatory=False)]
    kept("122-torn-header", lines, rows, [2, 3], joins=["A1:D1", "E1:H1", "I1:L1", "M1:M3", "E2:F2", "K2:L2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "G2:G3", "H2:H3", "I2:I3", "J2:J3", "A6:M6"])


def pharmacy():
    """123: instruments of a maker of drugs: what is checked and what is calibrated, codes for rooms, 长期 and N/A."""
    lines = [["仪器仪表校准总表"], ["仪表位号", "仪表名称", "关键/非关键", "所属设备编号", "所属设备名称", "仪表型号", "仪表量程", "使用范围", "允许误差", "校准周期", "校准点", "校准单位", "最近一次校准日期", "校准有效期至", "校准结果"],
             ["TT-101", "温度变送器", "关键", "EQ-R01", "反应釜", "WZP-231", "-50~150℃", "20~90℃", "±0.5℃", "12个月", "20,60,90℃", "虚构计量院", "2024.05.06", "2025.05.05", "符合"],
             ["PI-102", "压力表", "非关键", "EQ-R01", "反应釜", "Y-100", "0~0.6MPa", "0.1~0.4MPa", "±1.6%FS", "6个月", "0.1,0.2,0.4MPa", "虚构计量院", "2024.05.06", "2024.11.05", "符合"],
             ["LI-103", "液位计", "非关键", "EQ-R02", "贮罐", "UHZ-10", "0~2000mm", "N/A", "±10mm", "长期", "N/A", "N/A", "N/A", "N/A", "N/A"]]
    rows = [dict(asset_no="TT-101", name="温度变送器", model="WZP-231", range=rng("-50", "150", "℃"), accuracy=mpe("±0.5℃"), interval=12, traceability_body="虚构计量院", date="2024-05-06", due="2025-05-05", status="in_use"),
            dict(asset_no="PI-102", name="压力表", model="Y-100", range=rng("0", "0.6", "MPa"), accuracy=mpe("±1.6%FS"), interval=6, traceability_body="虚构计量院", date="2024-05-06", due="2024-11-05", status="in_use"),
            dict(asset_no="LI-103", name="液位计", model="UHZ-10", range=rng("0", "2000", "mm"), accuracy=mpe("±10mm"), interval="长期")]
    kept("123-pharmacy", lines, rows, [2, 2], "校准总表", ["关键/非关键", "所属设备编号", "所属设备名称", "使用范围", "校准点"], joins=["A1:O1"], problems=[("校准总表!J5", "misread-integer")])


def laboratory_index():
    """124: a laboratory's register with classes of the makers, two lines of heading, the state told by the colour of a label, a stamp below."""
    lines = [["虚构检测有限公司"], ["仪器设备台帐"], ["记录编号：XG/JL-05-01", None, None, None, None, None, "第1版第0次修订", None, None, None, None, None, None, None],
             ["序号", "设备管理编号", "设备名称", "规格型号", "主要技术指标", None, "生产厂家", "出厂编号", "购置日期", "检定/校准", None, None, None, "放置地点"],
             [None, None, None, None, "测量范围", "不确定度/准确度等级", None, None, None, "机构", "证书编号", "检校日期", "有效期至", None],
             [1, "XG-001", "电子天平", "ME204", "(0～220)g", "Ⅰ级", "虚构仪器公司", "B123", "2019.3", "虚构市计量院", "LX2024-01", "2024.05.06", "2025.05.05", "天平室"],
             [2, "XG-002", "恒温干燥箱", "DHG-9070", "(50～300)℃", "±2℃", "虚构仪器公司", "B124", "2019.3", "虚构市计量院", "WD2024-02", "2024.05.06", "2025.05.05", "理化室"],
             [3, "XG-003", "酸度计", "PHS-3C", "(0～14)pH", "0.01级", "虚构仪器公司", "B125", "2019.3", "虚构市计量院", "HX2024-03", "2024.05.07", "2025.05.06", "理化室"],
             [], ["制表人：张示例", None, None, "审核人：李示例", None, None, "制表日期：2024年6月1日"]]
    same = dict(manufacturer="虚构仪器公司", traceability_body="虚构市计量院")
    rows = [dict(same, asset_no="XG-001", name="电子天平", model="ME204", range=rng("0", "220", "g"), accuracy=acc("grade", "Ⅰ级"), serial_no="B123", certificate_no="LX2024-01", date="2024-05-06", due="2025-05-05", place="天平室"),
            dict(same, asset_no="XG-002", name="恒温干燥箱", model="DHG-9070", range=rng("50", "300", "℃"), accuracy=mpe("±2℃"), serial_no="B124", certificate_no="WD2024-02", date="2024-05-06", due="2025-05-05", place="理化室"),
            dict(same, asset_no="XG-003", name="酸度计", model="PHS-3C", range=rng("0", "14", "pH"), accuracy=acc("class", "0.01级"), serial_no="B125", certificate_no="HX2024-03", date="2024-05-07", due="2025-05-06", place="理化室")]
    kept("124-laboratory-index", lines, rows, [4, 5], "台帐", ["序号", "购置日期"],
         joins=["A1:N1", "A2:N2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:H5", "I4:I5", "J4:M4", "N4:N5"])


def workflow_export():
    """125: what a workflow program writes: camel-case names and codes beside Chinese ones, true and false, days with a time zone."""
    content = ("设备ID,设备编码,设备名称,规格型号,设备状态,是否强检,所属部门,校准类型,校准周期(月),上次校准日期,下次校准日期,负责人,创建时间,创建人,审批状态\n"
               "1001,EQ20240001,数显卡尺,500-196-30,启用,FALSE,质量部,外校,12,2024-05-06T00:00:00+08:00,2025-05-06T00:00:00+08:00,张示例,2024-01-02 10:11:12,admin,已通过\n"
               "1002,EQ20240002,压力表,Y-100,停用,TRUE,动力部,外校,6,2024-05-07T00:00:00+08:00,2024-11-07T00:00:00+08:00,李示例,2024-01-02 10:11:13,admin,已通过\n")
    rows = [dict(asset_no="EQ20240001", name="数显卡尺", model="500-196-30", status="in_use", mandatory=False, place="质量部", traceability="calibration", interval=12, date="2024-05-06", due="2025-05-06"),
            dict(asset_no="EQ20240002", name="压力表", model="Y-100", status="out_of_use", mandatory=True, place="动力部", traceability="calibration", interval=6, date="2024-05-07", due="2024-11-07")]
    text("125-workflow-export", content, "utf-8-sig", rows, [1, 1], ["设备ID", "负责人", "创建时间", "创建人", "审批状态"])


def weighing():
    """126: weighbridges and scales of a logistics firm: largest load and class under one heading, seals, the plan of the year."""
    lines = [["衡器管理台账"], ["编号", "衡器名称", "型号/规格", "最大称量/分度值", "准确度等级", "生产单位", "出厂编号", "使用地点", "用途（贸易结算/内部）", "检定周期", "最近检定日期", "有效期", "检定单位", "铅封号"],
             ["HQ-01", "电子汽车衡", "SCS-120", "120t/50kg", "Ⅲ级", "虚构衡器公司", "H001", "东门地磅房", "贸易结算", "一年", "2024.5.6", "2025.5.5", "虚构市计量所", "QF001"],
             ["HQ-02", "电子台秤", "TCS-300", "300kg/100g", "Ⅲ级", "虚构衡器公司", "H002", "2号仓库", "内部", "一年", "2024.5.6", "2025.5.5", "虚构市计量所", "QF002"]]
    same = dict(accuracy=acc("grade", "Ⅲ级"), manufacturer="虚构衡器公司", interval=12, date="2024-05-06", due="2025-05-05", traceability_body="虚构市计量所")
    rows = [dict(same, asset_no="HQ-01", name="电子汽车衡", model="SCS-120", serial_no="H001", place="东门地磅房", use="trade"), dict(same, asset_no="HQ-02", name="电子台秤", model="TCS-300", serial_no="H002", place="2号仓库", use="内部")]
    kept("126-weighing", lines, rows, [2, 2], "衡器", ["最大称量/分度值", "铅封号"], joins=["A1:N1"], problems=[("衡器!I4", "misread-code")])


def joined_certificates():
    """127: name with model in one column, certificate with its day in another, a number and a place in a third; several lines in cells."""
    lines = [["序号", "器具编号", "器具名称/型号", "出厂编号", "证书编号/检定日期", "有效期至", "使用部门"], [1, "R-1", "压力表\nY-100", "901", "YL24-1\n2024-05-06", "2024-11-05", "锅炉房"], [2, "R-2", "温度计/WNG-11", "902", "WD24-2/2024-05-07", "2025-05-06", "化验室"],
             [3, "R-3", "电流表 6L2-A", "903", "DX24-3", "2025-05-06", "配电室"]]
    rows = [dict(asset_no="R-1", name="压力表", model="Y-100", serial_no="901", certificate_no="YL24-1", date="2024-05-06", due="2024-11-05", place="锅炉房"),
            dict(asset_no="R-2", name="温度计", model="WNG-11", serial_no="902", certificate_no="WD24-2", date="2024-05-07", due="2025-05-06", place="化验室"),
            dict(asset_no="R-3", name="电流表", model="6L2-A", serial_no="903", due="2025-05-06", place="配电室")]
    kept("127-joined-certificates", lines, rows, [1, 1], unused=["序号"], problems=[("Sheet1!E4", "ledger-not-split")])


def years_beside():
    """128: the days of three years beside each other, two of them before; the interval in years."""
    lines = [["压力容器仪表检定记录"], ["表号", "仪表名称", "规格", "安装位置", "周期(年)", "检定日期", None, None, "检定结果"], [None, None, None, None, None, "2022年", "2023年", "2024年", None],
             ["P001", "压力表", "0-1.6MPa", "1#罐", 0.5, "2022.5.6", "2023.5.6", "2024.5.6", "合格"], ["P002", "压力表", "0-2.5MPa", "2#罐", 0.5, "2022.5.6", "2023.5.6", "2024.5.7", "合格"]]
    rows = [dict(serial_no="P001", name="压力表", model="0-1.6MPa", place="1#罐", interval=6, date="2024-05-06", status="in_use"), dict(serial_no="P002", name="压力表", model="0-2.5MPa", place="2#罐", interval=6, date="2024-05-07", status="in_use")]
    kept("128-years-beside", lines, rows, [2, 3], "记录", ["检定日期 2022年", "检定日期 2023年"], joins=["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:H2", "I2:I3"])


def inspection_station():
    """129: a station that inspects vehicles: the asset system and the place in brackets, English units in words, the interval as a rule."""
    lines = [["检测设备一览表（机动车检验）"], ["线号", "设备名称", "设备型号", "设备编号（唯一性标识）", "制造厂商", "测量范围", "分辨力", "最大允许误差", "检定/校准证书号", "检定/校准日期", "检定/校准有效期至", "检定/校准机构", "启用日期", "设备状态（在用/停用）"],
             ["1线", "滚筒反力式制动检验台", "FZ-10", "JC-001", "虚构检测设备公司", "(0~30000)N", "1N", "±3%", "ZD2024-11", D(2024, 5, 6), D(2025, 5, 5), "虚构省计量院", "2018/9", "在用"],
             ["1线", "前照灯检测仪", "NHD-8000", "JC-002", "虚构检测设备公司", "(0~120000)cd", "100cd", "±12%", "QZ2024-12", D(2024, 5, 6), D(2025, 5, 5), "虚构省计量院", "2018/9", "停用"]]
    same = dict(manufacturer="虚构检测设备公司", date="2024-05-06", due="2025-05-05", traceability_body="虚构省计量院")
    rows = [dict(same, name="滚筒反力式制动检验台", model="FZ-10", asset_no="JC-001", range=rng("0", "30000", "N"), resolution=qty("1", "N"), accuracy=mpe("±3%"), certificate_no="ZD2024-11", status="in_use"),
            dict(same, name="前照灯检测仪", model="NHD-8000", asset_no="JC-002", range=rng("0", "120000", "cd"), resolution=qty("100", "cd"), accuracy=mpe("±12%"), certificate_no="QZ2024-12", status="out_of_use")]
    kept("129-inspection-station", lines, rows, [2, 2], "一览表", ["线号", "启用日期"], joins=["A1:N1"])


def departments_in_bands():
    """130: the department as a line above its instruments, numbers that start again, a sum below each, blank cells for the same as above."""
    lines = [["2024年计量器具周检表"], ["序号", "器具名称", "规格", "编号", "检定日期", "下次检定日期", "检定结果", "备注"], ["铸造车间"], [1, "游标卡尺", "0-150", "Z-1", "2024/5/6", "2025/5/5", "合格", None],
             [2, "游标卡尺", "0-300", "Z-2", "2024/5/6", "2025/5/5", "合格", None], ["小计：2件"], ["热处理车间"], [1, "洛氏硬度计", "HR-150", "R-1", "2024/5/7", "2025/5/6", "合格", None], [2, "热电偶", "K型", "R-2", None, None, None, "新购未检"],
             ["小计：2件"], ["合计：4件"], ["编制：张示例  审核：李示例"]]
    rows = [dict(name="游标卡尺", model="0-150", asset_no="Z-1", date="2024-05-06", due="2025-05-05", status="in_use"), dict(name="游标卡尺", model="0-300", asset_no="Z-2", date="2024-05-06", due="2025-05-05", status="in_use"),
            dict(name="洛氏硬度计", model="HR-150", asset_no="R-1", date="2024-05-07", due="2025-05-06", status="in_use"), dict(name="热电偶", model="K型", asset_no="R-2")]
    kept("130-departments-in-bands", lines, rows, [2, 2], "周检表", ["序号", "备注"], joins=["A1:H1", "A3:H3", "A6:H6", "A7:H7", "A10:H10", "A11:H11", "A12:H12"])


def supplier_list():
    """131: English and Chinese mixed by a foreign firm: Chinese below English, days of the month first, intervals with letters."""
    lines = [["Measuring Equipment List 测量设备清单"], ["Item 序号", "Equipment ID 设备编号", "Description 名称", "Model 型号", "S/N 序列号", "Maker 制造商", "Range 量程", "Accuracy 精度", "Location 位置", "Owner 责任人", "Cal. Interval 校准周期", "Cal. Date 校准日期", "Due Date 到期日期", "Cal. Agency 校准机构", "Certificate No. 证书编号", "Status 状态"],
             [1, "ME-001", "Digital caliper 数显卡尺", "CD-15", "0001", "Example", "0-150mm", "±0.02mm", "IQC", "Zhang", "12M", D(2024, 5, 6), D(2025, 5, 5), "虚构计量", "C24-001", "OK"],
             [2, "ME-002", "Torque wrench 扭矩扳手", "QL100", "0002", "Example", "20-100 N·m", "±3%", "Line 1", "Li", "6M", D(2024, 5, 6), D(2024, 11, 5), "虚构计量", "C24-002", "Repair"]]
    same = dict(manufacturer="Example", traceability_body="虚构计量")
    rows = [dict(same, asset_no="ME-001", name="Digital caliper 数显卡尺", model="CD-15", serial_no="0001", range=rng("0", "150", "mm"), accuracy=mpe("±0.02mm"), place="IQC", interval=12, date="2024-05-06", due="2025-05-05", certificate_no="C24-001", status="in_use"),
            dict(same, asset_no="ME-002", name="Torque wrench 扭矩扳手", model="QL100", serial_no="0002", range=rng("20", "100", "N·m"), accuracy=mpe("±3%"), place="Line 1", interval=6, date="2024-05-06", due="2024-11-05", certificate_no="C24-002", status="Repair")]
    kept("131-supplier-list", lines, rows, [2, 2], "List", ["Item 序号", "Owner 责任人"], joins=["A1:P1"], problems=[("List!P4", "misread-code")])


def waterworks():
    """132: a waterworks: one sheet of instruments on line, positions, signals, a service firm; the verified day is called 标定日期."""
    lines = [["在线仪表台账（2024）"], ["序号", "仪表位号", "仪表名称", "品牌型号", "测量介质", "量程范围", "输出信号", "精度", "安装位置", "投运日期", "检定/校准周期", "上次检定/校准日期", "下次检定/校准日期", "检定/校准单位", "运行状态", "维护单位", "备注"],
             [1, "FIT-101", "电磁流量计", "虚构 MF-200", "原水", "0～1500m³/h", "4-20mA", "0.5级", "取水泵房", "2018.6", "24个月", "2023-05-06", "2025-05-05", "虚构市计量院", "正常", "虚构自控公司", None],
             [2, "PIT-102", "压力变送器", "虚构 PT-3", "清水", "0～1.0MPa", "4-20mA", "±0.075%", "送水泵房", "2018.6", "12个月", "2024-05-06", "2025-05-05", "虚构市计量院", "故障", "虚构自控公司", "待修"]]
    same = dict(traceability_body="虚构市计量院", due="2025-05-05")
    rows = [dict(same, asset_no="FIT-101", name="电磁流量计", range=rng("0", "1500", "m³/h"), accuracy=acc("class", "0.5级"), place="取水泵房", interval=24, date="2023-05-06", status="in_use"),
            dict(same, asset_no="PIT-102", name="压力变送器", range=rng("0", "1.0", "MPa"), accuracy=mpe("±0.075%"), place="送水泵房", interval=12, date="2024-05-06", status="out_of_use")]
    kept("132-waterworks", lines, rows, [2, 2], "在线仪表", ["序号", "品牌型号", "测量介质", "输出信号", "投运日期", "维护单位", "备注"], joins=["A1:Q1"])


def torque():
    """133: torque tools of a line: the set value, two states of the same word, the days as numbers of eight digits."""
    lines = [["工具编码", "工具名称", "型号", "设定扭矩", "扭矩范围", "精度", "产线", "工位", "点检周期", "校准周期", "校准日期", "校准到期日", "校准状态", "使用状态"],
             ["TQ001", "定扭扳手", "QLE50", "35N·m", "10~50N·m", "±3%", "总装线", "A01", "每班", "6个月", 20240506, 20241105, "已校准", "在用"], ["TQ002", "电动扳手", "EABC-50", "40N·m", "15~50N·m", "±5%", "总装线", "A02", "每班", "3个月", 20240506, 20240805, "未校准", "停用"]]
    rows = [dict(asset_no="TQ001", name="定扭扳手", model="QLE50", accuracy=mpe("±3%"), range=rng("10", "50", "N·m"), place="总装线 A01", interval=6, date="2024-05-06", due="2024-11-05", status="in_use"),
            dict(asset_no="TQ002", name="电动扳手", model="EABC-50", accuracy=mpe("±5%"), range=rng("15", "50", "N·m"), place="总装线 A02", interval=3, date="2024-05-06", due="2024-08-05", status="out_of_use")]
    kept("133-torque", lines, rows, [1, 1], unused=["设定扭矩", "点检周期", "校准状态"])


def food_plant():
    """134: a food plant: what the instrument controls, limits of the process, the state in ticks, an empty last column, blanks for the same maker."""
    lines = [["监视和测量设备清单", None, None, None, None, None, None, None, None, None, None, "FSSC-QR-08"], ["序号", "设备名称", "设备编号", "规格型号", "测量范围", "精度", "使用场所", "CCP/OPRP", "校准方式", "校准频次", "最近校准日期", "下次校准日期"],
             [1, "玻璃温度计", "WD-01", "0-100℃", "0-100℃", "±1℃", "杀菌间", "CCP1", "外校", "每年", "2024.05.06", "2025.05.05"], [2, "电子台秤", "CZ-02", "TCS-60", "0.4kg~60kg", "Ⅲ级", "配料间", "/", "外检", "每年", "2024.05.06", "2025.05.05"],
             [3, "金属探测器", "JT-03", "MD-1", "/", "/", "包装间", "CCP2", "自校", "每2小时", "/", "/"], ["批准：", None, "审核：", None, "制表：张示例"]]
    rows = [dict(name="玻璃温度计", asset_no="WD-01", model="0-100℃", range=rng("0", "100", "℃"), accuracy=mpe("±1℃"), place="杀菌间", traceability="calibration", interval=12, date="2024-05-06", due="2025-05-05"),
            dict(name="电子台秤", asset_no="CZ-02", model="TCS-60", range=rng("0.4", "60", "kg"), accuracy=acc("grade", "Ⅲ级"), place="配料间", traceability="verification", interval=12, date="2024-05-06", due="2025-05-05"),
            dict(name="金属探测器", asset_no="JT-03", model="MD-1", accuracy=acc("none", "无"), place="包装间", traceability="self", interval="每2小时")]
    kept("134-food-plant", lines, rows, [2, 2], "清单", ["序号", "CCP/OPRP"], joins=["A1:K1"], problems=[("清单!J5", "misread-integer")])


def construction():
    """135: a building site: who brought it and when it left, certificates as yes or no, days in words with a blank."""
    lines = [["工程名称：虚构工程"], ["测量器具登记台账"], ["序号", "器具名称", "规格型号", "出厂编号", "单位", "数量", "检定证书编号", "检定日期", "检定有效期至", "检定单位", "进场日期", "退场日期", "是否有合格证", "保管人"],
             ["1", "全站仪", "TS-02", "1345678", "台", "1", "CH2024-001", "2024年5月 6日", "2025年5月 5日", "虚构测绘仪器检测中心", "2024.6.1", None, "有", "张示例"], ["2", "水准仪", "DSZ2", "1345679", "台", "1", "CH2024-002", "2024年5月 6日", "2025年5月 5日", "虚构测绘仪器检测中心", "2024.6.1", None, "有", "张示例"],
             ["3", "钢卷尺", "50m", "/", "把", "2", "CH2024-003", "2024年5月 6日", "2025年5月 5日", "虚构测绘仪器检测中心", "2024.6.1", None, "有", "李示例"]]
    same = dict(date="2024-05-06", due="2025-05-05", traceability_body="虚构测绘仪器检测中心")
    rows = [dict(same, name="全站仪", model="TS-02", serial_no="1345678", certificate_no="CH2024-001"), dict(same, name="水准仪", model="DSZ2", serial_no="1345679", certificate_no="CH2024-002"), dict(same, name="钢卷尺", model="50m", serial_no="无", certificate_no="CH2024-003")]
    kept("135-construction", lines, rows, [3, 3], "登记", ["序号", "单位", "数量", "进场日期", "退场日期", "是否有合格证", "保管人"], joins=["A1:N1", "A2:N2"])


def three_deep():
    """136: three lines of heading over groups of groups, the number and the day under one heading each."""
    lines = [["计量器具", None, None, None, None, "管理信息", None, None, "检定信息", None, None, None], ["名称", "型号", "编号", None, "生产厂", "ABC", "强检", "状态", "周期", "证书", None, None], [None, None, "管理", "出厂", None, None, None, None, "(月)", "编号", "日期", "有效期"],
             ["氧气减压器", "YQY-12", "G-01", "7001", "虚构仪表厂", "A", "是", "合格", 6, "YQ-01", "2024-05-06", "2024-11-05"], ["可燃气体报警器", "SP-1", "G-02", "7002", "虚构安全公司", "A", "是", "合格", 12, "KR-02", "2024-05-07", "2025-05-06"]]
    rows = [dict(name="氧气减压器", model="YQY-12", asset_no="G-01", serial_no="7001", manufacturer="虚构仪表厂", abc_class="A", mandatory=True, status="in_use", interval=6, certificate_no="YQ-01", date="2024-05-06", due="2024-11-05"),
            dict(name="可燃气体报警器", model="SP-1", asset_no="G-02", serial_no="7002", manufacturer="虚构安全公司", abc_class="A", mandatory=True, status="in_use", interval=12, certificate_no="KR-02", date="2024-05-07", due="2025-05-06")]
    kept("136-three-deep", lines, rows, [2, 3],
         joins=["A1:E1", "F1:H1", "I1:L1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "J2:L2"])


def power_station():
    """137: a power station: two systems of numbers, kinds of instruments by letters, days of the plan beside the real ones."""
    lines = [["热工计量标准器具及仪表台账"], ["机组", "KKS编码", "设备名称", "型号", "量程", "精度等级", "出厂编号", "生产厂家", "管理类别", "检定周期（月）", "计划检定时间", "实际检定时间", "检定结果", "检定人", "下次检定时间"],
             ["#1", "10LBA10CP001", "主汽压力变送器", "3051", "(0-25)MPa", "0.075", "R1", "虚构仪表公司", "A", "12", "2024-05", "2024-05-06", "合格", "张示例", "2025-05-05"], ["#1", "10LBA10CT001", "主汽温度热电偶", "WRNK", "(0-600)℃", "Ⅰ级", "R2", "虚构仪表公司", "B", "24", "2024-05", "2024-05-07", "合格", "张示例", "2026-05-06"]]
    same = dict(manufacturer="虚构仪表公司", status="in_use")
    rows = [dict(same, name="主汽压力变送器", model="3051", range=rng("0", "25", "MPa"), accuracy=acc("class", "0.075级"), serial_no="R1", abc_class="A", interval=12, date="2024-05-06", due="2025-05-05"),
            dict(same, name="主汽温度热电偶", model="WRNK", range=rng("0", "600", "℃"), accuracy=acc("grade", "Ⅰ级"), serial_no="R2", abc_class="B", interval=24, date="2024-05-07", due="2026-05-06")]
    kept("137-power-station", lines, rows, [2, 2], "热工", ["机组", "KKS编码", "计划检定时间", "检定人"], joins=["A1:O1"])


def shop_export():
    """138: an export with a tab in front of codes, quotes, a line of totals and one of the export itself below; English keywords in brackets."""
    content = ("器具编号(Code);器具名称(Name);规格(Spec);领用部门(Dept);检定日期(Date);有效期至(Due);检定周期(Cycle);单价(Price);状态(Status)\r\n\"A;01\";塞尺;0.02-1.00;装配;2024-05-06;2025-05-05;12;15.00;在用\r\nA02;\"卡尺 \"\"数显\"\"\";0-150;装配;2024-05-06;2025-05-05;12;200.00;在用\r\n"
               "合计：2;;;;;;;215.00;\r\n导出时间：2024-12-01 10:00:00;;;;;;;;\r\n")
    rows = [dict(asset_no="A;01", name="塞尺", model="0.02-1.00", place="装配", date="2024-05-06", due="2025-05-05", interval=12, status="in_use"), dict(asset_no="A02", name="卡尺 \"数显\"", model="0-150", place="装配", date="2024-05-06", due="2025-05-05", interval=12, status="in_use")]
    text("138-shop-export", content, "gb18030", rows, [1, 1], ["单价(Price)"])


def old_template():
    """139: an old form: blanks inside headings, a colon behind them, the unit of the range in its own column, an interval of a year without saying so."""
    lines = [["计  量  器  具  台  账"], ["编  号：", "名    称", "规 格", "测量 范围", "单位", "精 度", "制 造 厂", "使用 单位", "检定 周期", "检定 日期", "有 效 期", "备  注"], ["1-01", "压力表", "Y-150", "0-4", "MPa", "1.6级", "虚构仪表厂", "动力站", 1, "2024.5.6", "2025.5.5", None], ["1-02", "压力表", "Y-60", "0-1", "MPa", "2.5级", "虚构仪表厂", "动力站", 1, "2024.5.6", "2025.5.5", None]]
    same = dict(name="压力表", manufacturer="虚构仪表厂", place="动力站", interval=1, date="2024-05-06", due="2025-05-05")
    rows = [dict(same, asset_no="1-01", model="Y-150", range=rng("0", "4", "MPa"), accuracy=acc("class", "1.6级")), dict(same, asset_no="1-02", model="Y-60", range=rng("0", "1", "MPa"), accuracy=acc("class", "2.5级"))]
    kept("139-old-template", lines, rows, [2, 2], "台账", ["备  注"], joins=["A1:L1"], problems=[("台账!I3", "ledger-months-or-years"), ("台账!I4", "ledger-months-or-years")])


ALL = [hospital, petrol, market, gauges, valves, accreditation, msa, asset_cards, maintenance_system, bilingual, borrowed, shops_unlike, managed, turned, pages, mac_days, filtered, more_ranges, more_accuracies,
       two_fields, meters, climate, university, last_and_this, planned, out_of_sight_ods, out_of_sight_xls, departments, platform,
       gauges_of_a_shop, energy_meters, written_out, calibration_program, by_place, several_days, torn_header, pharmacy,
       laboratory_index, workflow_export, weighing, joined_certificates, years_beside, inspection_station, departments_in_bands, supplier_list,
       waterworks, torque, food_plant, construction, three_deep, power_station, shop_export, old_template]

if __name__ == "__main__":
    for make in ALL:
        make()
    print("made", len(ALL), "ledgers", file=sys.stderr)
