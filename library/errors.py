"""What can go wrong with what a department keeps, and what is a person told?

LibraryError            anything below; its text is Chinese and fit to show
├── AccountRejected     a name, a password or a change of an account is not allowed: says why
├── AccountsBroken      the file of the accounts cannot be used
├── SignInRefused       name and password open nothing, or not now: `wait` seconds
├── UnknownSearch       the person has saved no search of this number
├── UnknownUser         no account has this name or number
├── BankBroken          the file of the questions cannot be used
├── ItemRejected        a question cannot be changed or accepted so: says why
├── UnknownItem         the bank holds no question of this number
├── BackupFailed        no archive was made; says why
├── BackupRejected      an archive is not restored; the home is as it was
├── UnknownBackup       no such backup was made from the pages, or it was let go of
├── BriefRejected       what a brief is asked about cannot be used: says why
├── BriefsBroken        the file of the briefs cannot be used
├── UnknownBrief        no brief of this number was saved
├── ModelFailed         a language model is off, does not answer, or not as it must
├── ChangesBroken       the file of the changes cannot be used
├── CursorExpired       nobody can tell any more what changed since then: export anew
├── EntryChanged        somebody else changed an item of the ledger meanwhile
├── LedgerBroken        the file of the ledger cannot be used
├── LedgerRejected      the ledger does not take this: says all that is in the way
├── UnknownEntry        the ledger has no such item, or the item no such evidence
├── DeliveryRefused     a file that came through the browser is not taken: says why
├── UnknownDelivery     no such files have come, or they have been cleared away
├── ExchangeBroken      the file of interpretations and questions cannot be used
├── ExchangeRejected    an interpretation, a question or an answer is not taken: says why
├── StateRefused        it does not stand where this can be done with it: says why
├── UnknownInterpretation  there is no interpretation of this number
├── UnknownEnquiry      there is no question of this number or receipt
├── ExamRejected        a test, or who wants to sit it, cannot be as asked for: says why
├── ExamsBroken         the file of the tests cannot be used
├── UnknownExam         no test has this number, link or receipt
├── JobBusy             one thing at a time is done in the background: says what is
├── UnknownJob          no such thing was done in the background
├── CaseRejected        a record is not a case as the library keeps it: names every field
├── MeasureRejected     a size cannot be read or is of no use: asks for what is
├── DrawRejected        a draw cannot go on as asked for: says why; nothing was done
├── PanelShort          no panel can be drawn: says which specialties lack how many
├── ExpertRejected      a record is not an expert as the pool keeps it: names every field
├── UnknownExpert       the pool has no expert of that number
├── UnknownRequest      no draw was asked for under that number
├── UnknownSpecialty    the taxonomy has no such specialty: tells those that are alike
├── ExpertTableRejected  a table of specialties, needs or rules cannot be used: names the line
├── ExpertKeyMissing    the key of the contact data is not where it should be
├── ExpertKeyWrong      the key of the contact data is another one, or none
├── ExpertsBroken       the file of the experts cannot be read or written
├── WorksAmbiguous      the name of works means several: names them
├── BlueprintRejected   a plan of a paper cannot be used: names every row and field in fault
├── ImportRejected      a file of questions cannot be read as a whole: says why
├── PaperLacking        the bank cannot fill a paper: `shortages` name cells and numbers
├── PaperRejected       a paper cannot be as asked for: says why
├── PapersBroken        the file of the papers cannot be used
├── UnknownPaper        no paper of this number was assembled here
├── UnknownWorks        the table has no works of that name: tells those that are alike
├── SheetRejected       a file of records cannot be used as a whole: says what to put right
├── TableRejected       a row of a table of limits cannot be used: names the line
├── NoChineseFont       this machine has no Chinese font to set a PDF with
├── WordsChanged        somebody else changed a file of words meanwhile
└── WordsRejected       words or synonyms cannot be used: names every line in fault
"""

from collections.abc import Sequence
from pathlib import Path

__all__ = [
    "AccountRejected",
    "AccountsBroken",
    "BackupFailed",
    "BackupRejected",
    "BankBroken",
    "BlueprintRejected",
    "BriefRejected",
    "BriefsBroken",
    "CaseRejected",
    "ChangesBroken",
    "CursorExpired",
    "DeliveryRefused",
    "DrawRejected",
    "EntryChanged",
    "ExamRejected",
    "ExamsBroken",
    "ExchangeBroken",
    "ExchangeRejected",
    "ExpertKeyMissing",
    "ExpertKeyWrong",
    "ExpertRejected",
    "ExpertTableRejected",
    "ExpertsBroken",
    "ImportRejected",
    "ItemRejected",
    "JobBusy",
    "LedgerBroken",
    "LedgerRejected",
    "LibraryError",
    "MeasureRejected",
    "ModelFailed",
    "NoChineseFont",
    "PanelShort",
    "PaperLacking",
    "PaperRejected",
    "PapersBroken",
    "SheetRejected",
    "SignInRefused",
    "StateRefused",
    "TableRejected",
    "UnknownBackup",
    "UnknownBrief",
    "UnknownDelivery",
    "UnknownEnquiry",
    "UnknownEntry",
    "UnknownExam",
    "UnknownExpert",
    "UnknownInterpretation",
    "UnknownItem",
    "UnknownJob",
    "UnknownPaper",
    "UnknownRequest",
    "UnknownSearch",
    "UnknownSpecialty",
    "UnknownUser",
    "UnknownWorks",
    "WordsChanged",
    "WordsRejected",
    "WorksAmbiguous",
]


class LibraryError(Exception):
    """Root of the errors of the libraries."""


class AccountRejected(LibraryError):
    """An account cannot be as asked for; nothing was changed."""


class AccountsBroken(LibraryError):
    """The file of the accounts cannot be read or written."""


class BriefRejected(LibraryError):
    """A brief cannot be made about this; nothing was saved."""


class BriefsBroken(LibraryError):
    """The file of the briefs cannot be read or written."""


class UnknownBrief(LibraryError):
    """No brief of this number was saved."""

    def __init__(self, number: int) -> None:
        super().__init__(f"没有编号为 {number} 的研判单，请核对编号。")


class ModelFailed(LibraryError):
    """A language model gave nothing that can be used; says why, nothing was kept of it."""


class ChangesBroken(LibraryError):
    """The file of the changes cannot be read or written."""


class CursorExpired(LibraryError):
    """A cursor is too old, or of another log; says to export anew."""

    def __init__(self) -> None:
        super().__init__(
            "这个游标太旧，或者不是本库给出的，已无法说明其后的全部变更。"
            "请重新取全量（/api/v1/export/manifest 和 /api/v1/export），"
            "再用清单里的游标接着取变更。"
        )


class SignInRefused(LibraryError):
    """Nobody was signed in; `wait` is in how many seconds another attempt is heard, 0 for now."""

    def __init__(self, message: str, wait: int = 0) -> None:
        self.wait = wait
        super().__init__(message)


class UnknownSearch(LibraryError):
    """The person has saved no search of this number; somebody else may have."""

    def __init__(self, number: int) -> None:
        super().__init__(f"您没有保存过编号为 {number} 的检索，它可能已经删除。")


class UnknownUser(LibraryError):
    """No account has this name or number."""

    def __init__(self, name: str | int) -> None:
        super().__init__(f"没有名为“{name}”的用户，请用 zhiku user list 核对。")


class BankBroken(LibraryError):
    """The file of the questions cannot be read or written."""


class UnknownItem(LibraryError):
    """The bank holds no question of this number."""

    def __init__(self, item_id: str) -> None:
        super().__init__(f"题库里没有编号为“{item_id[:40]}”的题。请用 zhiku questions stats 核对。")


class BackupFailed(LibraryError):
    """No archive was made; one that was there before is untouched."""


class BackupRejected(LibraryError):
    """An archive is not restored, for what it is or for what is in the way; nothing changed."""


class UnknownBackup(LibraryError):
    """No such backup was made from the pages, or it was let go of for newer ones."""

    def __init__(self) -> None:
        super().__init__("没有这个备份，可能已被较新的代替。请从列出的备份中选。")


class DeliveryRefused(LibraryError):
    """A file is not taken; `name` is its own, `reason` says why and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}：{reason}。")


class UnknownDelivery(LibraryError):
    """No such files have come, or they have been cleared away."""

    def __init__(self) -> None:
        super().__init__("没有这一批文件，可能已经放弃或过期清除。请重新上传。")


class ExchangeBroken(LibraryError):
    """The file of interpretations and questions cannot be read or written."""


class ExchangeRejected(LibraryError):
    """What somebody wrote is not taken; says what to put right."""


class StateRefused(LibraryError):
    """It does not stand where this can be done with it, or not by this person; nothing changed."""


class UnknownInterpretation(LibraryError):
    """There is no interpretation of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"没有编号为 {number} 的解读。")


class UnknownEnquiry(LibraryError):
    """There is no question of this number or receipt; the text tells nothing of which."""

    def __init__(self) -> None:
        super().__init__("没有这个编号或回执号的问题，请核对后再试。")


class EntryChanged(LibraryError):
    """An item is no longer as it was seen; nothing was written."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} 已被别人改动，您的这一步没有做。请看过现在的内容再办。")


class LedgerBroken(LibraryError):
    """The file of the ledger cannot be read or written."""


class LedgerRejected(LibraryError):
    """The ledger is as it was; `problems` has one Chinese sentence for each thing in the way."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems) + "。")


class UnknownEntry(LibraryError):
    """The ledger has no such item, or the item no such evidence."""

    def __init__(self) -> None:
        super().__init__("台账里没有这一项，请核对编号。")


class JobBusy(LibraryError):
    """Something else is being done in the background; nothing was begun."""


class UnknownJob(LibraryError):
    """No such thing was done in the background, or the note of it has been cleared away."""

    def __init__(self) -> None:
        super().__init__("没有这项任务，或它的记录已经清除。")


class CaseRejected(LibraryError):
    """A record is not a case; `problems` has one Chinese sentence for each field in fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems) + "。")


class MeasureRejected(LibraryError):
    """A size of works or a number of an accident is not taken; nothing was decided."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}。")


class WorksAmbiguous(LibraryError):
    """A name means several works that have limits of their own; `names` are theirs."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"“{name[:30]}”有几种，请写明是哪一种：{'、'.join(names)}。")


class UnknownWorks(LibraryError):
    """The table has no works of this name; `near` are names that are alike."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        self.near = tuple(near)
        like = f"名称相近的有：{'、'.join(near)}。" if near else ""
        super().__init__(f"危大工程阈值表里没有“{name[:30]}”，请换一种叫法。{like}")


class NoChineseFont(LibraryError):
    """This machine has no Chinese font, so that no PDF can be set."""


class DrawRejected(LibraryError):
    """A step of a draw is not taken; the log is as it was."""


class PanelShort(LibraryError):
    """No panel meets the needs; `gaps` are (specialties in words, needed, there)."""

    def __init__(self, gaps: Sequence[tuple[str, int, int]]) -> None:
        self.gaps = tuple(gaps)
        said = "；".join(
            f"{names}共需 {needed} 名，合格的只有 {there} 名，缺 {needed - there} 名"
            for names, needed, there in gaps
        )
        super().__init__(
            f"合格的专家不足，没有抽取：{said}。请补充专家，或调整专业和人数后另行申请。"
        )


class ExpertRejected(LibraryError):
    """A record is not an expert; `problems` has one Chinese sentence for each field in fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems) + "。")


class UnknownExpert(LibraryError):
    """The pool has no expert of this number."""

    def __init__(self, expert_id: int | str) -> None:
        super().__init__(f"专家库里没有编号为 {expert_id} 的专家。")


class UnknownRequest(LibraryError):
    """No draw was asked for under this number."""

    def __init__(self, request_id: str) -> None:
        super().__init__(f"没有编号为“{request_id[:40]}”的抽取申请。")


class UnknownSpecialty(LibraryError):
    """The taxonomy has no such specialty; `near` are names that are alike."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        self.near = tuple(near)
        like = f"，是不是{'、'.join(near)}" if near else ""
        super().__init__(f"专业目录里没有“{name[:30]}”{like}")


class ExpertTableRejected(LibraryError):
    """A table of the pool cannot be used; names the line, 0 for the whole, and what is wrong."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        where = f"第{line}行：" if line else "："
        super().__init__(f"{name} {where}{reason}。请改正。")


class ExpertKeyMissing(LibraryError):
    """The key file is not there; what it sealed stays sealed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"专家联系方式的密钥不在 {path}，联系方式和身份证号读不出也写不进，其余照常。"
            "请把保存的密钥放回这里（权限 0600），或用 ZHIKU_EXPERTS_KEY 指明位置。"
        )


class ExpertKeyWrong(LibraryError):
    """The key is not the one with which the contact data were sealed."""

    def __init__(self, path: Path | None = None) -> None:
        where = f"（{path}）" if path else ""
        super().__init__(f"专家联系方式的密钥{where}不是当初的那一个，或已损坏。请换回保存的密钥。")


class ExpertsBroken(LibraryError):
    """The file of the experts cannot be read or written."""


class SheetRejected(LibraryError):
    """A file of records cannot be used; nothing of it was imported."""


class TableRejected(LibraryError):
    """A row of a table cannot be used; names the line and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"阈值表第{line}行：{reason}。请改正这一行。")


class BlueprintRejected(LibraryError):
    """A plan cannot be used; `problems` has one Chinese line for each row and field in fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("蓝图有误。" + "；".join(self.problems) + "。")


class ImportRejected(LibraryError):
    """A file of questions cannot be read; nothing of it was imported."""


class ItemRejected(LibraryError):
    """A question cannot stand as it was changed, or be accepted as it is; nothing was changed."""


class PaperLacking(LibraryError):
    """The bank cannot fill a paper; `shortages` has one Chinese sentence for each cell."""

    def __init__(self, shortages: Sequence[str]) -> None:
        self.shortages = tuple(shortages)
        super().__init__("题库不够组卷。" + "；".join(self.shortages) + "。")


class PaperRejected(LibraryError):
    """A paper cannot be as asked for; nothing was changed."""


class PapersBroken(LibraryError):
    """The file of the papers cannot be read or written."""


class ExamRejected(LibraryError):
    """A test cannot be as asked for, or nobody sits it so; nothing was changed."""


class ExamsBroken(LibraryError):
    """The file of the tests cannot be read or written."""


class UnknownExam(LibraryError):
    """There is no test of this number or link, or no sitting of this receipt."""


class UnknownPaper(LibraryError):
    """No paper of this number was assembled here."""

    def __init__(self, paper_id: str) -> None:
        super().__init__(f"没有编号为“{paper_id[:40]}”的试卷，请用 zhiku papers list 核对。")


class WordsChanged(LibraryError):
    """A file of words is no longer the one that was changed; nothing was written."""

    def __init__(self) -> None:
        super().__init__("词表已被改动，您的改动没有保存。请对照现在的内容再改一次。")


class WordsRejected(LibraryError):
    """Words cannot be used; `problems` has one Chinese sentence for each line in fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems) + "。")
