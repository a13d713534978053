"""Who works with the product, and what may each of them do?"""

from library.accounts.roles import ALLOWED, Permission, Role

__all__ = ["ALLOWED", "Permission", "Role"]
