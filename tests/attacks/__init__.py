"""Attacks, and what shows that each comes to nothing.

Each threat (T) is followed by the tests that prove what is said of it: a file below ``tests`` or
``js``, and the test's name there. ``test_table.py`` checks that every one of them exists.

T1 Somebody reaches another person's page through its kernel's id.
    serving/test_routes.py: test_a_kernel_answers_only_to_the_cookie_that_started_it
    serving/test_routes.py: test_every_route_of_the_server_stands_in_the_table
    serving/test_routes.py: test_the_log_holds_no_codes_and_no_kernel_ids
    attacks/test_lines.py: test_a_page_of_another_site_gets_no_line_even_with_the_visitors_cookie
T2 Code is run through a page's line.
    serving/test_routes.py: test_code_sent_to_the_kernel_is_not_run
    serving/test_routes.py: test_the_same_code_would_run_where_nothing_guards_the_kernel
T3 A page forges what its widgets say, or sets what they show.
    visit/test_hostile_page.py: test_setting_every_synced_trait_changes_nothing_anywhere
    visit/test_hostile_page.py: test_ids_of_another_team_open_nothing
    visit/test_hostile_page.py: test_a_role_may_do_what_the_table_says_and_no_more
    visit/test_hostile_page.py: test_whatever_a_page_sends_it_gets_a_plain_answer_and_stays_who_it_is
    visit/test_ids_tell_nobody.py: test_no_id_of_anybodys_own_answers_is_given_to_the_page_of_another
    attacks/test_forgery.py: test_no_form_filled_with_anothers_ids_reaches_their_team
    attacks/test_forgery.py: test_nothing_of_theirs_can_be_chosen_from_a_list_here
    attacks/test_forgery.py: test_whoever_has_not_come_in_is_told_nothing_and_keeps_nothing
    attacks/test_forgery.py: test_no_widget_takes_a_trait_from_its_page
    visit/test_room.py: test_nobody_but_a_facilitator_leads_the_room_or_sees_the_others
T4 Code in a kernel could read the whole store: not held back there, only kept from getting in.
    serving/test_routes.py: test_code_sent_to_the_kernel_is_not_run
    attacks/test_code.py: test_nothing_that_comes_in_is_run_or_unpickled
T5 What people typed runs on a page, the console or the projector.
    attacks/test_pages_run_nothing.py: test_nothing_that_people_typed_runs_on_any_page_and_nothing_secret_is_told
    attacks/test_pages_run_nothing.py: test_the_year_holds_an_attack_in_every_kind_of_entry
    attacks/test_pages_run_nothing.py: test_the_tripwire_is_one
    forum/test_pages.py: test_markup_in_every_field_stays_text_on_every_page
    test_house.py: test_pages_put_what_people_wrote_on_the_screen_as_text_only
    serving/test_routes.py: test_a_page_comes_with_strict_headers_and_asks_nothing_of_other_machines
T6 What people typed runs in a document.
    attacks/test_documents.py: test_no_page_holds_markup_that_people_typed
    attacks/test_documents.py: test_a_pdf_runs_nothing_and_leads_nowhere
    attacks/test_documents.py: test_a_word_document_holds_no_field_and_asks_for_nothing
    attacks/test_documents.py: test_an_executed_notebook_keeps_no_output_that_runs
    reports/test_html.py: test_hostile_words_run_nothing_and_ask_for_nothing
    reports/test_html.py: test_every_value_in_the_block_templates_is_escaped
    reports/test_public_page.py: test_what_people_wrote_is_text_and_never_markup
T7 A cell is taken for a formula.
    attacks/test_documents.py: test_no_table_holds_a_formula
    attacks/test_code.py: test_whatever_writes_csv_or_workbooks_makes_formulas_safe
    formats/test_safe_cells.py: test_no_text_begins_like_a_formula_and_none_is_lost
    formats/test_safe_cells.py: test_a_workbook_holds_no_formula
T8 A file unpacks to more than memory holds.
    formats/test_indicators_hazards.py: test_a_zip_bomb_is_refused_unpacked_by_nobody
    formats/test_spreadsheets.py: test_a_zip_bomb_is_refused_unopened
    formats/test_spreadsheets.py: test_a_zip_that_lies_about_its_size_is_refused_in_bounded_memory
    formats/test_survey_tables.py: test_a_hostile_file_of_10_mb_is_refused_within_a_second
T9 An honest file is read wrongly, and nobody is told.
    formats/test_wonder.py: test_an_unreliable_rate_keeps_its_interval_and_a_suppressed_count_no_figure_at_all
    formats/test_survey_tables.py: test_western_european_text_is_read_with_a_warning
    formats/test_spreadsheets.py: test_a_formula_is_refused_with_its_cell_but_not_on_a_sheet_that_is_not_read
T10 A parameter of a report is run as code.
    reports/test_batch.py: test_a_parameter_the_notebook_does_not_have_is_refused_before_anything_runs
    reports/test_batch.py: test_a_parameters_value_is_data_and_never_code
    reports/test_batch.py: test_a_parameter_of_another_type_is_refused
T11 A name leads out of a folder.
    attacks/test_documents.py: test_every_file_is_called_by_an_id_and_by_nothing_that_people_typed
    attacks/test_names_of_files.py: test_no_id_of_a_team_is_a_path
    reports/test_tables.py: test_a_cell_id_is_no_path
    formats/test_map_round_trip.py: test_the_file_is_called_as_the_map_and_never_leads_elsewhere
    serving/test_routes.py: test_no_way_up_leads_out_of_what_is_served
T12 Data is unpickled or run.
    attacks/test_code.py: test_nothing_that_comes_in_is_run_or_unpickled
    attacks/test_code.py: test_each_of_those_would_be_seen
T13 An uploaded file is served again, and runs.
    attacks/test_names_of_files.py: test_a_file_that_was_brought_is_read_and_never_kept_as_a_file
    serving/test_routes.py: test_nothing_else_is_served
T14 A secret stands in an address, a log, a page, a file or the list of processes.
    attacks/test_pages_run_nothing.py: test_nothing_that_people_typed_runs_on_any_page_and_nothing_secret_is_told
    serving/test_routes.py: test_the_log_holds_no_codes_and_no_kernel_ids
    serving/test_routes.py: test_health_says_figures_and_no_secrets
    visit/test_joining.py: test_the_store_keeps_only_hashes_of_what_lets_a_person_back_in
    reports/test_places.py: test_no_part_of_the_stores_address_is_said
    reports/test_batch.py: test_nothing_that_is_written_holds_an_address_or_a_path_of_this_machine
    test_moving_a_team.py: test_a_record_holds_no_key_and_nothing_of_another_team
T15 Codes are guessed.
    attacks/test_codes.py: test_a_code_that_was_closed_is_answered_as_one_that_never_was
    attacks/test_codes.py: test_who_is_known_cannot_try_codes_for_nothing
    attacks/test_codes.py: test_a_whole_days_guessing_finds_no_code
    serving/test_routes.py: test_codes_tried_on_ever_new_pages_are_counted_by_the_device
    serving/test_limits.py: test_a_thousand_guessing_devices_shut_nobody_out
    visit/test_joining.py: test_after_five_wrong_codes_a_page_waits_and_then_may_try_again
T16 Another site acts with a visitor's cookie, or leads its own name here.
    attacks/test_lines.py: test_a_page_of_another_site_gets_no_line_even_with_the_visitors_cookie
    serving/test_routes.py: test_a_leaving_page_of_another_site_ends_no_kernel
    serving/test_routes.py: test_a_name_led_here_from_elsewhere_gets_nowhere
    serving/test_routes.py: test_every_answer_carries_the_safe_headers
T17 One client opens page after page, or sends too much.
    attacks/test_lines.py: test_a_visitor_with_a_dozen_pages_open_gets_no_other_until_one_is_closed
    attacks/test_lines.py: test_a_message_that_is_too_long_is_answered_or_ends_its_own_line_only
    serving/test_admission.py: test_a_client_that_forgets_its_cookie_leaves_half_of_the_room_to_people
    serving/test_admission.py: test_one_visitor_who_opens_pages_and_leaves_them_holds_few_places
    serving/test_room.py: test_a_flood_leaves_room_for_people
T18 Kernels are left behind.
    attacks/test_left_behind.py: test_a_kernel_is_ended_when_its_page_never_comes_or_stays_away
    attacks/test_left_behind.py: test_a_kernel_that_will_not_end_is_tried_again_and_keeps_no_other
    attacks/test_left_behind.py: test_who_leaves_pages_behind_makes_room_with_their_own_oldest_one
    attacks/test_left_behind.py: test_who_reloads_time_and_again_is_let_in_and_holds_few_kernels
    faults/test_page_faults.py: test_a_network_that_is_gone_is_said_and_what_was_typed_is_sent_once
    serving/test_room.py: test_who_waits_is_let_in_by_itself_and_keeps_the_code_and_the_step
    serving/test_admission.py: test_there_are_never_more_pages_than_may_be_and_all_who_ask_get_in
T19 A kernel that was made beforehand is handed to whoever asks.
    attacks/test_lines.py: test_no_kernel_waits_for_whoever_comes_next
T20 Small counts tell who somebody is.
    analysis/test_suppression_attack.py: test_no_attacker_pins_a_hidden_count_in_a_thousand_tables
    test_results_over_time.py: test_no_two_results_of_a_survey_that_300_teams_saw_differ_by_a_few_people
    test_results_over_time.py: test_no_two_results_of_a_vote_that_300_teams_saw_differ_by_a_few_people
    reports/test_names_nowhere.py: test_the_name_is_in_the_record_and_in_none_of_the_files
T21 Somebody types what could tell who a person is: a warning, and no more than that.
    js/src/shared/warning.test.ts: all that is noticed is named once, in words that do not promise to see all
T22 A facilitator shows what is not for everybody.
    visit/test_projector.py: test_before_anything_is_revealed_the_wall_says_welcome
    visit/test_projector.py: test_no_step_with_coaching_notes_or_what_one_keeps_for_oneself_is_offered
    visit/test_projector.py: test_a_team_of_few_is_in_no_figure_and_not_named
    visit/test_projector.py: test_the_room_s_survey_waits_until_a_team_has_closed_it
T23 Somebody writes as another of their team.
    visit/test_hostile_page.py: test_a_message_cannot_name_who_it_is_from
    visit/test_past.py: test_a_history_says_what_when_and_whether_it_was_oneself_and_never_who
T24 Something is fetched from elsewhere.
    test_house.py: test_nothing_is_fetched_from_elsewhere_at_run_time
    test_house.py: test_built_pages_ask_no_other_machine_for_anything
    test_house.py: test_the_front_ends_lock_names_versions_and_hashes_and_no_address
    test_house.py: test_constraints_are_names_and_versions_and_nothing_else
T25 The address of a page chooses another template.
    serving/test_routes.py: test_a_template_cannot_be_chosen_by_the_address
    attacks/test_lines.py: test_what_stands_behind_the_question_mark_changes_nothing
"""  # noqa: E501  # names are as long as they are
