from django.urls import include, path

from klimanetz.features.meetings.polls.views import (
    asking,
    deciding,
    mails,
    office,
    preparing,
    voting,
)

running = [
    path("", office.poll, name="poll"),
    path("bearbeiten/", preparing.poll_edit, name="poll_edit"),
    path("verwerfen/", preparing.poll_discard, name="poll_discard"),
    path("fragen/", asking.poll_ask, name="poll_ask"),
    path("fragen/vorschau/", asking.poll_ask_preview, name="poll_ask_preview"),
    path("fragen/mail/", asking.poll_ask_mail, name="poll_ask_mail"),
    path("fragen/senden/", asking.poll_ask_send, name="poll_ask_send"),
    path("mails/", mails.poll_mails, name="poll_mails"),
    path("mails/<str:kind>/", mails.poll_mail_content, name="poll_mail_content"),
    path("erinnern/", office.poll_remind, name="poll_remind"),
    path("frist/", office.poll_extend, name="poll_extend"),
    path("termin/<int:date>/", deciding.poll_choose, name="poll_choose"),
    path("einladen/", deciding.poll_invite, name="poll_invite"),
    path("einladen/mail/", deciding.poll_invite_mail, name="poll_invite_mail"),
    path("beenden/", deciding.poll_close, name="poll_close"),
]

urlpatterns = [
    path("umfrage/<str:token>/", voting.poll_vote, name="poll_vote"),
    path("verwaltung/terminumfragen/", office.polls, name="polls"),
    path("verwaltung/terminumfragen/neu/", preparing.poll_new, name="poll_new"),
    path("verwaltung/terminumfragen/<int:pk>/", include(running)),
]
