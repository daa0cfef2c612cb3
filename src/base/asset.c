/* SPDX-License-Identifier: MIT */
#include "base/asset.h"

#include <stdint.h>

/* Written by src/base/embed: offsets from the table itself. */
struct asset_row {
	int64_t name, data;
	uint64_t bytes;
};

extern const struct asset_row asset_table[];

struct str
asset_name(size_t i)
{
	return str_of((const char *)asset_table + asset_table[i].name);
}

struct str
asset_bytes(size_t i)
{
	return (struct str){ (const char *)asset_table + asset_table[i].data,
		(size_t)asset_table[i].bytes };
}

struct str
asset_find(const char *name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (str_eq(asset_name(i), str_of(name)))
			return asset_bytes(i);
	return (struct str){ NULL, 0 };
}
