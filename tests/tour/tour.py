"""A short tour of Counterpart on a sandbox, driven as a person would: sign in, search, create, rename, add and change an
email, review, save, undo, delete. One printed line a step with the request that went over the wire; pictures and the
sandbox's log go to build/tour. Ends with an error if the wire saw anything else than what the step asked for."""

import json
import os
import sys

from desktop import (ROOT, Missing, Sandbox, Window, binaries, fail, files_holding, fresh_folder, press, start_window_manager, type_text,
                     wait_for)

OUT = ROOT / "build" / "tour"
NAME = "Harbour Light Ltd"
RENAMED = "Harbour Lights Ltd"


class Tour:
    def __init__(self, sandbox, window):
        self.sandbox = sandbox
        self.window = window
        self.number = 0

    def step(self, what, *, expect=None):
        """Prints the step with what went over the wire since the last one, and takes a picture."""
        self.number += 1
        requests = self.sandbox.new_requests()
        writes = [r for r in requests if r["method"] != "GET"]
        if expect is not None and [(w["method"], w["requestBody"]) for w in writes] != expect:
            raise Missing(f"“{what}” should have sent {expect}, but sent {[(w['method'], w['requestBody']) for w in writes]}")
        self.window.picture(OUT / f"{self.number:02}-{what.replace(',', '').replace(' ', '-')}.png")
        reads = len(requests) - len(writes)
        wire = [f"{w['method']} {w['path']} {w['requestBody']} -> {w['status']}".replace("  ", " ") for w in writes]
        if not wire and reads:
            wire = [f"{requests[0]['method']} {requests[0]['path']}" + (f" and {reads - 1} more reads" if reads > 1 else "")]
        print(f"{self.number:2}. {what}: {'; '.join(wire) or 'nothing went over the wire'}", flush=True)

    def save(self, method):
        before = self.sandbox.count(method)
        press("ctrl+s")
        written = self.sandbox.wait_for_write(method, before)
        wait_for("Up to date", lambda: self.window.shows("Up to date"))
        return written


def body(party):
    return json.dumps({"party": party}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def take_the_tour(tour):
    window, sandbox = tour.window, tour.sandbox

    field = window.find("Personal access token", "password text")
    window.write(field, sandbox.token)
    window.click_named("Show the token")  # only so can anybody see that every key arrived
    wait_for("the token as it was typed", lambda: window.text_of(field) == sandbox.token)
    window.click_named("Hide the token")
    window.focus(field)
    press("Return")
    window.find("Use Until I Quit")
    tour.step("sign in")
    window.click_named("Use Until I Quit")
    window.find("Up to date", seconds=120)
    wait_for("all contacts in the sidebar", lambda: window.shows(lambda text: text.startswith("Everyone")))
    tour.step("load the contacts")

    press("ctrl+k")
    type_text("lind")
    tour.step("search", expect=[])
    press("Escape")

    press("ctrl+shift+n")
    window.write(window.find("Name", "text"), NAME)
    tour.step("new organisation", expect=[])
    created = tour.save("POST")
    party = json.loads(created["answerBody"])["party"]
    tour.step("create an organisation", expect=[("POST", body({"name": NAME, "type": "organisation"}))])

    window.write(window.find("Name", "text"), RENAMED)
    press("ctrl+shift+r")
    window.find("Request", seconds=PATIENCE_FOR_PANEL)
    tour.step("review the rename", expect=[])
    press("Escape")
    renamed = tour.save("PUT")
    assert renamed["path"].split("?")[0] == f"/api/v2/parties/{party['id']}", renamed["path"]
    tour.step("rename it", expect=[("PUT", body({"name": RENAMED}))])

    window.click_named(lambda text: text.startswith("Add detail"))
    press("Down")
    press("Return")
    window.write(window.find(lambda text: text.startswith("Email"), "text"), "office@harbourlight.example")
    added = tour.save("PUT")
    row = json.loads(added["answerBody"])["party"]["emailAddresses"][0]
    tour.step("add an email", expect=[("PUT", added["requestBody"])])
    assert json.loads(added["requestBody"])["party"]["emailAddresses"][0]["address"] == "office@harbourlight.example"

    window.write(window.find(lambda text: text.startswith("Email"), "text"), "hello@harbourlight.example")
    tour.step("change the email", expect=[])
    tour.save("PUT")
    tour.step("save the changed email", expect=[
        ("PUT", body({"emailAddresses": [{"address": "hello@harbourlight.example", "id": row["id"]}]}))])

    press("ctrl+s")
    tour.step("save with nothing changed", expect=[])

    window.click_named("Undo", "push button")
    wait_for("the undo at the sandbox", lambda: sandbox.count("PUT") == 4)
    wait_for("Up to date", lambda: window.shows("Up to date"))
    tour.step("undo", expect=[
        ("PUT", body({"emailAddresses": [{"address": "office@harbourlight.example", "id": row["id"]}]}))])

    press("ctrl+2")
    press("Delete")
    window.find(lambda text: text.startswith("Deleted"))
    tour.step("delete, with ten seconds to undo", expect=[])
    sandbox.wait_for_write("DELETE", 0)
    wait_for("Up to date", lambda: window.shows("Up to date"))
    tour.step("delete", expect=[("DELETE", "")])
    window.quit()


PATIENCE_FOR_PANEL = 10


def main():
    fresh_folder(OUT)
    manager = start_window_manager()
    sandbox = Sandbox(binaries(), OUT)
    window = None
    try:
        window = Window(binaries(), ["--api", sandbox.base, "--profile", OUT / "profile"], log=OUT / "counterpart.log")
        take_the_tour(Tour(sandbox, window))
        leaks = files_holding(sandbox.token, OUT, os.environ["HOME"])
        assert not leaks, f"the token stands in {leaks}"
    except (Missing, AssertionError) as problem:
        if window:
            window.picture(OUT / "failed.png")
        asked = [f"{r['method']} {r['path']} -> {r['status']}" for r in sandbox.requests()[-5:]]
        fail(f"{problem}; the sandbox was last asked {asked}; see {OUT / 'failed.png'}")
    finally:
        if window:
            window.end()
        sandbox.end()
        manager.terminate()
    print(f"Pictures and the sandbox's log: {OUT.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
