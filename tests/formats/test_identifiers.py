"""Direct identifiers do not come through, by heading or by content, and each is said."""

import pytest

from ciwidgets.formats.privacy import content_reason, heading_reason, mask
from tests.formats.conftest import asked, given, google, left_out, warned


@pytest.mark.parametrize(
    "heading",
    [
        "Name", "Your name", "Your Name:", "What is your name?", "First name", "Last Name",
        "Full name (optional)", "First and last name", "Please enter your full name",
        "participant_name", "RespondentName", "Username", "Email Address", "E-mail", "email",
        "Your e-mail address", "What is your email?", "Correo electrónico", "Phone",
        "Phone number", "Your cell phone number", "Telephone", "Teléfono", "IP Address",
        "IPAddress", "Home address", "Street Address", "Date of Birth", "DOB",
        "Social Security Number", "Student ID", "Employee number", "Participant ID", "ID",
        "Signature", "Latitude", "LocationLongitude", "Nombre", "Vorname", "1. Name",
        "Q3. Email address", "Initials",
    ],
)  # fmt: skip
def test_a_heading_that_asks_for_an_identifier_is_enough(heading):
    assert heading_reason(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Name one thing that would help", "How familiar are you with naloxone?",
        "Do you use email?", "What is the name of the program you know best?",
        "How do you feel about your phone?",
        "Which phone number would you call in an emergency?", "Age", "What is your age?",
        "County", "ZIP code", "Do you know your neighbors by name?",
        "How should the team address this?", "Which issues should we address?", "Location",
        "Contact with services", "Ideas", "Identity", "Number of people in your home",
        "Do you have an ID?", "Signature events you attended",
    ],
)  # fmt: skip
def test_a_question_that_only_mentions_such_a_word_is_kept(heading):
    assert heading_reason(heading) == ""


@pytest.mark.parametrize(
    "values",
    [
        ["ann@example.org", "", "b.c+d@mail.example.com"],
        ["919-555-0143", "(919) 555-0144", "9195550145", "none"],
        ["+49 170 1234567"],
        ["192.0.2.7", "198.51.100.3"],
        ["2001:db8:85a3:0:0:8a2e:370:7334"],
        ["123-45-6789"],
        ["35.77959, -78.63818"],
        ["2026-03-04 10:00:00"],
        ["R_2YPOQ602ER1jkf1"],
    ],
)
def test_content_that_is_mostly_identifiers_goes_whatever_its_heading(survey, values):
    assert content_reason(values)
    rows = [[value, "Yes"] for value in values]
    file = survey(google(["How was lunch?", "Good?"], rows))
    assert "most of its cells" in left_out(file)["How was lunch?"]
    assert [one.text for one in file.survey.questions] == ["Good?"]


@pytest.mark.parametrize(
    "values",
    [
        ["2018-04-09", "2018-04-10"],
        ["1000", "25000", "12"],
        ["27601", "27513"],
        ["3.5", "4.25"],
        ["ann@example.org", "no", "none", "later"],
        ["Yes", "No"],
        ["18-24", "25-34"],
        [],
    ],
)
def test_other_content_is_kept(values):
    assert content_reason(values) == ""


def test_addresses_inside_of_answers_are_left_out_and_counted(survey):
    words = ["Call me: 919-555-0143 or ann@example.org", "More buses", "Nothing else comes to mind"]
    file = survey(google(["What would help?"], [[one] for one in words]))
    assert given(file, "q1")[0] == "Call me: [phone number left out] or [e-mail address left out]"
    assert "2 e-mail addresses or phone numbers inside of answers" in left_out(file)


def test_a_longer_question_that_leads_to_addresses_goes_only_with_free_words(survey):
    rows = [["no thanks", "Yes"], ["maybe under ann.b", "No"], ["later then", "Yes"]]
    file = survey(
        google(["If we may write to you, leave your email here", "Do you use email?"], rows)
    )
    assert "free words" in left_out(file)["If we may write to you, leave your email here"]
    assert asked(file, "q2").options == ["No", "Yes"]


def test_no_identifier_is_in_what_is_kept_or_said(survey):
    rows = [
        ["Ann Example", "ann@example.org", "919-555-0143", "Yes"],
        ["Bo Sample", "bo@example.org", "919-555-0144", "No"],
    ]
    file = survey(google(["Your name", "Email Address", "Best number to reach you", "Good?"], rows))
    everything = file.survey.model_dump_json() + repr(file.answers) + warned(file) + file.text()
    for secret in ("Ann", "example.org", "0143", "Sample"):
        assert secret not in everything
    assert len(file.survey.dropped) == 4  # with the time


def test_years_and_plain_numbers_are_not_masked():
    assert mask("In 2015-2016 we were 1200 people") == ("In 2015-2016 we were 1200 people", 0)
