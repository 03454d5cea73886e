#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace capsule {

/// A name as it is written and as it looks in an e-mail address.
struct SampleName
{
    QString text;
    QString ascii;
};

struct SampleCity
{
    QString city, state, zip; ///< in the zip, # is any digit and @ any letter
};

/// What people and firms of one country are made of.
struct SampleLand
{
    QString country; ///< as in `GET /countries`
    QString topLevel; ///< a word for the firm's domain, e.g. "uk"
    QString landline, mobile; ///< # is any digit
    QString street; ///< %1 is the name, %2 the number
    int weight = 1;
    bool familyFirst = false;
    QList<SampleName> given, family;
    QStringList streets;
    QList<SampleCity> cities;
    QStringList trades; ///< %1 is the family or city
};

const QList<SampleLand> &sampleLands();
const QStringList &sampleJobTitles();
const QStringList &sampleAbouts();
const QStringList &sampleNotes();

} // namespace capsule
