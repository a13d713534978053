"""How is a language model asked, where the operator has switched one on?

Nothing is sent anywhere unless ZHIKU_LLM_URL is set. Whoever asks must check every word of the
answer against its sources: what comes back is a draft and no knowledge.
"""

from library.language_model.client import LanguageModel, model_of

__all__ = ["LanguageModel", "model_of"]
