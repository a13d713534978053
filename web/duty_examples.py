"""What does the list of duties answer? An example; a test checks it."""

__all__ = ["DUTIES"]

DUTIES: dict[str, object] = {
    "query": "应急演练",
    "order": "party",
    "total": 1,
    "duties": [
        {
            "document_id": "notice",
            "title": "关于安全工作的通知",
            "status": "现行有效",
            "clause_id": "notice:2.4",
            "citation": "《关于安全工作的通知》二、（四）",
            "parties": ["企业"],
            "party_words": "企业",
            "modality": "要求",
            "action": "每半年至少组织1次现场处置方案演练",
            "object": "",
            "condition": "",
            "deadlines": [
                {
                    "kind": "频次",
                    "normal": "每半年至少1次",
                    "words": "每半年至少组织1次",
                    "start": 1005,
                    "end": 1014,
                }
            ],
            "penalty": None,
            "text": "企业每半年至少组织1次现场处置方案演练",
            "start": 1003,
            "end": 1022,
            "rule": "本句主语",
        }
    ],
    "notices": [],
}
