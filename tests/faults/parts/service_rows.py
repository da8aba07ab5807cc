"""F52 to F65: services that refuse, fail, lie, or take what they are sent and never answer."""
import json
import random
from pathlib import Path

from . import clockify
from .program import DONE, said
from .trial import NotHere, Row, Trial, each

UNREACHABLE, TRY_AGAIN, NO_SENSE = 69, 75, 76
TRACKED = [
    {"date": f"2026-03-{day:02}", "length": length, "project": project}
    for day, project, length in ((2, "web", "3:00"), (2, "garden", "1:00"), (3, "web", "1:00"))
]
SECRET = {"DAYBOOK_SECRET_CLOCKIFY": clockify.KEY}
PUSH = ("push", "clockify", "2026-W10", "--config", "settings.json")


def tracked(trial: Trial, service: clockify.Clockify, more: str = "") -> Path:
    """A ledger with two days to push."""
    place = trial.empty()
    (place / "tracked.json").write_text(json.dumps({"daybook": 1, "entries": TRACKED}))
    (place / "settings.json").write_text(service.settings(more))
    trial.ends(trial.program.run(place, "import", "tracked.json", "--quiet"), DONE)
    return place


def offline(trial: Trial, place: Path, *command: str, codes: tuple[int, ...] = (UNREACHABLE,)) -> None:
    run = trial.run(place, *command, before=("unshare", "-rn"), more=SECRET, seconds=300)
    if "unshare:" in run.stderr:
        raise NotHere(f"unshare -rn: {said(run)}")
    trial.ends(run, *codes, when=f"{command[0]} without a network")


def no_network(trial: Trial) -> None:
    service = clockify.Clockify()
    try:
        place = tracked(trial, service)
        before = (place / "ledger.db").read_bytes()
        offline(trial, place, "pull", "clockify", "--config", "settings.json")
        offline(trial, place, *PUSH)
        trial.expect(not service.asked and before, "somebody was asked")
        trial.ends(trial.run(place, *PUSH, more=SECRET, now="2026-03-20T08:05:00Z"), DONE)
        trial.expect(len(service.kept()) == 3, f"the service has {service.kept()}")
    finally:
        service.close()


def lost_answers(trial: Trial) -> None:
    """Of each run any answers are lost, and some requests are not done at all; in the end each entry stands there once."""
    plain = clockify.Clockify()
    place = tracked(trial, plain)
    trial.ends(trial.program.run(place, *PUSH, more=SECRET), DONE)
    expected = plain.kept()
    plain.close()

    def once(seed: int) -> None:
        chance, service = random.Random(seed), clockify.Clockify()

        def at(_: int, answer) -> None:
            kind = chance.random()
            if kind < 0.25:
                answer(says=False)
            if kind < 0.5:
                raise OSError("the line broke")
            answer()

        try:
            mine = tracked(trial, service)
            service.at = at
            for run in range(12):
                if run == 6:
                    service.at = lambda _, answer: answer()
                result = trial.run(mine, *PUSH, more=SECRET, now=f"2026-03-20T08:{run * 4:02}:00Z", seconds=300)
                trial.expect(result.returncode in (DONE, 3, UNREACHABLE, TRY_AGAIN, NO_SENSE), f"seed {seed}: exit {result.returncode}: {said(result)}")
                if result.returncode == DONE:
                    break
            kept = service.kept()
            with trial.lock:
                trial.lost += len(set(expected) - set(kept))
                trial.doubled += len(kept) - len(set(kept))
            trial.expect(kept == expected, f"seed {seed}: the service has {kept}, not {expected}")
        finally:
            service.close()

    each(once, range(trial.many(2, 20)))


CLOCKIFY, TROUBLE = "ClockifyPullTroubleTests", "ClockifyPushTroubleTests"
ROWS = (
    Row("F52", "The key is not known, or may not", "401 and 403", "exit 77, asked once, the key is shown nowhere",
        ("RemoteClientTests.Who_is_not_let_in_does_not_knock_again", "RemoteClientTests.A_wrong_secret_is_said_and_not_shown",
        f"{CLOCKIFY}.A_key_that_is_not_known_stops_at_once", "PushTroubleTests.Who_is_not_let_in_or_too_fast_stops_and_nothing_is_in_doubt")),
    Row("F53", "What is sent is not taken", "400, 404 and 422 at an entry; a locked one", "it is left and said, the others go on",
        (f"{TROUBLE}.What_the_service_does_not_take_is_left_and_the_other_day_goes_on", f"{TROUBLE}.A_project_that_is_not_there_blocks_its_entry",
        "TimeTrackerPushTests.What_the_service_does_not_take_is_said_at_its_entry_and_all_others_go_on",
        "PushTests.What_a_person_did_over_there_is_kept_and_said")),
    Row("F54", "Too many requests, or a service that is down for a while", "429 with and without a time, 5xx",
        "waited for, or left to the next run; five attempts", ("RemoteClientTests.What_a_service_asks_for_is_waited_before_the_next_attempt",
        "RemoteClientTests.A_long_wait_is_left_to_the_next_run", "RemoteClientTests.After_five_attempts_it_gives_up",
        f"{CLOCKIFY}.Who_wants_fewer_requests_is_waited_for")),
    Row("F55", "No network, no name, no handshake, answers that never end", "a process without a network; servers that break off, babble or are silent",
        "exit 69 or 76, nothing is lost, the next run goes on", ("RemoteClientTests.Nobody_there_is_said_in_a_sentence",
        "ConnectionsTests.Who_shows_a_certificate_that_does_not_hold_gets_nothing",
        "ConnectionsTests.Who_does_not_speak_the_language_or_speaks_without_end_is_not_understood"), here=no_network),
    Row("F56", "Answers that are cut, or are something else", "cut bodies with and without a length, a sign-in page, packed blanks",
        "not taken for an answer; what came before stays", ("RemoteClientTests.What_is_no_whole_JSON_is_no_answer",
        "RemoteClientTests.An_answer_that_is_too_long_is_not_read_to_its_end",
        f"{CLOCKIFY}.A_page_that_is_none_leaves_what_came_before_and_the_next_pull_goes_on", "HeartbeatPullTests.An_answer_to_another_question_is_not_kept")),
    Row("F57", "Lists that repeat themselves or never end", "pages again, empty ones, ones without end", "each entry once; it ends",
        (f"{CLOCKIFY}.A_page_that_is_none_leaves_what_came_before_and_the_next_pull_goes_on",
        "ClockifyPullTests.Where_lists_do_not_say_that_they_end_a_short_page_is_the_last",
        "WotraPullTroubleTests.A_log_that_is_told_in_pieces_is_read_to_its_end")),
    Row("F58", "What changes while it is read", "entries made, moved and deleted between pages",
        "read again until it is quiet; nothing is taken back by mistake",
        ("EntryPullTroubleTests.What_changes_while_it_is_read_is_read_again_until_it_is_quiet",
        f"{CLOCKIFY}.Entries_that_never_stand_still_are_not_taken_back", "WorkTimePullTests.What_is_made_while_it_is_read_pushes_nothing_out")),
    Row("F59", "The service does what it is asked, and the answer is lost", "the line cut at random requests, before and after they are done",
        "looked for by its mark; each entry stands there once", (f"{TROUBLE}.What_was_taken_and_not_heard_of_is_found_and_not_sent_again",
        "PushTroubleTests.However_answers_are_lost_each_entry_stands_there_once",
        "TimeTrackerPushTroubleTests.Whichever_request_fails_it_ends_with_exactly_the_plan"), here=lost_answers),
    Row("F60", "The service does not do it, and nobody knows", "errors without effect", "sent again only when it was missed twice, a minute apart",
        (f"{TROUBLE}.What_was_not_taken_is_sent_again_only_after_it_was_missed_twice_a_minute_apart",
        f"{TROUBLE}.What_is_taken_late_is_found_by_the_second_look")),
    Row("F61", "An entry stands there twice, or a person has changed or made one", "marks that stand twice, edits, deletions",
        "nothing of a person's is touched; it is said", ("PushKeepsTests.A_mark_that_stands_twice_is_said_and_nothing_of_the_day_is_touched",
        "PushKeepsTests.An_entry_with_two_marks_is_nobodys", "PushTests.What_a_person_did_over_there_is_kept_and_said")),
    Row("F62", "A kill between a request and the note of its answer", "by the service, at each request", "as above",
        ("PushKillTests.A_push_that_is_killed_at_any_request_and_run_again_ends_with_exactly_the_plan",
        "PullKillTests.A_pull_that_is_killed_at_any_request_and_run_again_ends_as_one_that_was_not",
        f"{TROUBLE}.What_is_about_to_be_sent_is_on_the_disk_before_it_is_sent"), ("sending-sweep: a push",)),
    Row("F63", "Days come to something else after they were pushed", "more time, other rules, half a week sent",
        "entries are changed; none stands there twice", ("ClockifyPushTests.More_time_changes_the_entries_and_keeps_what_else_they_have",
        "ClockifyPushTests.What_belongs_elsewhere_now_is_moved_there_without_a_second_entry",
        f"{TROUBLE}.A_partialPush_whose_mapping_changes_ends_without_overlap")),
    Row("F64", "A service that sends somewhere else", "redirects to another host", "not followed, exit 76; the key goes nowhere",
        ("RemoteClientTests.A_redirect_is_not_followed",)),
    Row("F65", "Another clock over there, or another account's answers", "dates of all kinds; other people's rows", "said; nobody else's time comes in",
        (f"{CLOCKIFY}.Clocks_that_are_far_apart_are_told", "HeartbeatPullTests.A_key_of_another_account_is_refused",
        "PushTroubleTests.A_key_of_another_account_pushes_nothing", "TimeTrackerPullTroubleTests.Anothers_time_off_is_never_taken_for_ones_own")),
)
