#!/usr/bin/env python3
"""Makes the ledgers 65 to 76: the other tables of the forms. Needs openpyxl.

    python3 tests/ledgers/others.py

What each must come to was written before the program read it. All enterprises, persons and numbers are invented.
"""

import sys

from kept import D, acc, kept, mpe, qty, rng, text

C_MARK = "prepackaged-c-mark"


def unc(value, unit, k="2", form="absolute"):
    return {"form": form, "value": value, "unit": unit, "k": k}


def standards():
    """65: the list of measurement standards of an office, two periods of validity side by side."""
    lines = [["计量标准一览表"],
             ["序号", "计量标准名称", "计量标准代码", "测量范围", "不确定度或准确度等级或最大允许误差", "考核证书号", "考核证书有效期至", "是否最高标准", "主标准器", "溯源机构", "溯源证书号", "溯源有效期至", "负责人"],
             [1, "二等量块标准装置", "01315100", "(0.5～100)mm", "二等", "[2022]虚量标证字第001号", "2026.5.31", "是", "GB-01", "虚构省计量院", "CD2024-0815", "2025.8.14", "张示例"],
             [2, "0.05级活塞式压力计标准装置", "12313400", "(0.1～6)MPa", "0.05级", "[2023]虚量标证字第002号", "2027.3.31", "否", "HS-01", "虚构省计量院", "YL2024-0816", "2026.8.15", "李示例"]]
    rows = [dict(name="二等量块标准装置", code="01315100", range="(0.5~100)mm", accuracy="二等", cert_no="[2022]虚量标证字第001号", cert_due="2026-05-31", is_highest=True,
                 main_instruments=["GB-01"], trace_org="虚构省计量院", trace_cert="CD2024-0815", trace_due="2025-08-14"),
            dict(name="0.05级活塞式压力计标准装置", code="12313400", range="(0.1~6)MPa", accuracy="0.05级", cert_no="[2023]虚量标证字第002号", cert_due="2027-03-31", is_highest=False,
                 main_instruments=["HS-01"], trace_org="虚构省计量院", trace_cert="YL2024-0816", trace_due="2026-08-15")]
    kept("65-standards", lines, rows, [2, 2], "计量标准", ["序号", "负责人"], joins=["A1:M1"], table="standards")


def reference_materials():
    """66: reference materials of a laboratory: lots, days of buying and opening, the uncertainty with k in the heading."""
    lines = [["标准物质台账"],
             ["序号", "编号", "标准物质名称", "标准物质编号", "批号", "标准值", "扩展不确定度(k=2)", "研制单位", "购置日期", "开封日期", "有效期至", "数量", "存放位置"],
             [1, "BW-01", "水中铅溶液标准物质", "GBW(E)080129", "2401", "100 μg/mL", "1 μg/mL", "虚构标物中心", "2024.1.5", "2024.2.1", "2025.12.31", "2支", "冰箱1"],
             [2, "BW-02", "甲烷气体标准物质", "GBW(E)061234", "2402", "50.0 μmol/mol", "Urel=1.5%", "虚构气体厂", "2024.3.5", None, "2025-3-4", "1瓶", "气瓶间"],
             [3, "BW-03", "pH标准物质", "GBW13103", "2403", "6.86", "U=0.01,k=2", "虚构标物中心", "2024.3.5", None, "2025年9月", "2袋", "柜3"]]
    rows = [dict(no="BW-01", name="水中铅溶液标准物质", code="GBW(E)080129", value=qty("100", "μg/mL"), uncertainty=unc("1", "μg/mL"), maker="虚构标物中心", due="2025-12-31"),
            dict(no="BW-02", name="甲烷气体标准物质", code="GBW(E)061234", value=qty("50.0", "μmol/mol"), uncertainty=unc("1.5", "%", form="relative"), maker="虚构气体厂", due="2025-03-04"),
            dict(no="BW-03", name="pH标准物质", code="GBW13103", value="6.86", uncertainty="U=0.01,k=2", maker="虚构标物中心", due="2025年9月")]
    kept("66-reference-materials", lines, rows, [2, 2], "标物", ["序号", "批号", "购置日期", "开封日期", "数量", "存放位置"], joins=["A1:M1"], table="reference_materials",
         problems=[("标物!F5", "cell-unit-missing"), ("标物!G5", "cell-unit-missing"), ("标物!K5", "misread-date")])


def people():
    """67: the metrology staff: names and birthdays go nowhere; a certificate of a kind nobody told of is told."""
    lines = [["计量人员一览表"],
             ["序号", "姓名", "性别", "出生年月", "学历", "岗位", "资格证书", "证书编号", "专业项目", "证书有效期", "年培训学时", "备注"],
             [1, "张示例", "男", "1980.5", "本科", "计量管理员", "二级注册计量师注册证", "ZC-0001", "几何量", "2027.6.30", 24, None],
             [2, "李示例", "女", "1985.7", "大专", "检定员", "计量检定员证", "JD-0002", "压力", "2025.6.30", 16, None],
             [3, "王示例", "男", "1990.9", "大专", "内校员", "内校员证", "NX-0003", "长度", "长期", "8学时", None]]
    rows = [dict(no="1", role="manager", cert_kind="reg2", cert_no="ZC-0001", specialty="几何量", valid_to="2027-06-30", train_h="24"),
            dict(no="2", role="verifier", cert_kind="inspector_old", cert_no="JD-0002", specialty="压力", valid_to="2025-06-30", train_h="16"),
            dict(no="3", role="calibrator", cert_kind="内校员证", cert_no="NX-0003", specialty="长度", valid_to="长期", train_h="8")]
    kept("67-people", lines, rows, [2, 2], "人员", ["姓名", "性别", "出生年月", "学历", "备注"], joins=["A1:L1"], table="org.people", problems=[("人员!G5", "misread-code"), ("人员!J5", "misread-date")])


def capabilities():
    """68: the table of calibration and measurement capability, U with k in the cell, the field of metrology joined downwards."""
    lines = [["校准和测量能力表"],
             ["编号", "专业领域", "被测量", "测量对象", "测量范围", "扩展不确定度", "校准方法", "环境条件", "是否对外"],
             ["CMC-01", "几何量", "长度", "游标卡尺", "(0～300)mm", "U=0.01mm,k=2", "JJF 1071-2010", "(20±5)℃", "是"],
             ["CMC-02", None, "长度", "外径千分尺", "(0～100)mm", "U=2.0μm，k=2", "JJG 21-2008", "(20±3)℃", "否"],
             ["CMC-03", "力学", "压力", "压力表", "(0～6)MPa", "Urel=0.5%(k=2)", "JJG 52-2013", "(20±5)℃", "√"]]
    rows = [dict(no="CMC-01", discipline="length", measurand="长度", object="游标卡尺", range=rng("0", "300", "mm"), uncertainty=unc("0.01", "mm"), method="JJF 1071-2010", env="(20±5)℃", external=True),
            dict(no="CMC-02", discipline="length", measurand="长度", object="外径千分尺", range=rng("0", "100", "mm"), uncertainty=unc("2.0", "μm"), method="JJG 21-2008", env="(20±3)℃", external=False),
            dict(no="CMC-03", discipline="mechanical", measurand="压力", object="压力表", range=rng("0", "6", "MPa"), uncertainty=unc("0.5", "%", form="relative"), method="JJG 52-2013", env="(20±5)℃", external=True)]
    kept("68-capabilities", lines, rows, [2, 2], "能力", joins=["A1:I1", "B3:B4"], table="capabilities")


def capabilities_apart():
    """69: U and k in columns of their own, as scopes of accreditation have them; the unit of U in its heading."""
    lines = [["序号", "能力编号", "被测量", "被测对象", "测量范围", "扩展不确定度U(μm)", "包含因子k", "依据文件", "说明"],
             [1, "N-1", "外径", "千分尺", "(0～25)mm", 2.2, 2, "JJG 21-2008", None],
             [2, "N-2", "内径", "卡尺", "(10～150)mm", 10, 3, "JJF 1071-2010", None],
             [3, "N-3", "高度", "高度尺", "(0～300)mm", 15, None, "JJG 31-2011", None]]
    rows = [dict(no="N-1", measurand="外径", object="千分尺", range=rng("0", "25", "mm"), uncertainty=unc("2.2", "μm"), method="JJG 21-2008"),
            dict(no="N-2", measurand="内径", object="卡尺", range=rng("10", "150", "mm"), uncertainty=unc("10", "μm", "3"), method="JJF 1071-2010"),
            dict(no="N-3", measurand="高度", object="高度尺", range=rng("0", "300", "mm"), uncertainty={"form": "absolute", "value": "15", "unit": "μm"}, method="JJG 31-2011")]
    kept("69-capabilities-k-apart", lines, rows, [1, 1], unused=["序号", "说明"], table="capabilities")


def processes():
    """70: key measurement processes: the limits under one joined heading, the capability told by its number."""
    lines = [["关键测量过程清单", None, None, None, None, None, None, None, None, "表单编号：JL-08"],
             ["序号", "过程编号", "测量过程名称", "被测参数", "控制限", None, "测量能力编号", "扩展不确定度", "控制图", "Cpk", "核查间隔", "责任部门"],
             [None, None, None, None, "下限", "上限", None, None, None, None, None, None],
             [1, "GC-01", "外圆磨削", "外径", "19.987mm", "20.000mm", "CMC-02", "U=2.2μm,k=2", "均值-极差图", 1.33, "3个月", "机加车间"],
             [2, "GC-02", "灌装", "净含量", "490mL", "510mL", "CMC-09", "U=1mL,k=2", "无", "1.50", "1个月", "灌装车间"],
             ["编制：张示例", None, None, None, "审核：李示例"]]
    rows = [dict(no="GC-01", name="外圆磨削", param="外径", lower_limit=qty("19.987", "mm"), upper_limit=qty("20.000", "mm"), capability="CMC-02", uncertainty=unc("2.2", "μm"), chart="xbar_r",
                 cpk="1.33", check_interval=3),
            dict(no="GC-02", name="灌装", param="净含量", lower_limit=qty("490", "mL"), upper_limit=qty("510", "mL"), capability="CMC-09", uncertainty=unc("1", "mL"), chart="none", cpk="1.50",
                 check_interval=1)]
    kept("70-processes", lines, rows, [3, 3], "清单", ["序号", "责任部门"], joins=["A1:I1", "E2:F2"] + [f"{c}2:{c}3" for c in "ABCDGHIJKL"], table="processes")


def offers():
    """71: services for others, in GBK."""
    content = ("编号,服务类型,服务名称,资质依据,收费方式,是否面向全国,服务时间,联系电话\r\nF1,校准,压力表校准,CNAS,面议,是,工作日,0571-0000000\r\n"
               "F2,仪器共享,三坐标测量机共享,/,成本价,否,工作日下午,0571-0000001\r\nF3,培训,内校员培训,无,免费,否,周末,0571-0000002\r\n")
    rows = [dict(no="F1", type="calibration", title="压力表校准", basis="cnas", price="negotiable", nationwide=True, hours="工作日", contact="0571-0000000"),
            dict(no="F2", type="instrument", title="三坐标测量机共享", price="cost", nationwide=False, hours="工作日下午", contact="0571-0000001"),
            dict(no="F3", type="training", title="内校员培训", basis="none", price="free", nationwide=False, hours="周末", contact="0571-0000002")]
    text("71-offers", content, "gbk", rows, [1, 1], table="offers")


def prepackaged():
    """72: products in packages with the figures of sampling."""
    lines = [["定量包装商品目录"],
             ["编号", "商品名称", "净含量", "标签标注", "字符高度(mm)", "称重设备", "抽样数量", "平均实际含量", "短缺件数"],
             ["P-1", "酱油", "500mL", "净含量：500mL", 4, "SP-04", 32, "501.3mL", 0],
             ["P-2", "白砂糖", "1kg", "净含量 1kg", 5, "SP-05", 50, "1002.1g", 1]]
    rows = [dict(no="P-1", name="酱油", net_content=qty("500", "mL"), label="净含量：500mL", char_height=qty("4", "mm"), control_instrument="SP-04", sample_size=32, mean=qty("501.3", "mL"), short_count=0),
            dict(no="P-2", name="白砂糖", net_content=qty("1", "kg"), label="净含量 1kg", char_height=qty("5", "mm"), control_instrument="SP-05", sample_size=50, mean=qty("1002.1", "g"), short_count=1)]
    kept("72-prepackaged", lines, rows, [2, 2], "目录", joins=["A1:I1"], table="prepackaged.items")


def products():
    """73: the products of a C mark, several contents of one product in a cell told."""
    lines = [["序号", "产品编号", "产品类别", "商标", "产品名称", "规格（净含量）", "执行标准", "包装标签内容", "字符高度", "灌装设备编号"],
             [1, "P-1", "调味品", "虚构牌", "酿造酱油", "500mL", "GB/T 18186-2000", "净含量:500mL", "4mm", "GZ-01"],
             [2, "P-2", "调味品", "虚构牌", "米醋", "250mL/500mL", "GB/T 18187-2000", "净含量:500mL", "4mm", "GZ-01"]]
    same = dict(category="调味品", brand="虚构牌", label="净含量:500mL", char_height=qty("4", "mm"), equipment=["GZ-01"])
    rows = [dict(same, no="P-1", name="酿造酱油", net_content=qty("500", "mL"), standard="GB/T 18186-2000"),
            dict(same, no="P-2", name="米醋", net_content="250mL/500mL", standard="GB/T 18187-2000")]
    kept("73-c-mark-products", lines, rows, [1, 1], unused=["序号"], table="products", form=C_MARK, problems=[("Sheet1!F3", "unit-unexpected")])


def tests():
    """74: batches: the day of making is not the day of testing, the number of the lot not its size."""
    lines = [["定量包装商品净含量检验记录"],
             ["检验编号", "产品编号", "生产日期", "生产批号", "批量(袋)", "抽样数", "检验日期", "平均净含量(g)", "标准偏差", "小于标注净含量件数", "短缺量大于T的件数", "大于2T件数", "结论", "检验员"],
             ["JY-01", "P-1", "2024.11.1", "20241101", 2000, 50, "2024.11.2", 501.3, 1.8, 3, 0, 0, "合格", "张示例"],
             ["JY-02", "P-2", "2024.11.5", "A241105", 800, 32, "2024.11.6", 998.4, 2.35, 9, 4, 1, "不合格", "张示例"]]
    rows = [dict(no="JY-01", product="P-1", lot="20241101", lot_size=2000, sample_size=50, date="2024-11-02", mean=qty("501.3", "g"), standard_deviation="1.8", short_count=0, double_short_count=0, result="pass"),
            dict(no="JY-02", product="P-2", lot="A241105", lot_size=800, sample_size=32, date="2024-11-06", mean=qty("998.4", "g"), standard_deviation="2.35", short_count=4, double_short_count=1, result="fail")]
    kept("74-c-mark-tests", lines, rows, [2, 2], "检验", ["生产日期", "小于标注净含量件数", "检验员"], joins=["A1:N1"], table="tests", form=C_MARK)


def equipment():
    """75: filling machines; the day of buying is not that of adjusting."""
    lines = [["设备编号", "设备名称", "型号", "生产厂家", "计量方式", "灌装范围", "灌装头数", "控制用秤", "抽查频次", "购置日期", "最近校准日期", "设备状态"],
             ["GZ-01", "自动灌装机", "ZG-8", "虚构机械厂", "容积式", "(100～1500)mL", "8头", "SP-04", "每半小时", "2020.5.6", "2024.10.8", "在用"],
             ["GZ-02", "包装秤", "DCS-50", "虚构机械厂", "称重式", "5～50kg", 2, "SP-05", "每班一次", "2019.5.6", "2024.10.9", "停用"]]
    rows = [dict(no="GZ-01", name="自动灌装机", model="ZG-8", maker="虚构机械厂", principle="volume", fill_range=rng("100", "1500", "mL"), heads=8, control_instrument="SP-04", check_frequency="half_hour",
                 last_check="2024-10-08", status="in_use"),
            dict(no="GZ-02", name="包装秤", model="DCS-50", maker="虚构机械厂", principle="mass", fill_range=rng("5", "50", "kg"), heads=2, control_instrument="SP-05", check_frequency="shift",
                 last_check="2024-10-09", status="stopped")]
    kept("75-c-mark-equipment", lines, rows, [1, 1], "设备", ["购置日期"], table="equipment", form=C_MARK)


def c_mark_instruments():
    """76: instruments of the C mark in the layout of a list of standards."""
    lines = [["测量标准器一览表"],
             ["序号", "标准器名称", "编号", "型号", "测量范围", "准确度等级", "用途", "强检", "溯源方式", "检定证书号", "检定日期", "检定周期", "有效期", "状态"],
             [1, "电子天平", "SP-04", "JA3002", "(0～3200)g", "Ⅱ级", "净含量检验", "√", "检定", "TP24-01", "2024.6.5", "1年", "2025.6.4", "合格"],
             [2, "砝码", "SP-05", "500g", "500g", "F2级", "校准用标准器", None, "校准", "TP24-02", "2024.6.5", "1年", "2025.6.4", "合格"]]
    same = dict(date="2024-06-05", interval=12, due="2025-06-04", status="in_use")
    rows = [dict(same, name="电子天平", asset_no="SP-04", model="JA3002", range=rng("0", "3200", "g"), accuracy=acc("grade", "Ⅱ级"), use="inspection", mandatory=True, traceability="verification", certificate_no="TP24-01"),
            dict(same, name="砝码", asset_no="SP-05", model="500g", range="500g", accuracy=acc("grade", "F2级"), use="standard", mandatory=False, traceability="calibration", certificate_no="TP24-02")]
    kept("76-c-mark-instruments", lines, rows, [2, 2], "标准器", ["序号"], joins=["A1:N1"], form=C_MARK, problems=[("标准器!E4", "misread-range")])


ALL = [standards, reference_materials, people, capabilities, capabilities_apart, processes, offers, prepackaged, products, tests, equipment, c_mark_instruments]

if __name__ == "__main__":
    for make in ALL:
        make()
    print("made", len(ALL), "ledgers", file=sys.stderr)
