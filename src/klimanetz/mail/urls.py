from django.urls import path

from klimanetz.mail import returning, sampling, views

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("gesperrt/", returning.closed_addresses, name="outbox_closed"),
    path("gesperrt/<int:pk>/freigeben/", returning.reopen_address, name="outbox_reopen"),
    path("beispiele/", sampling.mail_samples, name="mail_samples"),
    path("beispiele/<slug:kind>/inhalt/", sampling.mail_sample_content, name="mail_sample_content"),
    path("<int:pk>/", views.letter_page, name="outbox_letter"),
    path("<int:pk>/anhalten/", views.hold, name="outbox_hold"),
    path("<int:pk>/freigeben/", views.release, name="outbox_release"),
    path("<int:pk>/erneut/", views.retry, name="outbox_retry"),
    path("mail/<int:pk>/", views.mail_page, name="outbox_mail"),
    path("mail/<int:pk>/inhalt/", views.mail_content, name="outbox_mail_content"),
]
