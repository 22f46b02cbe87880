"""The sheet of shares: the own share divided by the largest remainders, in whole cents."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.funding.costing.amounts import Share
from klimanetz.features.funding.costing.workbook.cells import ask, head, put, reckon
from klimanetz.features.funding.costing.workbook.years import Years

WEIGHTS, FIRST_YEAR = 2, 3


def write_shares(sheet: Worksheet, shares: tuple[Share, ...], years: Years) -> None:
    """For each partner its share, then the whole cents and the rest that the share is made of."""
    names = [share.name for share in shares]
    cents = [_("%(name)s: ganze Cent") % {"name": name} for name in names]
    rests = [_("%(name)s: Rest") % {"name": name} for name in names]
    labels = [_("Jahr"), *names, *cents, *rests]
    head(sheet, 1, labels, (22, *[20] * (len(labels) - 1)))
    put(sheet, WEIGHTS, 1, _("geteilt nach"))
    for column, share in enumerate(shares, start=2):
        ask(sheet, WEIGHTS, column, share.weight, "#,##0")
    for index in range(years.count):
        write_row(sheet, FIRST_YEAR + index, len(shares), years, index + 2)


def write_row(sheet: Worksheet, row: int, count: int, years: Years, source: int) -> None:
    own = f"'{years.sheet.title}'!{get_column_letter(years.own)}{source}"
    cents = f"ROUND({own}*100,0)"
    weights = across(2, count, WEIGHTS, fixed=True)
    reckon(sheet, row, 1, f"'{years.sheet.title}'!A{source}", "0")
    wholes, rests = across(2 + count, count, row), across(2 + 2 * count, count, row)
    for index in range(count):
        weight = f"{get_column_letter(2 + index)}${WEIGHTS}"
        whole = f"{get_column_letter(2 + count + index)}{row}"
        rest = f"{get_column_letter(2 + 2 * count + index)}{row}"
        earlier = across(2 + 2 * count, index + 1, row)
        reckon(sheet, row, 2 + count + index, f"INT({cents}*{weight}/SUM({weights}))", "0")
        reckon(sheet, row, 2 + 2 * count + index, f"{cents}*{weight}-{whole}*SUM({weights})", "0")
        rank = f"RANK({rest},{rests})+COUNTIF({earlier},{rest})-1"
        extra = f"IF({rank}<={cents}-SUM({wholes}),1,0)"
        reckon(sheet, row, 2 + index, f"({whole}+{extra})/100")


def across(column: int, count: int, row: int, *, fixed: bool = False) -> str:
    sign = "$" if fixed else ""
    first, last = get_column_letter(column), get_column_letter(column + count - 1)
    return f"{sign}{first}{sign}{row}:{sign}{last}{sign}{row}"
