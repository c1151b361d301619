# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on what is left out and how it was computed: by key, in Danish and in English."""

METHOD_SENTENCES: dict[str, tuple[str, str]] = {
    # Left out
    "not_shown": ("ikke vist", "not shown"),
    "not_answered": ("ikke besvaret", "not answered"),
    "withheld": ("stikprøve uden anbefaling", "sample without recommendation"),
    "closed": ("sagen er lukket eller overdraget", "case closed or handed over"),
    "withdrawn": ("anbefalingen er trukket tilbage", "recommendation withdrawn"),
    "erased": ("slettet", "erased"),
    "manual": ("registreret manuelt (andel besvaret kendes ikke)", "registered by hand (coverage unknown)"),
    "no_date": (
        "uden en brugbar dato, ikke med i uger og kvartaler",
        "without a usable date, not in weeks and quarters",
    ),
    "open_quarter": ("i et kvartal, der ikke er slut", "in a quarter that is not over"),
    # Method
    "method_rate": (
        "Andel fraveget er de fravegne anbefalinger ud af alle, der blev vist og besvaret.",
        "The share overridden is overridden decisions out of all where the recommendation was shown and answered.",
    ),
    "method_interval": (
        (
            "Sikkerhedsintervallet viser, hvor usikkert et tal er: 95 ud af 100 af den slags intervaller rummer det "
            "sande niveau (Wilson). De tager højde for, at én persons beslutninger ligner hinanden."
        ),
        (
            "An interval shows how uncertain a figure is: 95 of 100 such intervals hold the true level (Wilson). They "
            "allow for one caseworker's decisions being alike."
        ),
    ),
    "method_tests": (
        (
            "En forskel kaldes større, end tilfældigheder kan forklare, når både p-værdien er under 5 % og intervallet "
            "holder sig på den ene side af 0. P-værdierne tager også højde for, at én persons beslutninger ligner "
            "hinanden, og er korrigeret for, at rapporten viser mange af dem (Benjamini-Hochberg): forskellene mellem "
            "borgergrupper samlet, de samme forskelle inden for sager med samme anbefaling for sig, og overvægten i "
            "retning for sig."
        ),
        (
            "A difference is called larger than chance can explain when its p-value is below 5% and its interval keeps "
            "to one side of 0. P-values too allow for one caseworker's decisions being alike, and are corrected for "
            "those shown being many (Benjamini-Hochberg): the differences between citizen groups together, the same "
            "differences among cases with the same recommendation by themselves, and the balances of direction by "
            "themselves."
        ),
    ),
    "method_versions": (
        (
            "To versioner af et system er én planlagt sammenligning og kun korrigeret, hvis flere systemer i rapporten "
            "har to versioner."
        ),
        (
            "Two versions of a system are one planned comparison, and corrected only if several systems of the report "
            "have two versions."
        ),
    ),
    "method_tolerance": (
        (
            "{system} svarer med tal: En beslutning regnes som fulgt, når den ligger højst {tolerance} fra "
            "anbefalingen, og som delvist fulgt, når den ligger højst {partly} fra den. Nul og mere end nul er dog "
            "aldrig det samme."
        ),
        (
            "{system} answers with numbers: a decision counts as followed when it is at most {tolerance} from the "
            "recommendation, and as followed in part when it is at most {partly} from it. Nought and more than nought "
            "are never the same, though."
        ),
    ),
    "method_tolerance_unknown": (
        (
            "{system} svarer med tal. Hvor tæt på anbefalingen en beslutning skal ligge for at regnes som fulgt, er "
            "ikke oplyst."
        ),
        "{system} answers with numbers. How near the recommendation a decision counts as followed is not stated.",
    ),
    "method_weeks": (
        (
            "Uger er ISO-uger i dansk tid og hører til det kvartal, deres torsdag ligger i. En uge er uden for "
            "almindelige udsving, når |z| er over 3,7, eller når fire uger samlet har |z| over 3,5 (kontroldiagram "
            "efter Laney)."
        ),
        (
            "Weeks are ISO weeks in Danish time and belong to the quarter of their Thursday. A week is outside "
            "ordinary variation when |z| exceeds 3.7, or when four weeks together have |z| over 3.5 (control chart "
            "after Laney)."
        ),
    ),
    "method_hidden": (
        (
            "Et tal er skjult, når der er færre end {smallest} beslutninger eller {caseworkers} sagsbehandlere bag "
            "det, når én sagsbehandler har over 60 %, og i små grupper, hvor alle eller ingen fraveg."
        ),
        (
            "Hidden are figures on fewer than {smallest} decisions or {caseworkers} caseworkers, where one "
            "caseworker has over 60%, and small groups in which all or none overrode."
        ),
    ),
    "method_also_hidden": (
        (
            "Sammen med det er så mange andre tal skjult, at det ikke kan regnes ud ved at lægge sammen og trække "
            "fra. Det er efterprøvet: Antallet bag et skjult tal kan stadig ligge i et spænd på mindst {smallest}. "
            "Hvilken af grundene der gælder for et tal, står der ikke: Det kunne i sig selv røbe noget."
        ),
        (
            "Along with these, as many others are hidden as it takes for adding and subtracting not to give them "
            "away. This has been checked: the number behind a hidden figure can still lie anywhere in a range of at "
            "least {smallest}. Which of the reasons a figure hides for is not said: that could itself give it away."
        ),
    ),
    "method_anew": (
        (
            "I kvartaler, der sluttede for over et år siden, er navnene slettet, og den samme person tæller forfra i "
            "hvert kvartal. Sikkerhedsintervaller over flere kvartaler er derfor regnet, som om alle kan have været "
            "med i dem alle."
        ),
        (
            "In quarters that ended over a year ago the names are erased, and the same person counts anew in each "
            "quarter. Intervals over several quarters are therefore computed as if everybody may have been there in "
            "all of them."
        ),
    ),
    "method_each_quarter": (
        "Et tal for flere kvartaler vises kun, når det kan vises for hvert af dem.",
        "A figure over several quarters is shown only where it can be shown for each of them.",
    ),
    "method_merged_weeks": (
        "En uge, der er for lille til at blive vist, tælles med i en senere uge i samme system.",
        "A week that is too small to be shown is counted in a later week of the same system.",
    ),
    "method_unhidden": (
        "Intet er skjult. Udgaven er til kontrol og må ikke deles.",
        "Nothing is hidden. This edition is for checks and must not be shared.",
    ),
    "method_rounded": (
        "Antal er afrundet til nærmeste 5, dog aldrig til ingen eller alle. Andelene er regnet af de afrundede antal.",
        "Counts are rounded to the nearest 5, but never to none or all. Shares are computed from the rounded counts.",
    ),
    "method_ledger": (
        "Tallene står ved logpost {size}.",
        "The figures stand at ledger entry {size}.",
    ),
}
