"""The formula of every method with its symbols and its source, as the fold-outs of Så här räknar vi show them.

In a line `_x` or `_{xy}` is set below and `^x` or `^{xy}` above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ui import html


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One method: what it is called, how it is reckoned, what the letters mean and who first said so."""

    id: str
    name: str
    lines: tuple[str, ...]
    where: str
    """What the letters mean, and the rule around the formula in plain words."""
    source: str


_ALL: Final = (
    Formula(
        id="M01",
        name="Antal per invånare",
        lines=(
            "värde = m·x/n",
            "från 10 fall: undre = x·(1 − 1/(9x) − z/(3√x))^3",
            "övre = (x + 1)·(1 − 1/(9(x + 1)) + z/(3√(x + 1)))^3",
            "under 10 fall: undre = ½·χ^2_{0,025}(2x)",
            "övre = ½·χ^2_{0,975}(2x + 2)",
        ),
        where="x är antalet fall, n folkmängden, m det man räknar per (till exempel 100 000) och z = 1,96. "
        "Gränserna för antalet delas med folkmängden, liksom värdet.",
        source="Byars formel, Statistical Methods in Cancer Research II (IARC, 1987); APHO Technical Briefing 3 (2008)",
    ),
    Formula(
        id="M02",
        name="Andelar",
        lines=("p = x/n", "gränser = (2x + z^2 ∓ z√(z^2 + 4x(1 − x/n)))/(2(n + z^2))", "n_{eff} = (Σw)^2/Σw^2"),
        where="x av n svarar så, z = 1,96. Vägda enkäter räknas på n_{eff}, med vikterna w. Under 50 svar visas inget "
        "värde, mellan 50 och 99 står att värdet är osäkert.",
        source="Wilson (1927); Newcombe (1998); vikterna efter Kish",
    ),
    Formula(
        id="M03",
        name="Medelvärden",
        lines=("gränser = ȳ ± t·s/√n", "s^2 = Σ(y − ȳ)^2/(n − 1)"),
        where="ȳ är medelvärdet av n svar, s deras spridning och t Students t med n − 1 frihetsgrader. Där källan "
        "anger egna gränser används de.",
        source="Student (1908)",
    ),
    Formula(
        id="M04",
        name="Direkt standardisering",
        lines=(
            "r = m·Σw_a·x_a/n_a",
            "V = Σw_a^2·x_a/n_a^2",
            "gränser = r + m·√(V/X)·(gränser för X enligt M01 − X)",
        ),
        where="w_a är åldersgruppens andel av staden, x_a och n_a fallen och folkmängden i stadsdelen, X alla fall. "
        "Under 10 fall ges inget värde.",
        source="Dobson m.fl. (1991)",
    ),
    Formula(
        id="M05",
        name="Indirekt standardisering",
        lines=("kvot = 100·X/E", "E = Σn_a·R_a/N_a"),
        where="X är fallen i stadsdelen och E de som stadens tal R_a/N_a i varje åldersgrupp skulle ge. "
        "Rangordnas aldrig.",
        source="Statistical Methods in Cancer Research II (IARC, 1987)",
    ),
    Formula(
        id="M06",
        name="Mot staden",
        lines=(
            "Z = (x_1 − kπ)/√(kπ(1 − π))",
            "k = x_1 + x_2, π = n_1/(n_1 + n_2)",
        ),
        where="x_1 av n_1 i stadsdelen, x_2 av n_2 i resten av staden; under 10 fall prövas exakt. Stadsdelen skiljer "
        "sig när jämförelsetalet ligger utanför dess intervall på 95 procent, och mycket vid 99,8. Har den minst en "
        "tiondel av invånarna jämförs den med resten av staden, annars med hela.",
        source="Färgregeln: Fingertips (Public Health England). Testen: Przyborowski och Wilenski (1940), "
        "Newcombe (1998), Welch (1947)",
    ),
    Formula(
        id="M07",
        name="Många på en gång",
        lines=(
            "Q = Σ(y − μ)^2/se^2, mot χ^2(k − 1)",
            "μ = Σ(y/se^2)/Σ(1/se^2)",
            "justerat p_{(j)} = min över l ≥ j av min(1, k·p_{(l)}/l)",
        ),
        where="y är stadsdelarnas värden, se deras medelfel och k hur många de är. Är p minst 0,05 går stadsdelarna "
        "inte att skilja åt, och ingen ordning visas.",
        source="Cochran (1954); Benjamini och Hochberg (1995)",
    ),
    Formula(
        id="M08",
        name="Tratt",
        lines=(
            "gränser = p_0 ± z√(p_0(1 − p_0)/n), p_0 = Σx/Σn",
            "φ = medel av z_i^2, z_i = 2√n_i·(asin√p_i − asin√p_0)",
            "τ^2 = max(0, (kφ − (k − 1))/(Σw − Σw^2/Σw)), w = 4n_i",
            "när φ > 2: gränser = sin^2(asin√p_0 ± z√(1/w + τ^2))",
        ),
        where="p_0 är hela stadens andel, n stadsdelens storlek, z = 1,96 eller 3,09 och k antalet stadsdelar, minst "
        "fem. φ säger hur mycket mer än slumpen de varierar, τ^2 är den variation som då läggs till. De tiondelar av "
        "z_i som ligger ytterst dras in. Antal per invånare prövas med gränserna i M01.",
        source="Spiegelhalter (2005)",
    ),
    Formula(
        id="M09",
        name="Grupper efter ordning",
        lines=("plats = 1 + antalet bättre placerade", "grupp = max(1, q + 1 − ⌈(k + 1 − plats)·q/k⌉)"),
        where="k stadsdelar delas i q grupper; ⌈ ⌉ avrundar uppåt. Aldrig en plats utan platsens eget intervall, ur "
        "10 000 slumpade dragningar y + se·N(0, 1) med fast frö.",
        source="PHEindicatormethods (Public Health England); platsens intervall: Goldstein och Spiegelhalter (1996)",
    ),
    Formula(
        id="M10",
        name="Styrdiagram",
        lines=("gränser = ȳ ± 2,66·medel(MR)", "MR_t = |y_t − y_{t−1}|"),
        where="ȳ är medelvärdet och MR stegen mellan mätningarna; steg på minst 3,267·medel(MR) tas bort en gång. "
        "Signal: utanför en gräns, sju i rad åt samma håll eller på samma sida, eller två av tre nära en gräns.",
        source="Wheeler (2000); NHS England, Making Data Count",
    ),
    Formula(
        id="M11",
        name="De fem senaste åren",
        lines=(
            "X^2 = β^2·D/Σw, trend när X^2 > 9,55",
            "β = (Σw·ΣwTy − ΣwT·Σwy)/D",
            "D = Σw·ΣwT^2 − (ΣwT)^2, w = 1/σ^2",
            "andelar: X^2 = N·u^2/(X(N − X)(N·ΣnT^2 − (ΣnT)^2))",
            "u = N·ΣxT − X·ΣnT",
        ),
        where="T = 1, 2, 3, 4, 5 är åren, y värdena, σ felmarginalens bredd delad med 3,92; N = Σn svar, varav "
        "X = Σx. Lutningen β ska behålla sitt tecken när vart år i tur och ordning utelämnas.",
        source="Fingertips Technical Guidance (Public Health England); andelar: Armitage (1955)",
    ),
    Formula(
        id="M12",
        name="Två år",
        lines=("D = y_2 − y_1", "gränser = D ± z√(se_1^2 + se_2^2)", "när φ > 1: gränser = D ± t√φ·√(se_1^2 + se_2^2)"),
        where="y_1 och y_2 är de två årens värden, se = felmarginalens bredd/(2z) och φ spridningen i M16. Säkerställd "
        "är skillnaden när gränserna ligger på samma sida om noll. Finns antalen används testen i M06.",
        source="Newcombe (1998); Welch (1947)",
    ),
    Formula(
        id="M13",
        name="Trend i antal",
        lines=("ln E[x] = a + b·t + ln n", "per år = e^b, gränser = e^{b ± z·se}", "φ = Σ(x − μ)^2/μ/(k − 2)"),
        where="x är antalet år t, n folkmängden, μ det linjen ger och k antalet år, minst fem. När φ är över 1 blir "
        "se gånger √φ, och z blir t(k − 2).",
        source="Poissonregression: McCullagh och Nelder (1989)",
    ),
    Formula(
        id="M14",
        name="Trend utan antaganden",
        lines=(
            "S = Σ_{i<j} tecken(y_j − y_i)",
            "τ = S/(k(k − 1)/2)",
            "lutning = median av (y_j − y_i)/(t_j − t_i)",
        ),
        where="Varje par av år jämförs: S är par som stiger minus par som faller, k antalet år. Upp till tio år är p "
        "exakt. Fyra mätningar räcker aldrig: minsta möjliga p är då 0,083.",
        source="Kendall (1938); Sen (1968)",
    ),
    Formula(
        id="M15",
        name="Målbana",
        lines=("borde vara = B + (G − B)(t − t_0)/(T − t_0)", "andel av vägen = (v − B)/(G − B)"),
        where="B är utgångsvärdet år t_0, G målet år T och v värdet år t.",
        source="Egen regel: lika stora steg varje år",
    ),
    Formula(
        id="M16",
        name="Bedömning",
        lines=(
            "takt: b = Σw(t − t̄)(y − ȳ)/S_w",
            "S_w = Σw(t − t̄)^2",
            "spridning: φ = max(1, ΣQ/Σ(k − 2))",
            "Q = Σw(y − linjen)^2",
            "taktens gränser = b ± q√(φ/S_w)",
            "landning: f = ȳ + b(T − t̄)",
            "s_f = √(φ(1/Σw + (T − t̄)^2/S_w + σ^2))",
            "chans: P = F((G − f)/s_f), lågt är bra",
            "chans: P = 1 − F((G − f)/s_f), högt är bra",
        ),
        where="y är värdet år t, σ felmarginalen delad med 1,96 (i s_f det senaste årets), w = 1/σ^2; t̄ och ȳ är vägda "
        "medelvärden, k antalet mätningar, G målet år T, F och q Students t. φ räknas gemensamt för minst fem "
        "stadsdelar, annars ur den egna serien, där den är 1 så länge Q ryms i slumpen. Åt fel håll: taktens hela "
        "intervall på fel sida om noll. Inte i takt: P under 10 procent. På väg: hela intervallet på rätt sida och P "
        "minst 33 procent. Annars går det inte att avgöra.",
        source="Egen regel, prövad på slumpade serier och på verkliga anmälda brott. Vägd linje med spridning: "
        "Birge (1932)",
    ),
    Formula(
        id="M16b",
        name="Känslighet",
        lines=("A = M16(t_0), jämförs med M16(t_0 − 1) och M16(t_0 + 1)", "och med M16(utan år j), j = t_0 + 1, …, t"),
        where="A är bedömningen, t_0 basåret och t det senaste året; målet är detsamma. Blir någon bedömning en annan "
        "är den känslig, och det står på indikatorns sida.",
        source="Egen regel; att utelämna ett år i taget: Quenouille (1956)",
    ),
    Formula(
        id="M17",
        name="Tillväxtkvot",
        lines=("kvot = ((v/B)^{1/(t − t_0)} − 1)/((G/B)^{1/(T − t_0)} − 1)",),
        where="B är utgångsvärdet år t_0, v värdet år t och G målet år T. Minst 0,95 är betydande framsteg, under noll "
        "en rörelse bort från målet.",
        source="Eurostats uppföljning av de globala målen",
    ),
    Formula(
        id="M18",
        name="Mål utan tal",
        lines=(
            "minska, öka: D = v − B, med gränser enligt M12",
            "behålla, högt är bra: v_{övre} ≥ B − d",
            "behålla, lågt är bra: v_{undre} ≤ B + d",
        ),
        where="v är värdet med sina gränser, B utgångsvärdet och d den tolerans som registret anger. Finns fem år "
        "prövas riktningen också enligt M11.",
        source="Egen regel; mål i ord bedöms av en namngiven människa",
    ),
    Formula(
        id="M19",
        name="Landning och chans",
        lines=(
            "f = ȳ + b(T − t̄), b = Σ(t − t̄)(y − ȳ)/S, S = Σ(t − t̄)^2",
            "s_f = s√(1 + 1/k + (T − t̄)^2/S), s^2 = Σ(y − linjen)^2/(k − 2)",
            "intervall = f ± t_{0,95}(k − 2)·s_f",
            "chans: P = F((G − f)/s_f), lågt är bra",
            "chans: P = 1 − F((G − f)/s_f), högt är bra",
        ),
        where="y är värdet år t, k antalet år, G målet år T, F Students t med k − 2 frihetsgrader. Har alla mätningar "
        "felmarginal används f, s_f och P ur M16. Annars krävs fem år och högst k/2 år kvar; andelar räknas på "
        "ln(p/(1 − p)), antal per invånare på ln.",
        source="Minsta kvadratmetoden; orden för chans efter IPCC (Mastrandrea m.fl. 2010)",
    ),
    Formula(
        id="M20",
        name="Mellan ändarna",
        lines=(
            "D = y_{sämst} − y_{bäst}, gränser = D ± z√(se_{sämst}^2 + se_{bäst}^2)",
            "R = y_{sämst}/y_{bäst}, gränser = R·e^{± z·u}",
            "u = √((se_{sämst}/y_{sämst})^2 + (se_{bäst}/y_{bäst})^2)",
        ),
        where="y är värdet i den sämst och den bäst placerade gruppen, se deras medelfel. Grupper med en ordning har "
        "fasta ändar.",
        source="WHO, Handbook on health inequality monitoring (2013)",
    ),
    Formula(
        id="M21",
        name="Spridning över alla grupper",
        lines=(
            "medelavstånd = Σs·|y − ȳ|",
            "BGV = Σs(y − ȳ)^2",
            "utan slump = max(0, BGV − Σs(1 − s)·se^2)",
            "slumpens golv för D = 3,08·se",
        ),
        where="s är gruppens andel av befolkningen, ȳ stadens värde och se gruppens medelfel. Golvet är det avstånd "
        "mellan ändarna (D i M20) som tio lika grupper skulle visa.",
        source="WHO, Handbook on health inequality monitoring (2013)",
    ),
    Formula(
        id="M22",
        name="Lutning",
        lines=(
            "x_i = Σ_{j<i} s_j + s_i/2",
            "W_i = s_i(x_i − ½)/Σs(x − ½)^2",
            "SII = ΣW_i·y_i, gränser = SII ± z√(ΣW_i^2·se_i^2)",
            "RII = (a + SII)/a, a = ȳ − SII/2",
        ),
        where="Grupperna står i ordning från sämst till bäst ställd. s_i är gruppens andel av befolkningen, x_i dess "
        "plats i ordningen, y_i dess värde och se_i medelfelet. SII är skillnaden längs hela linjen, RII kvoten.",
        source="Mackenbach och Kunst (1997); Low och Low (2004)",
    ),
    Formula(
        id="M23",
        name="Koncentration",
        lines=(
            "ACI = Σc_i·y_i, c_i = 2s_i(x_i − ½)",
            "RCI = ACI/ȳ",
            "gränser = ACI ± z√(Σc_i^2·se_i^2)",
            "andelar: E = 4·RCI·p̄",
        ),
        where="s_i, x_i, y_i och se_i som i M22; p̄ är stadens andel. Under noll: samlat hos de sämst ställda.",
        source="Kakwani, Wagstaff och van Doorslaer (1997); Erreygers (2009)",
    ),
    Formula(
        id="M24",
        name="Theils index och MLD",
        lines=(
            "T = Σs·r·ln r, MLD = −Σs·ln r, r = y/ȳ",
            "se(T) = √(Σ(1 + ln r − K)^2·s^2·se^2)/ȳ, K = Σs·r(1 + ln r)",
            "se(MLD) = √(Σs^2·se^2(1 − 1/r)^2)/ȳ",
        ),
        where="s är gruppens andel av befolkningen, y dess värde, ȳ stadens och se medelfelet. Visas gånger 1 000.",
        source="Theil (1967)",
    ),
    Formula(
        id="M25",
        name="Full jämlikhet",
        lines=("PAR = y_{ref} − ȳ", "PAF = 100·PAR/ȳ", "personer = PAR·N/m", "gränser = PAR ± z√(Σ(ρ − s)^2·se^2)"),
        where="y_{ref} är värdet i de bästa stadsdelarna som tillsammans har minst en femtedel av befolkningen, ȳ "
        "stadens, N befolkningen, m det man räknar per, s andelen av befolkningen och ρ andelen inom de bästa. Ingen "
        "orsak påstås.",
        source="WHO, Handbook on health inequality monitoring (2013)",
    ),
    Formula(
        id="M26",
        name="Skillnad över tid",
        lines=(
            "b = Σw(t − t̄)(g − ḡ)/S_w, S_w = Σw(t − t̄)^2",
            "gränser = b ± q√(φ/S_w), w = 1/se^2",
            "två år: Z = (g_2 − g_1)/√(se_1^2 + se_2^2)",
        ),
        where="g är skillnadens storlek år t (D, ln R eller SII), se dess medelfel, φ spridningen i den egna serien "
        "som i M16 och q Students t. Minskar eller ökar sägs bara när gränserna ligger på samma sida om noll.",
        source="Egen regel, med samma spridning som bedömningen (M16)",
    ),
    Formula(
        id="M27",
        name="Uppdelning",
        lines=("ΔR = Σs̄·Δr + Σr̄·Δs", "C = s̄·Δr + Δs(r̄ − R̄), ΣC = ΔR"),
        where="s är stadsdelens andel av befolkningen, r dess tal, R stadens; streck betyder de två årens medelvärde, "
        "Δ ändringen. Första delen är ändrade tal, andra flyttad befolkning, C stadsdelens bidrag.",
        source="Kitagawa (1955); Das Gupta (1993)",
    ),
    Formula(
        id="M30",
        name="Små tal",
        lines=(
            "dolt när 1 ≤ x ≤ 4 eller n < n_{min}",
            "bredd = x_{max} − x_{min} ≥ 3, och x_{max} > 4",
        ),
        where="x är antalet och n underlaget, minst n_{min} = 10 personer eller 50 svar om registret inte säger annat. "
        "I varje summa med ett dolt tal döljs ett till. Sedan prövas med linjär programmering vilka hela tal, x_{min} "
        "till x_{max}, som alla summor tillåter; är de för få döljs mer. Noll visas.",
        source="Hundepool m.fl., Statistical Disclosure Control (2012); offentlighets- och sekretesslagen 24 kap. 8 §",
    ),
    Formula(
        id="M31",
        name="Sammanvägning",
        lines=("index = Σ min(1, max(0, (v − B)/(G − B)))/k",),
        where="v är värdet, B utgångsvärdet och G målet för var och en av k indikatorer. Bara om den krävs, med lika "
        "vikter, minst 70 procent av indikatorerna och utan rangordning.",
        source="OECD och JRC, Handbook on constructing composite indicators (2008)",
    ),
)
FORMULAS: Final = {formula.id: formula for formula in _ALL}
"""By the method's id."""


def shown(method: str) -> str:
    """One method as it stands in a fold: name and id, the formula's lines, the letters and the source."""
    formula = FORMULAS[method]
    lines = "".join(f"<p>{typeset(line)}</p>" for line in formula.lines)
    head = f'<h4>{html.escape(formula.name)} <span class="lb-quiet">{formula.id}</span></h4>'
    where = f'<p class="lb-letters">{typeset(formula.where)}</p>'
    source = f'<p class="lb-letters">Källa: {html.escape(formula.source)}.</p>'
    return f'<div class="lb-formula">{head}<div class="lb-math">{lines}</div>{where}{source}</div>'


def typeset(text: str) -> str:
    """Escaped text with what follows `_` set below and what follows `^` set above.

    The line of a mean is drawn over letters that reach too high for the font's own.
    """
    raised = re.sub(r"\^(?:\{([^}]*)\}|(\w))", r"<sup>\1\2</sup>", html.escape(text))
    lowered = re.sub(r"_(?:\{([^}]*)\}|(\w))", r"<sub>\1\2</sub>", raised)
    return re.sub("([tR])\u0304", r'<span class="lb-mean">\1</span>', lowered)
