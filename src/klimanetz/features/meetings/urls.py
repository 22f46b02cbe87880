from django.urls import include, path

from klimanetz.features.meetings.views import (
    answering,
    inviting,
    mails,
    office,
    people,
    planning,
    public,
)

running = [
    path("", office.office_meeting, name="office_meeting"),
    path("bearbeiten/", planning.meeting_edit, name="meeting_edit"),
    path("verschieben/", planning.meeting_postpone, name="meeting_postpone"),
    path("absagen/", planning.meeting_cancel, name="meeting_cancel"),
    path("durchgefuehrt/", planning.meeting_hold, name="meeting_hold"),
    path("einladen/", inviting.meeting_invite, name="meeting_invite"),
    path("einladen/vorschau/", inviting.invite_preview, name="invite_preview"),
    path("einladen/mail/", inviting.invite_mail, name="invite_mail"),
    path("einladen/senden/", inviting.invite_send, name="invite_send"),
    path("mails/", mails.meeting_mails, name="meeting_mails"),
    path("mails/<str:kind>/", mails.meeting_mail_content, name="meeting_mail_content"),
    path("dazugekommen/", inviting.later_joiners, name="later_joiners"),
    path("erinnern/", inviting.meeting_remind, name="meeting_remind"),
    path("eingeladen/<int:pk>/", people.office_invitation, name="office_invitation"),
    path(
        "eingeladen/<int:pk>/zurueckziehen/", people.invitation_withdraw, name="invitation_withdraw"
    ),
    path("anwesenheit/", people.attendance, name="meeting_attendance"),
    path("anwesenheit.xlsx", people.attendance_sheet, name="attendance_sheet"),
]

urlpatterns = [
    path("treffen/", public.meeting_list, name="meeting_list"),
    path("treffen/kalender.ics", public.meeting_feed, name="meeting_feed"),
    path("treffen/<slug:slug>/", public.meeting_detail, name="meeting_detail"),
    path("treffen/<slug:slug>/antwort/", public.meeting_answer, name="meeting_answer"),
    path("treffen/<slug:slug>/termin.ics", public.meeting_ics, name="meeting_ics"),
    path("antwort/<str:token>/", answering.answer, name="answer"),
    path("antwort/<str:token>/termin.ics", answering.answer_ics, name="answer_ics"),
    path("verwaltung/treffen/", office.office_meetings, name="office_meetings"),
    path("verwaltung/treffen/neu/", planning.meeting_plan, name="meeting_plan"),
    path("verwaltung/treffen/<slug:slug>/", include(running)),
]
