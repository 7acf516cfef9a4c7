"""Small files of local numbers, all made up, in the forms their sources write."""

WONDER_FOOTER = """\
"---"
"Dataset: Multiple Cause of Death, 1999-2020"
"Query Parameters:"
"MCD - ICD-10 Codes: T40.0 (Opium); T40.1 (Heroin);"
"T40.4 (Other synthetic narcotics)"
"Group By: County; Year"
"Calculate Rates Per: 100,000"
"---"
"Query Date: Oct 24, 2022 5:20:09 PM"
"---"
Caveats:
"1. Cause R99, ""Other ill-defined"", was used<br/>unusually often;"
"be careful."
"2. Data are Suppressed when counts are small."
"""

WONDER_ROWS = [
    ["", "Ash County, AL", "01001", "2015", "2015", "80", "55000", "145.5", "115.3", "181.0"],
    ["", "Ash County, AL", "01001", "2021 (provisional and partial)", "2021", "12", "56000",
     "Unreliable", "11.1", "37.4"],
    ["Total", "Ash County, AL", "01001", "", "", "92", "111000", "82.9", "66.8", "101.6"],
    ["", "Elm County, AL", "01003", "2015", "2015", "Suppressed", "9000", "Suppressed",
     "Suppressed", "Suppressed"],
    ["", "Elm County, AL", "01003", "2021 (provisional and partial)", "2021", "Missing",
     "Missing", "Missing", "Missing", "Missing"],
    ["Total", "", "", "", "", "101", "170000", "59.4", "48.4", "72.2"],
]  # fmt: skip
WONDER_HEADINGS = [
    "Notes", "County", "County Code", "Year", "Year Code", "Deaths", "Population", "Crude Rate",
    "Crude Rate Lower 95% Confidence Interval", "Crude Rate Upper 95% Confidence Interval",
]  # fmt: skip


def wonder(rows=None, headings=None, footer=WONDER_FOOTER, delimiter="\t", quoted=True):
    """Return a WONDER file: what rows are grouped by in quotation marks, lines ending in CRLF."""
    headings = headings or WONDER_HEADINGS
    words = headings.index("Deaths")

    def line(cells, count):
        marked = [f'"{one}"' if one and quoted else one for one in cells[:count]]
        return delimiter.join([*marked, *cells[count:]])

    lines = [line(row, words) for row in (WONDER_ROWS if rows is None else rows)]
    return "\r\n".join([line(headings, words), *lines, *footer.splitlines()]) + "\r\n"


VSRR_HEADINGS = (
    "State,Year,Month,Period,Indicator,Data Value,Percent Complete,"
    "Percent Pending Investigation,State Name,Footnote,Footnote Symbol,Predicted Value"
)


def _vsrr(code, month, indicator, value, name, note, predicted):
    return (
        f"{code},2021,{month},12 month-ending,{indicator},{value},100,0.2,{name},{note},**,"
        f"{predicted}"
    )


_ALL = "Number of Drug Overdose Deaths"
_OPIOIDS = '"Opioids (T40.0-T40.4,T40.6)"'
_SHARE = "Percent with drugs specified"
_NOTE = "Numbers may differ from published reports."
VSRR = "\n".join(
    [
        VSRR_HEADINGS,
        _vsrr("AL", "January", _ALL, "1041", "Alabama", _NOTE, "1102"),
        _vsrr("AL", "January", _OPIOIDS, "", "Alabama", _NOTE, ""),
        _vsrr("AL", "January", _SHARE, "94.5", "Alabama", _NOTE, ""),
        _vsrr("US", "February", _ALL, '"93,655"', "United States", _NOTE, '"97,990"'),
        _vsrr("YC", "February", _ALL, "2243", "New York City", _NOTE, "2300"),
        _vsrr("WY", "February", "Heroin (T40.1)", "", "Wyoming", "Suppressed (counts 1-9)", ""),
    ]
)

PLAIN = """\
place,period,group,count,population,measure,source
Ash County,2021,Everyone,38,87960,Overdose deaths,State health department
Ash County,2021,Age: 15–34,Suppressed,20580,Overdose deaths,State health department
Ash County,2021,Women,<10,44580,Overdose deaths,State health department
Ash County,2022,Everyone,"1,035","88,020",Overdose visits,Hospital
Ash County,2022,Women,,44610,Overdose visits,Hospital
"""
