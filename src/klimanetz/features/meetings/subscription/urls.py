from django.urls import path

from klimanetz.features.meetings.subscription.views import choosing, feeds, mine

urlpatterns = [
    path("treffen/kalender/", choosing.calendars, name="calendars"),
    path("kalender/<str:token>.ics", feeds.own_feed, name="own_feed"),
    path("ich/kalender/einrichten/", mine.calendar_open, name="calendar_open"),
    path("ich/kalender/neue-adresse/", mine.calendar_renew, name="calendar_renew"),
    path("ich/kalender/schliessen/", mine.calendar_close, name="calendar_close"),
]
