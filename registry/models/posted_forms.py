"""Which record a form has made, so that the same form sent twice makes one."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.models.base import Base, UtcDateTime


class PostedForm(Base):
    """A form's own key and the record that it made; forgotten after some days."""

    __tablename__ = "posted_forms"
    audited = False

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    noun: Mapped[str] = mapped_column(sa.String(20))
    record_id: Mapped[int]
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
