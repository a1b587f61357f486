"""Public addresses: made once, of the English words, and never changed."""

import itertools
from collections import defaultdict

from django.db import models
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from organizations.derived import saving


def free_slug(model: type[models.Model], text: str) -> str:
    """An address that no other row of the model has: from the text where it has Latin letters."""
    base = slugify(text)[:60].strip("-")
    if not base:
        last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        base = f"{model._meta.model_name}-{last + 1}"
    taken = set(model._base_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
    return next(slug for slug in candidates if slug not in taken)


def free_slugs(model: type[models.Model], texts: list[str]) -> list[str]:
    """As `free_slug`, for many rows at once."""
    taken = set(model._base_manager.values_list("slug", flat=True))
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    tried: dict[str, int] = defaultdict(lambda: 1)
    slugs = []
    for number, text in enumerate(texts, last + 1):
        base = slugify(text)[:60].strip("-") or f"{model._meta.model_name}-{number}"
        slug = base
        while slug in taken:
            tried[base] += 1
            slug = f"{base}-{tried[base]}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


class Addressed(models.Model):
    """Something with a public address, which stays once given."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Made from the English text when left empty. It never changes afterwards."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(type(self), self.slug_text())
            saving(kwargs, "slug")
        super().save(*args, **kwargs)

    def slug_text(self) -> str:
        """The text that the address is made from."""
        raise NotImplementedError
