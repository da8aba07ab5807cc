"""Starts `daybook serve` with keys of its own, posts heartbeats to it until it is killed, and says what it had promised and what is there."""
import http.client
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

# With one key, in a minute: ReceiverLimits.OfAKey.
MOST_OF_A_KEY = 300
HEARTBEATS = 25
BULK = "/api/users/current/heartbeats.bulk"
# Far enough in the past that none of them lies in the future.
AGO = 86_400


def environment(folder: Path) -> dict:
    """Nothing of whoever runs this."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "DOTNET_NOLOGO": "1"}


def make_keys(daybook: Path, folder: Path, count: int) -> tuple[list[str], Path]:
    """So many keys as `daybook serve key` makes them, and settings that know them; the spool is beside those."""
    made = []
    for number in range(count):
        said = subprocess.run([daybook, "serve", "key", f"key{number}", "--json"], cwd=folder, env=environment(folder), capture_output=True, text=True, check=True)
        made.append(json.loads(said.stdout))
    settings = folder / "serve.json"
    settings.write_text(json.dumps({
        "Zones": [{"Zone": "UTC"}],
        "Spool": str(folder / "spool"),
        "Serve": {"Listen": "127.0.0.1:0", "Keys": [{"Name": key["name"], "Sha256": key["sha256"], "Source": key["source"]} for key in made]}}))
    return [key["key"] for key in made], settings


@contextmanager
def serving(daybook: Path, settings: Path, *before: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """A server, and its address. `before` is a program that runs it."""
    folder = settings.parent
    process = subprocess.Popen([*before, daybook, "serve", "--config", settings, "--ledger", folder / "ledger.db"], cwd=folder, env=environment(folder), stdout=subprocess.PIPE, text=True)
    try:
        said = process.stdout.readline()
        if not said.startswith("listening on "):
            raise RuntimeError(f"daybook serve said '{said.strip()}'")
        yield process, said.split()[2].rstrip(",")
    finally:
        process.kill()
        process.wait()


def message(first: int) -> str:
    """Heartbeats with the numbers from the first on, each its own."""
    start = int(time.time()) - AGO
    return json.dumps([{"entity": f"/home/ada/{number}.c", "type": "file", "time": start + number / 1000, "project": "daybook", "is_write": False}
                       for number in range(first, first + HEARTBEATS)])


def post(connection: http.client.HTTPConnection, key: str, body: str) -> tuple[int, str]:
    connection.request("POST", BULK, body, {"Content-Type": "application/json", "Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def acknowledged_of(status: int, text: str, first: int) -> set[int]:
    """The numbers that the server says it has, as a client understands it: each by its own answer."""
    if status != 202:
        return set()
    return {first + place for place, (_, code) in enumerate(json.loads(text)["responses"]) if code == 201}


def post_until_killed(process: subprocess.Popen, address: str, keys: list[str], kill_after: int) -> set[int]:
    """One client a key posts as fast as it can; after so many acknowledged heartbeats the server is killed. Gives their numbers."""
    acknowledged, enough = set(), threading.Event()

    def work(client: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        for turn in range(MOST_OF_A_KEY):
            first = (turn * len(keys) + client) * HEARTBEATS
            try:
                acknowledged.update(acknowledged_of(*post(connection, keys[client], message(first)), first))
            except (OSError, http.client.HTTPException, ValueError):
                # Killed before it had answered, or in the middle of it.
                return
            if len(acknowledged) >= kill_after:
                enough.set()

    clients = [threading.Thread(target=work, args=(client,)) for client in range(len(keys))]
    for client in clients:
        client.start()
    enough.wait(60)
    process.kill()
    for client in clients:
        client.join()
    return acknowledged


def kept(spool: Path) -> tuple[list[int], int]:
    """The numbers of the heartbeats in the spool, in the order in which they stand there, and how many lines cannot be read."""
    numbers, broken = [], 0
    for file in sorted(spool.rglob("*.jsonl")):
        for line in file.read_text().split("\n"):
            try:
                numbers += [int(Path(json.loads(line)["entity"]).stem)] if line else []
            except (ValueError, KeyError):
                broken += 1
    return numbers, broken
