"""Addresses for everyone who gets a mail."""

from django.urls import path

from klimanetz.mail import wishing

urlpatterns = [
    path("ich/mails/", wishing.my_mail_wishes, name="my_mail_wishes"),
    path("mails/<str:key>/", wishing.mail_wishes, name="mail_wishes"),
    path("mails/<str:key>/abbestellen/", wishing.mail_one_click, name="mail_one_click"),
]
