"""All sheets together."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from klimanetz.features.funding.costing.amounts import CostPlan
from klimanetz.features.funding.costing.workbook.inputs import write_inputs
from klimanetz.features.funding.costing.workbook.outline import outline
from klimanetz.features.funding.costing.workbook.pay import write_months, write_pay
from klimanetz.features.funding.costing.workbook.pieces import write_pieces
from klimanetz.features.funding.costing.workbook.shares import write_shares
from klimanetz.features.funding.costing.workbook.years import write_years


def write_workbook(plan: CostPlan, title: str) -> bytes:
    """The cents of its formulas are those of the plan, until somebody changes a yellow cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    assumed, by_year = book.create_sheet(_("Annahmen")), book.create_sheet(_("Jahre"))
    divided = book.create_sheet(_("Aufteilung")) if plan.shares else None
    cut, monthly = book.create_sheet(_("Abschnitte")), book.create_sheet(_("Monate"))
    table = book.create_sheet(_("Entgelttabelle"))
    whole = outline(plan)
    inputs = write_inputs(assumed, title, whole)
    months = write_months(monthly, whole, table, write_pay(table, whole, inputs))
    years = write_years(by_year, write_pieces(cut, whole, inputs, months))
    if divided:
        write_shares(divided, plan.shares, years)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
