"""Where can a visitor go from every page? The places of the head, in one table."""

from dataclasses import dataclass

from library.accounts import Permission
from web.administration import desks_of
from web.visitors import Visitor

__all__ = ["PLACES", "Place", "places_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the site: its first page, what it is called, and in a few words what is there.

    `beside` are the beginnings of other addresses that belong to it. What is `near` stands in the
    head itself, all else behind 更多.
    """

    url: str
    label: str
    hint: str
    needs: Permission = Permission.READ
    beside: tuple[str, ...] = ()
    near: bool = False

    def holds(self, address: str) -> bool:
        """Whether a page belongs to this part."""
        own = self.url if self.url != "/" else "/search"
        return address == self.url or address.startswith((own, *self.beside))


PLACES = (
    Place("/", "检索", "政策、法规、标准与案例", beside=("/documents",), near=True),
    Place("/cases", "案例", "事故案例，按类型、等级、地区查", near=True),
    Place("/brief", "研判单", "一个主题或一段情况的判断、职责、事故和依据"),
    Place("/duties", "义务清单", "谁、做什么、什么期限，附日历"),
    Place("/ledger", "台账", "隐患、措施、企业责任三个清单", needs=Permission.SEE_LEDGER),
    Place("/experts", "专家库", "按专业查专家，抽取论证专家", needs=Permission.SEE_EXPERTS),
    Place("/thresholds", "危大判定", "按限值判定危大工程和事故等级"),
    Place("/cite", "核对引用", "稿子里的引用是否存在、有效"),
    Place("/faq", "常见问答", "公开的答复，都有依据"),
    Place("/interpretations", "解读", "工作人员对条款的解读"),
    Place("/ask", "提问与纠错", "凭回执号看答复"),
    Place("/questions", "题库", "出题、审题、导入和导出", needs=Permission.QUESTIONS),
    Place(
        "/papers",
        "试卷与考试",
        "组卷、上网考试、培训记录",
        needs=Permission.QUESTIONS,
        beside=("/exams",),
    ),
    Place("/api/docs", "接口说明", "供其他系统取用"),
)
_MANAGEMENT = "各项管理工作"


def places_of(visitor: Visitor) -> list[Place]:
    """Return the parts that the visitor may see; the administration leads to the first desk."""
    found = [place for place in PLACES if visitor.may(place.needs)]
    if desks := desks_of(visitor):
        found.append(Place(desks[0].url, "管理", _MANAGEMENT, beside=("/admin",)))
    return found
