"""What ``wardmote.toml`` says: read, checked, and every fault of it in a sentence."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from wardmote.publishing.theme import fault_of_colour

SECTION = "partnership"


class SettingsError(ValueError):
    """Settings that cannot be used; says which, why, and what to write."""


class SiteSettings(BaseModel):
    """What the section [site] holds: how the partnership runs its website."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hosts: tuple[str, ...] = ()
    """Names that the site answers to, beside those of the machine itself."""
    second_factor: Literal["", "offered"] = ""
    """``offered``: nobody must sign in with a second factor, whatever the roles say. For demonstrations alone."""
    mail_host: str = ""
    """The mail server that takes the site's letters; empty: they are written to the log."""
    mail_port: int = Field(default=0, ge=0, le=65535)
    """Its port; 0 is the usual one."""
    mail_tls: Literal["", "starttls", "tls", "none"] = ""
    """How the way to it is encrypted: ``starttls`` (which empty means too), ``tls`` from the first byte, or not at all."""
    mail_sender: str = ""
    """The address that letters are from; empty: wardmote at the first of the hosts."""


class Settings(BaseModel):
    """What ``wardmote.toml`` holds: who the partnership is and how its documents are marked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    codes: tuple[str, ...] = Field(min_length=1)
    marking: str = "OFFICIAL"
    colour: str = ""
    """The partnership's own colour as #RRGGBB; empty for ours."""
    templates: tuple[str, ...] = ()
    """Its own templates for documents, by path from the workspace."""
    quarters: Literal["", "financial", "calendar"] = ""
    """How it numbers quarters: ``financial`` (the first is April to June), which empty means too, or ``calendar``."""
    suppress_open_data: bool = False
    """Whether public tables leave out small counts of sources that are published already, too."""
    withhold_partner_figures: bool = False
    """Whether public tables leave out what partners count themselves, whole."""
    site: SiteSettings = SiteSettings()
    """How the website is run; a section of its own in the file."""

    @field_validator("codes")
    @classmethod
    def _each_once(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            raise ValueError(f"{', '.join(repeated)} stands more than once; name each partnership once")
        return codes

    @field_validator("colour")
    @classmethod
    def _can_be_read(cls, colour: str) -> str:
        fault = fault_of_colour(colour) if colour else ""
        if fault:
            raise ValueError(fault)
        return colour


EXPECTED = {
    "name": 'words in quotes, such as name = "Our Community Safety Partnership"',
    "codes": 'codes in quotes and brackets, such as codes = ["E22000353"]',
    "marking": 'words in quotes, such as marking = "OFFICIAL"',
    "colour": 'a colour in quotes, such as colour = "#1D5B79"',
    "templates": 'paths in quotes and brackets, such as templates = ["templates/council.dotx"]',
    "quarters": 'quarters = "financial" (the first is April to June) or quarters = "calendar"',
    "suppress_open_data": "suppress_open_data = true or suppress_open_data = false",
    "withhold_partner_figures": "withhold_partner_figures = true or withhold_partner_figures = false",
}
"""What each setting looks like."""
SITE_SECTION = "site"
SITE_EXPECTED = {
    "hosts": 'names in quotes and brackets, such as hosts = ["safety.example.gov.uk"]',
    "second_factor": 'second_factor = "offered", or leave it out',
    "mail_host": 'the name of the mail server in quotes, such as mail_host = "mail.example.gov.uk"',
    "mail_port": "a number, such as mail_port = 587",
    "mail_tls": 'mail_tls = "starttls", "tls" or "none"',
    "mail_sender": 'an address in quotes, such as mail_sender = "safety@example.gov.uk"',
}
"""The same of the section on the website."""


def read_settings(text: str) -> Settings:
    """The settings in the text of ``wardmote.toml``.

    Raises
    ------
    TOMLDecodeError
        When it is no TOML.
    SettingsError
        When it names something unknown, or a setting is missing or cannot be used.
    """
    content = tomllib.loads(text)
    _check_sections(content)
    try:
        return Settings.model_validate(_with_site(content))
    except ValidationError as error:
        raise SettingsError(faults_of(error)) from error


def as_toml(settings: Settings) -> str:
    """The text of ``wardmote.toml`` that says these settings, without those that nobody gave."""
    said = {name: value for name, value in settings.model_dump(mode="json").items() if value}
    site = {name: value for name, value in said.pop(SITE_SECTION).items() if value}
    return tomli_w.dumps({SECTION: said} | ({SITE_SECTION: site} if site else {}))


def faults_of(error: ValidationError) -> str:
    """What is wrong with settings, a sentence for each fault."""
    return " ".join(dict.fromkeys(_fault(dict(item)) for item in error.errors()))


def _with_site(content: dict[str, Any]) -> Any:
    """The section on the partnership with that on the website in it, whose faults say where they stand."""
    own = content.get(SECTION, {})
    if not isinstance(own, dict):
        return own
    if SITE_SECTION in own:
        raise SettingsError(_unknown(SITE_SECTION))
    given = content.get(SITE_SECTION, {})
    try:
        return {**own, SITE_SECTION: SiteSettings.model_validate(given)}
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        if name in SITE_EXPECTED:
            raise SettingsError(f"The setting {name} cannot be read. Write {SITE_EXPECTED[name]}.") from error
        known = f"Settings of [{SITE_SECTION}] are: {', '.join(SITE_EXPECTED)}."
        raise SettingsError(f"There is no setting called {name} in [{SITE_SECTION}]. {known}") from error


def _check_sections(content: dict[str, Any]) -> None:
    """Refuse what stands outside the one section: nobody would know that it is never read."""
    for name, value in content.items():
        if name == SECTION or (name == SITE_SECTION and isinstance(value, dict)):
            continue
        if isinstance(value, dict):
            raise SettingsError(
                f"There is no section [{name}]. All settings stand in [{SECTION}], those of the website in [{SITE_SECTION}]."
            )
        known = f"{name} stands above or outside of [{SECTION}]. Write it under that line."
        raise SettingsError(known if name in EXPECTED else _unknown(name))


def _fault(item: dict[str, Any]) -> str:
    name = str(item["loc"][0]) if item["loc"] else SECTION
    match item["type"]:
        case "extra_forbidden":
            return _unknown(name)
        case "missing":
            return f"It does not say who the partnership is: {name} is missing. Write {EXPECTED[name]}."
        case "string_too_short" | "too_short":
            return f"It does not say who the partnership is: {name} is empty. Write {EXPECTED[name]}."
        case "value_error":
            said = str(item["msg"]).removeprefix("Value error, ")
            return f"{said[:1].upper()}{said[1:]}."
        case _ if name in EXPECTED:
            return f"The setting {name} cannot be read. Write {EXPECTED[name]}."
        case _:
            return f"{name} is no section. Write the settings under a line [{SECTION}]."


def _unknown(name: str) -> str:
    near = get_close_matches(name.casefold(), EXPECTED, n=1)
    hint = f" Is it {near[0]}?" if near else ""
    return f"There is no setting called {name}.{hint} Settings are: {', '.join(EXPECTED)}."
