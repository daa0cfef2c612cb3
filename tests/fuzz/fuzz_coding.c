/* SPDX-License-Identifier: MIT */
/*
 * Input: how much there may be, in powers of two, and a compressed body. What
 * is unpacked is no more than that, and the same where there is more room.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "net/coding.h"

#define MOST_BYTES ((size_t)1 << 20)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf plain = BUF_INIT, again = BUF_INIT;
	struct err err = ERR_INIT;
	struct str coded;
	size_t most;

	if (size < 2)
		return 0;
	coded = (struct str){ (const char *)data + 1, size - 1 };
	most = (size_t)1 << data[0] % 20;
	if (coding_undo(coded, most, &plain, &err) == 0) {
		REQUIRE(plain.len <= most && err.kind == ERR_NONE);
		REQUIRE(coding_undo(coded, MOST_BYTES, &again, &err) == 0);
		REQUIRE(str_eq(buf_str(&plain), buf_str(&again)));
	} else {
		REQUIRE(!plain.len && err.message[0]);
		REQUIRE(err.kind == ERR_LIMIT || err.kind == ERR_FORMAT);
	}
	buf_release(&plain);
	buf_release(&again);
	return 0;
}
