"""Which searches does a person keep an eye on, and what did each find that is new?

The audit log says that a search was saved, and its number, never what was searched for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from library.accounts.account_file import AccountFile
from library.accounts.records import Actor, User
from library.accounts.secrets import digest_of, new_secret
from library.accounts.trail import Trail
from library.errors import AccountRejected, UnknownSearch

__all__ = ["LONGEST_SEARCH_NAME", "MOST_SAVED", "FoundDocument", "SavedSearch", "SavedSearches"]

LONGEST_SEARCH_NAME, MOST_SAVED = 50, 50
_LONGEST_ASKED = 8_000  # characters
_FIELDS = "search_id, user_id, name, asked, created_at, generation, feed"
_SELECT = f"SELECT {_FIELDS} FROM saved_searches "  # noqa: S608 - our words


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; `asked` are the parameters of its page.

    `generation` is the index that was last looked at for it, '' for none yet; `feed` is the
    SHA-256 of what its feed's address holds, None where there is no feed.
    """

    search_id: int
    user_id: int
    name: str
    asked: str
    created_at: float
    generation: str
    feed: str | None


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a saved search found, and when first; `fresh` until the person looked."""

    document_id: str
    found_at: float
    fresh: bool


class SavedSearches:
    """The saved searches of every user; each method that takes a user touches theirs alone."""

    def __init__(self, file: AccountFile, trail: Trail, now: Callable[[], float]) -> None:
        self._file, self._trail, self._now = file, trail, now

    def of(self, user_id: int) -> list[SavedSearch]:
        """Return the saved searches of a user, the newest first."""
        query = _SELECT + "WHERE user_id = ? ORDER BY search_id DESC"
        return [SavedSearch(*row) for row in self._file.rows(query, user_id)]

    def get(self, user: User, search_id: int) -> SavedSearch:
        """Return one of the user's own; raise UnknownSearch."""
        query = _SELECT + "WHERE user_id = ? AND search_id = ?"
        for row in self._file.rows(query, user.user_id, search_id):
            return SavedSearch(*row)
        raise UnknownSearch(search_id)

    def keep(self, actor: Actor, user: User, name: str, asked: str) -> SavedSearch:
        """Save a search; raise AccountRejected for a name that is none, one more or once more."""
        name = _named(name)
        if len(asked) > _LONGEST_ASKED:
            raise AccountRejected("这次检索的条件太多，无法保存，请去掉一些。")
        with self._file.batch():
            held = self.of(user.user_id)
            if any(saved.asked == asked for saved in held):
                raise AccountRejected("这次检索已经保存过，见“我的检索”。")
            if len(held) >= MOST_SAVED:
                raise AccountRejected(f"每人最多保存 {MOST_SAVED} 次检索，请先删除不用的。")
            done = self._file.run(
                "INSERT INTO saved_searches (user_id, name, asked, created_at)"
                " VALUES (?, ?, ?, ?)",
                user.user_id, name, asked, self._now(),
            )  # fmt: skip
            self._note(actor, "保存检索", done.lastrowid or 0)
        return self.get(user, done.lastrowid or 0)

    def rename(self, actor: Actor, user: User, search_id: int, name: str) -> None:
        """Give it another name; raise UnknownSearch or AccountRejected."""
        self._change(actor, "重命名检索", self.get(user, search_id), "name", _named(name))

    def remove(self, actor: Actor, user: User, search_id: int) -> None:
        """Forget it and end its feed; raise UnknownSearch."""
        self.get(user, search_id)
        with self._file.batch():
            self._file.run("DELETE FROM saved_searches WHERE search_id = ?", search_id)
            self._note(actor, "删除检索", search_id)

    def open_feed(self, actor: Actor, user: User, search_id: int) -> str:
        """Return the secret of a new feed, which ends a former one; raise UnknownSearch."""
        saved, secret = self.get(user, search_id), new_secret()
        self._change(actor, "新建订阅地址", saved, "feed", digest_of(secret))
        return secret

    def close_feed(self, actor: Actor, user: User, search_id: int) -> None:
        """Make the address of its feed worthless; raise UnknownSearch."""
        self._change(actor, "停用订阅地址", self.get(user, search_id), "feed", None)

    def by_feed(self, secret: str) -> SavedSearch | None:
        """Return whose feed has this secret, None for one unknown or ended."""
        rows = self._file.rows(_SELECT + "WHERE feed = ?", digest_of(secret))
        return SavedSearch(*rows[0]) if rows else None

    def stale(self, generation: str, user_id: int | None = None) -> list[SavedSearch]:
        """Return what was last looked at in another index, of one user or of all who may."""
        whose, values = ("user_id = ?", (user_id,)) if user_id is not None else ("1", ())
        able = "user_id IN (SELECT user_id FROM users WHERE NOT disabled)"
        query = _SELECT + f"WHERE generation != ? AND {able} AND {whose}"
        return [SavedSearch(*row) for row in self._file.rows(query, generation, *values)]

    def note(self, saved: SavedSearch, generation: str, found: Sequence[str]) -> None:
        """Keep what an index holds for it, document ids as they are ranked.

        What the first look finds is not fresh. A document found no longer is no news any more,
        but stays known where it was seen: it may come back by a change of ranks alone.
        """
        known = {document.document_id for document in self.found(saved.search_id)}
        gone = {d.document_id for d in self.found(saved.search_id) if d.fresh} - set(found)
        with self._file.batch():
            for name in gone:
                self._file.run(
                    "DELETE FROM found_documents WHERE search_id = ? AND document_id = ?",
                    saved.search_id, name,
                )  # fmt: skip
            for place, name in enumerate(found):
                if name not in known:
                    self._file.run(
                        "INSERT OR IGNORE INTO found_documents"
                        " (search_id, document_id, found_at, place, fresh)"
                        " SELECT search_id, ?, ?, ?, ? FROM saved_searches WHERE search_id = ?",
                        name, self._now(), place, int(bool(saved.generation)), saved.search_id,
                    )  # fmt: skip
            self._file.run(
                "UPDATE saved_searches SET generation = ? WHERE search_id = ?",
                generation, saved.search_id,
            )  # fmt: skip

    def found(self, search_id: int) -> list[FoundDocument]:
        """Return the documents that it found, the latest first, then as they were ranked."""
        rows = self._file.rows(
            "SELECT document_id, found_at, fresh FROM found_documents WHERE search_id = ?"
            " ORDER BY found_at DESC, place",
            search_id,
        )
        return [FoundDocument(name, at, bool(fresh)) for name, at, fresh in rows]

    def fresh_count(self, user_id: int) -> int:
        """Return how many documents are news to the user, each counted once."""
        rows = self._file.rows(
            "SELECT count(DISTINCT document_id) FROM found_documents"
            " JOIN saved_searches USING (search_id) WHERE user_id = ? AND fresh",
            user_id,
        )
        return int(rows[0][0])

    def look(self, user: User, search_id: int) -> SavedSearch:
        """Note that the user has looked: nothing of it is news any more; raise UnknownSearch."""
        saved = self.get(user, search_id)
        self._file.run("UPDATE found_documents SET fresh = 0 WHERE search_id = ?", search_id)
        return saved

    def _change(
        self, actor: Actor, action: str, saved: SavedSearch, field: str, value: str | None
    ) -> None:
        with self._file.batch():
            statement = f"UPDATE saved_searches SET {field} = ? WHERE search_id = ?"  # noqa: S608
            self._file.run(statement, value, saved.search_id)
            self._note(actor, action, saved.search_id)

    def _note(self, actor: Actor, action: str, search_id: int) -> None:
        self._trail.add(actor, action, f"检索 {search_id}")


def _named(name: str) -> str:
    """Return the name as it is kept; raise AccountRejected."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_SEARCH_NAME:
        raise AccountRejected(f"请给检索起一个名称，1 到 {LONGEST_SEARCH_NAME} 个字。")
    return name
