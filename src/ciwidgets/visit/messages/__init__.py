"""What a page may say, parsed at the door: anything else is refused in one sentence.

Law: imports ``errors`` and ``model``. One file an exercise; each message is a form of its own.
"""

from ciwidgets.visit.messages.activities import SaveActivity, SaveRecommendation, TakeCalendar
from ciwidgets.visit.messages.answers import SaveRating, SaveVote, SetStep
from ciwidgets.visit.messages.breakouts import SaveBorrowed, SaveBreakout, SaveTried
from ciwidgets.visit.messages.bring_file import BeginFile, FilePart, ForgetFile, KeepFile, ReadFile
from ciwidgets.visit.messages.data_sources import SaveDataSource
from ciwidgets.visit.messages.door import MOST_BYTES, Message, parse, request_id_of
from ciwidgets.visit.messages.goals import SaveGoal, SaveGoalReview
from ciwidgets.visit.messages.ideas import (
    AddIdea,
    EditIdea,
    HideIdea,
    MergeIdeas,
    SplitGroup,
    WithdrawIdea,
)
from ciwidgets.visit.messages.joining import Enter, Join, Leave, Look, Rename, Restore, Return
from ciwidgets.visit.messages.looking import AskSince, ChooseModel
from ciwidgets.visit.messages.maps import (
    AskFindings,
    AskWhatIf,
    SaveLesson,
    SaveLever,
    SaveMap,
    SaveMapQuestion,
    SaveSharedWord,
    SaveWhatIf,
    TakeMap,
)
from ciwidgets.visit.messages.measures import (
    DropReading,
    SaveMeasure,
    SaveReading,
    SetForecast,
)
from ciwidgets.visit.messages.months import (
    SaveCarryOn,
    SaveCoachingNote,
    SaveGovernance,
    SaveMeeting,
    SaveNextStep,
)
from ciwidgets.visit.messages.needs import SaveNeed
from ciwidgets.visit.messages.paper import MakeReturnCode, OpenPaperSheet, SavePaperSheet
from ciwidgets.visit.messages.partners import SavePartner, SaveSeat
from ciwidgets.visit.messages.plan_files import TakePlan
from ciwidgets.visit.messages.plans import SaveLedgerLine, SavePolicyResponse, SaveRisk
from ciwidgets.visit.messages.priorities import SaveGate, SavePicks, SaveScores
from ciwidgets.visit.messages.projector import AskCards, RevealOnProjector, RevealShared
from ciwidgets.visit.messages.records import AskDropped, AskHistory, DropRecord, SaveRecord
from ciwidgets.visit.messages.reflections import SaveChangeOfMind, SaveReflection
from ciwidgets.visit.messages.resources import SaveResource
from ciwidgets.visit.messages.room import (
    AddTime,
    AskShared,
    ClearTimer,
    GoOnTimer,
    PlaceRoom,
    RoomNow,
    SendMessage,
    SetRehearsal,
    SetSteps,
    StartTimer,
    StopTimer,
    TakeDown,
)
from ciwidgets.visit.messages.themes import PlaceItems, SaveTheme
from ciwidgets.visit.messages.training import BringWork, SaveSharing, StillHere, TakeWork
from ciwidgets.visit.messages.wins import (
    SaveNameConsent,
    SaveThanks,
    SaveWin,
    TakeThanksBack,
)

__all__ = [
    "MOST_BYTES",
    "AddIdea",
    "AddTime",
    "AskCards",
    "AskDropped",
    "AskFindings",
    "AskHistory",
    "AskShared",
    "AskSince",
    "AskWhatIf",
    "BeginFile",
    "BringWork",
    "ChooseModel",
    "ClearTimer",
    "DropReading",
    "DropRecord",
    "EditIdea",
    "Enter",
    "FilePart",
    "ForgetFile",
    "GoOnTimer",
    "HideIdea",
    "Join",
    "KeepFile",
    "Leave",
    "Look",
    "MakeReturnCode",
    "MergeIdeas",
    "Message",
    "OpenPaperSheet",
    "PlaceItems",
    "PlaceRoom",
    "ReadFile",
    "Rename",
    "Restore",
    "Return",
    "RevealOnProjector",
    "RevealShared",
    "RoomNow",
    "SaveActivity",
    "SaveBorrowed",
    "SaveBreakout",
    "SaveCarryOn",
    "SaveChangeOfMind",
    "SaveCoachingNote",
    "SaveDataSource",
    "SaveGate",
    "SaveGoal",
    "SaveGoalReview",
    "SaveGovernance",
    "SaveLedgerLine",
    "SaveLesson",
    "SaveLever",
    "SaveMap",
    "SaveMapQuestion",
    "SaveMeasure",
    "SaveMeeting",
    "SaveNameConsent",
    "SaveNeed",
    "SaveNextStep",
    "SavePaperSheet",
    "SavePartner",
    "SavePicks",
    "SavePolicyResponse",
    "SaveRating",
    "SaveReading",
    "SaveRecommendation",
    "SaveRecord",
    "SaveReflection",
    "SaveResource",
    "SaveRisk",
    "SaveScores",
    "SaveSeat",
    "SaveSharedWord",
    "SaveSharing",
    "SaveThanks",
    "SaveTheme",
    "SaveTried",
    "SaveVote",
    "SaveWhatIf",
    "SaveWin",
    "SendMessage",
    "SetForecast",
    "SetRehearsal",
    "SetStep",
    "SetSteps",
    "SplitGroup",
    "StartTimer",
    "StillHere",
    "StopTimer",
    "TakeCalendar",
    "TakeDown",
    "TakeMap",
    "TakePlan",
    "TakeThanksBack",
    "TakeWork",
    "WithdrawIdea",
    "parse",
    "request_id_of",
]
