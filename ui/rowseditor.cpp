#include "rowseditor.h"

#include "fieldrow.h"
#include "flatbutton.h"
#include "outsidelink.h"
#include "partywords.h"
#include "plaintext.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int KindValue = -1;
constexpr int CountryValue = 4;

/// How one value of a row is edited and where it stands.
struct Column
{
    QString stem; ///< of the object name
    QString label;
    FieldEdit::Kind kind = FieldEdit::Kind::Line;
    int row = 0;
    int column = 0;
    int span = 2;
};

QList<Column> columnsOf(RowList list)
{
    using Kind = FieldEdit::Kind;
    switch (list) {
    case RowList::Emails:
        return {{u"emailAddressEdit"_s, RowsEditor::tr("Email address"), Kind::Line}};
    case RowList::Phones:
        return {{u"phoneNumberEdit"_s, RowsEditor::tr("Phone number"), Kind::Line}};
    case RowList::Addresses:
        return {{u"streetEdit"_s, RowsEditor::tr("Street"), Kind::Lines, 0, 0, 2},
            {u"cityEdit"_s, RowsEditor::tr("City"), Kind::Line, 1, 0, 1},
            {u"stateEdit"_s, RowsEditor::tr("County or state"), Kind::Line, 1, 1, 1},
            {u"zipEdit"_s, RowsEditor::tr("Postcode"), Kind::Line, 2, 0, 1},
            {u"countryEdit"_s, RowsEditor::tr("Country"), Kind::FreePicker, 2, 1, 1}};
    case RowList::Websites:
        break;
    }
    return {{u"websiteAddressEdit"_s, RowsEditor::tr("Web address"), Kind::Line, 0, 0, 1},
        {u"websiteTypePicker"_s, RowsEditor::tr("Home or work"), Kind::Picker, 0, 1, 1}};
}

/// What one kind of rows is called, in the code and on screen.
struct RowWords
{
    QString stem; ///< of the object names
    QString kind; ///< the end of the kind's object name
    QString kindLabel;
    QString key; ///< Capsule's name of the list
    QString remove;
    QString blankProblem;
    QString linkIcon;
    QString linkSentence; ///< %1 is where the link leads
};

RowWords wordsOf(RowList list)
{
    //: Of an email, a phone or an address; read out as "Email 1: type"
    const QString typeLabel = RowsEditor::tr("type");
    //: Of a website, such as LinkedIn; read out as "Website 1: service"
    const QString serviceLabel = RowsEditor::tr("service");
    switch (list) {
    case RowList::Emails:
        return {u"email"_s, u"TypePicker"_s, typeLabel, u"emailAddresses"_s, RowsEditor::tr("Remove email"),
            RowsEditor::tr("An email needs its address. Type one, or remove the row."), u"mail"_s,
            RowsEditor::tr("Write to %1")};
    case RowList::Phones:
        return {u"phone"_s, u"TypePicker"_s, typeLabel, u"phoneNumbers"_s, RowsEditor::tr("Remove phone"),
            RowsEditor::tr("A phone needs its number. Type one, or remove the row."), u"phone"_s,
            RowsEditor::tr("Call %1")};
    case RowList::Addresses:
        return {u"address"_s, u"TypePicker"_s, typeLabel, u"addresses"_s, RowsEditor::tr("Remove address"),
            RowsEditor::tr("This address is empty. Fill it in, or remove the row."), u"map-pin"_s,
            RowsEditor::tr("Show on a map at %1")};
    case RowList::Websites:
        break;
    }
    return {u"website"_s, u"ServicePicker"_s, serviceLabel, u"websites"_s, RowsEditor::tr("Remove website"),
        RowsEditor::tr("A website needs its address. Type one, or remove the row."), u"external-link"_s,
        RowsEditor::tr("Open %1")};
}

QUrl linkOf(RowList list, const std::optional<FormRow> &was, const FormRow &row, const QList<Country> &countries)
{
    switch (list) {
    case RowList::Emails:
        return mailLink(row.values.first());
    case RowList::Phones:
        return phoneLink(row.values.first());
    case RowList::Addresses: {
        const AddressLayout layout = addressLayoutOf(countryCodeOf(row.values.at(CountryValue), countries));
        return mapLink(writtenAddress(row.values, layout).join(u", "_s).replace(u'\n', u", "_s));
    }
    case RowList::Websites:
        break;
    }
    // Capsule's link belongs to the service and the address it was built from.
    const bool isCapsules = was && was->kind == row.kind && was->values.first() == row.values.first();
    return websiteLink(row.values.first(), isCapsules ? row.values.value(2) : QString());
}
} // namespace

RowsEditor::RowsEditor(RowList list, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_theme(theme)
    , m_box(new QVBoxLayout(this))
{
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(list == RowList::Addresses ? Theme::RowGap : 2);
}

RowsEditor::~RowsEditor() = default;

std::unique_ptr<RowsEditor::Line> RowsEditor::makeLine()
{
    auto line = std::make_unique<Line>();
    line->now = newRow(m_list);
    line->row = new FieldRow(m_theme, this);
    line->kind = new FieldEdit(FieldEdit::Kind::Picker, m_theme, line->row);
    line->kind->setChoices(kindsOf(m_list));
    line->row->setLeading(line->kind);
    Line *that = line.get();
    connect(line->kind, &FieldEdit::edited, this, [this, that] { take(that, KindValue); });
    connect(line->row, &FieldRow::revertRequested, this, [this, that] { revert(that); });
    buildEdits(that);
    buildButtons(that);
    if (m_list == RowList::Phones)
        buildHint(that);
    if (m_list == RowList::Websites)
        line->row->setStretches(3, 1);
    line->row->setReadOnly(m_isReadOnly);
    line->row->show();
    return line;
}

void RowsEditor::buildEdits(Line *line)
{
    const QList<Column> columns = columnsOf(m_list);
    for (int value = 0; value < columns.size(); ++value) {
        const Column &column = columns.at(value);
        auto *edit = new FieldEdit(column.kind, m_theme, line->row);
        edit->setPlaceholder(column.label);
        if (column.kind == FieldEdit::Kind::FreePicker)
            edit->setChoices(countryChoices());
        if (column.kind == FieldEdit::Kind::Picker) {
            edit->setChoices(placesOfWebsites());
            edit->setMuted(true);
        }
        line->row->addEdit(edit, column.row, column.column, column.span);
        connect(edit, &FieldEdit::edited, this, [this, line, value] { take(line, value); });
        connect(edit, &FieldEdit::linesPasted, this,
            [this, line, value](const QStringList &lines) { pasteInto(line, value, lines); });
        connect(edit, &FieldEdit::left, this, [this, line] {
            if (!line->row->problem().isEmpty() || line->row->edits().last()->isUnknownChoice())
                line->row->setProblem(problemOf(*line));
        });
    }
}

void RowsEditor::buildButtons(Line *line)
{
    auto *open = line->row->addAction(wordsOf(m_list).linkIcon, {}, {});
    auto *copy = line->row->addAction(u"copy"_s, tr("Copy"), {});
    if (m_list == RowList::Phones) {
        line->international = line->row->addAction(u"globe"_s, {}, {});
        connect(line->international, &QPushButton::clicked, this, [this, line] { takeHint(line); });
    }
    auto *removal = line->row->addAction(u"x"_s, wordsOf(m_list).remove, {});
    line->buttons = {open, copy, removal};
    connect(open, &QPushButton::clicked, this,
        [this, line] { openOutside(linkOf(m_list, line->was, line->now, m_countries)); });
    connect(copy, &QPushButton::clicked, this, [this, line] { this->copy(line); });
    connect(removal, &QPushButton::clicked, this, [this, line] { remove(line); });
}

void RowsEditor::buildHint(Line *line)
{
    line->hint = new QWidget(line->row);
    line->oddity = new PlainLabel(line->hint);
    line->oddity->setFont(Theme::font(Theme::Type::Caption));
    line->oddity->setForegroundRole(QPalette::PlaceholderText);
    line->suggestion = new FlatButton(FlatButton::Style::Link, {}, m_theme, line->hint);
    auto *across = new QHBoxLayout(line->hint);
    across->setContentsMargins(0, 0, 0, 0);
    across->addWidget(line->oddity);
    across->addWidget(line->suggestion);
    across->addStretch(1);
    line->hint->hide();
    line->row->addBelow(line->hint);
    connect(line->suggestion, &QPushButton::clicked, this, [this, line] { takeHint(line); });
}

/// Puts the parts of an address where its country has them. True if they moved.
bool RowsEditor::layOut(Line *line)
{
    if (m_list != RowList::Addresses)
        return false;
    const AddressLayout layout = addressLayoutOf(countryCodeOf(line->now.values.at(CountryValue), m_countries));
    if (layout == line->layout)
        return false;
    line->layout = layout;
    const QList<FieldEdit *> &edits = line->row->edits();
    int row = 0;
    for (const QByteArray &parts : layout.form.split('/')) {
        for (int column = 0; column < parts.size(); ++column) {
            FieldEdit *edit = edits.at(AddressParts.indexOf(parts.at(column)));
            line->row->placeEdit(edit, row, column, parts.size() == 1 ? 2 : 1);
        }
        ++row;
    }
    for (int value = 0; value < edits.size(); ++value)
        edits.at(value)->setPlaceholder(labelOf(line, value));
    return true;
}

QString RowsEditor::labelOf(const Line *line, int value) const
{
    if (m_list == RowList::Addresses && AddressParts.at(value) == 'A')
        return line->layout.state;
    if (m_list == RowList::Addresses && AddressParts.at(value) == 'Z')
        return line->layout.zip;
    return columnsOf(m_list).at(value).label;
}

void RowsEditor::copy(const Line *line) const
{
    QApplication::clipboard()->setText(m_list == RowList::Addresses
            ? writtenAddress(line->now.values, line->layout).join(u'\n')
            : line->now.values.first());
}

std::unique_ptr<RowsEditor::Line> RowsEditor::takeLineFor(
    const RowPair &pair, std::vector<std::unique_ptr<Line>> &from) const
{
    const FormRow &row = pair.now ? *pair.now : *pair.was;
    auto found = std::ranges::find_if(
        from, [&row](const auto &line) { return line && row.id != 0 && line->now.id == row.id; });
    if (found == from.end()) {
        // A row that Capsule has just given an id, or one that still has none.
        found = std::ranges::find_if(from, [&row](const auto &line) {
            return line && line->now.id == 0 && line->now.values.first() == row.values.first()
                && line->now.kind == row.kind;
        });
    }
    return found == from.end() ? nullptr : std::move(*found);
}

void RowsEditor::setRows(const QList<FormRow> &was, const QList<FormRow> &now)
{
    std::vector<std::unique_ptr<Line>> old = std::move(m_lines);
    m_lines.clear();
    for (const RowPair &pair : pairedRows(was, now)) {
        std::unique_ptr<Line> line = takeLineFor(pair, old);
        if (!line)
            line = makeLine();
        fill(line.get(), pair);
        m_lines.push_back(std::move(line));
    }
    for (std::unique_ptr<Line> &line : old) {
        if (!line)
            continue;
        if (!line->was && isBlank(m_list, line->now))
            m_lines.push_back(std::move(line));
        else
            dispose(line.get());
    }
    arrange();
}

void RowsEditor::clear()
{
    for (const std::unique_ptr<Line> &line : m_lines)
        dispose(line.get());
    m_lines.clear();
}

void RowsEditor::dispose(Line *line)
{
    // Losing the focus would still speak of a line that is gone.
    line->kind->disconnect(this);
    for (FieldEdit *edit : line->row->edits())
        edit->disconnect(this);
    line->row->disconnect(this);
    line->row->hide();
    line->row->deleteLater();
}

void RowsEditor::fill(Line *line, const RowPair &pair)
{
    const FormRow &now = pair.now ? *pair.now : *pair.was;
    if (now != line->now)
        line->row->setProblem({});
    line->was = pair.was;
    line->now = now;
    line->isRemoved = !pair.now;
    const FormRow original = pair.was.value_or(newRow(m_list));
    line->kind->setOriginal(pair.was ? original.kind : line->now.kind);
    line->kind->setText(line->now.kind);
    const QList<FieldEdit *> &edits = line->row->edits();
    for (int value = 0; value < edits.size(); ++value) {
        edits.at(value)->setOriginal(original.values.at(value));
        edits.at(value)->setText(line->now.values.at(value));
    }
    line->row->setAdded(!pair.was);
    line->row->setRemoved(line->isRemoved);
    layOut(line);
    tellLinks(line);
}

void RowsEditor::arrange()
{
    for (int number = 0; number < static_cast<int>(m_lines.size()); ++number) {
        Line *line = m_lines.at(static_cast<std::size_t>(number)).get();
        if (m_box->indexOf(line->row) != number)
            m_box->insertWidget(number, line->row);
        name(line, number);
    }
    Q_EMIT rowsChanged();
}

void RowsEditor::name(Line *line, int number)
{
    const QString suffix = u"_%1"_s.arg(number);
    const QString stem = wordsOf(m_list).stem;
    line->kind->setNames(stem + wordsOf(m_list).kind + suffix,
        tr("%1 %2: %3").arg(rowWord(m_list)).arg(number + 1).arg(wordsOf(m_list).kindLabel));
    const QList<Column> columns = columnsOf(m_list);
    for (int value = 0; value < columns.size(); ++value) {
        line->row->edits().at(value)->setNames(columns.at(value).stem + suffix,
            tr("%1 %2: %3").arg(rowWord(m_list)).arg(number + 1).arg(labelOf(line, value)));
    }
    line->buttons.at(0)->setObjectName(stem + u"OpenButton"_s + suffix);
    line->buttons.at(1)->setObjectName(stem + u"CopyButton"_s + suffix);
    line->buttons.at(2)->setObjectName(stem + u"RemoveButton"_s + suffix);
    if (line->international) {
        line->international->setObjectName(stem + u"InternationalButton"_s + suffix);
        line->suggestion->setObjectName(stem + u"SuggestionButton"_s + suffix);
        line->oddity->setObjectName(stem + u"OddityLabel"_s + suffix);
    }
}

void RowsEditor::tellLinks(Line *line)
{
    const QUrl link = linkOf(m_list, line->was, line->now, m_countries);
    FlatButton *open = line->buttons.at(0);
    const QString sentence = wordsOf(m_list).linkSentence.arg(displayText(linkTarget(link)));
    open->setToolTip(plainToolTip(sentence));
    open->setAccessibleName(sentence);
    line->row->setActionAvailable(open, mayOpen(link));
    line->row->setActionAvailable(line->buttons.at(1), !isBlank(m_list, line->now));
    line->row->setActionAvailable(line->buttons.at(2), !m_isReadOnly);
    if (line->international)
        tellHint(line);
}

/// A number that was typed here is spoken of below it; of the others nothing is said until somebody looks at the row.
void RowsEditor::tellHint(Line *line)
{
    line->phone = line->isRemoved || m_isReadOnly ? PhoneHint() : phoneHint(line->now.values.first(), m_region);
    const bool wasTyped = !line->was || line->was->values.first() != line->now.values.first();
    const bool isOffered = !line->phone.international.isEmpty();
    //: %1 is a phone number such as +44 20 7946 0000
    const QString sentence = tr("Write as %1").arg(line->phone.international);
    line->suggestion->setText(sentence);
    line->suggestion->setVisible(isOffered);
    line->international->setToolTip(plainToolTip(sentence));
    line->international->setAccessibleName(sentence);
    line->row->setActionAvailable(line->international, isOffered && !wasTyped);
    switch (line->phone.oddity) {
    case PhoneHint::Oddity::None:
        line->oddity->setText({});
        break;
    case PhoneHint::Oddity::TooShort:
        line->oddity->setText(tr("This looks too short for a phone number."));
        break;
    case PhoneHint::Oddity::TooLong:
        line->oddity->setText(tr("This looks too long for a phone number."));
        break;
    }
    line->oddity->setVisible(line->phone.oddity != PhoneHint::Oddity::None);
    line->hint->setVisible(wasTyped && (isOffered || line->phone.oddity != PhoneHint::Oddity::None));
}

void RowsEditor::takeHint(Line *line)
{
    if (line->phone.international.isEmpty())
        return;
    line->now.values.first() = line->phone.international;
    FieldEdit *edit = line->row->edits().first();
    edit->setText(line->phone.international);
    edit->input()->setFocus(Qt::OtherFocusReason); // its own button goes away
    line->row->tellChanges();
    tellLinks(line);
    Q_EMIT edited(placeOf(line, 0) + u"/suggested"_s);
}

void RowsEditor::setRegion(const QString &region)
{
    if (region == m_region)
        return;
    m_region = region;
    for (const std::unique_ptr<Line> &line : m_lines)
        tellLinks(line.get());
}

QList<FormRow> RowsEditor::rows() const
{
    QList<FormRow> rows;
    for (const std::unique_ptr<Line> &line : m_lines) {
        if (!line->isRemoved && (line->was || !isBlank(m_list, line->now)))
            rows.append(line->now);
    }
    return rows;
}

void RowsEditor::addRow()
{
    m_lines.push_back(makeLine());
    Line *line = m_lines.back().get();
    fill(line, {{}, newRow(m_list)});
    arrange();
    line->row->edits().first()->input()->setFocus(Qt::OtherFocusReason);
}

void RowsEditor::setCountries(const QList<Country> &countries)
{
    m_countries = countries;
    if (m_list != RowList::Addresses)
        return;
    bool hasMoved = false;
    for (const std::unique_ptr<Line> &line : m_lines) {
        line->row->edits().last()->setChoices(countryChoices());
        hasMoved = layOut(line.get()) || hasMoved;
    }
    if (hasMoved)
        arrange();
}

QList<Choice> RowsEditor::countryChoices() const
{
    QList<Choice> choices;
    for (const Country &country : m_countries)
        choices.append({country.name, country.name});
    return choices;
}

void RowsEditor::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (const std::unique_ptr<Line> &line : m_lines) {
        line->row->setReadOnly(readOnly);
        tellLinks(line.get());
    }
}

void RowsEditor::take(Line *line, int value)
{
    if (value == KindValue)
        line->now.kind = line->kind->text();
    else
        line->now.values[value] = line->row->edits().at(value)->text();
    line->row->setProblem({});
    if (value == CountryValue && layOut(line))
        arrange(); // the order of the fields, too
    tellLinks(line);
    Q_EMIT edited(placeOf(line, value));
}

void RowsEditor::remove(Line *line)
{
    const QString place = placeOf(line, KindValue) + u"/removed"_s;
    if (line->was) {
        line->now = *line->was;
        line->isRemoved = true;
        fill(line, {line->was, {}});
    } else {
        dispose(line);
        std::erase_if(m_lines, [line](const auto &other) { return other.get() == line; });
        arrange();
    }
    Q_EMIT edited(place);
}

void RowsEditor::revert(Line *line)
{
    fill(line, {line->was, line->was});
    Q_EMIT edited(placeOf(line, KindValue) + u"/reverted"_s);
}

void RowsEditor::pasteInto(Line *line, int value, const QStringList &lines)
{
    if (m_list == RowList::Addresses) {
        // Fields of an address hold one line each; several belong into the street.
        const QString text = lines.join(u' ');
        qobject_cast<QLineEdit *>(line->row->edits().at(value)->input())->insert(text);
        return;
    }
    auto *edit = qobject_cast<QLineEdit *>(line->row->edits().at(value)->input());
    edit->insert(lines.first());
    line->now.values[value] = edit->text();
    line->row->edits().at(value)->setText(edit->text());
    auto after
        = std::ranges::find_if(m_lines, [line](const auto &other) { return other.get() == line; }) - m_lines.begin();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        std::unique_ptr<Line> added = makeLine();
        FormRow row = newRow(m_list);
        row.values[value] = lines.at(i);
        fill(added.get(), {{}, row});
        m_lines.insert(m_lines.begin() + ++after, std::move(added));
    }
    arrange();
    tellLinks(line);
    line->row->tellChanges();
    Q_EMIT edited(placeOf(line, value) + u"/pasted"_s);
}

QString RowsEditor::problemOf(const Line &line) const
{
    if (line.isRemoved)
        return {};
    if (line.was && isBlank(m_list, line.now) && !isBlank(m_list, *line.was))
        return wordsOf(m_list).blankProblem;
    if (m_list != RowList::Addresses && line.now.values.first().trimmed().isEmpty())
        return line.was ? wordsOf(m_list).blankProblem : QString();
    if (line.row->edits().last()->isUnknownChoice())
        return tr("Capsule does not know this country. Choose one from the list.");
    return {};
}

QWidget *RowsEditor::showProblems()
{
    QWidget *first = nullptr;
    for (const std::unique_ptr<Line> &line : m_lines) {
        const QString problem = problemOf(*line);
        line->row->setProblem(problem);
        if (!problem.isEmpty() && !first) {
            const QList<FieldEdit *> &edits = line->row->edits();
            first = (edits.last()->isUnknownChoice() ? edits.last() : edits.first())->input();
        }
    }
    return first;
}

void RowsEditor::clearProblems()
{
    for (const std::unique_ptr<Line> &line : m_lines)
        line->row->setProblem({});
}

void RowsEditor::showRefusal(const QString &sentence)
{
    for (const std::unique_ptr<Line> &line : m_lines) {
        if (!line->isRemoved && (line->now.id == 0 || (line->was && *line->was != line->now)))
            line->row->setProblem(sentence);
    }
}

QList<QWidget *> RowsEditor::inputs() const
{
    QList<QWidget *> inputs;
    for (const std::unique_ptr<Line> &line : m_lines) {
        inputs.append(line->kind->input());
        if (m_list == RowList::Addresses) {
            for (const char part : line->layout.form) {
                if (part != '/')
                    inputs.append(line->row->edits().at(AddressParts.indexOf(part))->input());
            }
        } else {
            for (const FieldEdit *edit : line->row->edits())
                inputs.append(edit->input());
        }
        inputs << line->buttons.at(0) << line->buttons.at(1);
        if (line->international)
            inputs.append(line->international);
        inputs.append(line->buttons.at(2));
        if (line->suggestion)
            inputs.append(line->suggestion);
    }
    return inputs;
}

QString RowsEditor::placeOf(const Line *line, int value) const
{
    const auto found = std::ranges::find_if(m_lines, [line](const auto &other) { return other.get() == line; });
    return u"%1/%2/%3"_s.arg(wordsOf(m_list).key).arg(found - m_lines.begin()).arg(value);
}
