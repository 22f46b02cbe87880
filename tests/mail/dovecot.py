"""A real IMAP server (Dovecot) for one test run, with a mailbox for each name."""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.harness.running import free_port, wait_until

PASSWORD = "geheim-1"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
auth_mechanisms = plain login
disable_plaintext_auth = no
ssl = yes
{certificate}
mail_location = maildir:{home}/mail/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """Listens while the `with` block lasts; as root its mail belongs to nobody in particular."""

    certificate: tuple[Path, Path]
    port: int = 0
    tls_port: int = 0

    def __enter__(self) -> Self:
        self.home = Path(tempfile.mkdtemp(prefix="klimanetz-dovecot-"))
        self.home.chmod(0o755)
        (self.home / "mail").mkdir()
        self.port, self.tls_port = free_port(), free_port()
        config = self.home / "dovecot.conf"
        config.write_text(self.configure())
        dovecot = shutil.which("dovecot", path="/usr/sbin:/usr/bin:" + os.environ["PATH"])
        assert dovecot, "Dovecot is missing: scripts/needs"
        self.process = subprocess.Popen([dovecot, "-F", "-c", str(config)])
        wait_until(self.is_up)
        return self

    def is_up(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return True
        return False

    def configure(self) -> str:
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid())
        owner = pwd.getpwnam("nobody") if root else me
        os.chown(self.home / "mail", owner.pw_uid, owner.pw_gid)
        cert, key = self.certificate
        return CONFIG.format(
            home=self.home,
            internal="dovecot" if root else me.pw_name,
            login="dovenull" if root else me.pw_name,
            group="dovecot" if root else me.pw_gid,
            certificate=f"ssl_cert = <{cert}\nssl_key = <{key}",
            password=PASSWORD,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=self.port,
            tls_port=self.tls_port,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.home)

    def sign_in(self, user: str) -> imaplib.IMAP4:
        """As the people do who read that mailbox with a mail program."""
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(user, PASSWORD)
        client.select("INBOX")
        return client
