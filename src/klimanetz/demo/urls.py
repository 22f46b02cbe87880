"""Addresses of the demo; a real installation answers 404."""

from django.urls import path

from klimanetz.demo import mailbox, views

urlpatterns = [
    path("", views.demo, name="demo"),
    path("als/<slug:part>/", views.play, name="demo_play"),
    path("menschen.xlsx", views.sample, name="demo_sample"),
    path("post/", mailbox.demo_mailbox, name="demo_mailbox"),
    path("post/<int:pk>/", mailbox.demo_mail, name="demo_mail"),
    path("post/<int:pk>/inhalt/", mailbox.demo_mail_content, name="demo_mail_content"),
    path("post/<int:pk>/termin.ics", mailbox.demo_mail_calendar, name="demo_mail_calendar"),
]
