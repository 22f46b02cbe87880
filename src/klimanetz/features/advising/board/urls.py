from django.urls import path

from klimanetz.features.advising.board.views import board, figures, listing, today

urlpatterns = [
    path("verwaltung/beratung/", board.case_board, name="case_board"),
    path("verwaltung/beratung/liste/", listing.case_list, name="case_list"),
    path("verwaltung/beratung/liste.xlsx", listing.case_list_workbook, name="case_list_workbook"),
    path("verwaltung/beratung/liste.csv", listing.case_list_csv, name="case_list_csv"),
    path("verwaltung/beratung/heute/", today.case_today, name="case_today"),
    path("verwaltung/beratung/zahlen/", figures.case_figures, name="case_figures"),
    path("verwaltung/beratung/zahlen.xlsx", figures.case_figures_workbook,
         name="case_figures_workbook"),
    path("verwaltung/beratung/zahlen.csv", figures.case_figures_csv, name="case_figures_csv"),
]  # fmt: skip
