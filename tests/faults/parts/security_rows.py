"""F72 to F85: what names, templates, strangers and secrets must not do."""
import json
import stat
from pathlib import Path

from . import clockify, smtp
from .program import DONE
from .service_rows import PUSH, SECRET, UNREACHABLE, tracked
from .trial import Row, Trial

CANARY = "CANARY"


def secrets(trial: Trial) -> None:
    """Runs that succeed and fail in every way, and then a search of all that was printed and written, and of all arguments."""
    service, mails, shown = clockify.Clockify(), smtp.Smtp(), []
    try:
        more = json.dumps(mails.settings()["Mail"] | {"User": "ada", "Host": "127.0.0.1"})
        place = tracked(trial, service, f'{{"Mail": {more}}}')
        given = SECRET | {"DAYBOOK_SECRET_SMTP": f"{CANARY}-of-the-mail-server"}
        commands = [
            PUSH,
            (*PUSH, "--json"),
            ("pull", "clockify", "--config", "settings.json", "--verbose"),
            ("digest", "2026-W10", "--send", "--config", "settings.json", "--verbose"),
            ("doctor", "--config", "settings.json", "--online"),
            ("config", "show", "--config", "settings.json"),
            ("run", "--config", "settings.json", "--verbose"),
            ("backup", "--out", "copy.db"),
            ("status", "--config", "settings.json", "--json"),
            ("outbox", "list", "--json", "--config", "settings.json"),
        ]
        for fails in (False, True):
            service.at = (lambda _, answer: _broken()) if fails else (lambda _, answer: answer())
            for command in commands:
                run = trial.run(place, *command, more=given, seconds=300)
                shown.append(run.stdout + run.stderr)
        service.at = lambda _, answer: answer()
        wrong = trial.run(place, *PUSH, more=SECRET | {"DAYBOOK_SECRET_CLOCKIFY": f"{CANARY}-of-nobody-0815"})
        shown.append(wrong.stdout + wrong.stderr)
        process = trial.program.begin(place, *PUSH, more=given)
        shown.append(Path(f"/proc/{process.pid}/cmdline").read_text(encoding="utf-8", errors="replace"))
        shown += process.communicate(timeout=120)
        found = [file.name for file in place.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()]
        trial.expect(not found, f"a secret stands in {found}")
        trial.expect(not any(CANARY in text for text in shown), f"a secret is shown: {next((t for t in shown if CANARY in t), '')[:300]}")
        trial.expect(any("clockify" in text for text in shown) and service.asked, "nothing was asked: it has proved nothing")
    finally:
        service.close()
        mails.close()


def _broken() -> None:
    raise OSError("the line broke")


def rights(trial: Trial) -> None:
    """Whatever the process is told to leave to others, what a person did all day is the owner's alone."""
    for mask in ("000", "022"):
        place = trial.empty()
        script = f"""umask {mask}; "$0" import "$1" --ledger ledger.db --quiet; "$0" backup --out copy.db --ledger ledger.db --quiet; "$0" backup --out backups/ --ledger ledger.db --quiet
"$0" heartbeat --entity /a/b.rs --plugin x --config settings.json; "$0" run --ledger ledger.db --config settings.json --quiet"""
        (place / "settings.json").write_text('{"Backup": {"Folder": "backups"}}')
        run = trial.program.start(["sh", "-c", script, str(trial.program.path), str(trial.base.after)], place)
        trial.ran += 5
        private = [file for file in place.rglob("*") if file.name.startswith(("ledger", "copy")) or "spool" in file.parts or "backups" in file.parts]
        trial.expect(len(private) > 5, f"umask {mask}: only {private} were made: {run.stderr[-300:]}")
        open_to_others = [
            f"{file.relative_to(place)} {stat.filemode(file.stat().st_mode)}"
            for file in private
            if file.stat().st_mode & 0o077 and not (file.is_dir() and file.name == "backups")
        ]
        trial.expect(not open_to_others, f"umask {mask}: others may use {open_to_others}")


def open_secrets(trial: Trial) -> None:
    service = clockify.Clockify()
    try:
        place = tracked(trial, service)
        settings = json.loads((place / "settings.json").read_text())
        settings["Sources"][0]["Pull"]["SecretFile"] = "clockify.key"
        (place / "settings.json").write_text(json.dumps(settings))
        key = place / "clockify.key"
        for mode, content in ((0o644, clockify.KEY), (0o640, clockify.KEY), (0o600, ""), (0o600, "changeme"), (0o600, "xxx")):
            key.write_text(content)
            key.chmod(mode)
            run = trial.run(place, *PUSH)
            trial.ends(run, 77, 78, when=f"a key of mode {mode:o} that says {content[:8]!r}")
            trial.expect(clockify.KEY not in run.stderr + run.stdout, "the key is shown")
        trial.expect(not service.asked, "the service was asked")
        key.write_text(clockify.KEY)
        trial.ends(trial.run(place, *PUSH), DONE)
    finally:
        service.close()


def elsewhere(trial: Trial) -> None:
    """Addresses where no service is: none of them is asked for anything."""
    service = clockify.Clockify()
    try:
        for host in (
            "http://169.254.169.254/",
            "file:///etc/passwd",
            "http://[::1]:9/",
            "http://2130706433:9/",
            "ftp://127.0.0.1",
            "http://127.0.0.1:9@example.org/",
            "gopher://x",
            "https://",
        ):
            place = tracked(trial, service)
            settings = json.loads((place / "settings.json").read_text())
            settings["Sources"][0]["Pull"] |= {"Host": host, "AllowHttp": False}
            (place / "settings.json").write_text(json.dumps(settings))
            run = trial.run(place, "pull", "clockify", "--config", "settings.json", more=SECRET, seconds=100)
            trial.ends(run, UNREACHABLE, 76, 78, when=host)
    finally:
        service.close()


def endless_patterns(trial: Trial) -> None:
    service = clockify.Clockify()
    try:
        place = tracked(trial, service)
        settings = json.loads((place / "settings.json").read_text())
        beat = {"entity": f"/home/{'a' * 50_000}!", "type": "file", "project": "moss", "branch": "a" * 5_000}
        (place / "beats.json").write_text(json.dumps([beat | {"time": 1772442000.5 + index * 60} for index in range(10)]))
        trial.ends(trial.run(place, "import", "beats.json", "--quiet"), DONE)
        for pattern in ("(a+)+$", "(a|aa)+$", "(.*a){30}$", "^(([a-z])+.)+[A-Z]([a-z])+$"):
            settings["Allocation"]["Rules"] = [{"Pattern": pattern, "To": clockify.PROJECTS["web"]}]
            (place / "settings.json").write_text(json.dumps(settings))
            trial.ends(trial.run(place, "allocate", "2026-03-02", "--config", "settings.json", seconds=20), DONE, 78, when=pattern)
    finally:
        service.close()


def hostile_terminal(trial: Trial) -> None:
    names = ["\x1b]0;owned\x07", "\x1b[2J", "a\rb", "\u202etxt", "'; drop table heartbeat; --", "a\nb", "100%", "_"]
    place = trial.empty()
    (place / "in.json").write_text(
        json.dumps({"daybook": 1, "entries": [{"date": "2026-03-02", "length": "0:30", "project": name, "note": name} for name in names]})
    )
    trial.ends(trial.run(place, "import", "in.json"), DONE)
    for command in (
        ("report", "week", "2026-W10"),
        ("report", "project", names[4], "2026-W10"),
        ("why", "2026-03-02"),
        ("status",),
        ("entries", "2026-03-02"),
        ("report", "project", names[0], "2026-W10"),
        ("import", names[0]),
        ("import", "in.json", "--verbose"),
    ):
        run = trial.run(place, *command)
        trial.expect(not any(sign in run.stdout + run.stderr for sign in "\x1b\x07\r\u202e"), f"{command[:2]}: control characters are shown")
    trial.ends(trial.run(place, "check", "--quiet", now=""), DONE)


ROWS = (
    Row("F72", "Names that are HTML or script", "sixty hostile names in every text field of every report",
        "no element, attribute or address more than without them", ("HostileNamesTests.A_hostile_name_makes_no_new_element_attribute_or_address",
        "HostileNamesTests.A_hostile_name_makes_nothing_new_in_any_report", "InvoicePageTests.A_hostile_name_makes_nothing_new_anywhere",
        "ReminderPageTests.A_hostile_name_makes_nothing_new")),
    Row("F73", "A template that is hostile or broken", "what calls itself, never ends, or shows names raw",
        "refused, cut off, or replaced by the one that comes with the program", ("TemplateLintTests.What_is_wrong_is_said_with_its_line",
        "TemplateLintTests.A_partial_that_calls_itself_is_found", "TemplateLintTests.A_page_that_grows_without_end_is_cut_off",
        "TemplateLintTests.Whatever_a_template_says_names_stay_text")),
    Row("F74", "Names that would be paths", "../, /, NUL, 5000 signs as source or key", "no file is made outside its folder",
        ("SpoolWriterTests.A_source_cannot_lead_out_of_the_spool", "SpoolNamesTests.Any_other_is_made_safe_and_stays_apart_from_its_like",
        "SecretsTests.A_source_whose_name_is_a_path_leads_nowhere_else", "ImportCommandTests.A_source_needs_a_name")),
    Row("F75", "Secrets that get out", "runs that succeed and fail; then all output, files and arguments are searched", "they stand nowhere",
        ("PushTroubleTests.The_key_stands_nowhere_that_is_said_or_kept", "OutboxCommandTests.The_password_is_nowhere_but_in_the_login",
        "HeartbeatPullTests.Nothing_that_is_printed_or_kept_holds_the_key",
        "WorkTimePullTests.A_token_that_has_run_out_is_changed_for_this_run_and_shown_nowhere"), here=secrets),
    Row("F76", "A process that leaves everything open to others", "umask 000 and 022", "ledger, copies and spool are the owner's alone",
        ("LedgerTests.A_new_ledger_is_for_its_owner_alone_and_survives_a_power_cut", "SpoolWriterTests.Files_and_folders_are_the_owners_alone",
        "BackupCommandTests.A_backup_is_the_ledger_and_for_its_owner_alone"), here=rights),
    Row("F77", "A secret that others can read, or that is none", "files of mode 644 and 640, empty ones, placeholders", "refused before anybody is asked",
        ("SecretsTests.A_file_that_others_can_read_is_refused", "SecretsTests.What_is_no_key_is_refused",
        "ConfigCommandTests.A_secret_that_cannot_be_used_is_wrong"), here=open_secrets),
    Row("F78", "Addresses where no service is", "addresses of the cloud, of this machine, of files; names that lead there", "not connected to",
        ("RemoteClientTests.Addresses_where_no_service_is_are_not_connected_to", "RemoteClientTests.A_host_is_an_address_of_a_service",
        "ConnectionsTests.A_name_that_leads_to_where_no_service_is_is_not_connected_to",
        "SmtpTransportTests.Without_encryption_only_this_machine_is_asked_wherever_a_name_leads"), here=elsewhere),
    Row("F79", "Strangers at the receiver of heartbeats", "no key, another's, odd paths, methods, hosts and origins", "refused before a body is read",
        ("GateTests.Requests_are_let_in_or_refused", "GateTests.A_key_is_shown_in_any_of_the_ways_clients_know",
        "GateTests.An_answer_says_nothing_of_what_answers")),
    Row("F80", "Floods", "bodies without end, connections beyond measure, wrong keys again and again", "cut off; the others are served",
        ("GateTests.A_message_that_does_not_end_is_cut_off", "GateTests.So_are_lines_and_headers_without_measure",
        "GateTests.Connections_beyond_the_limit_are_closed_and_the_others_served", "GateTests.Who_shows_wrong_keys_is_held_off_and_who_has_one_is_not",
        "HeartbeatMessageTests.More_than_a_hundred_at_once_are_refused_whole")),
    Row("F81", "The same heartbeats again, and from another machine", "sent again whole and in parts", "each is there once",
        ("ServeCommandTests.What_is_sent_again_and_from_elsewhere_is_there_once",)),
    Row("F82", "The receiver is killed just after it has answered, or its disk is full", "SIGKILL after an answer; a spool that cannot be written",
        "what was promised is there; what cannot be kept is not promised",
        ("ServeCommandTests.What_was_answered_is_there_though_the_receiver_is_killed_the_moment_after",
        "ServeCommandTests.A_full_disk_is_answered_so_and_loses_nothing_that_was_promised",
        "HeartbeatMessageTests.Where_the_spool_cannot_be_written_nothing_is_promised")),
    Row("F83", "Names that are SQL", "hostile names in facts and as arguments", "they are names",
        ("ArchitectureTests.The_store_hands_out_nothing_that_SQL_could_be_sent_through", "HostileNamesTests.A_json_gives_every_name_back"),
        here=hostile_terminal),
    Row("F84", "Patterns that take for ever", "four patterns over a path of 50,000 signs", "a rule costs as much as its text is long",
        ("AllocationTests.A_rule_takes_what_it_says",), here=endless_patterns),
    Row("F85", "Names that a terminal would obey", "escape sequences in facts, file names and arguments", "shown harmlessly",
        ("HostileNamesTests.A_text_has_no_character_that_a_terminal_would_obey",
        "HostileInvoiceTests.A_terminal_is_given_nothing_to_obey_and_every_name_can_be_billed",
        "SmtpTransportTests.What_a_server_says_cannot_paint_a_terminal"), here=hostile_terminal),
)
