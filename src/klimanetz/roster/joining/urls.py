from django.urls import path

from klimanetz.roster.joining.views import invitations, public, requests

urlpatterns = [
    path("mitmachen/", public.join, name="join"),
    path("mitmachen/danke/", public.join_sent, name="join_sent"),
    path("mitmachen/bestaetigt/", public.join_confirmed, name="join_confirmed"),
    path("mitmachen/bestaetigen/<str:token>/", public.join_confirm, name="join_confirm"),
    path("mitmachen/rueckfrage/<str:token>/", public.join_answer, name="join_answer"),
    path(
        "mitmachen/einladung/<str:token>/", invitations.invitation_accept, name="invitation_accept"
    ),
    path("verwaltung/anfragen/", requests.request_list, name="request_list"),
    path("verwaltung/anfragen/<int:pk>/", requests.request_detail, name="request_detail"),
    path("verwaltung/anfragen/<int:pk>/rueckfrage/", requests.request_ask, name="request_ask"),
    path(
        "verwaltung/anfragen/<int:pk>/ablehnen/", requests.request_decline, name="request_decline"
    ),
    path("verwaltung/einladungen/", invitations.invitation_list, name="invitation_list"),
    path(
        "verwaltung/einladungen/<int:pk>/erneut/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "verwaltung/einladungen/<int:pk>/zurueckziehen/",
        invitations.invitation_take_back,
        name="invitation_take_back",
    ),
]
