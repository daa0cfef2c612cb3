/* SPDX-License-Identifier: MIT */
/* Input: the lines of an answer before its body. */
#include <stdlib.h>

#include "base/limits.h"
#include "fuzz.h"
#include "net/response.h"

static void
require_value(const struct buf *value, size_t max)
{
	REQUIRE(value->len <= max);
	for (size_t i = 0; i < value->len; i++)
		REQUIRE((unsigned char)value->data[i] >= ' '
		    && value->data[i] != 0x7f);
}

/* A body is joined only to a part that has a strong validator. */
static void
check_part(const struct response *r)
{
	struct part part;

	part_init(&part);
	part_of_response(&part, r);
	REQUIRE(!str_starts(part_validator(&part), STR("W/")));
	if (r->range_first != RESPONSE_UNKNOWN) {
		REQUIRE(r->range_first <= r->range_last);
		REQUIRE(r->range_last < r->range_total);
	}
	if (response_continues(r, &part, 7))
		REQUIRE(r->status == 206 && r->range_first == 7);
	part_release(&part);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct response r;

	response_init(&r);
	while (rest.len) {
		size_t end = str_chr(rest, '\n');

		end = end == STR_NONE ? rest.len : end + 1;
		response_line(&r, str_sub(rest, 0, end));
		rest = str_sub(rest, end, rest.len);
	}
	REQUIRE(r.header_bytes == size);
	REQUIRE(r.status <= 999);
	require_value(&r.etag, LIMIT_HEADER_BYTES);
	require_value(&r.last_modified, LIMIT_HEADER_BYTES);
	require_value(&r.content_type, LIMIT_HEADER_BYTES);
	require_value(&r.location, LIMIT_URL_BYTES);
	check_part(&r);
	response_release(&r);
	return 0;
}
