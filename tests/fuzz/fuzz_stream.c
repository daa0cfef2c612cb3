/* SPDX-License-Identifier: MIT */
/* Any bytes as what a hostile process that unpacks sends to the parent. */
#include <unistd.h>

#include "check_entries.h"
#include "source/stream.h"

/* What a pipe takes without anybody who reads. */
#define PIPE_BYTES ((size_t)64 << 10)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	const struct packed_options options = { .sandbox = SANDBOX_OFF };
	const struct str in = { (const char *)data,
		bytes < PIPE_BYTES ? bytes : PIPE_BYTES };
	struct err err = ERR_INIT, why = ERR_INIT;
	struct entries *e = entries_new(STR("x"), SPOOL_DISK, &err);
	int ends[2], r;

	REQUIRE(e != NULL);
	REQUIRE(!pipe(ends));
	REQUIRE(write(ends[1], in.p, in.len) == (ssize_t)in.len);
	close(ends[1]);
	r = stream_take(ends[0], &options, e, &why);
	close(ends[0]);
	REQUIRE((r < 0) == (why.kind != ERR_NONE));
	if (r <= 0) {
		err_set(&why, ERR_FORMAT, "cut");
		entries_cut(e, &why);
	}
	check_entries(e, str_sub(in, 8, 16));
	entries_free(e);
	return 0;
}
