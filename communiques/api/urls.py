"""Addresses for programs. One that was given once works for ever; what breaks callers is v2."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from communiques.api import views

app_name = "api"
urlpatterns = [
    path("", views.Index.as_view(), name="index"),
    path("communiques/", views.Communiques.as_view(), name="communiques"),
    path("communiques/<int:year>.jsonl", views.Year.as_view(), name="year"),
    path("communiques/all.jsonl.gz", views.Everything.as_view(), name="everything"),
    path("communiques/<slug:slug>/", views.Communique.as_view(), name="communique"),
    path(
        "communiques/<slug:slug>/editions/<int:number>/", views.EditionOf.as_view(), name="edition"
    ),
    path("conferences/", views.Conferences.as_view(), name="conferences"),
    path("conferences/<slug:slug>/", views.Conference.as_view(), name="conference"),
    path("organizations/", views.Organizations.as_view(), name="organizations"),
    path("organizations/<slug:slug>/", views.Organization.as_view(), name="organization"),
    path("register/", views.Register.as_view(), name="register"),
    path("register/<int:series>/<int:year>/", views.RegisterYear.as_view(), name="register_year"),
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
]
