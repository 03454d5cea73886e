#pragma once

#include <QString>

namespace capsule {

/// How the stand-in behaves, above all where nobody knows what Capsule does (capsule-api.md section 19).
struct Options
{
    /// The token of a user who may do everything.
    QString token = QStringLiteral("sandbox-token-0123456789abcdef0123456789abcdef0123456789abcdef01");
    /// A token of the same user that may only read; empty for none.
    QString readOnlyToken;
    /// Requests in an hour; a negative number for no limit (the headers then count from 4000 and stay there).
    int rateLimit = 4000;
    /// Answers 415 to a write without `Content-Type: application/json`.
    bool strictContentType = false;
    /// Leaves the result of a filter in the order of ids.
    bool ignoreOrderBy = false;
    /// Gives the short reference although `embed=organisation` was asked for.
    bool ignoreEmbedOrganisation = false;
    /// Answers a DELETE of a party, opportunity, project or tag with 202 and a job.
    bool deleteAsJob = false;
    /// How often a job says that it is still running. What it deletes is there until then.
    int jobPolls = 0;
    /// A job ends as failed, and what it should delete stays.
    bool jobFails = false;
    /// Moves `updatedAt` of the people whose organisation was deleted.
    bool deleteTouchesPeople = false;
    /// Leaves `X-Pagination-Has-More` out.
    bool hideHasMore = false;
    /// How many of the latest requests the service remembers.
    int rememberedRequests = 100000;
};

} // namespace capsule
