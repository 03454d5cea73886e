"""Drives a real window as a person would: looks for things by the names a screen reader gets, and presses real keys and
buttons. Needs a display and a session bus of its own (see ./run)."""

import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import time
import traceback
import urllib.parse
import urllib.request

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATIENCE = 30  # seconds; machines are slow sometimes, waiting ends as soon as the thing is there


class Missing(Exception):
    """What a person would have seen is not there."""


def wait_for(what, condition, seconds=PATIENCE):
    """Returns the first true value of condition(); raises Missing with the words `what` otherwise."""
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except gi.repository.GLib.Error:  # the thing went away while we looked at it
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(f"waited {seconds} s for {what}")
        time.sleep(0.05)


class Sandbox:
    """The stand-in Capsule as a process, with its log of requests."""

    def __init__(self, binaries, folder, parties=1200, arguments=()):
        self.token = secrets.token_hex(32)
        self.log = folder / "requests.jsonl"
        self.command = [binaries / "counterpart-sandbox", "--token", self.token, "--parties", str(parties), "--log",
                        self.log, *arguments]
        self.base = ""
        self.read = 0
        self.start()

    def start(self):
        """Starts it, on the same port if it ran before. It has its sample then, and nothing of what was written to it."""
        port = ["--port", str(urllib.parse.urlsplit(self.base).port)] if self.base else []
        self.process = subprocess.Popen([*self.command, *port], stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().strip()
        if not self.base:
            raise Missing("the sandbox did not start")

    def requests(self):
        """Everything asked so far, oldest first."""
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines() if line.endswith("}")]

    def new_requests(self):
        """What was asked since the last call."""
        everything = self.requests()
        news, self.read = everything[self.read:], len(everything)
        return news

    def writes(self):
        return [r for r in self.requests() if r["method"] != "GET"]

    def wait_for_write(self, method, count_before):
        """Waits for one more write than before and returns it."""
        def look():
            writes = [w for w in self.writes() if w["method"] == method]
            return writes[count_before] if len(writes) > count_before else None
        return wait_for(f"a {method} at the sandbox", look)

    def count(self, method):
        return sum(1 for w in self.writes() if w["method"] == method)

    def call(self, method, path, body=None):
        """Another client's request, straight to the sandbox."""
        request = urllib.request.Request(self.base + path, method=method, data=json.dumps(body).encode() if body else None)
        request.add_header("Authorization", "Bearer " + self.token)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def control(self, path, body):
        """A word to the sandbox itself, outside the API."""
        request = urllib.request.Request(self.base.replace("/api/v2", "") + path, method="POST",
                                         data=json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def end(self):
        """Its port is closed afterwards."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        self.process.stdout.close()


class Window:
    """Counterpart as a process, its widgets found through AT-SPI, its keyboard and mouse through the X server."""

    def __init__(self, binaries, arguments, first_line=None, *, log):
        self.process = subprocess.Popen([binaries / "counterpart", *map(str, arguments)],
                                        stdin=subprocess.PIPE if first_line else subprocess.DEVNULL,
                                        stderr=open(log, "ab"), text=True)
        if first_line:
            self.process.stdin.write(first_line + "\n")
            self.process.stdin.close()
        self.application = wait_for("the program on the accessibility bus", self._application)
        wait_for("the window manager to give it the keyboard", self._has_keyboard)

    def _application(self):
        if self.process.poll() is not None:
            raise Missing(f"counterpart ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid and child.get_child_count():
                return child
        return None

    def _has_keyboard(self):
        # Keys pressed before the window manager has taken the window in charge reach nobody.
        asked = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], capture_output=True, text=True)
        return asked.stdout.strip() == str(self.process.pid)

    # --- finding

    def walk(self, node=None, limit=60):
        """Every accessible thing on show, at most `limit` children of one parent."""
        node = node or self.application
        yield node
        for i in range(min(node.get_child_count(), limit)):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child, limit)

    @staticmethod
    def is_showing(node):
        states = node.get_state_set()
        if not (states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)):
            return False
        # Rows claim to show even while their list is behind another.
        return node.get_role_name() != "list item" or Window.is_showing(node.get_parent())

    def find(self, name, role=None, showing=True, seconds=PATIENCE):
        """The first thing of this name (a text, or a function of the name) and role."""
        matches = name if callable(name) else lambda text: text == name

        def look():
            if self.process.poll() is not None:
                raise Missing(f"counterpart ended with {self.process.returncode}")
            for node in self.walk():
                if role and node.get_role_name() != role:
                    continue
                if matches(node.get_name() or "") and (not showing or self.is_showing(node)):
                    return node
            return None
        return wait_for(f"{role or 'something'} named {name if not callable(name) else 'as asked'}", look, seconds)

    def shows(self, name, role=None):
        """True if it is there right now."""
        try:
            self.find(name, role, seconds=0)
            return True
        except Missing:
            return False

    @staticmethod
    def text_of(node):
        return Atspi.Text.get_text(node, 0, -1)

    # --- doing

    def click(self, node, button=1):
        box = wait_for("a place on the screen", lambda: self._box(node))
        xdotool("mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", str(button))

    @staticmethod
    def _box(node):
        box = node.get_extents(Atspi.CoordType.SCREEN)
        return box if box.width > 0 and box.height > 0 else None

    def click_named(self, name, role=None):
        self.click(self.find(name, role))

    def focus(self, node):
        """Clicks a field and waits until the keyboard is there."""
        self.click(node)
        wait_for("the keyboard in the field",
                 lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED) and self._has_keyboard())

    def write(self, node, text):
        """Replaces what a field holds, by keys."""
        self.focus(node)
        press("ctrl+a")
        type_text(text)
        if node.get_role_name() != "password text":  # those tell nobody what they hold
            wait_for(f"the field to read “{text}”", lambda: self.text_of(node) == text)

    def narrow_list(self, words):
        press("ctrl+f")
        self.write(self.find("Narrow this list", "text"), words)

    def open_record(self, name):
        """Narrows the list to what matches this name and opens the first that has it."""
        self.narrow_list(name)
        self.click(self.find(lambda text: text.startswith(name), "list item"))
        self.find(f"{name} – Counterpart", "frame")

    def save(self, name):
        """Saves what is open and waits until the window says so."""
        press("ctrl+s")
        self.find(f"Saved {name}.")
        self.close_toast()

    def close_toast(self):
        """So that the next one cannot be taken for this one."""
        self.click_named("Close", "push button")
        wait_for("the toast to go", lambda: not self.shows("Close", "push button"))

    def to_front(self):
        """Gives it the keyboard, which another window may have."""
        xdotool("search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Counterpart", "windowactivate")
        wait_for("the keyboard in this window", self._has_keyboard)

    def picture(self, path):
        """A picture of the whole screen."""
        subprocess.run(["scrot", "--overwrite", str(path)], check=True)

    def quit(self):
        press("ctrl+q")
        code = self.process.wait(PATIENCE)
        if code != 0:
            raise Missing(f"counterpart ended with {code}")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def xdotool(*arguments):
    subprocess.run(["xdotool", *arguments], check=True)


def press(keys):
    xdotool("key", "--clearmodifiers", keys)


def type_text(text):
    xdotool("type", "--clearmodifiers", "--delay", "12", "--", text)


def start_window_manager():
    """A window that opens before the window manager is there would never be given the keyboard."""
    manager = subprocess.Popen(["openbox", "--sm-disable"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for("the window manager", lambda: subprocess.run(["xdotool", "get_desktop"], capture_output=True).returncode == 0)
    return manager


def fresh_folder(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, mode=0o700)
    return path


def binaries():
    return pathlib.Path(os.environ.get("COUNTERPART_BIN", ROOT / "build" / "dev" / "bin"))


def plain_people(sandbox):
    """People of the sample whose names any keyboard can type."""
    def is_plain(text):
        return text.isalpha() and text.isascii()
    parties = sandbox.call("GET", "/parties?perPage=100")["parties"]
    return [p for p in parties if p["type"] == "person" and is_plain(p["firstName"]) and is_plain(p["lastName"])]


def full_name(person):
    return f"{person['firstName']} {person['lastName']}"


def files_holding(token, *folders):
    """The files under these folders in which the token's bytes stand."""
    needle = token.encode()
    return [path for folder in folders for path in pathlib.Path(folder).rglob("*")
            if path.is_file() and needle in path.read_bytes()]


def run_script(script, sandbox_arguments=()):
    """Gives script(sandbox, open_window, folder) a sandbox, a window manager and a way to open signed-in windows, and ends
    everything it started. The sandbox's token may not be left in any file afterwards."""
    folder = fresh_folder(ROOT / "build" / "tour-tests" / script.__name__)
    manager = start_window_manager()
    sandbox = Sandbox(binaries(), folder, arguments=sandbox_arguments)
    windows = []

    def open_window(profile="profile"):
        windows.append(Window(binaries(), ["--demo", "--api", sandbox.base, "--profile", folder / profile], sandbox.token,
                              log=folder / "counterpart.log"))
        return windows[-1]

    try:
        script(sandbox, open_window, folder)
        leaks = files_holding(sandbox.token, folder, os.environ["HOME"])
        if leaks:
            raise Missing(f"the token stands in {leaks}")
    except (Missing, AssertionError) as problem:
        if windows:
            windows[-1].picture(folder / "failed.png")
        step = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename != __file__][-1]
        fail(f"{problem} in line {step.lineno}, “{step.line}”; see {folder / 'failed.png'}")
    finally:
        for window in windows:
            window.end()
        sandbox.end()
        manager.terminate()
    print("passed", flush=True)


def fail(sentence):
    print(f"FAILED: {sentence}", file=sys.stderr, flush=True)
    sys.exit(1)
