"""What others show on the pages of the check; so the check need not know who advises whom.

Each function of a `parts.py` is asked for one inquiry, or None before there is one.
"""

from klimanetz.core.boards import Board
from klimanetz.features.funding.inquiry import Inquiry

#: The first page: what one can do without the check, and its side column: whom to call.
before_check: Board[Inquiry | None] = Board()
before_side: Board[Inquiry | None] = Board()
#: Under the result: advice, experience of others, trainings, introductions.
after_result: Board[Inquiry | None] = Board()
