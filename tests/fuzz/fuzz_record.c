/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a record of a worker: refused, or one that says the same when
 * it is written and read again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "article/body.h"
#include "article/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };
	struct pool *pool = pool_new();
	struct buf again = BUF_INIT, text = BUF_INIT;
	struct err err = ERR_INIT;
	struct record rec;

	/* The same bytes as a body, which in a record they rarely reach. */
	body_check(in, 2, 2, &err);
	body_text(in, &text);
	if (!record_decode(in, pool, &rec, &err)) {
		record_encode(&rec, &again);
		if (!str_eq(buf_str(&again), in))
			abort();
	}
	buf_release(&again);
	buf_release(&text);
	pool_free(pool);
	return 0;
}
