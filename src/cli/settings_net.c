/* SPDX-License-Identifier: MIT */
#include "cli/settings_net.h"

#include <stddef.h>

#include "base/limits.h"
#include "cli/settings.h"

#define RETRIES_MOST 10
#define MEGABYTE 1000000u

enum referrer { REFERRER_NONE, REFERRER_ORIGIN };

static const char *const referrer_names[] = { "none", "origin", NULL };

#define NET(field) offsetof(struct settings, net.field)

static const struct option net_table[] = {
	{ "offline", 0, OPTION_FLAG, NET(offline), NULL,
	    "fetch nothing; use what is cached", NULL, 0, 0 },
	{ "proxy", 0, OPTION_TEXT, NET(proxy), "URL",
	    "http, https or socks5h proxy for everything", NULL, 0, 0 },
	{ "mirror", 0, OPTION_LIST, NET(mirrors), "HOST=URL",
	    "take the files of HOST from beneath URL", NULL, 0, 0 },
	{ "header", 0, OPTION_LIST, NET(headers), "[HOST=]NAME: VALUE",
	    "send this header (to HOST alone)", NULL, 0, 0 },
	{ "user-agent", 0, OPTION_TEXT, NET(user_agent), "TEXT",
	    "instead of \"Mozilla/5.0\"", NULL, 0, 0 },
	{ "referrer", 0, OPTION_CHOICE, NET(referrer), NULL,
	    "name the site that a picture is on (default: none)",
	    referrer_names, 0, 0 },
	{ "connections", 0, OPTION_NUMBER, NET(connections), "N",
	    "transfers at once (default: 8)", NULL, 1, 256 },
	{ "per-host", 0, OPTION_NUMBER, NET(per_host), "N",
	    "of those, to one host (default: 4)", NULL, 1, 256 },
	{ "retries", 0, OPTION_TEXT, NET(retries), "N",
	    "after a failure that may pass (default: 2)", NULL, 0, 0 },
	{ "timeout", 0, OPTION_NUMBER, NET(timeout_s), "SECONDS",
	    "for one attempt at one file (default: 90)", NULL, 1, 86400 },
	{ "max-download", 0, OPTION_NUMBER, NET(download_mb), "MB",
	    "for the whole run (default: 4000)", NULL, 1, 1000000000 },
	{ "ca-file", 0, OPTION_TEXT, NET(ca_file), "FILE",
	    "certificates to trust, as PEM", NULL, 0, 0 },
	{ "allow", 0, OPTION_LIST, NET(allowed), "HOST:PORT",
	    "fetch from there although the address is private", NULL, 0, 0 },
	{ "allow-private", 0, OPTION_FLAG, NET(allow_private), NULL,
	    "fetch from any address", NULL, 0, 0 },
	{ NULL, 0, 0, 0, NULL, NULL, NULL, 0, 0 }
};

const struct option_group net_options = { "Network", net_table };

int
settings_net(const struct net_settings *in, struct fetch_options *out,
    struct err *err)
{
	unsigned long retries = FETCH_RETRIES;

	if (in->retries.p && !str_number(in->retries, RETRIES_MOST, &retries))
		return err_set(err, ERR_ARGUMENT,
		    "--retries '%.*s' is no number from 0 to %d",
		    STR_ARG(in->retries), RETRIES_MOST);
	*out = (struct fetch_options){
		.connections = (unsigned)in->connections,
		.per_host = (unsigned)in->per_host,
		.retries = (unsigned)retries,
		.timeout_s = (unsigned)in->timeout_s,
		.budget_bytes = in->download_mb
		    ? (uint64_t)in->download_mb * MEGABYTE
		    : LIMIT_DOWNLOAD_BYTES,
		.proxy = in->proxy,
		.user_agent = in->user_agent,
		.ca_file = in->ca_file,
		.mirrors = in->mirrors.items,
		.headers = in->headers.items,
		.allowed = in->allowed.items,
		.mirror_count = in->mirrors.count,
		.header_count = in->headers.count,
		.allowed_count = in->allowed.count,
		.allow_private = in->allow_private,
		.offline = in->offline,
		.send_origin = in->referrer == REFERRER_ORIGIN,
	};
	return 0;
}
