"""Everything a day's work needs, done while Capsule cannot be reached: it is said to be saved, waits over a restart, and goes
once Capsule is back, each change once, what others need before them, with nothing but what was changed."""

import json

from desktop import full_name, plain_people, press, run_script, wait_for

ORGANISATION = "Tidewater Pilots"
NEW_PERSON = ("Ottoline", "Quayside")
JOB = "Harbour Pilot"
MOVED_JOB = "Lock Keeper"
CHANGED_EMAIL = "pilot@tidewater.example"
ADDED_EMAIL = "night.watch@tidewater.example"


def choose_people(sandbox):
    """One with rows to change, one to move, one to delete; no two of one name, which the list could not tell apart."""
    people = plain_people(sandbox)
    names = [full_name(person) for person in people]
    people = [person for person in people if names.count(full_name(person)) == 1]
    edited = next(p for p in people if p["emailAddresses"] and p["phoneNumbers"])
    moved, deleted = [p for p in people if p is not edited][:2]
    return edited, moved, deleted


def edit_rows(window, person):
    window.open_record(full_name(person))
    window.write(window.find("Job title", "text"), JOB)
    window.save(full_name(person))

    window.click_named("Emails: add another")
    added = f"Email {len(person['emailAddresses']) + 1}:"
    window.write(window.find(lambda text: text.startswith(added), "text"), ADDED_EMAIL)
    window.save(full_name(person))

    window.write(window.find(lambda text: text.startswith("Email 1:"), "text"), CHANGED_EMAIL)
    window.save(full_name(person))

    window.focus(window.find(lambda text: text.startswith("Phone 1:"), "text"))
    window.click_named("Remove phone")
    window.save(full_name(person))


def create(window, keys, **fields):
    press(keys)
    for label, text in fields.items():
        window.write(window.find(label.replace("_", " "), "text"), text)
    window.save(" ".join(fields.values()))


def move(window, person):
    """To the new organisation, which is chosen from what the field offers."""
    window.open_record(full_name(person))
    window.write(window.find("Organisation", "text"), ORGANISATION)
    press("Down")  # Qt tells the bus of no popup; it opens with the key that completes the name
    press("Return")
    window.find(f"Open organisation {ORGANISATION}")
    window.save(full_name(person))


def work_offline(window, edited, moved, deleted):
    edit_rows(window, edited)
    window.find("Offline · 1 waiting")

    # The person changes before the organisation is there, so the order of saving is not the order of sending.
    window.open_record(full_name(moved))
    window.write(window.find("Job title", "text"), MOVED_JOB)
    window.save(full_name(moved))
    window.find("Offline · 2 waiting")

    create(window, "ctrl+n", First_name=NEW_PERSON[0], Last_name=NEW_PERSON[1])
    window.find("Offline · 3 waiting")
    create(window, "ctrl+shift+n", Name=ORGANISATION)
    window.find("Offline · 4 waiting")
    move(window, moved)
    window.find("Offline · 4 waiting")

    window.open_record(full_name(deleted))
    press("ctrl+2")
    press("Delete")
    window.find(f"Deleted {full_name(deleted)}.")
    window.find("Offline · 5 waiting")


def check_after_restart(window, edited, moved, deleted):
    window.find("Offline · 5 waiting")
    window.open_record(full_name(edited))
    assert window.text_of(window.find("Job title", "text")) == JOB
    assert window.text_of(window.find(lambda text: text.startswith("Email 1:"), "text")) == CHANGED_EMAIL
    window.open_record(full_name(moved))
    window.find(f"Open organisation {ORGANISATION}")
    for name in (" ".join(NEW_PERSON), ORGANISATION):
        window.narrow_list(name)
        window.find(lambda text, name=name: text.startswith(name) and text.endswith("waiting to be sent"), "list item")
    window.narrow_list(full_name(deleted))
    assert not window.shows(lambda text: text.startswith(full_name(deleted)), "list item")

    window.click_named("Offline · 5 waiting")
    for name, change in ((full_name(edited), JOB), (full_name(moved), ORGANISATION),
                         (" ".join(NEW_PERSON), "New person"), (ORGANISATION, "New organisation"),
                         (full_name(deleted), "Person deleted")):
        window.find(lambda text, name=name, change=change: text.startswith(name) and change in text, "list item")


def check_requests(sandbox, edited, moved, deleted):
    """Returns the ids of the new person and the new organisation."""
    writes = sandbox.writes()
    sent = [(w["method"], w["path"].split("?")[0].removeprefix("/api/v2"), json.loads(w["requestBody"] or "{}").get("party"))
            for w in writes]
    assert all(200 <= w["status"] < 300 for w in writes), writes
    ids = {party["name"] if party["type"] == "organisation" else full_name(party): party["id"]
           for party in (json.loads(w["answerBody"])["party"] for w in writes if w["method"] == "POST")}
    organisation, person = ids[ORGANISATION], ids[" ".join(NEW_PERSON)]
    create_organisation = ("POST", "/parties", {"type": "organisation", "name": ORGANISATION})
    move_person = ("PUT", f"/parties/{moved['id']}", {"jobTitle": MOVED_JOB, "organisation": {"id": organisation}})
    expected = [
        ("PUT", f"/parties/{edited['id']}", {
            "jobTitle": JOB,
            "emailAddresses": [{"id": edited["emailAddresses"][0]["id"], "address": CHANGED_EMAIL}, {"address": ADDED_EMAIL}],
            "phoneNumbers": [{"id": edited["phoneNumbers"][0]["id"], "_delete": True}]}),
        ("POST", "/parties", {"type": "person", "firstName": NEW_PERSON[0], "lastName": NEW_PERSON[1]}),
        create_organisation, move_person,
        ("DELETE", f"/parties/{deleted['id']}", None)]
    assert len(sent) == len(expected) and all(each in sent for each in expected), sent
    assert sent.index(create_organisation) < sent.index(move_person), sent
    return person, organisation


def check_records(sandbox, edited, moved, deleted, person, organisation):
    def read(party):
        return sandbox.call("GET", f"/parties/{party}")["party"]

    now = read(edited["id"])
    addresses = [row["address"] for row in now["emailAddresses"]]
    assert now["jobTitle"] == JOB
    assert addresses == [CHANGED_EMAIL, *(row["address"] for row in edited["emailAddresses"][1:]), ADDED_EMAIL], addresses
    assert now["phoneNumbers"] == edited["phoneNumbers"][1:], now["phoneNumbers"]
    now = read(moved["id"])
    assert (now["jobTitle"], now["organisation"]["id"]) == (MOVED_JOB, organisation), now
    assert (read(person)["firstName"], read(person)["lastName"]) == NEW_PERSON
    assert read(organisation)["name"] == ORGANISATION
    gone = sandbox.call("GET", "/parties/deleted?since=2000-01-01T00:00:00Z")["parties"]
    assert [party["id"] for party in gone] == [deleted["id"]], gone


def offline(sandbox, open_window, _folder):
    window = open_window()
    window.find("Up to date", seconds=120)
    people = choose_people(sandbox)
    sandbox.end()

    work_offline(window, *people)
    window.quit()
    window = open_window()
    check_after_restart(window, *people)
    assert not sandbox.writes(), sandbox.writes()

    sandbox.start()
    press("ctrl+F5")  # who knows that Capsule is back need not wait for the next try
    wait_for("five writes at the sandbox", lambda: len(sandbox.writes()) >= 5)
    window.find("Up to date")
    made = check_requests(sandbox, *people)
    check_records(sandbox, *people, *made)
    window.quit()
    assert len(sandbox.writes()) == 5, sandbox.writes()


if __name__ == "__main__":
    run_script(offline)
