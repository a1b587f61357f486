"""The readers' addresses, below /ar/ and /en/. One that was given once works for ever."""

from django.urls import path

from communiques.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("communiques/", views.communiques, name="communiques"),
    path("communiques/<slug:slug>/", views.communique, name="communique"),
    path("communiques/<slug:slug>/parallel/", views.parallel, name="parallel"),
    path("communiques/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("conferences/", views.conferences, name="conferences"),
    path("conferences/<slug:slug>/", views.conference, name="conference"),
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<slug:slug>/", views.organization, name="organization"),
]
