from django.urls import include, path

from klimanetz.features.funding.views import desk, programmes, public, questions, revising, watching

of_rule = [
    path("", revising.rule_desk, name="rule_desk"),
    path("neue-fassung/", revising.rule_revise, name="rule_revise"),
    path("neue-fassung/gueltig/", revising.rule_succeed, name="rule_succeed"),
    path("unveraendert/", revising.rule_confirm, name="rule_confirm"),
    path("abgelaufen/", revising.rule_expire, name="rule_expire"),
]

of_programme = [
    path("", programmes.programme_desk, name="programme_desk"),
    path("gueltig/", programmes.programme_change, name="programme_change"),
    path("neue-regel/", revising.rule_open, name="rule_open"),
]

urlpatterns = [
    path("foerderung/", public.programmes, name="programmes"),
    path("foerderung/fristen.ics", public.programme_deadlines, name="programme_deadlines"),
    path("foerderung/bescheid-sagen/", watching.watch_ask, name="watch_ask"),
    path("foerderung/bescheid-sagen/gesendet/", watching.watch_sent, name="watch_sent"),
    path("foerderung/bescheid-sagen/<str:key>/", watching.watch, name="watch"),
    path(
        "foerderung/bescheid-sagen/<str:key>/bestaetigen/",
        watching.watch_confirm,
        name="watch_confirm",
    ),
    path("foerderung/bescheid-sagen/<str:key>/beenden/", watching.watch_end, name="watch_end"),
    path("foerderung/<slug:slug>/", public.programme, name="programme"),
    path("verwaltung/foerderung/", desk.funding_desk, name="funding_desk"),
    path("verwaltung/foerderung/neu/", programmes.programme_add, name="programme_add"),
    path("verwaltung/foerderung/fragen/", questions.question_list, name="question_list"),
    path("verwaltung/foerderung/fragen/neu/", questions.question_add, name="question_add"),
    path("verwaltung/foerderung/fragen/<int:pk>/", questions.question_edit, name="question_edit"),
    path(
        "verwaltung/foerderung/fragen/<int:pk>/gueltig/",
        questions.question_change,
        name="question_change",
    ),
    path("verwaltung/foerderung/regel/<int:pk>/", include(of_rule)),
    path("verwaltung/foerderung/programm/<slug:slug>/", include(of_programme)),
]
