#pragma once

#include "party/cataloguejson.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

/// Where a list of the catalogue is found: the path below the base, what to ask for, and the key it comes under.
struct CatalogueEndpoint
{
    QString path;
    QUrlQuery query;
    QByteArray key;
};
CatalogueEndpoint endpointOf(CatalogueList list);

/// One page of a list of the catalogue.
struct CataloguePage
{
    QList<QByteArray> items; ///< as received, readable or not
    QUrl next; ///< the address of the next page, same host only; empty on the last page
};
