/* SPDX-License-Identifier: MIT */
#include "cli/settings_net.h"

#include <stddef.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/settings.h"

#define RETRIES_MOST 10
#define MEGABYTE 1000000u
#define SECRETS_BYTES ((size_t)64 << 10)	/* one file of them */

enum referrer { REFERRER_NONE, REFERRER_ORIGIN };

static const char *const referrer_names[] = { "none", "origin", NULL };

#define NET(field) offsetof(struct settings, net.field)

static const struct option net_table[] = {
	{ "offline", OPTION_FLAG, NET(offline),
	    .help = "fetch nothing; use what is cached" },
	{ "proxy", OPTION_TEXT, NET(proxy), .argument = "URL|@FILE",
	    .help = "http, https or socks5h proxy for everything" },
	{ "mirror", OPTION_LIST, NET(mirrors), .argument = "HOST=URL",
	    .help = "take the files of HOST from beneath URL" },
	{ "header", OPTION_LIST, NET(headers),
	    .argument = "[ORIGIN=]NAME: VALUE|@FILE",
	    .help = "to ORIGIN alone: HOST (https, 443), http://HOST:PORT" },
	{ "user-agent", OPTION_TEXT, NET(user_agent), .argument = "TEXT",
	    .help = "instead of \"Mozilla/5.0\"" },
	{ "referrer", OPTION_CHOICE, NET(referrer),
	    .help = "name the site that a picture is on (default: none)",
	    .choices = referrer_names },
	{ "connections", OPTION_NUMBER, NET(connections), .argument = "N",
	    .help = "transfers at once (default: 8)", .min = 1, .max = 256 },
	{ "per-host", OPTION_NUMBER, NET(per_host), .argument = "N",
	    .help = "of those, to one host (default: 4)", .min = 1,
	    .max = 256 },
	{ "retries", OPTION_TEXT, NET(retries), .argument = "N",
	    .help = "after a failure that may pass (default: 2)" },
	{ "timeout", OPTION_NUMBER, NET(timeout_s), .argument = "SECONDS",
	    .help = "for one attempt at one file (default: 90)", .min = 1,
	    .max = 86400 },
	{ "max-download", OPTION_NUMBER, NET(download_mb), .argument = "MB",
	    .help = "for the whole run (default: 4000)", .min = 1,
	    .max = 1000000000 },
	{ "ca-file", OPTION_TEXT, NET(ca_file), .argument = "FILE",
	    .help = "certificates to trust, as PEM" },
	{ "allow", OPTION_LIST, NET(allowed), .argument = "HOST:PORT",
	    .help = "fetch from there although the address is private" },
	{ "allow-private", OPTION_FLAG, NET(allow_private),
	    .help = "fetch from any address" },
	{ .name = NULL }
};

const struct option_group net_options = { "Network", net_table };

/* The lines of a file that hold something, as slices of pool. */
static int
read_lines(const char *option, struct str path, struct pool *pool,
    struct str_list *lines, struct err *err)
{
	struct buf text = BUF_INIT;
	struct str rest, line;
	int result;

	/* Grown, it would leave copies behind. */
	buf_reserve(&text, 2 * SECRETS_BYTES);
	result = file_read(path.p, SECRETS_BYTES, &text, err);
	rest = pool_str(pool, buf_str(&text));
	buf_wipe(&text);
	if (str_starts(rest, STR("\ufeff")))
		rest = str_sub(rest, strlen("\ufeff"), rest.len);
	while (result == 0 && str_next(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len && line.p[0] != '#')
			str_list_add(lines, line, pool);
	}
	if (result == 0 && !lines->count)
		result = err_set(err, ERR_ARGUMENT, "nothing in \"%.*s\"",
		    STR_ARG(path));
	if (result != 0) {
		/* Named by an option, so that it is the option that is wrong. */
		err->kind = ERR_ARGUMENT;
		err_context(err, "--%s", option);
	}
	return result;
}

static int
fill_proxy(struct str given, struct pool *pool, struct str *out,
    struct err *err)
{
	struct str_list lines = { NULL, 0 };

	*out = given;
	if (!str_starts(given, STR("@")))
		return 0;
	if (read_lines("proxy", str_sub(given, 1, given.len), pool, &lines,
	    err) != 0)
		return -1;
	*out = lines.items[0];
	return lines.count == 1 ? 0 : err_set(err, ERR_ARGUMENT,
	    "--proxy: more than one line in \"%s\"", given.p + 1);
}

static int
fill_headers(const struct str_list *given, struct pool *pool,
    struct fetch_options *out, struct err *err)
{
	struct str_list all = { NULL, 0 };

	for (size_t i = 0; i < given->count; i++) {
		struct str header = given->items[i];
		struct str_list lines = { &header, 1 };

		if (str_starts(header, STR("@"))) {
			lines = (struct str_list){ NULL, 0 };
			if (read_lines("header", str_sub(header, 1,
			    header.len), pool, &lines, err) != 0)
				return -1;
		}
		for (size_t k = 0; k < lines.count; k++)
			str_list_add(&all, lines.items[k], pool);
	}
	out->headers = all.items;
	out->header_count = all.count;
	return 0;
}

int
settings_net(const struct net_settings *in, struct pool *pool,
    struct fetch_options *out, struct err *err)
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
		.user_agent = in->user_agent,
		.ca_file = in->ca_file,
		.mirrors = in->mirrors.items,
		.allowed = in->allowed.items,
		.mirror_count = in->mirrors.count,
		.allowed_count = in->allowed.count,
		.allow_private = in->allow_private,
		.offline = in->offline,
		.send_origin = in->referrer == REFERRER_ORIGIN,
	};
	if (fill_proxy(in->proxy, pool, &out->proxy, err) != 0)
		return -1;
	return fill_headers(&in->headers, pool, out, err);
}
