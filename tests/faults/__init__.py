"""What goes wrong in a room, each with the test that shows nothing acknowledged is lost.

The store's own:

| fault | test |
|---|---|
| F4 two people on one record | `store/test_contract_of_saving.py` (conflicts) |
| F5 all processes killed while 50 save | `test_store_faults.py::test_killing_everybody_at_once_loses_nothing_acknowledged`, and one by one in `store/test_many_writers.py::test_killing_writers_fifty_times_loses_nothing_acknowledged` |
| F6 power cut | `test_store_faults.py::test_the_name_of_a_new_store_is_on_the_disk_before_anything_is_in_it`, `store/test_sqlite.py::test_the_rules_hold_on_every_connection` (synchronous = FULL) |
| F7 full disk | `test_store_faults.py::test_a_full_disk_loses_nothing_and_saving_goes_on_once_there_is_room` |
| F8 read-only, missing, not ours | `test_store_faults.py::test_a_store_that_cannot_be_used_is_named_with_the_cure_and_status_one`, `store/test_sqlite_places.py` |
| F9 locked | `test_store_faults.py::test_a_lock_of_three_seconds_is_waited_out_and_one_of_nine_is_told`, `store/test_sqlite.py` |
| F10 SQLite with the log's fault | `store/test_sqlite.py::test_only_a_cured_library_may_keep_a_write_ahead_log`, `test_store_faults.py::test_every_way_to_open_a_store_stands_in_the_store` |
| F11 damaged file | `store/test_damage.py` |
| F12 network drive | `store/test_sqlite_places.py::test_a_network_drive_is_refused_with_advice` |
| F14 the same submission sent twice | `store/test_many_writers.py::test_the_same_draft_from_fifty_processes_is_stored_once`, `test_store_faults.py::test_an_answer_lost_a_thousand_times_is_kept_once` |
| F15 earlier format with data | `store/test_migrating.py` |
| F18 backup and restore | `store/test_backup.py` |
| F19 PostgreSQL restarted | `test_store_faults.py::test_restarting_postgresql_loses_nothing_and_keeps_nothing_twice`, `store/test_postgres.py` |
"""  # noqa: E501 a table
