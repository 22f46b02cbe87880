from django.urls import path

from klimanetz.roster.beginning.views import answering, mine, tandem, tandems, template, welcome

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
    path("ich/tandem/", tandem.my_tandem, name="my_tandem"),
    path("ich/tandem/mitgehen/", tandem.tandem_offer, name="tandem_offer"),
    path("ich/tandem/nicht-mehr-mitgehen/", tandem.tandem_offer_end, name="tandem_offer_end"),
    path("ich/tandem/fragen/<int:pk>/", tandem.tandem_ask, name="tandem_ask"),
    path("ich/tandem/<int:pk>/beenden/", tandem.tandem_end, name="tandem_end"),
    path("tandem/<str:key>/", answering.tandem, name="tandem"),
    path("tandem/<str:key>/ja/", answering.tandem_agree, name="tandem_agree"),
    path("tandem/<str:key>/nein/", answering.tandem_decline, name="tandem_decline"),
    path("verwaltung/tandems/", tandems.tandems, name="tandems"),
    path("verwaltung/tandems/vorschlagen/<int:pk>/", tandems.tandem_propose, name="tandem_propose"),
    path("verwaltung/tandems/<int:pk>/beenden/", tandems.tandem_close, name="tandem_close"),
]
