from django.urls import path

from klimanetz.roster.beginning.views import mine, template, welcome

urlpatterns = [
    path("ich/willkommen/", welcome.welcome, name="welcome"),
    path("ich/willkommen/angaben/", welcome.welcome_profile, name="welcome_profile"),
    path("ich/willkommen/sichtbarkeit/", welcome.welcome_consent, name="welcome_consent"),
    path("ich/willkommen/kalender/", welcome.welcome_calendar, name="welcome_calendar"),
    path("ich/willkommen/<slug:step>/ueberspringen/", welcome.welcome_skip, name="welcome_skip"),
    path("ich/erste-100-tage/", mine.my_first_days, name="my_first_days"),
    path("ich/erste-100-tage/<int:pk>/erledigt/", mine.item_done, name="my_item_done"),
    path("ich/erste-100-tage/<int:pk>/offen/", mine.item_open, name="my_item_open"),
    path("verwaltung/erste-100-tage/", template.checklist, name="checklist"),
    path("verwaltung/erste-100-tage/neu/", template.item_add, name="checklist_add"),
    path(
        "verwaltung/erste-100-tage/<int:pk>/aendern/", template.item_change, name="checklist_change"
    ),
    path("verwaltung/erste-100-tage/<int:pk>/nach-oben/", template.item_up, name="checklist_up"),
    path(
        "verwaltung/erste-100-tage/<int:pk>/nach-unten/", template.item_down, name="checklist_down"
    ),
    path(
        "verwaltung/erste-100-tage/<int:pk>/entfernen/",
        template.item_remove,
        name="checklist_remove",
    ),
]
