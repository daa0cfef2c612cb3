/* SPDX-License-Identifier: MIT */
/*
 * An archive is unpacked, and what comes out must be what its reader takes;
 * any other bytes are frames for the reader: a word, a length, so many bytes.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "source/entries.h"
#include "source/entry_path.h"
#include "source/packed_format.h"
#include "source/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
take(void *arg, enum unpack_word word, struct str body)
{
	struct err err = ERR_INIT;

	require(body.len <= UNPACK_BODY_BYTES);
	require(entries_take(arg, (uint32_t)word, body, &err)
	    == (word == UNPACK_DONE));
}

static void
take_frames(struct entries *e, struct str in)
{
	struct err err = ERR_INIT;
	size_t length;
	uint32_t word;

	while (in.len >= 2) {
		word = (unsigned char)in.p[0];
		length = (unsigned char)in.p[1];
		in = str_sub(in, 2, in.len);
		if (entries_take(e, word, str_sub(in, 0, length), &err) != 0)
			break;
		in = str_sub(in, length, in.len);
	}
	err_set(&err, ERR_FORMAT, "cut");
	entries_cut(e, &err);
}

struct reading {
	const struct entries *entries;
	struct buf path, bytes;
};

static void
read_one(void *arg, struct str path, const struct err *fault)
{
	struct reading *r = arg;
	struct err err = ERR_INIT;
	const char *why;

	if (fault) {
		require(fault->kind != ERR_NONE);
		return;
	}
	require(entry_path(path, &r->path, &why) == ENTRY_PATH_GOOD);
	require(str_eq(buf_str(&r->path), path));
	if (entries_read(r->entries, path, LIMIT_ARCHIVE_ENTRY_BYTES,
	    &r->bytes, &err) != 0)
		require(err.kind == ERR_LIMIT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str in = { (const char *)data, size };
	struct err err = ERR_INIT;
	struct entries *e = entries_new(STR("x"), SPOOL_DISK, &err);
	const struct unpack_sink sink = { take, e };
	struct reading r = { e, BUF_INIT, BUF_INIT };

	require(e != NULL);
	unpack_prepare();
	if (packed_format(str_sub(in, 0, PACKED_HEAD_BYTES)) != PACKED_NOT)
		unpack(in, &sink);
	else
		take_frames(e, in);
	if (entries_settle(e, &err) == 0) {
		entries_walk(e, read_one, &r);
		entries_read(e, in, 10, &r.bytes, &err);
	}
	buf_release(&r.path);
	buf_release(&r.bytes);
	entries_free(e);
	return 0;
}
