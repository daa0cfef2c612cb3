/* SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "cli/settings.h"

/* Less has no room for one large picture. */
#define MIN_BYTES 10000000ul
#define MAX_BYTES 1000000000000000ul

#define CACHE(field) offsetof(struct settings, cache.field)

static const struct option table[] = {
	{ "no-cache", OPTION_FLAG, CACHE(off),
	    .help = "neither read nor write the cache" },
	{ "cache-size", OPTION_SIZE, CACHE(max_bytes), .argument = "SIZE",
	    .help = "of all it holds (default: 1 GiB): 500M, 2G",
	    .min = MIN_BYTES, .max = MAX_BYTES },
	{ .name = NULL }
};

const struct option_group cache_option_group = { "Cache", table };

struct cache *
settings_cache(const struct settings *in, struct err *err)
{
	const struct cache_options options = {
		.max_bytes = in->cache.max_bytes,
	};

	if (in->cache.off || in->run.in_memory)
		return NULL;
	return cache_open(&options, err);
}
