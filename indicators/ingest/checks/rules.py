"""The rules that a received file is held against: each with words for user and documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indicators.batches import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is looked for; texts hold `{words}` that each cell fills in."""

    code: str
    message: str
    """The same for every cell with the fault."""
    advice: str
    """What to do about one cell."""
    about: str
    """What the rule looks for, for the documentation."""
    expected: str = ""
    severity: Severity = Severity.ERROR
    in_short: str = ""
    """What to do about every cell of the kind; `{meant}` where all were probably meant alike. Empty: as `advice`."""
    unguessed: str = ""
    """The advice where nothing can be guessed. Empty: `advice` needs no guess."""


KEYS: Final = (
    Rule(
        code="unknown-indicator",
        message="Okänd indikator",
        expected="id eller namn ur registret",
        advice="Menade du {meant}?",
        unguessed="Skriv indikatorns id, som i mallen.",
        in_short="Skriv indikatorns id, som i mallen. Menade du {meant}?",
        about="Indikatorns id eller namn finns i registret.",
    ),
    Rule(
        code="unknown-geography",
        message="Okänd plats",
        expected="kod eller namn ur registret",
        advice="Menade du {meant}?",
        unguessed="Skriv platsens kod, som i mallen.",
        in_short="Skriv platsens kod eller namn som i registret. Menade du {meant}?",
        about="Platsens kod eller namn finns i registret och kan inte betyda två platser.",
    ),
    Rule(
        code="other-geography",
        message="Annan plats än din",
        expected="{own}",
        advice="Ta bort raden. Du lämnar uppgifter för {own}.",
        about="Den som lämnar uppgifter gör det för sin egen stadsdel.",
    ),
    Rule(
        code="wrong-level",
        message="Indikatorn finns inte för platsen",
        expected="{levels}",
        advice="Ta bort raden. Indikatorn följs för {levels}.",
        about="Indikatorn följs på platsens nivå enligt registret.",
    ),
    Rule(
        code="geography-not-valid",
        message="Platsen fanns inte det året",
        expected="plats som gällde {year}",
        advice="{place}. Välj ett annat år eller en annan plats.",
        about="Platsen gällde det år som siffran avser.",
    ),
    Rule(
        code="unknown-period",
        message="Period som inte går att läsa",
        expected="år, till exempel 2019 eller 2018/19",
        advice="Skriv året med fyra siffror.",
        about="Perioden är ett år eller ett läsår.",
    ),
    Rule(
        code="year-as-date",
        message="År i datumformat",
        expected="år, till exempel 2019",
        advice="Menade du {meant}? Välj talformat för cellen.",
        in_short="Välj talformat för cellerna. Menade du {meant}?",
        about="Ett årtal i en cell med datumformat visas som en dag i juli 1905. Det rättas inte av sig självt.",
    ),
    Rule(
        code="part-of-year",
        severity=Severity.WARNING,
        message="Del av ett år",
        expected="ett helt år, till exempel 2019, eller ett läsår",
        advice="Talet kommer att stå för hela {meant}. Skriv {meant} om det gör det, annars ta bort raden.",
        in_short="Talen kommer att stå för hela år. Skriv året om de gör det, annars ta bort raderna.",
        about="En termin, ett kvartal, en månad eller en dag räknas till sitt år och står där som hela årets. "
        "Årets första och sista dag står för året.",
    ),
    Rule(
        code="other-year",
        message="År som mallen inte gäller",
        expected="{years}",
        advice="Ta bort raden, eller hämta mallen för rätt år.",
        about="En mall gäller sitt eget år och året före, som får rättas.",
    ),
    Rule(
        code="future-year",
        message="År som inte har varit än",
        expected="högst {latest}",
        advice="Kontrollera året.",
        about="Siffror lämnas inte för år som inte har varit.",
    ),
    Rule(
        code="outside-series",
        message="År utanför indikatorns serie",
        expected="{span}",
        advice="Ta bort raden, eller kontrollera året.",
        about="Året ligger inom indikatorns första och sista år i registret.",
    ),
    Rule(
        code="unknown-breakdown",
        message="Indelning som inte finns",
        expected="{allowed}",
        advice="Menade du {meant}?",
        unguessed="Skriv indelningen som i mallen, eller ta bort raden.",
        in_short="Skriv indelningen som i mallen. Menade du {meant}?",
        about="Indelningen är en av dem som registret tillåter för indikatorn.",
    ),
    Rule(
        code="duplicate",
        message="Samma uppgift två gånger",
        expected="en rad för varje uppgift",
        advice="Uppgiften finns också i {other}. Ta bort den ena.",
        in_short="Ta bort en av raderna.",
        about="Samma indikator, plats, år och indelning står bara på en rad, också om talen är lika.",
    ),
)

NUMBERS: Final = (
    Rule(
        code="text-for-number",
        message="Text där det ska stå ett tal",
        expected="{number}",
        advice="Skriv {meant}.",
        unguessed="Skriv bara talet.",
        in_short="Skriv bara talet. Det andra kan stå i Kommentar.",
        about="Text som bara kan läsas som ett tal (12,5 eller 1 234) godtas. Annan text, som ”ca 12”, rättas inte.",
    ),
    Rule(
        code="reason-for-number",
        message="Orsak där det ska stå ett tal",
        expected="{number}",
        advice="Lämna cellen tom och välj {meant} i {status}.",
        in_short="Lämna cellen tom och välj orsaken i kolumnen Status.",
        about="En orsak till att talet saknas står i kolumnen Status.",
    ),
    Rule(
        code="bound-for-number",
        message="Gräns där det ska stå ett tal",
        expected="{number}",
        advice="Skriv det verkliga talet. Små antal döljs automatiskt.",
        about="”<5” och ”färre än 10” är inte tal. Små antal döljs av produkten och behöver inte döljas i filen.",
    ),
    Rule(
        code="ambiguous-number",
        message="Tal som kan läsas på två sätt",
        expected="{number}",
        advice="Skriv {meant} utan punkt.",
        in_short="Skriv utan punkt: {meant}.",
        about="5.355 kan vara fem hela eller fem tusen. Punkt följd av precis tre siffror tolkas aldrig.",
    ),
    Rule(
        code="ambiguous-decimal",
        message="Tal som kan läsas på två sätt",
        expected="{number}",
        advice="Skriv med decimalkomma. Menade du {meant}?",
        about="Som ambiguous-number, där det väntade talet har decimaler.",
    ),
    Rule(
        code="grouped-number",
        message="Punkt eller komma mellan tusental",
        expected="{number}",
        advice="Skriv {meant}.",
        in_short="Skriv tusental utan punkt och komma.",
        about="Mellan tusental får det stå mellanslag, inte punkt eller komma.",
    ),
    Rule(
        code="footnote",
        message="Not efter talet",
        expected="{number}",
        advice="Skriv {meant}. Noten kan stå i Kommentar.",
        unguessed="Skriv bara talet. Noten kan stå i Kommentar.",
        in_short="Skriv bara talet. Noten kan stå i Kommentar.",
        about="”12³” och ”12 1)” läses inte som 123 eller 121 och inte heller som 12.",
    ),
    Rule(
        code="dash",
        message="Streck där det ska stå ett tal",
        expected="{number}",
        advice="Skriv 0 om det är noll. Annars lämnar du cellen tom och väljer en orsak i kolumnen Status.",
        about="Ett streck är varken noll eller saknat värde förrän någon säger vilket.",
    ),
    Rule(
        code="percent-sign",
        message="Procenttecken där det inte ska stå procent",
        expected="{number}",
        advice="Skriv talet utan procenttecken, i enheten {unit}.",
        about="Procenttecken eller procentformat hör bara till indikatorer i procent.",
    ),
    Rule(
        code="error-cell",
        message="Felvärde från kalkylprogrammet",
        expected="{number}",
        advice="Rätta formeln eller skriv talet.",
        about="#DIVISION/0! och andra felvärden är varken tal eller tomma celler.",
    ),
    Rule(
        code="uncalculated-formula",
        message="Formel utan uträknat värde",
        expected="{number}",
        advice="Räkna om och spara filen i kalkylprogrammet, eller skriv talet.",
        about="Filen sparades utan formelns resultat. Formler räknas aldrig ut här.",
    ),
    Rule(
        code="boolean",
        message="Sant eller falskt där det ska stå ett tal",
        expected="{number}",
        advice="Skriv talet.",
        about="SANT och FALSKT läses aldrig som 1 och 0.",
    ),
    Rule(
        code="date-for-number",
        message="Datum där det ska stå ett tal",
        expected="{number}",
        advice="Välj talformat för cellen och skriv talet. Menade du {meant}?",
        unguessed="Välj talformat för cellen och skriv talet.",
        in_short="Välj talformat för cellerna och skriv talen.",
        about="Kalkylprogram gör gärna datum av tal som 3/4 och 1-12. De rättas inte av sig själva.",
    ),
    Rule(
        code="too-large",
        message="Orimligt stort tal",
        expected="{number}",
        advice="Kontrollera talet och enheten.",
        about="Tal från en biljon och uppåt, och oändliga tal, är alltid fel.",
    ),
    Rule(
        code="negative",
        message="Tal under noll",
        expected="{number}",
        advice="Kontrollera tecknet.",
        about="Antal, andelar, medelvärden och antal per invånare är aldrig negativa.",
    ),
    Rule(
        code="not-whole",
        message="Antal som inte är ett helt tal",
        expected="{number}",
        advice="Menade du {meant}?",
        unguessed="Skriv ett helt tal.",
        in_short="Skriv antalet som ett helt tal.",
        about="Antal är hela tal.",
    ),
    Rule(
        code="share-for-count",
        message="Andel där det ska stå ett antal",
        expected="{number}",
        advice="Skriv antalet, inte andelen.",
        about="Mallen frågar efter antalet, och andelen räknas ut av produkten.",
    ),
    Rule(
        code="zero-base",
        message="Noll i ”Av hur många”",
        expected="helt tal, minst 1",
        advice="Skriv av hur många, eller välj en orsak i kolumnen Status.",
        about="Det som något är en del av är minst 1.",
    ),
    Rule(
        code="percent-above-100",
        message="Procent över 100",
        expected="0–100 procent",
        advice="Menade du {meant}?",
        unguessed="Kontrollera kommat.",
        in_short="Kontrollera kommat. Menade du {meant}?",
        about="Indikatorer i procent ligger mellan 0 och 100. Gissningen följer tidigare värden.",
    ),
    Rule(
        code="share-for-percent",
        message="Andel där det ska stå procent",
        expected="0–100 procent",
        advice="Menade du {meant}?",
        in_short="Skriv procent, inte andel. Menade du {meant}?",
        about="Högst 1 i en serie som brukar ligga hundra gånger högre: 0,743 i stället för 74,3.",
    ),
    Rule(
        code="above-highest",
        message="Över det högsta möjliga",
        expected="{number}",
        advice="Kontrollera talet.",
        about="Enheter som ”av 10” och ”(ja = 1)” har ett högsta tal.",
    ),
    Rule(
        code="percent-format",
        severity=Severity.INFO,
        message="Procentformat som har räknats om",
        expected="0–100 procent",
        advice="{count} i bladet har procentformat: 0,743 har lästs som 74,3.",
        about="Ett tal på högst 1 i en cell med procentformat läses som procent. Sägs en gång för varje blad.",
    ),
    Rule(
        code="many-decimals",
        severity=Severity.INFO,
        message="Fler decimaler än registret visar",
        expected="{number}",
        advice="{count} i bladet sparas med alla decimaler och visas avrundade.",
        about="Ingenting avrundas i det som sparas. Sägs en gång för varje blad.",
    ),
)

ROWS: Final = (
    Rule(
        code="missing-value",
        message="Värdet saknas utan orsak",
        expected="tal, eller en orsak i Status",
        advice="Skriv ett tal eller välj en orsak i {status}.",
        unguessed="Skriv ett tal, eller ange varför det saknas.",
        in_short="Skriv ett tal, eller välj en orsak i kolumnen Status.",
        about="En tom cell betyder ingenting i sig. Orsaken väljs i kolumnen Status.",
    ),
    Rule(
        code="missing-count",
        message="Värdet saknas utan orsak",
        expected="tal, eller en orsak i Status",
        advice="Välj Saknas i {status} om talet inte finns.",
        unguessed="Skriv ett tal, eller ange varför det saknas.",
        in_short="Skriv ett tal, eller välj en orsak i kolumnen Status.",
        about="Som missing-value, där det väntade talet är ett antal. Skriv aldrig 0 för något som saknas.",
    ),
    Rule(
        code="missing-answers",
        message="Antal svar saknas",
        expected="helt tal, minst 1",
        advice="Skriv antal svar.",
        in_short="Skriv hur många som svarade. Utan antal går osäkerheten inte att räkna ut.",
        about="Ett värde ur en enkät har med sig hur många som svarade.",
    ),
    Rule(
        code="missing-base",
        message="”Av hur många” saknas",
        expected="helt tal, minst 1",
        advice="Skriv folkmängden om talet räknas per invånare, annars antalet personer som andelen räknas på.",
        in_short="Skriv folkmängden, för en andel antalet personer. Utan det går värdet inte att räkna ut.",
        about="Det som ett antal är en del av finns med, i filen eller sparat sedan tidigare.",
    ),
    Rule(
        code="unknown-status",
        message="Status som inte finns i listan",
        expected="ett ord ur listan",
        advice="Välj {meant}.",
        unguessed="Välj ur listan i cellen.",
        in_short="Välj ur listan i cellen. Menade du {meant}?",
        about="Kolumnen Status har fem val: Preliminärt, Saknas, Sekretess, Ej tillämplig och Ännu ej mätt.",
    ),
    Rule(
        code="value-despite-reason",
        message="Tal trots orsak att det saknas",
        expected="antingen ett tal eller en orsak",
        advice="Ta bort talet, eller töm {status}.",
        unguessed="Ta bort talet eller orsaken.",
        in_short="Ta bort talet, eller töm kolumnen Status.",
        about="Ett tal och en orsak till att det saknas kan inte gälla samtidigt.",
    ),
    Rule(
        code="not-asked-for",
        message="Antal som inte hör till indikatorn",
        expected="bara värdet",
        advice="Skriv indikatorns värde i enheten {unit}.",
        about="Indikatorn räknas inte som en del av något, så ett antal säger inte vad värdet är.",
    ),
    Rule(
        code="part-above-whole",
        message="Fler än det hela",
        expected="högst {whole}",
        advice="Kontrollera båda talen: {part} av {whole}.",
        in_short="Kontrollera båda talen i raden.",
        about="I en andel är antalet högst så stort som det som det är en del av.",
    ),
    Rule(
        code="limits",
        message="Gränser som inte omsluter värdet",
        expected="undre gräns, värde och övre gräns i stigande ordning",
        advice="Kontrollera de tre talen.",
        about="Ett publicerat intervall har båda gränserna, och värdet ligger mellan dem.",
    ),
    Rule(
        code="value-against-counts",
        severity=Severity.WARNING,
        message="Värdet stämmer inte med antalen",
        expected="{meant}",
        advice="Antalen ger {meant}. Värdet sparas som det står.",
        in_short="Kontrollera värdet mot antalen. Värdet sparas som det står.",
        about="Där både värde och antal står i filen ska de säga samma sak, utom i viktade undersökningar.",
    ),
    Rule(
        code="parts-above-total",
        message="Delarna är fler än alla",
        expected="minst {sum}",
        advice="Delarna är tillsammans {sum}. Kontrollera talen.",
        in_short="Kontrollera delarna och alla.",
        about="Kvinnor och män (eller andra delar) är tillsammans högst så många som alla i filen.",
    ),
    Rule(
        code="parts-against-stored",
        severity=Severity.WARNING,
        message="Delarna går inte ihop med sparade tal",
        expected="delar som ryms i det hela",
        advice="Kontrollera mot de tal som är sparade sedan tidigare.",
        about="Som de andra reglerna om delar, där något av talen redan är sparat, och för stadsdelar mot hela staden. "
        "De sparade talen skrivs inte ut, för de kan vara dolda.",
    ),
    Rule(
        code="parts-below-total",
        severity=Severity.WARNING,
        message="Kvinnor och män är färre än alla",
        expected="{sum}",
        advice="Kvinnor och män är tillsammans {sum}. Stämmer det?",
        in_short="Kontrollera att ingen saknas.",
        about="Kvinnor och män brukar tillsammans vara alla. Gäller antal i register, inte svar i enkäter.",
    ),
    Rule(
        code="total-outside-parts",
        severity=Severity.WARNING,
        message="Alla ligger utanför delarna",
        expected="{span}",
        advice="Alla har {all}, men delarna ligger mellan {low} och {high}. Då bör alla göra det också.",
        in_short="Kontrollera delarna och alla.",
        about="En andel eller ett medelvärde för alla ligger mellan det för kvinnor och det för män.",
    ),
)

SHEETS: Final = (
    Rule(
        code="untouched-sheet",
        severity=Severity.INFO,
        message="Bladet är inte ifyllt",
        expected="tal eller orsaker",
        advice="Bladets uppgifter lämnas inte. Fyll i det om det ska med.",
        about="Ett blad där ingen cell är ifylld hoppas över. Är någon cell ifylld ska resten också vara det.",
    ),
    Rule(
        code="hidden-rows",
        severity=Severity.INFO,
        message="Dolda rader har lästs",
        expected="",
        advice="Dolda i filen: rad {rows}. De har lästs som de andra. Ta bort dem om de inte ska med.",
        about="Dolda och bortfiltrerade rader är data. Sägs en gång för varje blad.",
    ),
    Rule(
        code="hidden-columns",
        severity=Severity.INFO,
        message="Dolda kolumner har lästs",
        expected="",
        advice="Dolda i filen: kolumn {columns}. De har lästs som de andra.",
        about="Tal i dolda kolumner är data. Sägs en gång för varje blad.",
    ),
    Rule(
        code="merged-cells",
        severity=Severity.WARNING,
        message="Sammanslagna celler över tal",
        expected="ett tal i varje cell",
        advice="Dela cellerna {range}. Bara den första har ett värde.",
        about="I ett sammanslaget område har bara den första cellen innehåll. De andra läses som tomma.",
    ),
)

RULES: Final = {rule.code: rule for rule in (*KEYS, *NUMBERS, *ROWS, *SHEETS)}
"""Every rule by its code, in the order of the documentation."""
