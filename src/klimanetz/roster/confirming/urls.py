from django.urls import path

from klimanetz.roster.confirming.views import by_link, office

urlpatterns = [
    path("bestaetigen/<str:token>/", by_link.confirm, name="entry_confirm"),
    path("bestaetigen/<str:token>/aendern/", by_link.correct, name="entry_correct"),
    path("bestaetigen/<str:token>/nicht-mehr-dabei/", by_link.report_gone, name="entry_gone"),
    path("verwaltung/bestaetigungen/", office.confirmations, name="confirmations"),
    path(
        "verwaltung/bestaetigungen/<int:pk>/von-hand/",
        office.confirm_by_hand,
        name="confirmation_by_hand",
    ),
    path("verwaltung/bestaetigungen/<int:pk>/erledigt/", office.settle, name="confirmation_settle"),
]
