"""F66 to F71: mail servers that are away, refuse, put off, or take a mail and never say so."""
import json

from . import smtp
from .program import DONE
from .service_rows import TRACKED, UNREACHABLE, offline
from .trial import Row, Trial


def no_server(trial: Trial) -> None:
    """Without a network, and with nobody who listens; then it is there, and the mail is sent once."""
    mails = smtp.Smtp()
    try:
        place = trial.empty()
        (place / "tracked.json").write_text(json.dumps({"daybook": 1, "entries": TRACKED}))
        trial.ends(trial.program.run(place, "import", "tracked.json", "--zone", "Europe/Berlin", "--quiet"), DONE)
        (place / "settings.json").write_text(json.dumps(mails.settings() | {"Zones": [{"Zone": "Europe/Berlin"}]}))
        offline(trial, place, "digest", "2026-W10", "--send", "--config", "settings.json", codes=(UNREACHABLE,))
        trial.ends(trial.run(place, "outbox", "send", "--config", "settings.json", now="2026-03-20T12:00:00Z"), DONE)
        for _ in range(3):
            trial.ends(trial.run(place, "digest", "2026-W10", "--send", "--config", "settings.json", now="2026-03-21T12:00:00Z"), DONE)
        trial.lost, trial.doubled = int(not mails.taken), max(0, len(mails.taken) - 1)
        trial.expect(len(mails.taken) == 1, f"{len(mails.taken)} mails were taken")
    finally:
        mails.close()


TROUBLE = "MailTroubleTests.Whatever_a_server_does_the_mail_arrives_once_or_by_the_rule_twice"
ROWS = (
    Row("F66", "No mail server, none that is encrypted, one whose certificate or login does not hold",
        "a process without a network; servers that refuse, are silent, or offer too little", "exit 69, 76 or 77; the mail waits; nothing goes in plain text",
        (TROUBLE, "SmtpTransportTests.A_server_without_encryption_is_told_nothing_more", "SmtpTransportTests.A_certificate_that_does_not_hold_ends_it",
        "SmtpTransportTests.A_login_that_is_refused_is_said_without_the_secret"), here=no_server),
    Row("F67", "Not now", "450 and 451, for days", "tried again, longer apart each time; given up after five days, and said",
        ("MailTroubleTests.Greylisting_is_waited_out_and_given_up_after_five_days", "MailStepsTests.Waits_grow_from_five_minutes_to_four_hours")),
    Row("F68", "Never", "550, 552, 554", "it has failed, and holds up no other", (TROUBLE,
        "SmtpTransportTests.A_mail_larger_than_the_server_takes_is_not_sent",
        "OutboxCommandTests.Each_recipient_has_a_mail_of_their_own_and_a_refusal_of_one_holds_up_no_other")),
    Row("F69", "The mail is there whole, and no answer comes", "the line cut after the last dot",
        "held, or sent once more with the same Message-ID; two copies at most", (TROUBLE, "MailTroubleTests.A_second_doubt_is_held_with_two_copies_at_most",
        "MailTroubleTests.Where_doubts_are_held_nothing_is_sent_again_until_a_person_says_so",
        "MailStepsTests.Whatever_happens_nothing_is_lost_and_no_third_copy_is_sent")),
    Row("F70", "Weeks without a run, and runs again and again", "clocks weeks later; the same run twice", "each week has one digest, so many are caught up",
        ("RunStagesTests.So_many_missed_weeks_are_made_up_for_the_newest_first", "RunCommandTests.Weeks_missed_while_the_machine_was_off_are_caught_up",
        "RunCommandTests.A_second_run_has_nothing_to_do_and_writes_nothing_but_that_it_was",
        "OutboxCommandTests.A_round_sends_what_is_due_and_a_second_one_sends_nothing")),
    Row("F71", "Names that would write headers of their own", "line feeds, dots, long lines and signs of all kinds in names and subjects",
        "no header and no recipient more; another library reads what was written", ("MimeBytesTests.No_text_ends_a_header_or_a_part",
        "MimeBytesTests.Another_program_reads_any_subject_and_body", "MimeBytesTests.What_is_not_one_plain_address_is_refused",
        "SmtpContentTests.Nothing_in_a_message_can_end_it")),
)
