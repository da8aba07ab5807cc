"""A Postfix of its own, which needs root."""
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path


class Postfix:
    """A whole mail server of its own: it takes mail for Ada, is busy for Later and knows no Nobody."""

    MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination =
alias_maps =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/kept
virtual_mailbox_maps = inline:{{ {{ada@example.org = ada/}}, {{later@example.org = later/}} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
smtpd_tls_security_level = encrypt
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{later@example.org = 450 4.2.0 busy}} }}, permit_mynetworks, reject
"""
    SERVICES = ("pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "tlsmgr unix - - n 1000? 1 tlsmgr", "rewrite unix - - n - - trivial-rewrite",
                "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "proxymap unix - - n - - proxymap", "error unix - - n - - error", "retry unix - - n - - error",
                "local unix - n n - - local", "virtual unix - n n - - virtual", "smtp unix - - n - - smtp", "anvil unix - - n - 1 anvil", "postlog unix-dgram n - n - 1 postlogd")

    def __init__(self, keys: Path):
        self.folder, self.ports = Path(tempfile.mkdtemp(prefix="daybook-postfix-")), (free_port(), free_port())
        self.folder.chmod(0o755)
        keeper, owner = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
        for name, user in (("conf", None), ("queue", None), ("data", owner), ("kept", keeper)):
            (self.folder / name).mkdir()
            if user:
                os.chown(self.folder / name, user.pw_uid, user.pw_gid)
        for name in ("server.pem", "server.key"):
            shutil.copy(keys / name, self.folder / name)
        (self.folder / "conf/main.cf").write_text(self.MAIN.format(folder=self.folder, uid=keeper.pw_uid, gid=keeper.pw_gid))
        ways = (f"127.0.0.1:{self.ports[0]} inet n - n - - smtpd", f"127.0.0.1:{self.ports[1]} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes")
        (self.folder / "conf/master.cf").write_text("\n".join([*ways, *self.SERVICES]) + "\n")

    def __enter__(self):
        subprocess.run(["postfix", "-c", self.folder / "conf", "start"], check=True, capture_output=True)
        return self

    def __exit__(self, *_):
        subprocess.run(["postfix", "-c", self.folder / "conf", "stop"], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kept(self, count: int) -> list[bytes]:
        """What was delivered, as it was sent; waits for so many."""
        for _ in range(100):
            mails = sorted((self.folder / "kept").glob("ada/new/*"))
            if len(mails) >= count:
                break
            time.sleep(0.1)
        # Every server on the way puts lines of its own above, and keeps line ends as its machine has them.
        return [content[content.index(b"\nFrom: ") + 1:].replace(b"\n", b"\r\n") for content in (m.read_bytes() for m in mails)]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
