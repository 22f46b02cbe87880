"""Addresses of the demo; a real installation answers 404."""

from django.urls import path

from klimanetz.demo import views

urlpatterns = [
    path("", views.demo, name="demo"),
    path("als/<slug:part>/", views.play, name="demo_play"),
]
