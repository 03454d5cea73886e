"""Two programs, each with a profile of its own, at one Capsule. Different fields of one organisation edited in both: both
arrive. The same field: the second one asks, and what is chosen is what Capsule has in the end."""

import json

from desktop import press, run_script, wait_for

BEFORE = {"type": "organisation", "name": "Twofold Ferries", "about": "Crosses twice a day",
          "websites": [{"service": "URL", "address": "twofold.example"}]}
RENAMED = "Twofold Ferries and Sons"


def name_of(window):
    return window.find("Name", "text")


def website_of(window):
    return window.find(lambda text: text.startswith("Website 1:"), "text")


def edit(window, field, text):
    """Types and does not save."""
    window.to_front()
    window.write(field(window), text)


def puts(sandbox, party):
    """The bodies the programs sent for this record, oldest first."""
    return [json.loads(w["requestBody"])["party"] for w in sandbox.writes()
            if w["method"] == "PUT" and w["path"].startswith(f"/api/v2/parties/{party}")]


def record(sandbox, party):
    return sandbox.call("GET", f"/parties/{party}")["party"]


def reads(window, name):
    return window.text_of(name_of(window)) == name


def edit_different_fields(sandbox, first, second, party):
    edit(second, website_of, "ferries.example")
    edit(first, name_of, RENAMED)
    first.save(RENAMED)
    wait_for("the first window's change at the sandbox", lambda: len(puts(sandbox, party["id"])) == 1)
    second.to_front()
    second.save(BEFORE["name"])
    wait_for("the second window's change at the sandbox", lambda: len(puts(sandbox, party["id"])) == 2)
    second.find("Up to date")
    website = party["websites"][0]["id"]
    assert puts(sandbox, party["id"]) == [
        {"name": RENAMED}, {"websites": [{"id": website, "address": "ferries.example"}]}], puts(sandbox, party["id"])
    now = record(sandbox, party["id"])
    assert (now["name"], [row["address"] for row in now["websites"]]) == (RENAMED, ["ferries.example"]), now
    assert reads(second, RENAMED), "the second window does not tell what the first one did"
    first.to_front()
    press("F5")
    wait_for("the website in the first window", lambda: first.text_of(website_of(first)) == "ferries.example")


def edit_one_field(sandbox, first, second, party, choice):
    """Both change the name, the first one saves first; the second one decides as chosen."""
    original = record(sandbox, party)["name"]
    theirs, mine = f"Theirs before {choice}", f"Mine before {choice}"
    sent = len(puts(sandbox, party))
    edit(second, name_of, mine)
    edit(first, name_of, theirs)
    first.save(theirs)
    wait_for("the first window's change at the sandbox", lambda: len(puts(sandbox, party)) == sent + 1)

    second.to_front()
    press("ctrl+s")
    second.find("Also changed in Capsule")
    offered = {"Mine": mine, "Theirs": theirs, "Original": original}
    for word, value in offered.items():
        second.find(f"{word}: {value}", "radio button")
    second.find("1 needs you")
    assert record(sandbox, party)["name"] == theirs, "it was sent before anybody chose"
    second.click_named(f"{choice}: {offered[choice]}", "radio button")
    second.click_named("Save my choice", "push button")
    second.find("Up to date")

    decided = offered[choice]
    wait_for("the choice in Capsule", lambda: record(sandbox, party)["name"] == decided)
    expected = [{"name": theirs}] + ([{"name": decided}] if decided != theirs else [])
    assert puts(sandbox, party)[sent:] == expected, puts(sandbox, party)[sent:]
    wait_for("the choice in the field", lambda: reads(second, decided))
    first.to_front()
    press("F5")  # so that the next round begins with both alike
    wait_for("the choice in the other window", lambda: reads(first, decided))


def twowindows(sandbox, open_window, _folder):
    party = sandbox.call("POST", "/parties", {"party": BEFORE})["party"]
    windows = [open_window(profile) for profile in ("first", "second")]
    for window in windows:
        window.find("Up to date", seconds=120)
        window.to_front()
        window.open_record(BEFORE["name"])
    edit_different_fields(sandbox, *windows, party)
    for choice in ("Mine", "Theirs", "Original"):
        edit_one_field(sandbox, *windows, party["id"], choice)
    for window in windows:
        window.to_front()
        window.quit()


if __name__ == "__main__":
    run_script(twowindows)
