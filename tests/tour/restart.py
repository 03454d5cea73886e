"""A job title that was saved just before quitting is shown at the next start and sent exactly once; one that was only typed
is still there as a draft, and sends nothing until it is saved."""

from desktop import full_name, plain_people, press, run_script, wait_for

SAVED = "Head of Tidal Power"
TYPED = "Head of Wave Power"


def open_person(window, person):
    window.open_record(full_name(person))
    return window.find("Job title", "text")


def restart(sandbox, open_window, _folder):
    window = open_window()
    window.find("Up to date", seconds=120)
    person = plain_people(sandbox)[0]

    window.write(open_person(window, person), SAVED)
    press("ctrl+s")
    window.quit()

    window = open_window()
    field = open_person(window, person)
    assert window.text_of(field) == SAVED, window.text_of(field)
    window.find("Up to date")
    puts = [w for w in sandbox.writes() if w["method"] == "PUT"]
    assert [(p["path"].split("?")[0], p["requestBody"]) for p in puts] == [
        (f"/api/v2/parties/{person['id']}", f'{{"party":{{"jobTitle":"{SAVED}"}}}}')], puts

    window.write(field, TYPED)
    window.quit()

    window = open_window()
    field = open_person(window, person)
    assert window.text_of(field) == TYPED, window.text_of(field)
    window.find("Up to date")
    assert sandbox.count("PUT") == 1, "a draft was sent"
    press("ctrl+s")
    sandbox.wait_for_write("PUT", 1)
    wait_for("Up to date", lambda: window.shows("Up to date"))
    assert sandbox.call("GET", f"/parties/{person['id']}")["party"]["jobTitle"] == TYPED
    window.quit()
    assert sandbox.count("PUT") == 2


if __name__ == "__main__":
    run_script(restart)
