from django.urls import path

from klimanetz.roster.introductions.views import answering, mine, office, public

urlpatterns = [
    path("kontakt-vermitteln/", public.introduction_public, name="introduction_public"),
    path("kontakt-vermitteln/danke/", public.introduction_sent, name="introduction_sent"),
    path("kontakt-vermitteln/<str:key>/", public.introduction_confirm, name="introduction_confirm"),
    path("kontakt/<str:key>/", answering.introduction, name="introduction"),
    path("kontakt/<str:key>/ja/", answering.introduction_agree, name="introduction_agree"),
    path("kontakt/<str:key>/nein/", answering.introduction_decline, name="introduction_decline"),
    path("kontakt/<str:key>/ergebnis/", answering.introduction_tell, name="introduction_tell"),
    path("ich/kontakt-vermitteln/", mine.introduction_ask, name="introduction_ask"),
    path("verwaltung/vermittlungen/", office.introductions, name="introductions"),
    path(
        "verwaltung/vermittlungen/<int:pk>/", office.introduction_detail, name="introduction_detail"
    ),
    path(
        "verwaltung/vermittlungen/<int:pk>/vorschlagen/",
        office.introduction_propose,
        name="introduction_propose",
    ),
    path(
        "verwaltung/vermittlungen/<int:pk>/zuruecknehmen/",
        office.introduction_take_back,
        name="introduction_take_back",
    ),
    path(
        "verwaltung/vermittlungen/<int:pk>/abschliessen/",
        office.introduction_close,
        name="introduction_close",
    ),
    path(
        "verwaltung/vermittlungen/<int:pk>/ergebnis/",
        office.introduction_outcome,
        name="introduction_outcome",
    ),
]
