"""Where each lesson is tried: what went wrong elsewhere, and the tests here that would go red if it went wrong again.

A test is named `file::function`, in a class `file::Class::function`. Names of the lessons are those of the field study
of other programs ("T-…"), and a few words for those of the protocol's own page. Where our shape makes a lesson
impossible the second text says how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

COURIER, LINE, STORE = (
    "tests/sync/test_courier.py",
    "tests/rings/test_lessons_line.py",
    "tests/rings/test_lessons_store.py",
)
LANE, FILES, CLONES = "tests/sync/test_file_lane.py", "tests/server/test_files.py", "tests/storage/test_clones.py"
RING = "tests/contracts/ring_contract.py::RingContract"
NUMBERS = "tests/contracts/numbers_contract.py::NumbersContract"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What happened elsewhere, and the tests that try it here."""

    seen: str
    tests: tuple[str, ...]
    shape: str = ""


def _of(seen: str, *tests: str, shape: str = "") -> Lesson:
    return Lesson(seen, tests, shape)


LESSONS: Final[Mapping[str, Lesson]] = {
    "T-DUP": _of(
        "a time-out after the commit, sent again: the record twice",
        f"{COURIER}::test_retry_after_timeout_does_not_double",
        f"{RING}::test_events_are_stored_once_and_known_ever_after",
        "tests/sync/test_parcel.py::test_t_dup_parcel_beside_the_line_is_known",
        "tests/faults/test_line.py::test_thousands_of_events_reach_the_city_exactly_once",
    ),
    "T-DUP-CHILD": _of(
        "the head was known, its lines came again and crashed",
        f"{STORE}::test_t_dup_child_a_batch_that_comes_again_in_other_parts_adds_no_row_anywhere",
    ),
    "T-TWO-RUNNERS": _of(
        "two tabs sent one queue",
        f"{LINE}::test_t_two_runners_on_one_outbox_are_one",
        "tests/storage/test_opening.py::test_second_counter_on_one_store_is_refused",
        "tests/faults/test_line.py::test_two_deliveries_of_the_same_batch_at_once_are_one",
    ),
    "T-NUM": _of(
        "two receipts with one number",
        "tests/server/test_number_races.py::test_t_num_two_counters_at_several_workers_never_get_the_same_number",
        "tests/sync/test_number_walks.py::test_t_num_no_number_twice_and_every_gap_explained",
        "tests/rings/test_on_databases.py::test_t_num_workers_lease_no_number_twice",
    ),
    "T-NUM-REUSE": _of(
        "an id or number used again after a reconnect or a restore",
        f"{NUMBERS}::test_t_num_reuse_another_store_epoch_or_device_never_gets_the_block",
        "tests/sync/test_number_keeper.py::test_t_num_reuse_a_restored_store_uses_nothing_that_its_old_epoch_was_leased",
    ),
    "T-DUP-SLOW": _of(
        "a slow server and an eager retry made ten copies; nothing named the record",
        f"{LINE}::test_t_dup_slow_ten_copies_of_one_batch_are_one",
        f"{LINE}::test_t_dup_slow_an_event_without_an_id_is_no_event",
    ),
    "T-POISON": _of(
        "one record that cannot be taken stopped all others",
        f"{COURIER}::test_one_stuck_item_does_not_block_the_others",
        f"{COURIER}::test_poison_on_which_the_server_falls_over_is_found_and_delays_others_by_seconds",
        f"{LINE}::test_t_poison_news_that_cannot_be_taken_are_kept_with_their_reason_and_stop_nobody",
        "tests/server/test_app.py::test_poison_is_refused_alone_whatever_is_wrong_with_it",
    ),
    "T-EDIT-IN-FLIGHT": _of(
        "edited while it was under way: same id, other content, refused for ever",
        f"{LINE}::test_t_edit_in_flight_what_was_sent_never_changes_and_the_edit_is_an_event_of_its_own",
    ),
    "T-ACK": _of(
        "deleted here though the sending had failed",
        f"{LINE}::test_t_ack_sent_is_not_delivered",
        f"{COURIER}::test_an_event_that_is_not_answered_for_is_sent_again",
    ),
    "T-CRASH-FILE": _of(
        "a crash between row and file",
        "tests/storage/test_files.py::test_t_crash_file_what_a_crash_left_without_a_row_is_swept",
    ),
    "T-CLASSIFY": _of(
        "one systemic error, and still all thousand records were tried",
        f"{LINE}::test_t_classify_what_is_wrong_with_the_line_is_tried_once_and_not_for_each_of_a_thousand",
        f"{LINE}::test_t_classify_what_is_wrong_with_one_event_stops_no_other",
        f"{COURIER}::test_a_server_that_is_ill_is_left_alone_and_no_event_is_blamed",
    ),
    "T-CLOCK": _of(
        "a clock that was off stopped the exchange",
        f"{COURIER}::test_a_clock_that_is_put_back_holds_nothing_for_ever",
        "tests/stories/test_clock.py::test_minutes_off_are_told_and_the_citys_time_counts",
        "tests/server/test_app.py::test_a_known_offset_corrects_a_wrong_clock",
    ),
    "T-CLOCK-POISON": _of(
        "a stamp from the far future broke every device",
        "tests/server/test_app.py::test_a_time_in_the_future_is_flagged_and_stored",
        "tests/storage/test_holdings.py::test_events_of_the_future_are_counted_until_their_time_has_come",
        shape="No stamp decides anything: the fold orders by what was seen (based_on), stamps only break ties.",
    ),
    "T-CLOCK-TX": _of(
        "a batch that failed left the clock moved",
        f"{LINE}::test_t_clock_tx_a_greeting_that_is_not_kept_moves_no_clock",
        shape="There is no logical clock; all that is kept of the ring's is the offset that was measured.",
    ),
    "T-ECHO": _of(
        "own records came back as new ones, deleted ones rose again",
        f"{LINE}::test_t_echo_own_events_that_come_back_are_an_acknowledgement_and_no_second_dossier",
    ),
    "T-CURSOR": _of(
        "the cursor moved past what was not stored",
        f"{LINE}::test_t_cursor_and_what_is_before_it_are_written_together",
    ),
    "T-RESTART": _of(
        "a checkpoint was lost and everything came again",
        f"{LINE}::test_t_restart_goes_on_at_the_cursor_and_not_from_the_start",
        f"{COURIER}::test_stopping_ends_the_thread_and_starting_again_goes_on",
    ),
    "T-SEQ": _of(
        "numbers taken before the commit: readers skip who commits late",
        f"{STORE}::test_t_seq_a_reader_that_passed_a_place_has_missed_nothing_before_it",
    ),
    "T-PAGE": _of(
        "pages without an order",
        f"{STORE}::test_t_page_a_feed_by_pages_is_the_feed_whatever_its_rows_went_through",
        f"{STORE}::test_t_page_what_is_taken_by_pages_is_ordered",
        "tests/storage/test_keeping.py::test_pages_follow_each_other_without_gap_or_double",
    ),
    "T-OUTCOME": _of(
        "a record was silently not stored",
        f"{STORE}::test_t_outcome_every_event_has_one_and_no_refusal_is_silent",
        f"{RING}::test_one_wrong_event_is_refused_alone_with_its_reason",
    ),
    "T-STRAY": _of(
        "a stray write made a record look changed",
        f"{STORE}::test_t_stray_only_what_was_decided_about_a_dossier_goes_on_its_way",
        f"{STORE}::test_t_stray_a_whole_visit_makes_one_event",
    ),
    "T-IDENTITY": _of(
        "an identity made of hardware changed with it",
        "tests/server/test_identity.py::"
        "test_t_identity_a_counter_that_is_put_out_goes_on_alone_and_drains_when_let_in_again",
        "tests/server/test_identity.py::test_t_identity_a_token_that_is_given_anew_is_used_without_a_restart",
        "tests/server/test_pinned.py::test_t_identity_each_link_of_the_rings_pins_its_own_authority",
        f"{CLONES}::test_t_identity_resealed_event_keeps_id_and_content",
    ),
    "T-OPT": _of(
        "python -O took the checks out",
        f"{STORE}::test_t_opt_nothing_of_the_product_is_decided_by_an_assertion",
        f"{STORE}::test_t_opt_the_core_works_without_assertions",
    ),
    "T-LIVENESS": _of(
        "what failed was tried again only at the next write",
        f"{LINE}::test_t_liveness_nobody_has_to_write_anything_for_a_failed_batch_to_go",
        f"{LINE}::test_t_liveness_a_listener_that_met_every_trouble_hears_again",
        "tests/sync/test_planner.py::test_t_liveness_whatever_failed_it_is_tried_again_within_bounds",
    ),
    "T-KILL": _of(
        "kills left one run in two hundred stuck",
        "tests/faults/test_office.py::test_t_kill_nothing_is_lost_doubled_or_unexplained",
        "tests/rings/test_on_databases.py::test_t_kill_workers_die_and_nothing_is_lost",
        "tests/faults/test_kill_counter.py::test_a_hundred_deaths_lose_nothing_and_double_nothing",
        "tests/faults/test_each_call.py::test_a_crash_at_a_sync_or_a_send_loses_nothing_and_doubles_nothing",
    ),
    "T-PART": _of(
        "partitions wedged the queue",
        "tests/rings/test_three_rings.py::test_without_the_city_the_office_goes_on_and_says_what_is_not_there",
        "tests/rings/test_three_rings.py::test_without_the_hub_each_counter_goes_on_alone_and_finds_back_by_itself",
    ),
    "T-RYW": _of(
        "a reconnect took back one's own writes",
        f"{LINE}::test_t_ryw_what_comes_from_above_never_takes_back_what_was_typed_here",
    ),
    "T-STALL": _of(
        "nothing came any more and nobody was told",
        f"{STORE}::test_t_stall_who_hears_nothing_any_more_is_told",
        "tests/stories/test_main_job.py::test_the_strip_never_lies",
    ),
    "T-RESTORE": _of(
        "the server came from a backup, the devices never sent again what it forgot",
        f"{COURIER}::test_a_city_restored_from_a_backup_gets_back_what_it_forgot",
        f"{COURIER}::test_an_idle_counter_notices_the_restored_city_too",
        "tests/server/test_restored.py::test_t_restore_with_the_ring_above_alive_nothing_at_all_is_lost",
        "tests/rings/test_both_put_back.py::test_t_restore_hub_and_city_are_put_back_at_once",
        "tests/rings/test_put_back_off_time.py::test_t_restore_a_ring_whose_clock_is_a_day_off",
        f"{LANE}::test_t_restore_a_city_from_yesterdays_backup_gets_the_files_again",
    ),
    "T-CLONE": _of(
        "a device that was reset looked older or newer than it was, and overwrote",
        "tests/server/test_restored.py::test_t_clone_one_disk_image_on_two_counters_loses_and_doubles_nothing",
        f"{CLONES}::test_t_clone_opened_elsewhere_begins_a_new_epoch_before_it_writes",
    ),
    "T-CONFLICT": _of(
        "of two edits one was dropped without a word",
        "tests/domain/test_dossier.py::test_corrections_that_did_not_see_each_other_are_a_conflict",
        "tests/domain/test_dossier.py::test_legal_fields_are_never_chosen_by_machine",
        "tests/server/test_interleaving.py::test_any_arrival_gives_the_same_dossiers",
    ),
    "T-AUDIT": _of(
        "documents past the last number were skipped, and nobody counted",
        f"{STORE}::test_t_audit_both_ends_count_the_same",
        "tests/storage/test_holdings.py::test_counts_are_what_counting_gives",
    ),
    "T-BISECT": _of(
        "a batch that is too much crashed for ever",
        "tests/sync/test_planner.py::test_t_bisect_every_event_passes_but_the_poison",
        f"{COURIER}::test_a_batch_that_times_out_is_halved_until_it_passes",
    ),
    "T-LANE": _of(
        "attachments held up the documents",
        f"{LANE}::test_t_lane_a_file_waits_for_its_event_and_no_event_for_a_file",
        "tests/storage/test_files.py::test_t_lane_a_file_never_goes_before_its_event",
    ),
    "T-MIGRATE": _of(
        "a migration touched every row, and all was sent again",
        f"{STORE}::test_t_migrate_nothing_is_put_on_its_way_again_by_an_update",
        "tests/rings/test_on_databases.py::test_t_migrate_an_older_store_is_made_newer_while_counters_are_connected",
    ),
    "T-PINGPONG": _of(
        "what was heard was sent back, round and round",
        f"{LINE}::test_t_pingpong_what_was_heard_is_never_sent_back",
    ),
    "T-MEM": _of(
        "millions of records in one list",
        f"{LINE}::test_t_mem_a_hundred_thousand_unsent_events_are_held_a_batch_at_a_time",
    ),
    "T-ATT": _of(
        "shown as sent while files were missing, short or broken",
        f"{FILES}::test_t_att_a_file_with_another_hash_is_never_there",
        f"{FILES}::test_t_att_a_short_file_is_never_there",
        f"{LANE}::test_t_att_what_comes_out_wrong_is_sent_again_with_checksums",
    ),
    "T-CHUNK": _of(
        "each cut began a large file anew",
        f"{LANE}::test_t_chunk_a_line_that_fails_costs_one_piece_at_most",
        "tests/sync/test_planner.py::test_t_chunk_a_batch_that_times_out_is_halved_and_grows_again_when_it_passes",
    ),
    "T-FINALISE": _of(
        "putting a file together took longer than the sender waits",
        f"{FILES}::test_t_finalise_a_check_that_a_crash_left_out_is_done_at_the_next_question",
        f"{FILES}::test_t_finalise_a_check_may_be_done_again_at_any_point",
    ),
    "T-409": _of(
        "a wrong offset wedged the upload",
        f"{FILES}::test_t_409_a_wrong_offset_says_the_right_one_and_changes_nothing",
        f"{LANE}::test_t_409_a_wrong_offset_is_followed_by_the_right_one",
    ),
    "T-LOCK": _of(
        "a device that died left a lock that stopped all others",
        f"{STORE}::test_t_lock_who_dies_in_the_middle_holds_nobody_up",
        "tests/faults/test_kill_store.py::test_killed_at_any_moment",
    ),
    "T-STORM": _of(
        "all came back at once and the server starved",
        "tests/server/test_limits.py::test_t_storm_two_hundred_counters_that_come_back_at_once_all_drain",
        "tests/server/test_limits.py::test_t_storm_sixty_batches_at_one_moment_lose_and_double_nothing",
        "tests/server/test_limits.py::test_what_is_at_work_is_bounded_and_who_comes_on_top_is_spread",
    ),
    "T-BUSY": _of(
        "a reader that became a writer failed at once",
        f"{STORE}::test_t_busy_two_that_read_and_then_write_wait_for_each_other",
        "tests/storage/test_opening.py::test_writer_that_is_kept_waiting_says_so",
    ),
    "T-UUID": _of(
        "an id with too little chance in it came twice",
        f"{STORE}::test_t_uuid_ids_are_random_enough_and_never_twice",
    ),
    "retry after a time-out doubled the record": _of(
        "Odoo, ERPNext, Open Forms", f"{COURIER}::test_retry_after_timeout_does_not_double"
    ),
    "printed, but not stored": _of(
        "Odoo",
        "tests/faults/test_kill_counter.py::test_a_death_between_save_and_print_is_told_at_the_next_start",
        "tests/faults/test_store_disk.py::test_nothing_is_promised_once_the_file_is_not_where_it_was",
    ),
    "unsent orders lost in a power cut": _of(
        "Odoo",
        "tests/faults/test_kill_store.py::test_killed_at_any_moment",
        "tests/storage/test_opening.py::test_store_keeps_its_word",
    ),
    "light green while work was unsent": _of(
        "Odoo",
        f"{COURIER}::test_light_is_never_green_while_work_is_unsent",
        "tests/stories/test_main_job.py::test_the_strip_never_lies",
    ),
    "one stuck item blocked all": _of("OpenCRVS", f"{COURIER}::test_one_stuck_item_does_not_block_the_others"),
    "record dropped when the server answered with an error": _of(
        "OpenCRVS", f"{COURIER}::test_nothing_is_dropped_when_the_server_answers_with_an_error"
    ),
    "deleted item came back when the request timed out": _of(
        "SecureDrop",
        f"{LINE}::test_t_echo_own_events_that_come_back_are_an_acknowledgement_and_no_second_dossier",
        "tests/storage/test_keeping.py::test_outbox_says_what_is_unsent_and_since_when",
        shape="Nothing is ever deleted: what is taken back is an event too. Attempts and answers stand in the outbox.",
    ),
    "big gaps in numbers after restarts": _of(
        "OpenELIS",
        "tests/sync/test_number_keeper.py::test_rests_are_given_back_when_the_day_is_over_and_stand_in_both_registers",
        "tests/sync/test_number_keeper.py::test_numbers_stay_small_and_follow_each_other_in_an_office",
    ),
    "upload URL not stored": _of("tusd", f"{LANE}::test_progress_survives_a_restart_of_the_counter"),
    "1 MB never got through a slow line in one request": _of(
        "OpenCRVS",
        f"{COURIER}::test_a_batch_that_times_out_is_halved_until_it_passes",
        f"{LANE}::test_t_chunk_a_line_that_fails_costs_one_piece_at_most",
    ),
    "sign-out threw away unsent work": _of(
        "Loyverse",
        f"{COURIER}::test_stopping_ends_the_thread_and_starting_again_goes_on",
        "tests/server/test_identity.py::"
        "test_t_identity_a_counter_that_is_put_out_goes_on_alone_and_drains_when_let_in_again",
    ),
    "offline mode had to be switched on by hand": _of(
        "pretixSCAN",
        "tests/rings/test_three_rings.py::test_without_the_hub_each_counter_goes_on_alone_and_finds_back_by_itself",
        "tests/stories/test_bad_city.py::test_a_bad_city_holds_nobody_up",
        shape="There is no mode: every dossier is registered here first.",
    ),
    "unsent work could not be searched": _of(
        "OpenCRVS",
        "tests/storage/test_registering.py::test_found_at_once_by_name",
        "tests/stories/test_search.py::test_found_by_whatever_is_known",
    ),
}
