"""What the rules say of groups: those named only because others take care of them, and wordings of groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Span, TaggedArticle
from pipeline.link.group_exclusions import told_of_before
from pipeline.link.group_words import groups_in
from pipeline.vocab import TargetGroup
from tests.link.scenes import rule_groups

Tag = Callable[..., TaggedArticle]
SICK = "Projektet Lyktan i Mora vänder sig till sjukskrivna."


def groups(tag: Tag, text: str) -> set[TargetGroup]:
    return rule_groups(tag, f"{text}\n\nAlla får praktik och handledning.\n", "Lyktan")


@pytest.mark.parametrize(
    "more",
    [
        "Ungdomar omfattas av andra projekt.",
        "Unga under 20 år hänvisas till skolan.",
        "Personer med försörjningsstöd undantogs.",
        "Projektet är inte till för ungdomar.",
        "Det är ingen verksamhet för nyanlända.",
        "Är du under 25 år? Då vänder du dig till skolan.",
        "Ledamoten yrkade att även ungdomar ska anvisas till projektet.",
        "Några är unga och några är nyanlända.",
        "För långtidsarbetslösa är svaret tyvärr nej: de kan tyvärr inte delta.",
        "I Orsa har man i stället satsat på seniorer.",
        "I grannkommunen Orsa finns något liknande för ungdomar.",
        "Du behöver inte vara arbetssökande för att få en plats.",
        "Kommunen har också en annan verksamhet för nyanlända.",
        "Hon har tidigare arbetat med ungdomar på en folkhögskola.",
        "Frågan om unga har debatterats länge.",
        "För nyanlända finns redan annat stöd.",
        "Partiet vill se fler satsningar på ungdomar.",
        "I november var 49 invånare arbetslösa.",
        "Det finns gott om nyanlända i länet.",
        "Antalet långtidsarbetslösa steg i fjol.",
        "Kvinnor är underrepresenterade i ledningen.",
        "Bland dem är Bengt Risberg, 60, som förlorade jobbet 2014.",
        "Den som behöver läser svenska på kvällen.",
        "Tolkar finns på somaliska och ukrainska.",
    ],
)
def test_a_group_that_belongs_elsewhere(tag: Tag, more: str) -> None:
    assert groups(tag, f"{SICK} {more}") == {TargetGroup.SICK_LISTED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # only the clause that turns away is left out
        (
            "Projektet Lyktan i Mora riktar sig till personer som är sjukskrivna; ungdomar ingår inte.",
            {TargetGroup.SICK_LISTED},
        ),
        # "not only" is no exclusion
        (
            "Projektet Lyktan i Mora är inte bara för ungdomar.",
            {TargetGroup.YOUTH},
        ),
        # women from abroad
        (
            "Projektet Lyktan i Mora riktar sig till kvinnor som är utrikes födda.",
            {TargetGroup.FOREIGN_BORN_WOMEN},
        ),
        # learning Swedish says less than being newly arrived
        (
            "I projektet Lyktan i Mora får nyanlända lära sig svenska på ett sågverk.",
            {TargetGroup.NEWLY_ARRIVED},
        ),
        # what it is to bring down is an aim
        (
            "Projektet Lyktan i Mora ska minska arbetslösheten bland unga.",
            {TargetGroup.YOUTH},
        ),
        # a group that it was for once
        (
            "Projektet Lyktan i Mora var ett ställe för ungdomar. Nu tar man emot sjukskrivna. "
            "Projektet är inte längre till för ungdomar.",
            {TargetGroup.SICK_LISTED},
        ),
        # a number of people at work there
        ("Projektet Lyktan i Mora är i gång. Där syr tolv kvinnor gardiner.", {TargetGroup.WOMEN}),
        # a number of measures is no number of people, and a neighbour's name says nothing of it
        (
            "I Mora finns i dag tre insatser för sjukskrivna: Lyktan, Hamnen och Ungdomsteamet.",
            {TargetGroup.SICK_LISTED},
        ),
        # one person's story
        (
            "Projektet Lyktan finns i Mora. Ulla Mohlin berättar om sin väg från sjukskrivning till lön.",
            set(),
        ),
        # one person's origin is no group
        (
            "Projektet Lyktan i Mora är för sjukskrivna. Där arbetar en kock från Syrien.",
            {TargetGroup.SICK_LISTED},
        ),
    ],
)
def test_whom_it_is_for(tag: Tag, text: str, expected: set[TargetGroup]) -> None:
    assert groups(tag, text) == expected


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("De har kommit till Sverige de senaste två åren", TargetGroup.NEWLY_ARRIVED),
        ("den som har etableringsersättning", TargetGroup.NEWLY_ARRIVED),
        ("vuxna med rötter i andra länder", TargetGroup.FOREIGN_BORN),
        ("den som aldrig har arbetat i Sverige", TargetGroup.FOREIGN_BORN),
        ("kvinnor från Eritrea", TargetGroup.FOREIGN_BORN_WOMEN),
        ("mammor med rötter utomlands", TargetGroup.FOREIGN_BORN_WOMEN),
        ("minst arton månader som arbetssökande", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("du ska ha varit utan arbete i två år", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("åtta tonårskillar", TargetGroup.YOUTH),
        ("den som hoppat av gymnasiet", TargetGroup.YOUTH),
        ("alla under tjugofem", TargetGroup.YOUTH),
        ("unga med aktivitetsersättning", TargetGroup.DISABLED),
        ("du som har beslut om LSS", TargetGroup.DISABLED),
        ("personer med nedsatt hörsel", TargetGroup.DISABLED),
        ("borta från jobbet på grund av sjukdom", TargetGroup.SICK_LISTED),
        ("efter en depression", TargetGroup.SICK_LISTED),
        ("den biståndssökande", TargetGroup.BENEFIT_RECIPIENTS),
        ("den som behöver hjälp från flera håll", TargetGroup.FAR_FROM_LABOUR_MARKET),
        ("män som suttit i fängelse", TargetGroup.OTHER),
        ("de förlorade jobbet när bruket stängde", TargetGroup.UNEMPLOYED),
        ("den som fyllt sextio", TargetGroup.OLDER),
        ("efter många års arbetslöshet", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("kvinnor som har gått länge utan arbete", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("personer i åldern 16–24", TargetGroup.YOUTH),
        ("killar i tjugoårsåldern", TargetGroup.YOUTH),
        ("deltagare med svag svenska", TargetGroup.FOREIGN_BORN),
        ("stadens integrationssatsning", TargetGroup.FOREIGN_BORN),
        ("kvinnor födda i Asien", TargetGroup.FOREIGN_BORN_WOMEN),
        ("kvinnor från Irak och Iran", TargetGroup.FOREIGN_BORN_WOMEN),
        ("den som nyss kommit till Sverige", TargetGroup.NEWLY_ARRIVED),
        ("människor som flytt undan kriget", TargetGroup.NEWLY_ARRIVED),
        ("patienter inom psykiatrin", TargetGroup.DISABLED),
        (
            "hushåll som är kända av eller aktuella hos socialtjänsten",
            TargetGroup.BENEFIT_RECIPIENTS,
        ),
        ("på väg tillbaka efter sjukdom", TargetGroup.SICK_LISTED),
        ("kvinnliga arbetssökande", TargetGroup.WOMEN),
        ("jobblösa", TargetGroup.UNEMPLOYED),
        ("personer i långvarigt utanförskap", TargetGroup.FAR_FROM_LABOUR_MARKET),
        ("ett stort avstånd till arbetsmarknaden", TargetGroup.FAR_FROM_LABOUR_MARKET),
        ("frivårdens klienter", TargetGroup.OTHER),
    ],
)
def test_wordings(words: str, group: TargetGroup) -> None:
    assert group in {found for _, found in groups_in(words)}


@pytest.mark.parametrize(
    "words",
    [
        "Man ska inte börja med diagnosen.",
        "Läkarintyg behövs inte.",
        "Sverige och Mora",
        "mellan 15 och 20 platser",
        "Tolk finns på ukrainska",
        "Han har varit här i sju månader",
    ],
)
def test_no_group(words: str) -> None:
    assert groups_in(words) == []


@pytest.mark.parametrize(
    ("words", "group", "before"),
    [
        ("Från början låg fokus på unga, nu är det seniorer som söker.", "unga", True),
        ("Från början låg fokus på unga, nu är det seniorer som söker.", "seniorer", False),
        (
            "Då gällde det nyanlända, i den senaste omgången är målgruppen sjukskrivna.",
            "nyanlända",
            True,
        ),
        ("Tidigare kom mest kvinnor; numera är hälften män.", "kvinnor", True),
        ("I den första omgången deltog ungdomar, i dag är alla välkomna.", "ungdomar", True),
        ("Då fick ungdomar en egen coach.", "ungdomar", False),
        ("Nu vänder sig projektet till unga.", "unga", False),
        ("Tidigare var det svårt, men nu får unga hjälp.", "unga", False),
    ],
)
def test_whom_it_was_for_once(words: str, group: str, before: bool) -> None:
    start = words.index(group)
    assert told_of_before(words, Span(start, start + len(group))) is before
