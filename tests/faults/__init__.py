"""What goes wrong in a room, each with the test that shows nothing acknowledged is lost.

The store's own:

| fault | test |
|---|---|
| F4 two people on one record | `store/test_contract_of_saving.py` (conflicts) |
| F5 all processes killed while 50 save | `test_store_faults.py::test_killing_everybody_at_once_loses_nothing_acknowledged`, and one by one in `store/test_many_writers.py::test_killing_writers_fifty_times_loses_nothing_acknowledged` |
| F6 power cut | `test_store_faults.py::test_a_power_cut_at_any_moment_loses_nothing_acknowledged` (the disk played: what nobody waited for is lost or torn), `test_store_faults.py::test_the_name_of_a_new_store_is_on_the_disk_before_anything_is_in_it`, `store/test_sqlite.py::test_the_rules_hold_on_every_connection` (synchronous = FULL) |
| F7 full disk | `test_store_faults.py::test_a_full_disk_loses_nothing_and_saving_goes_on_once_there_is_room` |
| F8 read-only, missing, not ours | `test_store_faults.py::test_a_store_that_cannot_be_used_is_named_with_the_cure_and_status_one`, `store/test_sqlite_places.py` |
| F9 locked | `test_store_faults.py::test_a_lock_of_three_seconds_is_waited_out_and_one_of_nine_is_told`, `store/test_sqlite.py` |
| F10 SQLite with the log's fault | `store/test_sqlite.py::test_only_a_cured_library_may_keep_a_write_ahead_log`, `test_store_faults.py::test_every_way_to_open_a_store_stands_in_the_store` |
| F11 damaged file | `store/test_damage.py` |
| F12 network drive | `store/test_sqlite_places.py::test_a_network_drive_is_refused_with_advice` |
| F14 the same submission sent twice | `store/test_many_writers.py::test_the_same_draft_from_fifty_processes_is_stored_once`, `test_store_faults.py::test_an_answer_lost_a_thousand_times_is_kept_once` |
| F15 earlier format with data | `store/test_migrating.py`, `store/test_sqlite.py::test_a_store_of_a_newer_version_is_refused_with_the_step_that_cures_it` |
| F18 backup and restore | `store/test_backup.py` |
| F19 PostgreSQL restarted | `test_store_faults.py::test_restarting_postgresql_loses_nothing_and_keeps_nothing_twice`, `store/test_postgres.py` |

The page's, and what is proved elsewhere:

| fault | test |
|---|---|
| F1 kernel killed in mid-edit | `test_page_faults.py::test_a_kernel_killed_in_mid_edit_takes_nothing_along_and_nobody_else`, `forum/test_pages.py::test_a_killed_kernel_loses_nothing_and_the_page_comes_back_by_itself` |
| F2 reloaded, closed | `test_page_faults.py::test_a_page_that_is_loaded_anew_or_closed_goes_on_where_it_was`; a browser that keeps nothing: `js/src/shared/outbox.test.ts` |
| F3 wifi gone and back | `test_page_faults.py::test_a_line_that_breaks_for_a_moment_is_taken_up_again_on_the_same_page`, `test_page_faults.py::test_a_page_that_was_cut_short_says_so_and_comes_by_itself_when_the_line_is_back`, `test_page_faults.py::test_a_network_that_is_gone_is_said_and_what_was_typed_is_sent_once`, `forum/test_pages.py::test_words_typed_without_a_connection_are_kept_and_sent_once` |
| F4 two people on one record | `forum/test_two_people.py` |
| F13 a clock that jumps | `js/src/host/kernel.test.ts`, `js/src/host/leaving.test.ts`, `js/src/host/waiting.test.ts`, `test_clocks.py::test_a_clock_set_back_an_hour_changes_no_order`, `test_clocks.py::test_no_wait_of_the_server_is_measured_by_the_clock_on_the_wall` |
| F16 part of a batch fails | `reports/test_fitness.py::test_what_nobody_foresaw_in_a_report_is_one_row_and_tells_no_more_than_its_kind`, `reports/test_batch.py::test_one_teams_trouble_is_its_own`, `reports/test_batch.py::test_the_others_files_are_those_of_a_run_without_trouble_byte_for_byte`, `reports/test_batch_made.py::test_what_a_killed_run_left_unfinished_goes_with_the_next` |
| F17 a writer of documents breaks | `reports/test_batch.py::test_a_format_whose_writer_breaks_takes_no_other_along` |
| F20 memory runs short | `test_page_faults.py::test_a_kernel_killed_in_mid_edit_takes_nothing_along_and_nobody_else` (kernels are let go first), `serving/test_workers.py::test_a_unit_starts_the_command_as_it_was_asked_for`, `serving/test_kernels.py::test_a_kernel_that_dies_is_reported_and_hurts_nobody_else` |
| F21 all join at once | `serving/test_kernels.py::test_twenty_kernels_started_at_once_all_answer`, `serving/test_admission.py::test_no_more_pages_begin_at_once_than_may`, `serving/test_admission.py::test_there_are_never_more_pages_than_may_be_and_all_who_ask_get_in`, `serving/test_room.py::test_a_flood_leaves_room_for_people` (a hundred at once, and the page is usable); a hundred: `make bench` |
| F22 the facilitator's page stands still | `test_page_faults.py::test_a_facilitators_page_that_stands_still_holds_up_nobodys_save` |
| F23 a tab of an older build | `test_page_faults.py::test_a_tab_of_an_older_build_loads_the_newer_one_and_loses_nothing`, `js/src/shared/outbox.test.ts` |
| F24 a Binder session ends | `visit/test_training_session.py` |
| F25 odd text | `test_page_faults.py::test_odd_text_is_kept_as_it_was_typed_or_refused_and_left_where_it_stands`, `test_clocks.py::test_odd_text_is_kept_equal_or_refused`, `formats/test_record.py`, `formats/test_safe_cells.py`, `reports/test_letters.py` |
"""  # noqa: E501 a table
