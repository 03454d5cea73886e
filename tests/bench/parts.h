#pragma once

#include <QJsonObject>
#include <QString>

/// The parts of the bench that run in a process of their own, so that each begins as the program begins. A part gets
/// its orders, with the reading of the stopwatch from right before its process was started ("startedAt"), and returns
/// what it measured.
using Part = QJsonObject (*)(int &argc, char **argv, const QJsonObject &orders);

/// The part of that name; null if there is none.
Part partNamed(const QString &name);

/// Says in a sentence why the bench cannot go on, and ends the process.
[[noreturn]] void giveUp(const QString &sentence);

/// A window with nothing in it, until it is painted: {painted}.
QJsonObject openEmptyWindow(int &argc, char **argv, const QJsonObject &orders);
/// The real window, until its list can be used and everything searched: {usable, searchable, resident}.
QJsonObject openWindow(int &argc, char **argv, const QJsonObject &orders);
/// Keys in the filter line of the real window: {one, three, eight, none} and their floors, {busy}.
QJsonObject typeQueries(int &argc, char **argv, const QJsonObject &orders);
/// Records that are opened, and an organisation with 2,000 people, which is added: {any, crowd}.
QJsonObject openRecords(int &argc, char **argv, const QJsonObject &orders);
/// Edits that are saved with Ctrl+S: {saved, floor}.
QJsonObject saveEdits(int &argc, char **argv, const QJsonObject &orders);
/// Signs in and waits until everything is here, on an empty profile or a filled one: {took, addresses, widest, busy}.
QJsonObject synchronise(int &argc, char **argv, const QJsonObject &orders);
/// The floor of starting: a plain loop over the rows: {took, searchBytes}.
QJsonObject readRows(int &argc, char **argv, const QJsonObject &orders);
/// The floor of a first load: the same documents into a new file: {took, documents}.
QJsonObject insertDocuments(int &argc, char **argv, const QJsonObject &orders);
