from django.urls import path

from klimanetz.features.advising.following.views import office, public

OFFICE = "verwaltung/beratung/<int:pk>/"

urlpatterns = [
    path("beratung/link/", public.case_link_ask, name="case_link_ask"),
    path("beratung/link/unterwegs/", public.case_link_sent, name="case_link_sent"),
    path("beratung/geloescht/", public.case_left, name="case_left"),
    path("beratung/<str:key>/", public.case_following, name="case_following"),
    path(
        "beratung/<str:key>/dateien/<int:file>/",
        public.case_following_file,
        name="case_following_file",
    ),
    path(
        "beratung/<str:key>/angaben-loeschen/",
        public.case_following_leave,
        name="case_following_leave",
    ),
    path(f"{OFFICE}ansicht/", office.case_following_preview, name="case_following_preview"),
    path(
        f"{OFFICE}menschen/<int:contact>/link/senden/",
        office.case_link_send,
        name="case_link_send",
    ),
    path(
        f"{OFFICE}menschen/<int:contact>/link/erneuern/",
        office.case_link_renew,
        name="case_link_renew",
    ),
    path(
        f"{OFFICE}menschen/<int:contact>/link/zurueckziehen/",
        office.case_link_withdraw,
        name="case_link_withdraw",
    ),
]
