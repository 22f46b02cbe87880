from django.urls import path

from klimanetz.features.funding.shelf.views import office, public

HERE = "kommune-ohne-klimaschutzmanagement/"
DESK = "verwaltung/vorlagen/"
ONE = f"{DESK}<slug:slug>/"

urlpatterns = [
    path(f"{HERE}vorlagen/", public.shelf, name="shelf"),
    path(f"{HERE}vorlagen/<slug:slug>/", public.shelf_document, name="shelf_document"),
    path(f"{HERE}ratspapier.pdf", public.council_paper_pdf, name="council_paper_pdf"),
    path(DESK, office.office_templates, name="office_templates"),
    path(f"{DESK}neu/", office.template_add, name="template_add"),
    path(ONE, office.office_template, name="office_template"),
    path(f"{ONE}aendern/", office.template_edit, name="template_edit"),
    path(f"{ONE}fassung/", office.template_upload, name="template_upload"),
    path(f"{ONE}original/", office.template_original, name="template_original"),
    path(f"{ONE}fassung/<int:number>/", office.template_version, name="template_version"),
    path(f"{ONE}ausprobieren/", office.template_try, name="template_try"),
    path(f"{ONE}wegnehmen/", office.template_retire, name="template_retire"),
    path(f"{ONE}zurueckstellen/", office.template_restore, name="template_restore"),
]
