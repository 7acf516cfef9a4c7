"""Words that stand in names and are words besides: lists a name is looked up in before it is found.

Somebody may call themselves "The team", and a sheriff is called by the office: such a word alone
tells nobody, and hiding it everywhere would leave a report that nobody can read.
"""

from __future__ import annotations

from typing import Final

# Parts of names that are also words: with a capital they are names, in small letters words.
_ALSO_WORDS = (
    "angel april art august autumn baker bell bill bishop black bob brand bridge brook brown bush "
    "carter chance charity chase cherry christian church clay constant cook cross crystal daisy "
    "dale dawn day dean destiny drew earnest faith field fisher flower ford forest fox frank "
    "gates gene glen goodman grace grant gray green hall hardy harmony hazel heather hill holly "
    "honor hood hope house huck hunter iris ivy jack jade jasmine jean journey joy june justice "
    "king lake lane law lee lily long love major march mark marsh mason may melody mercy merit "
    "miller mills moon moss noble north olive page park pat patience pearl penny pope potter "
    "power price rain rainbow ray reed rice rich river robin rock rose ruby rusty sage sandy "
    "serenity sharp shepherd short sims skip sky smart south spring star sterling stone storm "
    "strong sue summer sunny swan taylor terry trinity true tucker victor violet walker ward ware "
    "waters wells west white will winter wise wolf wood woods worth young"
)
ALSO_WORDS: Final = frozenset(_ALSO_WORDS.split())
# Beside a number, or after one of these words, they are months.
_MONTHS = "april august june march may"
MONTHS: Final = frozenset(_MONTHS.split())
_BEFORE_A_MONTH = "during each early every in last late mid next of since this till until"
BEFORE_A_MONTH: Final = frozenset(_BEFORE_A_MONTH.split())
# What says who somebody is to others: an office, not a name.
_TITLES = (
    "aunt brother captain chaplain chief coach commissioner coroner councillor councilman "
    "councilwoman counselor dad deacon deputy detective director doctor dr elder father gov "
    "governor grandma grandpa granny hon honorable jr judge lady lieutenant lt ma madam manager "
    "mayor miss mister mom mother mr mrs ms nurse officer pastor pharmacist phd president "
    "principal prof professor rabbi rep representative rev reverend rn senator sergeant sgt "
    "sheriff sir sister sr superintendent teacher trooper uncle"
)
TITLES: Final = frozenset(_TITLES.split())
# The small words of English, and particles of names.
_STOP_WORDS = (
    "a about after again against ago all almost also am an and another any anybody anyone are as "
    "at back be because been before being below best between both but by can could da de del den "
    "der did do does done down du each el else every everybody everyone few first for from get "
    "give go goes good got had has have he help her here hers him his how i ibn if ii iii in into "
    "is it its just keep know la last le les let like little made make many me mine month more "
    "most much must my n name need needs never new next no nobody none nor not now of off on once "
    "one only or other our ours out over own part people per person place please same say second "
    "see she should so some somebody someone st still such take than that the their theirs them "
    "then there these they third this those through time to today together too two under until up "
    "us use van very von was way we week well were what when where which while who whom whose why "
    "with without work works would year yes yet you your yours"
)
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
# What the work itself is about.
_HOUSE_WORDS = (
    "activity agency alliance anonymous board care center centre church city clinic club "
    "coalition college committee community council county court crisis data department "
    "development district doctor drug drugs education emergency facilitator faculty family firm "
    "forum foundation friend friends goal goals government group guest health home hospital "
    "hospitals house idea initiative institute jail job justice kit kits law leader librarian "
    "library map maps measure measures medical medicine meeting member members mental money "
    "naloxone neighbor neighbors network office opioid organization outreach overdose overdoses "
    "owner participant partner partners peer peers pharmacy plan police policy prevention prison "
    "program programs project public recovery resident residents resource resources safe safety "
    "school schools sector service services shelter sheriff social society staff state station "
    "step steps student students substance support survey team teams test tester training "
    "treatment university unknown user users volunteer volunteers win wins worker workers youth"
)
HOUSE_WORDS: Final = frozenset(_HOUSE_WORDS.split())
# None of these tells anybody alone.
NOBODYS: Final = TITLES | STOP_WORDS | HOUSE_WORDS
