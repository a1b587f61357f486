"""The desk's screens for records that are there twice: the likely ones, the merge, its undoing."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations import duplicates, links, merge_plan, merging, unmerging
from organizations.choices import BoundedSelect
from organizations.models.named import Named

SUGGESTED = 3


class OtherForm(forms.Form):
    """The record that is to be compared with the one at hand."""

    def __init__(self, data, record: Named, site: admin.AdminSite):
        super().__init__(data)
        model = type(record)
        self.fields["other"] = forms.ModelChoiceField(
            model.objects.exclude(pk=record.pk),
            widget=BoundedSelect(model._meta.get_field("merged_into"), site),
            label=_("The other record"),
        )


class Mergeable:
    """A register whose records may be there twice."""

    change_form_template = "admin/named_change_form.html"
    change_list_template = "admin/named_change_list.html"

    def get_urls(self):
        base = f"{self.opts.app_label}_{self.opts.model_name}"
        screen = self.admin_site.admin_view
        return [
            path("alike/", screen(self.alike_view), name=f"{base}_alike"),
            path("<int:pk>/merge/", screen(self.merge_view), name=f"{base}_merge"),
            path("<int:pk>/unmerge/", screen(self.unmerge_view), name=f"{base}_unmerge"),
            *super().get_urls(),
        ]

    def own_address(self, name: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def has_merge_permission(self, request) -> bool:
        """Whether the person may merge records of this kind at all."""
        return super().has_change_permission(request) and super().has_delete_permission(request)

    def page(self, request, template: str, title: str, status: int = 200, **context):
        context |= {"title": title, "opts": self.opts, **self.admin_site.each_context(request)}
        return TemplateResponse(request, f"admin/{template}.html", context, status=status)

    # --- the record's own page, and the list

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A record that was merged is the one that it was merged into."""
        if survivor := self.survivor_of(object_id):
            return redirect(self.own_address("change", survivor))
        record = self.get_object(request, object_id)
        may_merge = bool(record) and self.has_merge_permission(request)
        may_merge = may_merge and record.editable_by(request.user)
        merged = self.model._base_manager.filter(merged_into=object_id) if record else []
        context = {"may_merge": may_merge, "merged": list(merged)}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)

    def survivor_of(self, object_id: str) -> int | None:
        if not object_id.isdecimal() or len(object_id) > 18:
            return None
        merged = self.model._base_manager.filter(pk=object_id).exclude(merged_into=None)
        return merged.values_list("merged_into", flat=True).first()

    def changelist_view(self, request, extra_context=None):
        context = {"may_merge": self.has_merge_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | context)

    def response_add(self, request, obj, post_url_continue=None):
        if likely := duplicates.likely(obj)[:SUGGESTED]:
            messages.warning(request, self.suggestion(request, likely))
        return super().response_add(request, obj, post_url_continue)

    def suggestion(self, request, likely: list[duplicates.Likely]) -> str:
        """Which records the new one may be, each one click from a comparison."""
        links = format_html_join(
            gettext(", "),
            '<a href="{}"><bdi>{}</bdi></a>',
            ((self.leads(request, each), each.other) for each in likely),
        )
        return format_html(
            "{} {}", gettext("This may be there already; compare before you go on:"), links
        )

    def leads(self, request, each: duplicates.Likely) -> str:
        """To the comparison, or for those who may not merge to the other record."""
        if self.has_merge_permission(request):
            return self.comparison(each.other, each.one)
        return self.own_address("change", each.other.pk)

    def comparison(self, survivor: Named, duplicate: Named) -> str:
        return f"{self.own_address('merge', survivor.pk)}?{urlencode({'other': duplicate.pk})}"

    # --- what is probably there twice

    def alike_view(self, request):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.keep_apart(request)
        pairs = duplicates.all_likely(self.model)
        found = [{"pair": each, "address": self.comparison(each.one, each.other)} for each in pairs]
        return self.page(
            request,
            "alike",
            _("Possible duplicates"),
            found=found,
            common=duplicates.MOST_ALIKE,
            most=duplicates.MOST_PAIRS if len(pairs) == duplicates.MOST_PAIRS else None,
        )

    def keep_apart(self, request):
        one, other = (self.chosen(request.POST.get(name)) for name in ("one", "other"))
        if one == other:
            raise Http404
        if not all(each.editable_by(request.user) for each in (one, other)):
            raise PermissionDenied
        duplicates.keep_apart(one, other, request.user)
        said = _("“%(one)s” and “%(other)s” will not be suggested again.")
        messages.success(request, said % {"one": one, "other": other})
        return redirect(self.own_address("alike"))

    def chosen(self, value) -> Named:
        """The standing record of that number; 404 for anything else that somebody may send."""
        number = str(value or "")
        if not (number.isascii() and number.isdecimal() and len(number) <= 18):
            raise Http404
        return get_object_or_404(self.model, pk=number)

    # --- merging

    def merge_view(self, request, pk):
        record = self.chosen(pk)
        if not (self.has_merge_permission(request) and record.editable_by(request.user)):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else request.GET
        form = OtherForm(data if "other" in data else None, record, self.admin_site)
        if not form.is_valid():
            return self.page(
                request,
                "merge_choose",
                _("Merge with another record"),
                record=record,
                form=form,
                media=self.media + form.media,
                likely=duplicates.likely(record),
            )
        other = form.cleaned_data["other"]
        pair = (other, record) if data.get("keep") == "other" else (record, other)
        if refusal := merge_plan.refusal(request.user, *pair):
            messages.error(request, refusal)
            return redirect(self.own_address("merge", pk))
        if request.method == "POST":
            return self.merge(request, *pair, record)
        return self.preview(request, *pair, record)

    def merge(self, request, survivor: Named, duplicate: Named, record: Named):
        taken = [
            name.removeprefix("from_")
            for name, value in request.POST.items()
            if name.startswith("from_") and value == "other"
        ]
        seen = request.POST.get("seen", "")
        try:
            merging.merge(survivor, duplicate, taken=taken, seen=seen, actor=request.user)
        except merging.Refused as refused:
            messages.error(request, str(refused))
            return self.preview(request, survivor, duplicate, record, status=409)
        said = format_html(
            '{} <a href="{}">{}</a>',
            gettext("“%(duplicate)s” is now “%(survivor)s”.")
            % {"duplicate": duplicate, "survivor": survivor},
            self.own_address("unmerge", duplicate.pk),
            gettext("Undo this merge"),
        )
        messages.success(request, said)
        return redirect(self.own_address("change", survivor.pk))

    def preview(self, request, survivor, duplicate, record, status=200):
        plan = merge_plan.plan(survivor, duplicate)
        other = duplicate if survivor == record else survivor
        swapped = {"other": other.pk} | ({"keep": "other"} if survivor == record else {})
        return self.page(
            request,
            "merge",
            _("Compare and merge"),
            status=status,
            plan=plan,
            record=record,
            other=other,
            keep="" if survivor == record else "other",
            moves=[(each, self.listed(request, each, duplicate)) for each in plan.moves],
            unresolved=[
                (each, self.opened(each.row), self.opened(each.other)) for each in plan.unresolved
            ],
            notes=list(dict.fromkeys(plan.notes)),
            swapped=f"{self.own_address('merge', record.pk)}?{urlencode(swapped)}",
        )

    def listed(self, request, move: merge_plan.Move, record: Named) -> str:
        """Where the rows of a move are listed, if they have a register that the person may see."""
        owner, column = links.owner_of(move.link)
        register = self.admin_site._registry.get(owner)
        if register is None or not register.has_view_permission(request):
            return ""
        name = f"admin:{owner._meta.app_label}_{owner._meta.model_name}_changelist"
        return f"{reverse(name)}?{urlencode({f'{column.name}__id__exact': record.pk})}"

    def opened(self, row) -> str:
        """The page of a row, if it has one."""
        if row is None:
            return ""
        try:
            name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
            return reverse(name, args=[row.pk])
        except NoReverseMatch:
            return ""

    # --- and back again

    def unmerge_view(self, request, pk):
        duplicate = get_object_or_404(self.model._base_manager.exclude(merged_into=None), pk=pk)
        survivor = self.model._base_manager.get(pk=duplicate.merged_into_id)
        if not (self.has_merge_permission(request) and survivor.editable_by(request.user)):
            raise PermissionDenied
        if request.method == "POST":
            return self.unmerge(request, duplicate)
        return self.unmerge_page(request, duplicate, survivor)

    def unmerge_page(self, request, duplicate, survivor, status=200):
        event = unmerging.event_of(duplicate)
        back = event.data["moved"] if event else {}
        return self.page(
            request,
            "unmerge",
            _("Undo a merge"),
            status=status,
            duplicate=duplicate,
            survivor=survivor,
            event=event,
            obstacles=[(each, self.opened(each.row)) for each in unmerging.in_the_way(duplicate)],
            back=[(links.sentence_of(links.link_named(n)), len(r)) for n, r in back.items()],
        )

    def unmerge(self, request, duplicate):
        survivor = self.model._base_manager.get(pk=duplicate.merged_into_id)
        try:
            unmerging.undo(duplicate, actor=request.user)
        except merging.Refused as refused:
            messages.error(request, str(refused))
            return self.unmerge_page(request, duplicate, survivor, status=409)
        said = _("“%(name)s” is a record of its own again, as it was.")
        messages.success(request, said % {"name": duplicate})
        return redirect(self.own_address("change", duplicate.pk))
