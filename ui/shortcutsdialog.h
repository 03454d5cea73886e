#pragma once

#include <QDialog>

class Actions;

/// Every command that has keys, in the order of the menus.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const Actions &actions, QWidget *parent = nullptr);
};
