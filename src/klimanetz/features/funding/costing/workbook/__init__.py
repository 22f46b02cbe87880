"""The cost sheet: the same plan as a spreadsheet that reckons anew when something is changed."""

from klimanetz.features.funding.costing.workbook.writing import write_workbook

__all__ = ["write_workbook"]
