#include "conditionrow.h"

#include "conditionvalue.h"
#include "conditionwords.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"
#include "typeaheadbox.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

namespace {
constexpr int ComparisonRole = Qt::UserRole + 1;

template <typename Row>
QList<Choice> byId(const std::optional<QList<Row>> &rows)
{
    QList<Choice> choices;
    for (const Row &row : rows.value_or(QList<Row>()))
        choices.append({QString::number(row.id), row.name});
    return choices;
}

template <typename Row>
QList<Choice> byName(const std::optional<QList<Row>> &rows)
{
    QList<Choice> choices;
    for (const Row &row : rows.value_or(QList<Row>()))
        choices.append({row.name, row.name});
    return choices;
}

QList<Choice> usersOf(const Catalogue &catalogue)
{
    QList<Choice> choices;
    const QList<User> users = catalogue.users.value_or(QList<User>());
    for (const User &user : users) {
        const bool isAmbiguous = std::ranges::count(users, user.name, &User::name) > 1;
        choices.append(
            {QString::number(user.id), isAmbiguous ? user.name + " ("_L1 + user.username + ')'_L1 : user.name});
    }
    return choices;
}

QStringList optionsOf(const QString &field, const Catalogue &catalogue)
{
    const qint64 id = field.mid(field.indexOf(u':') + 1).toLongLong();
    for (const FieldDefinition &definition : catalogue.fields.value_or(QList<FieldDefinition>())) {
        if (field.contains(u':') && definition.id == id)
            return definition.options;
    }
    return {};
}
} // namespace

ConditionRow::ConditionRow(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_field(new TypeAheadBox(this))
    , m_operator(new SteadyBox(this))
    , m_value(new ConditionValue(theme, this))
    , m_remove(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    , m_problem(new PlainLabel(this))
{
    m_field->lineEdit()->setPlaceholderText(tr("Choose a field"));
    m_remove->setThemeIcon(u"x"_s);
    m_remove->setMuted(true);
    m_remove->setToolTip(tr("Remove condition"));
    m_problem->setWordWrap(true);
    m_problem->setFont(Theme::font(Theme::Type::Caption));
    m_problem->hide();
    theme.tint(m_problem, QPalette::WindowText, Theme::Token::Error);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(Theme::RowGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 4);
    grid->setColumnStretch(2, 6);
    grid->addWidget(m_field, 0, 0);
    grid->addWidget(m_operator, 0, 1);
    grid->addWidget(m_value, 0, 2);
    grid->addWidget(m_remove, 0, 3);
    grid->addWidget(m_problem, 1, 0, 1, 3);

    connect(m_field, &TypeAheadBox::edited, this, &ConditionRow::chooseField);
    connect(m_field->lineEdit(), &QLineEdit::editingFinished, this, &ConditionRow::leave);
    connect(m_operator, &QComboBox::activated, this, [this] {
        askForValue();
        take();
    });
    connect(m_value, &ConditionValue::edited, this, &ConditionRow::take);
    connect(m_value, &ConditionValue::left, this, &ConditionRow::leave);
    connect(m_remove, &QPushButton::clicked, this, &ConditionRow::removeRequested);
    fillFields();
    setCondition({QString(), Operator::Is, QString()});
}

void ConditionRow::setNumber(const QString &objectName, int number, int group)
{
    const QString place = group == 0 ? QLocale().toString(number)
                                     //: Names a condition: %1 is its group, %2 its place in it
                                     : tr("%1.%2").arg(group).arg(number);
    m_field->setNames(objectName + "FieldBox"_L1, tr("Field of condition %1").arg(place));
    m_operator->setObjectName(objectName + "OperatorBox"_L1);
    m_operator->setAccessibleName(tr("Comparison of condition %1").arg(place));
    m_value->setNames(objectName + "Value"_L1, tr("Value of condition %1").arg(place));
    m_remove->setObjectName(objectName + "RemoveButton"_L1);
    m_remove->setAccessibleName(tr("Remove condition %1").arg(place));
    m_problem->setObjectName(objectName + "ProblemLabel"_L1);
}

std::optional<Kind> ConditionRow::kind() const
{
    return conditionKind(m_fieldName, m_catalogue);
}

void ConditionRow::fillFields()
{
    QList<ChoiceSection> sections;
    for (const FieldSection &fields : conditionSections(m_catalogue)) {
        ChoiceSection section{fields.title, {}};
        for (const QString &field : fields.fields)
            section.choices.append({field, conditionFieldWord(field, m_catalogue)});
        sections.append(section);
    }
    m_field->setSections(sections);
}

void ConditionRow::addOperator(Operator op, Comparison comparison)
{
    const QString label = comparison == Comparison::Empty ? tr("is empty")
        : comparison == Comparison::Filled                ? tr("is filled")
                                                          : operatorLabel(op);
    m_operator->addItem(label, int(op));
    m_operator->setItemData(m_operator->count() - 1, int(comparison), ComparisonRole);
}

/// What the field takes. The given condition's own comes back too where it belongs to this field.
void ConditionRow::fillOperators()
{
    m_operator->clear();
    const bool isGiven = m_given.field == m_fieldName;
    QList<Operator> operators = kind() ? operatorsOf(*kind()) : QList<Operator>{Operator::Is, Operator::IsNot};
    if (isGiven && !operators.contains(m_given.op))
        operators.append(m_given.op);
    for (const Operator op : std::as_const(operators))
        addOperator(op, Comparison::WithValue);
    // A tick is there or not: to ask whether it is empty would only say so in another way.
    if (kind() != Kind::Flag || (isGiven && m_given.value.isNull())) {
        addOperator(Operator::Is, Comparison::Empty);
        addOperator(Operator::IsNot, Comparison::Filled);
    }
}

void ConditionRow::setCondition(const Condition &condition)
{
    m_given = condition;
    m_fieldName = condition.field;
    m_field->choose(condition.field);
    if (!m_field->chosen())
        m_field->setText(conditionFieldWord(condition.field, m_catalogue));
    fillOperators();
    const bool isBlind = condition.value.isNull();
    selectOperator(condition.op,
        isBlind && condition.op == Operator::Is          ? Comparison::Empty
            : isBlind && condition.op == Operator::IsNot ? Comparison::Filled
                                                         : Comparison::WithValue);
    askForValue();
    QString label;
    if (condition.field == "tag"_L1 && condition.value.isDouble()) {
        for (const TagDefinition &tag : m_catalogue.tags.value_or(QList<TagDefinition>()))
            label = tag.id == condition.value.toInteger() ? tag.name : label;
    }
    m_value->setValue(condition.value, label);
    m_isEdited = false;
    m_isInHand = condition.field.isEmpty();
    tellProblem();
}

/// Chooses the first one if it is not offered.
void ConditionRow::selectOperator(Operator op, Comparison comparison)
{
    int chosen = 0;
    for (int row = 0; row < m_operator->count(); ++row) {
        if (m_operator->itemData(row).toInt() == int(op)
            && m_operator->itemData(row, ComparisonRole).toInt() == int(comparison))
            chosen = row;
    }
    m_operator->setCurrentIndex(chosen);
}

ConditionRow::Comparison ConditionRow::comparison() const
{
    return Comparison(m_operator->currentData(ComparisonRole).toInt());
}

Condition ConditionRow::condition() const
{
    return {m_fieldName, Operator(m_operator->currentData().toInt()),
        comparison() == Comparison::WithValue ? m_value->value() : QJsonValue()};
}

bool ConditionRow::isBlank() const
{
    return m_given.field.isEmpty() && m_fieldName.isEmpty() && m_field->lineEdit()->text().trimmed().isEmpty();
}

void ConditionRow::refresh()
{
    fillFields();
    if (!m_isEdited && !m_given.field.isEmpty())
        return setCondition(m_given);
    if (!m_fieldName.isEmpty()) {
        const auto op = Operator(m_operator->currentData().toInt());
        const Comparison chosen = comparison();
        fillOperators();
        selectOperator(op, chosen);
        askForValue();
    }
    tellProblem();
}

QList<Choice> ConditionRow::choices() const
{
    const auto op = Operator(m_operator->currentData().toInt());
    const bool isWhole = op == Operator::Is || op == Operator::IsNot;
    if (!isWhole)
        return {};
    if (m_fieldName == "owner"_L1)
        return usersOf(m_catalogue);
    if (m_fieldName == "team"_L1)
        return byId(m_catalogue.teams);
    if (m_fieldName == "tag"_L1 || m_fieldName == "org.tag"_L1)
        return byName(m_catalogue.tags);
    if (m_fieldName == "country"_L1)
        return byName(m_catalogue.countries);
    if (m_fieldName == "type"_L1)
        return {{u"person"_s, tr("Person")}, {u"organisation"_s, tr("Organisation")}};
    QList<Choice> choices;
    for (const QString &option : optionsOf(m_fieldName, m_catalogue))
        choices.append({option, option});
    return choices;
}

void ConditionRow::chooseField()
{
    m_fieldName = m_field->chosen().value_or(QString());
    if (!m_fieldName.isEmpty()) { // until then comparison and value wait as they are
        const auto op = Operator(m_operator->currentData().toInt());
        const Comparison chosen = comparison();
        fillOperators();
        selectOperator(op, chosen);
        askForValue();
    }
    take();
}

void ConditionRow::askForValue()
{
    m_value->ask(m_fieldName, kind(), Operator(m_operator->currentData().toInt()), choices());
    m_value->setVisible(comparison() == Comparison::WithValue);
}

void ConditionRow::take()
{
    m_isEdited = true;
    m_isInHand = true;
    tellProblem();
    Q_EMIT edited();
}

void ConditionRow::leave()
{
    m_isInHand = m_fieldName.isEmpty() && m_field->lineEdit()->text().trimmed().isEmpty();
    tellProblem();
}

void ConditionRow::tellProblem()
{
    const QString unknown = m_fieldName.isEmpty() ? m_field->lineEdit()->text().trimmed() : QString();
    const QString problem = unknown.isEmpty()
        ? conditionProblem(condition(), m_catalogue)
        : tr("There is no field “%1”. Choose one of the list.").arg(isolated(unknown));
    m_operator->setEnabled(!m_fieldName.isEmpty());
    m_value->setEnabled(!m_fieldName.isEmpty());
    m_problem->setSentence(problem);
    m_problem->setVisible(!m_isInHand && !problem.isEmpty());
    for (QWidget *input : inputs())
        input->setAccessibleDescription(m_problem->isHidden() ? QString() : spoken(problem));
}

QList<QWidget *> ConditionRow::inputs() const
{
    QList<QWidget *> inputs{m_field, m_operator};
    if (!m_value->isHidden())
        inputs += m_value->inputs();
    return inputs << m_remove;
}
