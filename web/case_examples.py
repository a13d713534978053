"""What do the answers of the case library look like? A test checks these examples."""

__all__ = ["CASE", "CASES", "CLAUSE_CASES", "SIMILAR", "STATISTICS"]

CASES: dict[str, object] = {
    "query": "",
    "order": "relevance",
    "total": 1,
    "cases": [
        {
            "case_id": "case-20190716-9f1b509e",
            "name": "东莞长安“7·16”楼顶触电事故",
            "date": "2019-07-16",
            "province": "广东",
            "city": "东莞",
            "project_type": "既有建筑（楼顶）",
            "accident_type": "触电",
            "hazard_works": None,
            "deaths": 1,
            "injuries": 0,
            "missing": 0,
            "economic_loss_wan_yuan": 75,
            "level": "一般",
            "basis": "调查报告",
            "source_quality": "A",
            "computed_level": "一般",
            "verdict": "一致",
        }
    ],
    "notices": [],
}
CASE: dict[str, object] = {
    "case_id": "case-20200912-7f666a46",
    "record": {
        "name": "深圳地铁20号线“9·12”龙门吊倒塌事故",
        "date": "2020-09-12",
        "province": "广东",
        "city": "深圳",
        "project": "深圳市地铁20号线一期机场北站至重庆路站间轨道工程",
        "project_type": "轨道交通",
        "accident_type": "起重伤害",
        "hazard_works": None,
        "deaths": 2,
        "injuries": 6,
        "serious_injuries": None,
        "missing": 0,
        "economic_loss_wan_yuan": None,
        "level": "一般",
        "direct_cause": None,
        "indirect_causes": [],
        "responsible_parties": [],
        "penalties_summary": None,
        "lessons": ["龙门吊须按规定固定、防倾覆", "起重机械作业区域设警戒"],
        "related_clauses": ["危险性较大的分部分项工程安全管理规定|第十四条"],
        "report_source": None,
        "sources": [
            "http://m-huangshifb.cjyun.org/p/280600.html",
            "https://cn.apdnews.com/article/7ebabba",
            "https://xrxxw.com/tag/400208.html",
        ],
        "source_quality": "B",
        "basis": "初步通报",
        "note": "初步通报2死6伤（含1重伤）；最终数与原因未核到，等级按2死判定；"
        "事发时是否在安装拆卸未核到，hazard_works留空；各来源均转述同一官方通报",
        "audited": "2 sources",
        "as_of": None,
        "redacted": False,
    },
    "level": {
        "stated": "一般",
        "computed": "至少一般",
        "certain": False,
        "deciding": ["死亡", "重伤"],
        "unknown": ["直接经济损失"],
        "reason": "死亡 2 人属一般，重伤 0 至 6 人（受伤 6 人，重伤几人未核实）属一般，"
        "直接经济损失未核实：已知的各项都没有达到较大的界限；直接经济损失未核实，不排除更高",
        "verdict": "一致",
        "comparison": "与已知数字相符；直接经济损失未核实，不排除更高",
        "basis": "《生产安全事故报告和调查处理条例》（国务院令第493号）第三条",
    },
    "clauses": [
        {
            "title": "危险性较大的分部分项工程安全管理规定",
            "place": "第十四条",
            "held": True,
            "verbatim": False,
            "clause_id": "digest-危险性较大的分部分项工程安全管理规定:a14",
            "citation": "依据《危险性较大的分部分项工程安全管理规定》第十四条（要点，非原文）",
            "status": "未核实",
            "status_basis": "要点的时效随原文，原文的现行状态请另查",
        }
    ],
    "cautions": [
        "依据初步通报，数字和原因可能变化",
        "来源等级 B，经两处来源核对",
        "相关条款按现行条文列出，事故发生时可能尚未施行或条号不同",
    ],
    "status_basis": "初步通报（报告名称未核实），案例不分时效",
    "notes": [
        "本篇是按公开来源整理的案例摘要，不是事故调查报告的原文，引用前请核对来源。",
        "依据初步通报，数字可能变化。",
    ],
}
SIMILAR: dict[str, object] = {
    "case_id": "case-20200912-7f666a46",
    "similar": [
        {
            "case": {
                "case_id": "case-20170722-0d88aff5",
                "name": "广州海珠中交集团南方总部基地“7·22”塔吊坍塌事故",
                "date": "2017-07-22",
                "province": "广东",
                "city": "广州",
                "project_type": "房屋建筑（超高层/大型公建）",
                "accident_type": "起重伤害",
                "hazard_works": "起重机械安装和拆卸工程（塔式起重机顶升）",
                "deaths": 7,
                "injuries": 2,
                "missing": 0,
                "economic_loss_wan_yuan": 847.73,
                "level": "较大",
                "basis": "调查报告",
                "source_quality": "B",
                "computed_level": "较大",
                "verdict": "一致",
            },
            "score": 0.4098,
            "reason": "事故类型相同（起重伤害）；经过和原因的意思相近（余弦 0.65）",
            "components": [
                {
                    "name": "type",
                    "score": 1.0,
                    "weight": 0.25,
                    "reason": "事故类型相同（起重伤害）",
                },
                {"name": "works", "score": 0.0, "weight": 0.2, "reason": ""},
                {"name": "project", "score": 0.0, "weight": 0.05, "reason": ""},
                {"name": "causes", "score": 0.0, "weight": 0.15, "reason": ""},
                {
                    "name": "meaning",
                    "score": 0.4566,
                    "weight": 0.35,
                    "reason": "经过和原因的意思相近（余弦 0.65）",
                },
            ],
        }
    ],
}
STATISTICS: dict[str, object] = {
    "total": {"value": "合计", "cases": 1, "deaths": 1, "deaths_unknown": 0},
    "groups": {
        "type": {
            "label": "事故类型",
            "rows": [{"value": "触电", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
        "level": {
            "label": "事故等级",
            "rows": [{"value": "一般", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
        "year": {
            "label": "年份",
            "rows": [{"value": "2019", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
        "month": {
            "label": "月份",
            "rows": [{"value": "7月", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
        "region": {
            "label": "地区",
            "rows": [{"value": "广东", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
        "works": {
            "label": "危大工程类别",
            "rows": [{"value": "未核实", "cases": 1, "deaths": 1, "deaths_unknown": 0}],
        },
    },
    "years": [],
    "notes": ["以上只是本库收录的案例，不代表全国或任何地区的事故统计"],
}
CLAUSE_CASES: dict[str, object] = {
    "clause_id": "digest-危险性较大的分部分项工程安全管理规定:a14",
    "cases": [
        {
            "case_id": "case-20200912-7f666a46",
            "name": "深圳地铁20号线“9·12”龙门吊倒塌事故",
            "date": "2020-09-12",
            "province": "广东",
            "city": "深圳",
            "project_type": "轨道交通",
            "accident_type": "起重伤害",
            "hazard_works": None,
            "deaths": 2,
            "injuries": 6,
            "missing": 0,
            "economic_loss_wan_yuan": None,
            "level": "一般",
            "basis": "初步通报",
            "source_quality": "B",
            "computed_level": "至少一般",
            "verdict": "一致",
        }
    ],
    "notices": ["相关条款按现行条文列出，事故发生时可能尚未施行或条号不同"],
}
