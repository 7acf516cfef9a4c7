"""A page's cookie, and the law that a kernel answers only to the page that started it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from jupyter_server.auth import Authorizer, IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler

COOKIE = "ciwidgets_page"


class PageIdentity(IdentityProvider):
    """A visitor is a signed cookie and nothing else; who they are to the program is told later."""

    def get_user(self, handler: Any) -> User | None:
        """Return the visitor of a request, or nobody where the cookie is missing or forged."""
        visitor: User | None = getattr(handler, "visitor", None)
        if visitor is not None:  # came a moment ago: the cookie is on its way
            return visitor
        value = handler.get_signed_cookie(COOKIE, max_age_days=2)
        if value is None:
            return None
        return User(username=value.decode("ascii", "replace"), name="visitor")

    def new_visitor(self, handler: JupyterHandler) -> User:
        """Give a visitor a cookie of their own."""
        name = uuid.uuid4().hex
        handler.set_signed_cookie(
            COOKIE,
            name,
            path=handler.base_url,
            httponly=True,
            samesite="Lax",
            secure=handler.settings["ciwidgets_names"].is_encrypted(handler.request),
        )
        return User(username=name, name="visitor")

    @property
    def auth_enabled(self) -> bool:
        """Say that requests are checked."""
        return True

    def get_handlers(self) -> list[Any]:
        """Offer no login form: there is no password to give."""
        return []


class OwnKernelOnly(Authorizer):
    """Lets a visitor reach the kernels their own pages started, and nothing else."""

    resources: ClassVar[frozenset[str]] = frozenset({"kernels"})

    def is_authorized(
        self, handler: JupyterHandler, user: User, action: str, resource: str
    ) -> bool:
        """Say whether this visitor owns the kernel the address names."""
        kernel_id = handler.path_kwargs.get("kernel_id")
        if resource not in self.resources or not kernel_id or action == "write":
            return False
        return owns(user, handler.kernel_manager, kernel_id)


def owns(user: User, kernel_manager: Any, kernel_id: str) -> bool:
    """Say whether a kernel was started by a page of this visitor's."""
    owner = kernel_manager.owner_of(kernel_id)
    return bool(owner) and owner == user.username
