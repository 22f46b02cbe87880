from django.urls import path

from klimanetz.features.meetings.replies import views

urlpatterns = [
    path("verwaltung/kalenderantworten/", views.calendar_replies, name="calendar_replies"),
    path("verwaltung/kalenderantworten/<int:pk>/", views.calendar_reply, name="calendar_reply"),
    path(
        "verwaltung/kalenderantworten/<int:pk>/erledigt/",
        views.calendar_reply_done,
        name="calendar_reply_done",
    ),
]
