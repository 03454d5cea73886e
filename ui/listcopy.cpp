#include "listcopy.h"

#include "csv.h"
#include "plaintext.h"

#include <QLocale>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace {

QString textAt(const PartyModel &model, int row, PartyModel::Column column)
{
    const QVariant value = model.index(row, column).data();
    if (value.typeId() == QMetaType::QDateTime)
        return QLocale().toString(value.toDateTime(), QLocale::ShortFormat);
    return displayText(value.toString());
}

template <typename Line>
QString linesOf(const QList<int> &rows, Line line)
{
    QString text;
    for (const int row : rows)
        text += line(row) + u'\n';
    return text;
}

} // namespace

QMimeData *newTextOf(const PartyModel &model, const QList<int> &rows)
{
    auto *data = new QMimeData;
    data->setText(linesOf(rows, [&model](int row) {
        QStringList parts;
        for (const PartyModel::Column column :
            {PartyModel::NameColumn, PartyModel::JobTitleColumn, PartyModel::OrganisationColumn, PartyModel::CityColumn,
                PartyModel::EmailColumn, PartyModel::PhoneColumn})
            parts.append(textAt(model, row, column));
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }));
    return data;
}

QMimeData *newTableOf(const PartyModel &model, const QList<int> &rows, const QList<PartyModel::Column> &columns)
{
    QStringList names;
    for (const PartyModel::Column column : columns)
        names.append(PartyModel::columnName(column));
    const QString lines = linesOf(rows, [&](int row) {
        QStringList cells;
        for (const PartyModel::Column column : columns)
            cells.append(withoutFormula(textAt(model, row, column)));
        return cells.join(u'\t');
    });
    const QString table = names.join(u'\t') + u'\n' + lines;
    auto *data = new QMimeData;
    data->setText(table);
    data->setData(u"text/tab-separated-values"_s, table.toUtf8());
    return data;
}
