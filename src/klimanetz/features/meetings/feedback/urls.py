from django.urls import path

from klimanetz.features.meetings.feedback import views

urlpatterns = [
    path("rueckmeldung/danke/", views.feedback_thanks, name="feedback_thanks"),
    path("rueckmeldung/<str:key>/", views.feedback, name="feedback"),
]
