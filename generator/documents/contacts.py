"""How units and persons are reached, as far as the office publishes it; what it keeps to itself leaves the manual before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from generator.documents.model import Link, Ref, Runs, listed
from generator.model.handbook import Manual
from generator.model.organization import Contact, Organization, People, Person, Unit
from generator.runtime.cache import remembered
from generator.thai import digits

R = TypeVar("R", Unit, Person)


def said(of: Unit | Person) -> Iterator[tuple[str, Runs]]:
    """Labels and words: telephones and mail, to be pressed."""
    if of.contact:
        yield "โทรศัพท์", listed(((Link(number, Ref("phone", dialled(number))),) for number in of.contact.phone), ", ")
        yield "อีเมล", (Link(of.contact.email, Ref("mail", of.contact.email)),) if of.contact.email else ()


def dialled(number: str) -> str:
    """A telephone number as it is dialled: what is said after it (``ต่อ 12``) is left out."""
    return "".join(letter for letter in digits.to_arabic(number).partition("ต่อ")[0] if letter in "+0123456789")


def published(manual: Manual) -> Manual:
    """The manual without telephones and mail that are not to be published."""
    people, organization = _people(manual.people, manual.handbook.contacts), _organization(manual.organization, manual.handbook.contacts)
    if people is manual.people and organization is manual.organization:
        return manual
    return manual.model_copy(update={"people": people, "organization": organization})


def kept_back(manual: Manual) -> frozenset[str]:
    """The files of ``sop/`` that say more than is published, so that no copy of them may stand beside the pages."""
    shown = published(manual)
    pairs = (("people.yml", manual.people, shown.people), ("organization.yml", manual.organization, shown.organization))
    return frozenset(file for file, whole, part in pairs if whole is not part)


@remembered
def _people(people: People, shown: bool) -> People:
    kept = tuple(_without(p) if _hidden(p.contact, shown) else p for p in people.persons)
    return people if kept == people.persons else people.model_copy(update={"persons": kept})


@remembered
def _organization(organization: Organization, shown: bool) -> Organization:
    kept = tuple(_without(u) if _hidden(u.contact, shown) else u for u in organization.units)
    return organization if kept == organization.units else organization.model_copy(update={"units": kept})


def _hidden(contact: Contact | None, shown: bool) -> bool:
    return contact is not None and not (shown and contact.public)


def _without(of: R) -> R:
    return of.model_copy(update={"contact": None})
