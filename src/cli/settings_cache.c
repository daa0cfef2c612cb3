/* SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "cli/settings.h"

/* Less has no room for one large picture. */
#define MIN_BYTES 10000000ul
#define MAX_BYTES 1000000000000000ul

#define CACHE(field) offsetof(struct settings, cache.field)

static const struct option table[] = {
	{ "no-cache", 0, OPTION_FLAG, CACHE(off), NULL,
	    "neither read nor write the cache", NULL, 0, 0 },
	{ "cache-size", 0, OPTION_SIZE, CACHE(max_bytes), "SIZE",
	    "of all it holds (default: 1 GiB): 500M, 2G", NULL, MIN_BYTES,
	    MAX_BYTES },
	{ NULL, 0, 0, 0, NULL, NULL, NULL, 0, 0 }
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
