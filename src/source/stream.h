/* SPDX-License-Identifier: MIT */
/* What a helper that unpacks sends (source/unpack.h), as it comes in. */
#ifndef CHAPBOOK_STREAM_H
#define CHAPBOOK_STREAM_H

#include "source/packed.h"

/*
 * Gives entries all frames that come from fd. 1 if that was all, 0 if the
 * stream ended before; -1 with ERR_FORMAT if it does not fit the protocol,
 * with ERR_LIMIT if nothing comes, ERR_SYSTEM if options->stopped() says so.
 */
int stream_take(int fd, const struct packed_options *options,
    struct entries *entries, struct err *err);

#endif
