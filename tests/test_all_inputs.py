"""Does one import of everything at hand tell, file by file, what gave text, what not, and why?"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from corpus import place_of
from corpus.readers import door
from search import Settings, open_store

pytestmark = pytest.mark.once


OFFICE = (".doc", ".xls")
LIBREOFFICE = shutil.which("soffice") is not None
WITHOUT_TEXT = {
    "encoding/coverer.com.xml": ("略过", "暂不支持 .xml 的文件"),
    "encoding/softsea.net.xml": ("略过", "暂不支持 .xml 的文件"),
    "encoding/w3cn.org.xml": ("略过", "暂不支持 .xml 的文件"),
    "lawrefbook-2025-04-19.tar.xz": ("略过", "暂不支持 .xz 的文件"),
    "html/company_law/1993/lawlib_company_law_1993.html": ("失败", "网页里没有文字"),
    "ofd/containsJPEG.ofd": ("失败", "全部 2 页都没有文字，像是扫描件或图片"),
    "ofd/y.ofd": ("失败", "全部 3 页都没有文字，像是扫描件或图片"),
}
WORDS = {
    "encoding/_mozilla_bug171813_text.html": "搜狐在线",
    "encoding/real_gb18030_门禁事件代码.txt": "允许通过",
    "encoding/transcoded_gb18030_meta-None.html": "公司董事会可以决定由董事会成员兼任经理",
    "encoding/transcoded_gb18030_meta-gb2312.html": "公司董事会可以决定由董事会成员兼任经理",
    "encoding/transcoded_gb18030_建设工程安全生产管理条例.txt": "国务院第28次常务会议",
    "encoding/transcoded_utf16le_bom_建设工程安全生产管理条例.txt": "国务院第28次常务会议",
    "encoding/transcoded_utf8bom_crlf_建设工程安全生产管理条例.txt": "国务院第28次常务会议",
    "html/company_law/1993/raw.txt": "第二百三十条",
    "html/company_law/1993/wikisource_company_law_1993.html": "第二百三十条",
    "html/company_law/1999/raw.txt": "第二百三十条",
    "html/company_law/1999/wikisource_company_law_1999.html": "第二百三十条",
    "html/company_law/2004/raw.txt": "第二百三十条",
    "html/company_law/2004/wikisource_company_law_2004.html": "第二百三十条",
    "html/company_law/2005/gjxfj_company_law_2005.html": "第二百一十九条",
    "html/company_law/2005/raw.txt": "第二百一十九条",
    "html/company_law/2013/gjxfj_company_law_2013.html": "第二百一十九条",
    "html/company_law/2013/raw.txt": "第二百一十八条",
    "html/company_law/2013/wikisource_company_law_2013.html": "第二百一十八条",
    "html/company_law/2018/raw.txt": "第二百一十八条",
    "html/company_law/2018/sipf_company_law_2018.html": "第二百一十八条",
    "html/company_law/2023/chinatax_company_law_2023.html": "第二百六十六条",
    "html/company_law/2023/raw.txt": "第二百六十六条",
    "html/n.html": "路卫发〔2011〕76号",
    "oddities/人体损伤程度鉴定标准(2014-01-01).md": "人体损伤程度鉴定标准",
    "oddities/刑事诉讼法(2018-10-26).md": "第三百零八条",
    "oddities/刑法.md": "第四百五十二条",
    "oddities/北京市物业管理条例(2024-03-29).md": "物业管理",
    "oddities/合同编.md": "第四百六十三条",
    "oddities/山东省突发事件应对条例(2012-05-31).md": "突发事件",
    "oddities/最高人民法院、最高人民检察院关于执行《刑法》确定罪名的补充规定（二）"
    "(2003-08-15).md": "罪名",
    "oddities/最高人民法院关于人民法院执行工作若干问题的规定（试行）(2020-12-29).md": "执行",
    "oddities/杭州市建设工程施工安全管理条例(2010-10-11).md": "2\ue0105米",
    "oddities/汕头经济特区突发公共卫生事件应急条例(2022-05-30).md": "第五次会议通过",
    "oddities/飞行基本规则(2007-10-18).md": "飞行",
    "ofd/AddWatermarkAnnot.ofd": "我独在礼堂外徘徊",
    "ofd/ano.ofd": "Web应用开发指南",
    "ofd/n.ofd": "路卫发〔2011〕76号",
    "ofd/pattern类型.ofd": "信息系统密码应用测评要求",
    "ofd/signout.ofd": "市人民政府办公室",
    "ofd/testImageNotFound.ofd": "取得探矿权的合法凭证",
    "ofd/testImageOverridePage.ofd": "可行性研究报告的批复",
    "ofd/testPathFillOpacity.ofd": "关于加快南货场铁路涵洞下穿建设的函",
    "ofd/zsbk.ofd": "建筑工程施工许可证",
    "office/20200413安全隐患整改通知单20200413.docx": "整改",
    "office/EPC-EHS-PHI-A06-C HSE专业性检查表.doc": "专项方案是否组织专家论证",
    "office/EPC-NIL-HPL-S01-A01-C 分包商HSE费用申请表（模板）.xls": "已经支付的HSE费用累计金额",
    "office/LANSTAR-SSMS-02 安全生产标准化数据结构设计_评审.docx": "安全生产标准化",
    "office/docx_01.docx": "有序列表构成的章节标题",
    "office/安全试题.xlsx": "| 序号 | 题目 | 答案 | 题型 |",
    "office/集团公司安全监督检查管理办法.doc": "夯实安全管理基础",
    "pdf/Q WH HSE-A17 总承包项目HSE费用管理规定.pdf": "安全生产条件的资金",
    "pdf/Test.pdf": "竞争性磋商文件",
    "statutes/README.md": "Second-hand transcripts",
    "statutes/危险性较大的分部分项工程安全管理规定.txt": "危险性较大的分部分项工程",
    "statutes/危险性较大的分部分项工程范围清单（建办质〔2018〕31号附件1、附件2）"
    ".txt": "超过一定规模",
}
FIRST = {
    "pdf/Q WH HSE-A17 总承包项目HSE费用管理规定.pdf": "第2页",  # the first is a picture
    "pdf/Test.pdf": "第1页",
    "ofd/n.ofd": "第1页",
    "office/docx_01.docx": "第1段",
    "office/安全试题.xlsx": "工作表“Sheet1”",
}


@pytest.fixture(scope="module")
def imported(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Import the folder once, as on a machine that lacks the extra `ocr`."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "installed", lambda: False)
        folder = str(test_data / "inputs")
        shown = CliRunner().invoke(app, ["import", folder, "--home", str(home), "--json"])
    assert shown.exit_code == 3  # some failed
    assert "Traceback" not in shown.output
    inputs = f"{test_data / 'inputs'}/"
    files = json.loads(shown.stdout)["files"]
    return home, {file["path"].removeprefix(inputs): file for file in files}


def test_every_file_is_reported_as_expected(imported: tuple[Path, Any]) -> None:
    _, files = imported
    assert sorted(files) == sorted([*WITHOUT_TEXT, *WORDS])
    for name, file in files.items():
        ending = WITHOUT_TEXT.get(name)
        if name.endswith(OFFICE) and not LIBREOFFICE:
            ending = ("失败", "读旧版办公文档需要 LibreOffice，本机没有安装")
        if ending:
            assert (file["result"], file["document_id"]) == (ending[0], None), name
            assert file["message"].startswith(ending[1]), name
        else:
            assert file["result"] in {"新增", "重复"}, (name, file)


def test_every_text_holds_what_the_file_says(imported: tuple[Path, Any]) -> None:
    home, files = imported
    with open_store(Settings(home)) as store:
        for name, words in WORDS.items():
            if document_id := files[name]["document_id"]:
                document = store.get(document_id)
                assert words in document.text, name
                assert len(document.origin) == 64, name
                assert place_of(document, 0) == FIRST.get(name, place_of(document, 0)), name
