"""The forms of a register, made from its definition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wardmote.definitions.registers import Register, RegisterField
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import organisations, rules, values
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.names import Names
from wardmote.site.kit.registers.rules import Draft

NOTHING: tuple[str, Any] = ("", "–")
Choices = list[tuple[str, Any]]


class Said(forms.Field):
    """A field of a register: takes words, gives what is stored. What stands there already may always stay."""

    def __init__(self, field: RegisterField, names: Names, stored: Any = None) -> None:
        widget = widget_of(field, names)
        super().__init__(label=field.title, help_text=field.hint, required=False, widget=widget)
        self.field, self.names, self.stored, self.now = field, names, stored, typed(field, stored, names)
        if self.now and isinstance(widget, forms.Select) and self.now not in dict(_flat(self.widget)):
            self.widget.choices = [*_flat(self.widget), (self.now, values.words(field, stored, names))]

    def clean(self, value: Any) -> Any:
        """What is stored, or what is wrong."""
        if self.now and value == self.now:
            return self.stored
        try:
            return values.read(self.field, str(value or ""), self.names)
        except values.Unfit as fault:
            raise ValidationError(_("Expected: %(what)s.") % {"what": fault}) from None


class EntryForm(forms.Form):
    """An entry, new or as it is."""

    def __init__(
        self,
        *words: Any,
        register: Register,
        names: Names,
        scope: Scope,
        entry: Entry | None = None,
        **named: Any,
    ) -> None:
        super().__init__(*words, **named)
        self.register, self.names, self.scope, self.entry = register, names, scope, entry
        for one in register.fields:
            self.fields[one.id] = Said(one, names, entry.said.get(one.id) if entry else None)
        self.fields["status"] = forms.ChoiceField(label=_("Status"), choices=self._states())
        if not register.of_organisations:
            self.fields["organisation"] = _select(_("Organisation"), self._homes())
        self.fields["owner"] = _select(_("Looked after by"), self._owners())
        marking = workspace().settings.marking
        hint = (
            _("Empty: %(marking)s, as all papers of the partnership.") % {"marking": marking}
            if marking
            else ""
        )
        self.fields["marking"] = forms.CharField(
            label=_("Marking"), required=False, max_length=80, help_text=hint
        )
        if entry is not None:
            self.fields["why"] = forms.CharField(label=_("Why it changes"), required=False, max_length=1000)
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        self.warned: dict[str, str] = {}
        self.initial = _initial(register, entry, names, scope) | dict(self.initial or {})

    def clean(self) -> dict[str, Any]:
        """Whether it may be kept, and whether it tells who somebody is."""
        made = super().clean() or {}
        if not self.errors:
            for name, fault in self._faults().items():
                self.add_error(name, fault)
        self.warned = rules.identifying(self.register, made, workspace().definitions.identifying)
        if self.warned:
            self.fields["kept"] = forms.BooleanField(
                label=_("I have looked at it: nobody can be known from it, or their name belongs here"),
                required=False,
            )
            if not self.data.get("kept"):
                for name, words in self.warned.items():
                    self.add_error(
                        name,
                        _("%(words)s Take it out, or say below that it belongs here.") % {"words": words},
                    )
        return made

    def draft(self) -> Draft:
        """What the entry is to say."""
        said = self.cleaned_data
        stored = {one.id: said.get(one.id) for one in self.register.fields}
        return Draft(
            said.get("status", ""),
            self._home(),
            _key(said.get("owner")),
            said.get("marking") or "",
            {name: value for name, value in stored.items() if value not in (None, "", [])}
            | self._no_longer_asked(),
        )

    def _faults(self) -> dict[str, str]:
        draft = self.draft()
        found = rules.faults_of(self.register, draft, self._before())
        if not self.register.of_organisations:
            return found
        return organisations.faults_of(draft.values, self._home(), organisations.called()) | found

    def _home(self) -> int | None:
        """Whose the entry is: as it was chosen, and an organisation is its own."""
        if self.register.of_organisations:
            return self.entry.organisation_id if self.entry else None
        return _key(self.cleaned_data.get("organisation"))

    def _no_longer_asked(self) -> dict[str, Any]:
        """What an entry says in fields that its definition no longer has: kept as it is."""
        known = {one.id for one in self.register.fields}
        return {
            name: value
            for name, value in (self.entry.values if self.entry else {}).items()
            if name not in known
        }

    def _before(self) -> str:
        return self.entry.status if self.entry else ""

    def _states(self) -> Choices:
        follows = self.register.status(self._before()).next if self.entry else ()
        allowed = {self._before(), *follows} if follows else {one.id for one in self.register.statuses}
        now = [] if self._before() in {"", *(one.id for one in self.register.statuses)} else [self._before()]
        return [(one.id, one.title) for one in self.register.statuses if one.id in allowed] + [
            (one, self.register.status(one).title) for one in now
        ]

    def _homes(self) -> Choices:
        now = self.entry.organisation_id if self.entry else None
        known = self.names.organisations.items()
        free = [
            (str(key), name)
            for key, name in known
            if key == now or rules.may_be_of(self.scope, self.register, key)
        ]
        return [NOTHING, *free]

    def _owners(self) -> Choices:
        now = self.entry.owner_id if self.entry else None
        kept = [(str(now), self.names.people[now])] if now and now not in self.names.choosable else []
        return [NOTHING, *_people(self.names), *kept]


class ListFilter(forms.Form):
    """Which entries a list shows."""

    words = forms.CharField(label=_("Words or number"), required=False, max_length=200)

    def __init__(self, *words: Any, register: Register, names: Names, **named: Any) -> None:
        super().__init__(*words, **named)
        states: Choices = [("", _("All")), ("open", _("Open")), ("closed", _("Closed"))]
        states += [("late", _("Late"))] if register.clocks else []
        known = {key for key, _words in states}
        states += [(one.id, one.title) for one in register.statuses if one.id not in known]
        self.fields["state"] = forms.ChoiceField(label=_("Status"), required=False, choices=states)
        homes = [(str(key), name) for key, name in names.organisations.items() if key in names.seen]
        if len(homes) > 1 and not register.of_organisations:
            self.fields["organisation"] = _select(_("Organisation"), [("", _("All")), *homes])
        for one in register.fields:
            if one.kind == "choice":
                self.fields[one.id] = _select(one.title, [("", _("All")), *one.choices.items()])


def widget_of(field: RegisterField, names: Names) -> forms.Widget:
    """How a field is asked for."""
    chosen = options_of(field, names)
    if chosen is not None:
        return forms.Select(choices=[NOTHING, *chosen])
    match field.kind:
        case "long-text":
            return forms.Textarea(attrs={"rows": 4})
        case "date":
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case "number" | "money":
            return forms.TextInput(attrs={"inputmode": "decimal"})
        case "web-address":
            return forms.TextInput(attrs={"inputmode": "url"})
        case _:
            return forms.TextInput()


def options_of(field: RegisterField, names: Names) -> Choices | None:
    """What there is to choose from, each as ``kit.registers.values`` reads it; None where words are typed."""
    match field.kind:
        case "choice":
            return list(field.choices.items())
        case "yes-no":
            return [("yes", _("Yes")), ("no", _("No"))]
        case "person":
            return [(names.email(int(key)), name) for key, name in _people(names)]
        case "organisation":
            return [(name, name) for name in names.organisations.values()]
        case "area":
            return list(names.areas.items())
        case "link":
            known = names.entries.get(field.leads_to, {})
            return [
                (str(number), f"{number}: {title}") for number, title in sorted(known.items(), reverse=True)
            ]
        case _:
            return None


def typed(field: RegisterField, value: Any, names: Names) -> str:
    """What is stored as the form would send it."""
    if value is None or value == "":
        return ""
    match field.kind:
        case "yes-no":
            return "yes" if value else "no"
        case "person":
            return names.email(value)
        case "organisation":
            return names.organisations.get(value, "")
        case "tags":
            return "; ".join(value)
        case _:
            return str(value)


def _initial(register: Register, entry: Entry | None, names: Names, scope: Scope) -> dict[str, Any]:
    if entry is None:
        only = next(iter(scope.organisations)) if len(scope.organisations) == 1 else ""
        home = only if scope.sight(register.change) != "partnership" else ""
        return {"status": register.statuses[0].id, "marking": register.marking, "organisation": str(home)}
    stored = {one.id: typed(one, entry.said.get(one.id), names) for one in register.fields}
    return stored | {
        "status": entry.status,
        "organisation": str(entry.organisation_id or ""),
        "owner": str(entry.owner_id or ""),
        "marking": entry.marking,
        "version": entry.version,
    }


def _flat(widget: forms.Widget) -> Choices:
    return list(widget.choices)  # type: ignore[attr-defined]


def _people(names: Names) -> Choices:
    return [
        (str(key), names.people[key])
        for key in sorted(names.choosable, key=lambda key: names.people[key].casefold())
    ]


def _select(label: Any, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _key(text: Any) -> int | None:
    return int(text) if text else None
