/* SPDX-License-Identifier: MIT */
#include "picture/chunk.h"

#include "picture/probe.h"

bool
chunk_next_png(struct str bytes, size_t *at, struct chunk *out)
{
	struct str rest = str_sub(bytes, *at, bytes.len);
	size_t len;

	if (rest.len < 12)
		return false;
	len = be32(rest.p);
	if (len > rest.len - 12)
		return false;
	*out = (struct chunk){ str_sub(rest, 4, 8),
		str_sub(rest, 8, 8 + len) };
	*at += 12 + len;
	return true;
}

bool
chunk_next_riff(struct str bytes, size_t *at, struct chunk *out)
{
	struct str rest = str_sub(bytes, *at, bytes.len);
	size_t len;

	if (rest.len < 8)
		return false;
	len = le32(rest.p + 4);
	if (len > rest.len - 8)
		return false;
	*out = (struct chunk){ str_sub(rest, 0, 4),
		str_sub(rest, 8, 8 + len) };
	*at += 8 + len + len % 2;
	return true;
}
