"""Walks the real window through the accessibility bus as a screen reader does, while the list is reset, filtered, loses
rows and is closed with the focus in it; opens, edits and saves a record on the way. No control may be without a name."""

import gi
from desktop import Missing, full_name, plain_people, press, run_script, wait_for

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

CONTROLS = {"push button", "toggle button", "text", "password text", "combo box", "check box", "list", "table", "menu item",
            "list item", "tree", "tree item", "spin button", "button"}


def names_of_list(window):
    """Reads every row the list offers near the top, as a screen reader would, name and state."""
    items = [node for node in window.walk() if node.get_role_name() == "list item" and window.is_showing(node.get_parent())]
    return [(node.get_name(), node.get_state_set().contains(Atspi.StateType.SELECTED)) for node in items]


def unnamed_controls(window):
    return [(node.get_role_name(), node.get_parent().get_name(), node.get_parent().get_role_name()) for node in window.walk()
            if node.get_role_name() in CONTROLS and window.is_showing(node) and not node.get_name()]


def walk(sandbox, open_window, _folder):
    window = open_window()
    window.find("Up to date", seconds=120)
    assert len(names_of_list(window)) > 10, names_of_list(window)
    assert not unnamed_controls(window), unnamed_controls(window)

    person = plain_people(sandbox)[0]
    name = full_name(person)

    for scope in ("People", "Organisations", "Everyone"):  # resets
        window.click_named(lambda text, scope=scope: text.startswith(scope), "list item")
        wait_for(f"rows of {scope}", lambda: len(names_of_list(window)) > 5)
    window.open_record(name)  # a filter, key by key
    field = window.find("Job title", "text")
    window.write(field, "Walked Through")
    assert not unnamed_controls(window), unnamed_controls(window)
    press("ctrl+s")
    put = sandbox.wait_for_write("PUT", 0)
    assert put["requestBody"] == '{"party":{"jobTitle":"Walked Through"}}', put["requestBody"]

    press("ctrl+2")
    press("Delete")  # a row goes away under the reader
    wait_for("the row to go", lambda: not any(text.startswith(name) for text, _ in names_of_list(window)))
    names_of_list(window)
    press("ctrl+f")
    press("ctrl+a")
    press("BackSpace")
    wait_for("all rows", lambda: len(names_of_list(window)) > 10)

    for other in sandbox.call("GET", "/parties?perPage=5")["parties"]:  # rows change from outside
        if other["type"] == "organisation":
            sandbox.call("PUT", f"/parties/{other['id']}", {"party": {"about": "Changed elsewhere"}})
    press("F5")
    names_of_list(window)
    press("ctrl+2")
    press("Down")
    if window.process.poll() is not None:
        raise Missing("the program ended during the walk")
    window.quit()  # with the focus in the list


if __name__ == "__main__":
    run_script(walk)
