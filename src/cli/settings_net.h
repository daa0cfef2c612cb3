/* SPDX-License-Identifier: MIT */
/* The options of commands that fetch. */
#ifndef CHAPBOOK_SETTINGS_NET_H
#define CHAPBOOK_SETTINGS_NET_H

#include "cli/options.h"
#include "net/fetch.h"

struct net_settings {
	bool offline, allow_private;
	struct str proxy, user_agent, ca_file, retries;
	struct str_list mirrors, headers, allowed;
	unsigned long connections, per_host, timeout_s, download_mb;
	int referrer;
};

extern const struct option_group net_options;

/*
 * Without warn. "@FILE" of a proxy or header is what FILE holds, which goes to
 * pool. ERR_ARGUMENT for what is wrong beyond what fetcher_new() checks; no
 * message shows what may be secret.
 */
int settings_net(const struct net_settings *in, struct pool *pool,
    struct fetch_options *out, struct err *err);

#endif
