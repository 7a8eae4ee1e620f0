"""The knowledge about actors and places: codes are real, names are nobody else's."""

from collections import Counter

import pycountry
import pytest

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.actors import Country, Group, KnownActor, KnownPerson, NameWords, Pronoun, Role, Shift
from dragoman.knowledge.schema.places import OwnPlace, PlaceWords
from dragoman.reading.actors.entities import ROOTS, SECTORS, compose_code, split_code
from dragoman.reading.actors.lexicon import get_lexicon, split_words

COUNTRIES = load_entries(Country, "countries")
ACTORS = load_entries(KnownActor, "actors")


def is_country(code):
    return code == "KOS" or pycountry.countries.get(alpha_3=code) is not None


def repeated(values):
    return [v for v, n in Counter(values).items() if n > 1]


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda c: c.id)
def test_country_codes_are_iso(country):
    assert is_country(country.code)


@pytest.mark.parametrize("actor", ACTORS, ids=lambda a: a.id)
def test_actor_codes_are_plover(actor):
    country, sector = split_code(actor.code)
    assert country is None or is_country(country)
    assert sector is None or sector in SECTORS | ROOTS or (sector[:3] in ROOTS and sector[3:] in SECTORS)
    assert actor.country is None or is_country(actor.country)


@pytest.mark.parametrize("person", load_entries(KnownPerson, "people"), ids=lambda p: p.id)
def test_known_people_have_plover_codes_and_years(person):
    country, sector = split_code(person.code)
    assert is_country(country) and sector in SECTORS if country else sector in ROOTS
    assert 1900 < person.first_year <= (person.last_year or 2100)


def test_no_alias_belongs_to_two_people_of_one_year():
    spans = [(a, p.first_year, p.last_year or 2100) for p in load_entries(KnownPerson, "people") for a in p.aliases]
    clash = [(a, b) for a in spans for b in spans if a[0] == b[0] and a[1] < b[1] < a[2]]
    assert clash == []


def test_no_name_belongs_to_two_states():
    names = [n for c in COUNTRIES for n in {c.name, *c.aliases}]
    assert repeated(names) == []


def test_no_demonym_belongs_to_two_states():
    assert repeated([a for c in COUNTRIES for a in c.adjectives]) == []


def test_no_capital_belongs_to_two_states():
    assert repeated([a for c in COUNTRIES for a in {*c.capitals, *c.seats}]) == []


def test_no_name_belongs_to_two_actors():
    states = {n for c in COUNTRIES for n in (c.name, *c.aliases)}
    doubled = repeated([n for a in ACTORS for n in {a.name, *a.aliases}])
    clash = [n for a in ACTORS for n in (a.name, *a.aliases) if n in states]
    assert doubled == [] and clash == []


def test_all_un_members_are_there():
    missing = {c.alpha_3 for c in pycountry.countries} - {c.code for c in COUNTRIES}
    small = (
        "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HMD IMN IOT JEY"
    )
    small += " KNA LCA MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VCT VGB VIR WLF"
    assert missing <= set(small.split())


def test_role_group_and_shift_words_come_once():
    roles = [w for r in load_entries(Role, "roles", "en") for w in r.words]
    groups = [w for g in load_entries(Group, "groups", "en") if not g.counted for w in g.words]
    shifts = [w for s in load_entries(Shift, "shifts", "en") for w in s.words]
    assert repeated(roles) == [] and repeated(groups) == [] and repeated(shifts) == []


def test_sectors_are_plover():
    entries = [
        *load_entries(Role, "roles", "en"),
        *load_entries(Group, "groups", "en"),
        *load_entries(Shift, "shifts", "en"),
    ]
    assert all(e.sector is None or e.sector in SECTORS for e in entries)


def test_words_are_in_small_letters():
    entries = [
        *load_entries(Role, "roles", "en"),
        *load_entries(Group, "groups", "en"),
        *load_entries(Shift, "shifts", "en"),
    ]
    entries += [*load_entries(NameWords, "name_words", "en"), *load_entries(PlaceWords, "place_words", "en")]
    entries += load_entries(Pronoun, "pronouns", "en")
    assert [w for e in entries for w in e.words if w != w.lower()] == []


def test_lexicon_matches_names_as_the_parser_cuts_them():
    assert split_words("al-Nusra's People") == ("al", "-", "Nusra", "'s", "People")
    assert get_lexicon().names["al"]


def test_codes_hold_country_and_sector_once():
    assert compose_code("RUS", "GOV") == "RUSGOV"
    assert compose_code(None, "UNO") == "UNO"
    assert compose_code("RUS", None) == "RUS"
    assert split_code("PSEREB") == ("PSE", "REB")
    assert split_code("UNO") == (None, "UNO")


OWN = load_entries(OwnPlace, "places_own")


def test_own_places_are_in_real_countries_on_this_globe():
    assert all(p.country is None or is_country(p.country) for p in OWN)
    assert all(-90 <= p.at[0] <= 90 and -180 <= p.at[1] <= 180 for p in OWN)
    assert all(p.country for p in OWN if p.kind != "region")


def test_no_alias_belongs_to_two_places_of_one_province():
    names = [(n, p.country, p.admin, p.kind) for p in OWN for n in {p.name, *p.aliases}]
    assert repeated(names) == []


def test_syria_has_all_governorates():
    assert {p.name for p in OWN if p.country == "SYR" and p.kind == "province"} == {
        "Aleppo", "Damascus", "Rif Dimashq", "Homs", "Hama", "Idlib", "Latakia", "Tartus", "Raqqa", "Deir Ezzor",
        "Hasaka", "Daraa", "Sweida", "Quneitra",
    }  # fmt: skip
