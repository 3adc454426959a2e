"""Figures by phenomenon: plans and forecasts, staff, money, ellipsis, lists and labels."""

from __future__ import annotations

import pytest

from tests.extract.test_figures import brief, figures, measures


def statuses(tag, text):
    """(value, status) of each figure."""
    return [(value, status) for _, value, _, _, status in figures(tag, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi vill anställa fyra handledare och öppna 45 platser.", [(4, "target"), (45, "target")]),
        ("Partiet vill att kommunen anställer 70 långtidsarbetslösa.", [(70, "target")]),
        ("Anställ två coacher till.", [(2, "target")]),
        ("Partiet vill lägga 2 miljoner kronor på 30 nya platser.", [(2e6, "target"), (30, "target")]),
        ("Projektet vänder sig till 250 kvinnor.", [(250, "target")]),
        ("I januari drar vi i gång med tio deltagare.", [(10, "target")]),
        ("Kursen startar i mars och tar emot tolv deltagare.", [(12, "target")]),
        ("Vi kräver att\n\n– minst 20 procent av tiden är studier.", [(20, "target")]),
        ("Låt 80 ungdomar få chansen.", [(80, "target")]),
        ("När kaféet öppnade hoppades kommunen på tio besökare.", [(10, "target")]),
        ("Verksamheten får kosta högst 1,3 miljoner kronor.", [(1_300_000, "target")]),
        ("Antalet platser ökar från 15 till 24.", [(15, "outcome"), (24, "target")]),
        ("Majoriteten skär ned från 40 platser till 22.", [(40, "outcome"), (22, "target")]),
        ("Andelen i arbete ska öka från 30 till 45 procent.", [(30, "outcome"), (45, "target")]),
        ("Till hösten får 20 personer plats.", [(20, "target")]),
        ("Deltagare: 206 (plan för perioden: 240)", [(206, "outcome"), (240, "target")]),
        ("Projektet har nått 310 av de 400 unga som var målet.", [(310, "outcome"), (400, "target")]),
        ("Enligt planen skulle 90 personer delta, men bara 57 kom.", [(90, "target"), (57, "outcome")]),
        ("De ville ha svar, de får siffror: 23 inskrivna.", [(23, "outcome")]),
        ("Målet var 40 i arbete. Det blev 57.", [(40, "target"), (57, "outcome")]),
        ("Jag skulle säga ett trettiotal deltagare.", [(30, "outcome")]),
    ],
)  # fmt: skip
def test_what_is_planned(tag, text, expected):
    assert statuses(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Om bara var fjärde får jobb har satsningen lönat sig.", [(25, "forecast")]),
        ("Anta att hälften hamnar i försörjningsstöd.", [(50, "forecast")]),
        ("Han tror att 40 personer kommer att behöva pendla till jobbet.", [(40, "forecast")]),
        ("Ett trettiotal skulle kunna få en anställning med rätt stöd.", [(30, "forecast")]),
        ("Under nästa år kommer 60 deltagare att erbjudas praktik.", [(60, "forecast")]),
        ("Arbetslösheten stiger till 8,5 procent nästa år.", [(8.5, "forecast")]),
        ("Fram till 2030 behöver kommunen rekrytera 300 undersköterskor.", [(300, "forecast")]),
        ("Anslaget sänks från 8 till 5 miljoner kronor.", [(8e6, "outcome"), (5e6, "forecast")]),
        ("Tre kommuner ansluter först i augusti.", [(3, "forecast")]),
        ("Arbetslösheten steg till 8,5 procent i fjol.", [(8.5, "outcome")]),
        ("Låt oss vara tydliga: 40 personer har fått jobb.", [(40, "outcome")]),
    ],
)
def test_what_is_foreseen(tag, text, expected):
    assert statuses(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Insatsen ska pågå i två år.", "target"),
        ("Kontoret ska finnas i nio månader.", "target"),
        ("Det första mötet ska hållas inom tre dagar.", "target"),
        ("Under tre år ska projektet pröva modellen.", "target"),
        ("Låt projekten löpa i fem år.", "target"),
        ("Projektet har pågått i två år.", "outcome"),
        ("Företagen lovade för ett år sedan att ta emot någon.", "outcome"),
        ("Den som får stöd ska delta i sex månader.", "outcome"),
        ("Deltagarna är med i högst ett år.", "outcome"),
        ("De som avslutat sin plan har jobb efter tolv månader.", "outcome"),
    ],
)
def test_how_long_it_lasts_or_shall_last(tag, text, status):
    assert [row[4] for row in figures(tag, text) if row[3] == "duration"] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("När vi var 40 anställda gick det bättre. Nu är vi 29.", [(40, "capacity"), (29, "capacity")]),
        ("De tre anställda erbjuds andra uppgifter.", [(3, "capacity")]),
        ("Enheten har i dag 15 anställda, varav fem arbetskonsulenter.", [(15, "capacity"), (5, "capacity")]),
        ("Av åtta coacher var tre kvar vid slutet.", [(8, "capacity"), (3, "capacity")]),
        ("Av de nio som arbetade i projektet är två kvar.", [(9, "capacity"), (2, "capacity")]),
        ("Handläggarna har i snitt 45 ärenden var.", [(45, "capacity")]),
        ("Hon har 55 personer på sitt bord.", [(55, "capacity")]),
        ("Handledaren ansvarar för högst åtta personer.", [(8, "capacity")]),
        ("Det finns 35 platser, men bara 27 är besatta.", [(35, "capacity"), (27, "capacity")]),
        ("Verksamheten har fyra coacher, två i Tierp, en i Gimo och en på Gräsö.",
         [(4, "capacity"), (2, "capacity"), (1, "capacity"), (1, "capacity")]),
        ("Personalen består av 17 tillsvidareanställda.", [(17, "capacity")]),
        ("Kommunen öppnar ett jobbcenter med tio anställda.", [(10, "capacity")]),
        ("Forskarna har intervjuat 30 deltagare och 14 chefer.", [(30, "other"), (14, "other")]),
        ("Bolaget har 90 anställda.", [(90, "other")]),
        ("Vägledarna träffar 25 ungdomar i veckan.", [(25, "participants")]),
    ],
)  # fmt: skip
def test_staff_and_room(tag, text, expected):
    assert measures(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Försörjningsstödet kostade 38 miljoner i fjol. Det är 4 miljoner under budget.", ["benefit_cost", "benefit_cost"]),
        ("Kostnaderna för försörjningsstödet blev 6 miljoner lägre än budgeterat.", ["benefit_cost"]),
        ("Ett genomsnittligt hushåll kostade 9 400 kronor i månaden.", ["benefit_cost"]),
        ("En person som lämnar försörjningsstödet sparar 140 000 kronor.", ["benefit_cost"]),
        ("Utbetalningarna av bistånd sjönk med 11 procent, vilket motsvarar 5 miljoner kronor.",
         ["benefit_cost", "benefit_cost"]),
        ("Bidraget är på 3,7 miljoner kronor.", ["budget"]),
        ("Hon tjänar 31 000 kronor i månaden.", ["other"]),
        ("Praktiken ger lön, 17 500 kronor i månaden.", ["other"]),
        ("Handledararvodet är 60 kronor.", ["other"]),
        ("Deltagarna får 8 000 kronor i månaden.", ["other"]),
        ("Projektet kostar 54 000 kronor i månaden.", ["budget"]),
        ("Nämnden ska spara 12 miljoner kronor.", ["budget"]),
        ("Lönen betalades till 80 procent av staten.", ["funding_share"]),
        ("ESF-stöd: 53 %", ["funding_share"]),
        ("Kommunen betalar 40 procent av lönen och staten 60.", ["funding_share", "funding_share"]),
    ],
)  # fmt: skip
def test_what_money_is_for(tag, text, expected):
    assert [measure for _, measure in measures(tag, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sju av tio har fått jobb eller börjat studera.", [(70, "any_occupation")]),
        ("Av de första deltagarna arbetade eller studerade 43 procent.", [(43, "any_occupation")]),
        ("Målet är 40 procent i arbete eller reguljära studier.", [(40, "any_occupation")]),
        ("Var sjätte har börjat på en kurs eller arbetar.", [(16.67, "any_occupation")]),
        ("Av kvinnorna gick 39 procent vidare, av männen 48.", [(39, "any_occupation"), (48, "any_occupation")]),
        ("Utfallet är 70 procent (jobb, studier eller praktik).", [(70, "any_occupation")]),
        ("En tredjedel har kommit ut i arbete eller arbetsträning.", [(33.33, "any_occupation")]),
        ("I dag har 29 arbete, varav 12 med stöd.", [(29, "employment"), (12, "subsidised_employment")]),
        ("Ett tiotal har startat eget.", [(10, "employment")]),
        ("Utskrivna till arbete/studier: 41", [(41, "any_occupation")]),
        ("Tre har jobb, en pluggar.", [(3, "employment"), (1, "studies")]),
        ("Tolv har gått från försörjningsstöd till lön.", [(12, "employment")]),
        ("Elva har gått från bidrag till egen försörjning.", [(11, "any_occupation")]),
        ("Nio har gått från bidrag till studier.", [(9, "studies")]),
    ],
)  # fmt: skip
def test_work_or_studies(tag, text, expected):
    assert measures(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolv arbetslösa ska bygga en båt.", [(12, "participants")]),
        ("I kommunen finns 340 arbetslösa.", [(340, "unemployment")]),
        ("Av kommunens 1 900 arbetslösa är hälften unga.", [(1900, "unemployment")]),
        ("Det är 90 personer som väntar.", [(90, "other")]),
        ("Kön till platserna är 60 personer lång.", [(60, "other")]),
        ("När sågen lade ner förlorade 85 personer jobbet.", [(85, "other")]),
        ("Två har gått i pension och fem har vi inte fått kontakt med.", [(2, "other"), (5, "other")]),
        ("Nio gick till annan myndighet.", [(9, "other")]),
        ("I byn bor det 150 personer.", [(150, "other")]),
        ("Fyra av tio arbetsgivare säger att de kan tänka sig att anställa.", [(40, "other")]),
        ("Det finns 400 lediga jobb i länet.", [(400, "other")]),
        ("Kaféet har haft 900 besök.", [(900, "participants")]),
        ("Sedan i fjol har 86 arbetslösa fått en coach.", [(86, "participants")]),
        ("Han är en av 150 000 arbetslösa i landet.", [(150_000, "unemployment")]),
        ("Kvinnor: 62 %", [(62, "participants")]),
        ("I sommar får 340 ungdomar feriejobb.", [(340, "participants")]),
        ("Sysselsättningsgraden bland utrikes födda kvinnor är 56 procent.", [(56, "employment")]),
        ("I länet är 7 000 personer inte självförsörjande.", [(7000, "benefit_recipients")]),
        ("I byn är 9 procent utan sysselsättning.", [(9, "unemployment")]),
    ],
)  # fmt: skip
def test_people_who_take_part_and_people_who_do_not(tag, text, expected):
    assert measures(tag, text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Planen var 40 deltagare men det blev 23 första året och 28 det andra.",
         [(40, "persons"), (23, "persons"), (28, "persons")]),
        ("2019 remitterades 118 personer, i år till och med augusti 41.", [(118, "persons"), (41, "persons")]),
        ("Där kom 89 personer det första året, 131 det andra.", [(89, "persons"), (131, "persons")]),
        ("Två har fått jobb och en har flyttat.", [(2, "persons"), (1, "persons")]),
        ("26 ungdomar har slutat, 14 av dem för arbete, åtta för studier och fyra av andra skäl.",
         [(26, "persons"), (14, "persons"), (8, "persons"), (4, "persons")]),
        ("Avslutade: 48 personer, varav till arbete 19, till studier 12 och övrigt 17.",
         [(48, "persons"), (19, "persons"), (12, "persons"), (17, "persons")]),
        ("Nio gick till arbete, 9 (14 procent) till studier.", [(9, "persons"), (9, "persons"), (14, "percent")]),
        ("Av 200 tillfrågade uppgav 130 att de var nöjda.", [(200, "persons"), (130, "persons")]),
        ("Vi räknade med 50 sökande men det kom 190.", [(50, "persons"), (190, "persons")]),
        ("Av dem som slutade har 58 jobb.", [(58, "persons")]),
        ("Två av fem tjänster är vakanta.", [(2, "jobs"), (5, "jobs")]),
        ("70 företag har hört av sig, och ett fyrtiotal har tagit emot någon.",
         [(70, "organisations"), (40, "organisations")]),
        ("Arbetslösheten är 8 procent. I grannkommunen ligger den på 15.", [(8, "percent"), (15, "percent")]),
        ("Förra året fick 23 procent jobb, året innan var det 31.", [(23, "percent"), (31, "percent")]),
        ("Arbetslösheten är 8 procent. Karlshamn har gått från 8,0 till 7,1.",
         [(8, "percent"), (8, "percent"), (7.1, "percent")]),
        ("Arbete: 9", [(9, "persons")]),
        ("Antalet inskrivna uppgick till 318 (2020: 287).", [(318, "persons"), (287, "persons")]),
        ("I våras utökades platserna från 8 till 12.", [(8, "places"), (12, "places")]),
        ("Han började med två timmar om dagen, nu är han uppe i sex.", [(2, "hours"), (6, "hours")]),
        ("Av dem har 38 lönebidrag och 22 nystartsjobb.", [(38, "persons"), (22, "persons")]),
        ("Projektet ska nå 240 deltagare, 80 om året.", [(240, "persons"), (80, "persons")]),
        ("Tio arbetsgivare svarade och åtta av dem är positiva.", [(10, "organisations"), (8, "organisations")]),
        ("I fjol skrevs 66 nya in.", [(66, "persons")]),
        ("143 har skrivits in, 71 procent av målet på 200.", [(143, "persons"), (71, "percent"), (200, "persons")]),
    ],
)  # fmt: skip
def test_numbers_that_leave_their_unit_out(tag, text, expected):
    assert brief(tag, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Han löper hälften så stor risk att bli arbetslös.",
        "Boden står tom tre dagar av fem.",
        "Målgruppen är under 25 år.",
        "Det är öppet för alla över 18 år.",
        "Varje tisdag mellan 13 och 16 är det öppet.",
    ],
)
def test_comparisons_rhythm_and_ages_count_nobody(tag, text):
    assert [row for row in figures(tag, text) if row[2] in ("persons", "percent", "years")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("400 unga avbröt i förtid. Det är 14 procent av alla som skrevs in.", ["dropouts", "dropouts"]),
        ("4 510 personer var arbetslösa, en ökning med 12 procent.", ["unemployment", "unemployment"]),
        ("Fem har fått jobb. Tre på gruvan, två på skolan.", ["employment"] * 3),
        ("Nu har 88 anställning, 63 av dem hos rederiet.", ["employment", "employment"]),
        ("33 av dem, alltså 45 procent, hade anställning.", ["employment", "employment"]),
        ("Nästan hälften, 48 procent, har jobb.", ["employment", "employment"]),
        ("Arbetslösheten är 8 procent. Bland utrikes födda är den 19 procent.", ["unemployment"] * 2),
        ("Andelen vuxna med långvarigt stöd är 1,9 procent. I landet är den 1,4.", ["benefit_recipients"] * 2),
        ("Ett år senare hade 27 personer arbete.", ["employment"]),
        ("Inskrivna är 23, fyra i studier, noll avhopp. Målet är 30 inskrivna.",
         ["participants", "studies", "dropouts", "participants"]),
        ("Av de 19 som hon haft i en åtgärd jobbar åtta på sågen.", ["participants", "employment"]),
        ("Sedan i fjol har 94 personer som tidigare haft bidrag börjat läsa.", ["studies"]),
    ],
)  # fmt: skip
def test_what_a_figure_takes_over(tag, text, expected):
    found = [measure for _, measure in measures(tag, text) if measure != "duration"]
    assert found == expected
