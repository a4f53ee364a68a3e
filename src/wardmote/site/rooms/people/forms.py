"""What is asked about people and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.people import selectors
from wardmote.site.rooms.people.rules import roles_to_give


def a_day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A field for a day."""
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=box)


class _Dated(forms.Form):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        made = super().clean() or {}
        starts, ends = made.get("starts"), made.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day is before the first. Change one of the two."))
        return made


class RoleForm(_Dated):
    """A role for an organisation, from a day until a day."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"))
    starts = a_day(_("First day"))
    ends = a_day(_("Last day"), required=False, help_text=_("Leave empty if it has no end yet."))

    def __init__(self, *words: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*words, **named)
        chosen: QuerySet[Organisation] = selectors.organisations(scope, selectors.MANAGE)
        self.fields["organisation"].queryset = chosen  # type: ignore[attr-defined]
        roles = roles_to_give(scope, workspace().definitions)
        self.fields["role"].choices = [("", _("Choose a role")), *roles]  # type: ignore[attr-defined]
        self.fields["starts"].initial = timezone.localdate()


class InviteForm(RoleForm):
    """Who is invited, as what."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("Work email address"), max_length=254)
    field_order = ("name", "email", "organisation", "role", "starts", "ends")


class EndRoleForm(forms.Form):
    """When a role ends."""

    last_day = a_day(
        _("Last day"), required=False, help_text=_("Leave empty to take the access away from this moment.")
    )

    def clean_last_day(self) -> Any:
        """Nothing ends in the past."""
        day = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This day has passed. Leave it empty to end the role from this moment."))
        return day


class DetailsForm(forms.Form):
    """Somebody's name and address."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("Work email address"), max_length=254)


class OrganisationForm(forms.Form):
    """An organisation of the partnership."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, help_text=_("For tables and charts."))
    provider = forms.ChoiceField(
        label=_("Its name in the list of feeds"),
        required=False,
        help_text=_("By this it finds what it is expected to send in."),
    )

    def __init__(self, *words: Any, besides: Organisation | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        self.besides = besides
        names = sorted({feed.provider for feed in workspace().definitions.feeds.values()})
        self.fields["provider"].choices = [("", _("None")), *((one, one) for one in names)]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse a name that another organisation has."""
        name: str = self.cleaned_data["name"]
        others = Organisation.objects.exclude(pk=self.besides.pk if self.besides else 0)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("Another organisation has this name."))
        return name

    def clean_short_name(self) -> str:
        """Refuse a short name that another organisation has: tables and charts would not tell the two apart."""
        short: str = self.cleaned_data["short_name"]
        others = Organisation.objects.exclude(pk=self.besides.pk if self.besides else 0)
        if short.casefold() in {(one.short_name or one.name).casefold() for one in others}:
            raise ValidationError(
                _("Another organisation has this short name. Choose one that tells them apart.")
            )
        return short


class PeopleFilter(forms.Form):
    """Whom the list shows."""

    words = forms.CharField(label=_("Name or email address"), required=False, max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("All")
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    left = forms.BooleanField(label=_("Show those who left"), required=False)

    def __init__(self, *words: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["organisation"].queryset = selectors.organisations(scope)  # type: ignore[attr-defined]
        roles = sorted(workspace().definitions.roles.values(), key=lambda role: role.order)
        self.fields["role"].choices = [("", _("All")), *((one.id, one.title) for one in roles)]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """By when a review is to be done."""

    due = a_day(_("To be done by"))

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["due"].initial = timezone.localdate() + span("review-days")

    def clean_due(self) -> Any:
        """A day to come."""
        if self.cleaned_data["due"] < timezone.localdate():
            raise ValidationError(_("Choose a day to come."))
        return self.cleaned_data["due"]


class NewPasswordForm(forms.Form):
    """The password that an invited person chooses."""

    password = forms.CharField(
        label=_("Choose a password"),
        max_length=200,
        strip=False,
        help_text=_("12 characters or more. Three words that nobody would guess together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *words: Any, email: str, name: str, **named: Any) -> None:
        super().__init__(*words, **named)
        self.person = Person(email=email, name=name)

    def clean(self) -> dict[str, Any]:
        """Both the same, and hard to guess."""
        made = super().clean() or {}
        password = made.get("password")
        if password and made.get("again") and password != made["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        if password:
            try:
                validate_password(password, self.person)
            except ValidationError as error:
                self.add_error("password", error)
        return made
