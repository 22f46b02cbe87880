from django.urls import path

from klimanetz.features.meetings.video.views import joining, moderating

urlpatterns = [
    path("teilnehmen/<str:key>/", joining.join, name="join_meeting"),
    path("teilnehmen/vertretung/<str:key>/", joining.join_deputy, name="join_deputy"),
    path("verwaltung/treffen/<slug:slug>/video/", moderating.moderate, name="moderate"),
]
