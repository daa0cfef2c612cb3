/* SPDX-License-Identifier: MIT */
/*
 * Fetches the URLs given, or read line by line from standard input where one
 * is "-", and prints one JSON object a line as the replies come in. For the
 * tests of src/net, and for measuring. The last line is of the whole run.
 */
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "cli/settings.h"
#include "net/cache.h"

struct probe {
	struct settings common;	/* first: the shared table points into it */
	struct str cache;
	struct str referrer;
	unsigned long max_bytes, now;
};

struct want {
	struct str url;
};

#define PROBE(field) offsetof(struct probe, field)

static const struct option probe_table[] = {
	{ "cache", OPTION_TEXT, PROBE(cache), .argument = "DIR", .help = "" },
	{ "referrer-url", OPTION_TEXT, PROBE(referrer), .argument = "URL",
	    .help = "" },
	{ "max-bytes", OPTION_NUMBER, PROBE(max_bytes), .argument = "N",
	    .help = "", .min = 1, .max = 1000000000 },
	{ "now", OPTION_NUMBER, PROBE(now), .argument = "SECONDS",
	    .help = "", .min = 1, .max = 1000000000000 },
	{ .name = NULL }
};

static const struct option_group probe_options = { "Probe", probe_table };

static void
put_json(const char *name, struct str s)
{
	printf(",\"%s\":\"", name);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		/* Bytes as Latin-1: the tests look at what came. */
		if (c < ' ' || c > '~' || c == '"' || c == '\\')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void
print_reply(void *arg, const struct fetch_reply *reply)
{
	const struct want *want = arg;
	struct buf hex = BUF_INIT;
	struct hash hash = hash_of(reply->body);

	printf("{\"ok\":%s", reply->ok ? "true" : "false");
	put_json("asked", want->url);
	put_json("url", reply->url);
	printf(",\"status\":%u", reply->status);
	if (reply->ok) {
		hash_hex(&hash, &hex);
		put_json("type", reply->content_type);
		put_json("sha256", buf_str(&hex));
		printf(",\"bytes\":%zu,\"cached\":%s", reply->body.len,
		    reply->from_cache ? "true" : "false");
	} else {
		put_json("error", str_of(reply->err.message));
		put_json("kind", str_of(err_code(reply->err.kind)));
	}
	printf("}\n");
	fflush(stdout);
	buf_release(&hex);
}

static void
print_warning(void *arg, const struct err *err)
{
	(void)arg;
	printf("{\"ok\":false");
	put_json("warning", str_of(err->message));
	printf("}\n");
}

static int64_t
fixed_now(void *arg)
{
	const struct probe *probe = arg;

	return (int64_t)probe->now;
}

static struct cache *
open_cache(struct probe *probe, struct err *err)
{
	struct cache_options options = { .max_bytes = 0 };
	struct cache *cache;
	char *dir;

	if (!probe->cache.len)
		return NULL;
	dir = mem_strndup(probe->cache.p, probe->cache.len);
	options.dir = dir;
	if (probe->now) {
		options.now = fixed_now;
		options.now_arg = probe;
	}
	cache = cache_open(&options, err);
	free(dir);
	return cache;
}

/* Splits standard input into lines where an operand is "-". */
static int
read_wants(const struct str_list *operands, struct buf *text,
    struct str_list *urls, struct pool *pool, struct err *err)
{
	struct str rest, line;

	for (size_t i = 0; i < operands->count; i++) {
		if (!str_eq(operands->items[i], STR("-"))) {
			str_list_add(urls, operands->items[i], pool);
			continue;
		}
		if (file_read("-", LIMIT_DOCUMENT_BYTES, text, err) != 0)
			return -1;
		rest = buf_str(text);
		while (str_next(&rest, '\n', &line))
			if (line.len)
				str_list_add(urls, line, pool);
	}
	return 0;
}

static int
fetch_all(struct fetcher *f, const struct probe *probe,
    const struct str_list *urls, struct pool *pool, struct err *err)
{
	struct want *wants = pool_alloc(pool, mem_mul(urls->count + 1,
	    sizeof(*wants)));

	for (size_t i = 0; i < urls->count; i++) {
		wants[i].url = urls->items[i];
		fetcher_submit(f, wants[i].url, probe->referrer,
		    probe->max_bytes, print_reply, &wants[i]);
	}
	while (fetcher_pending(f))
		if (fetcher_pump(f, NULL, 0, -1, err) != 0)
			return -1;
	return 0;
}

static void
print_stats(const struct fetcher *f, const struct timespec *start)
{
	struct fetch_stats stats = fetcher_stats(f);
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("{\"ok\":true,\"stats\":{\"bytes\":%" PRIu64
	    ",\"requests\":%zu,\"from_cache\":%zu,\"retries\":%zu,"
	    "\"seconds\":%.3f}}\n", stats.bytes, stats.requests,
	    stats.from_cache, stats.retries,
	    (double)(end.tv_sec - start->tv_sec)
	    + (double)(end.tv_nsec - start->tv_nsec) / 1e9);
}

int
main(int argc, char **argv)
{
	static const struct option_group *const groups[] = { &probe_options,
		&net_options, NULL };
	struct pool *pool = pool_new();
	struct probe probe = { .max_bytes = LIMIT_PICTURE_BYTES };
	struct str_list operands = { NULL, 0 }, urls = { NULL, 0 };
	struct fetch_options options;
	struct cache *cache = NULL;
	struct fetcher *f = NULL;
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	struct timespec start;

	(void)argc;
	signal(SIGPIPE, SIG_IGN);
	if (options_parse(groups, argv + 1, &probe, &operands, pool, &err)
	    || settings_net(&probe.common.net, pool, &options, &err)
	    || read_wants(&operands, &text, &urls, pool, &err))
		goto out;
	cache = open_cache(&probe, &err);
	if (!cache && probe.cache.len)
		goto out;
	options.warn = print_warning;
	clock_gettime(CLOCK_MONOTONIC, &start);
	f = fetcher_new(&options, cache, &err);
	if (f && fetch_all(f, &probe, &urls, pool, &err) == 0)
		print_stats(f, &start);
out:
	if (err.kind != ERR_NONE) {
		printf("{\"ok\":false");
		put_json("failed", str_of(err.message));
		printf("}\n");
	}
	fetcher_free(f);
	cache_close(cache);
	buf_release(&text);
	pool_free(pool);
	return err.kind == ERR_NONE ? 0 : 1;
}
