/* SPDX-License-Identifier: MIT */
/*
 * An archive is unpacked, and what comes out must be what its reader takes;
 * any other bytes are frames for the reader: a word, a length, so many bytes.
 */
#include "check_entries.h"
#include "source/packed_format.h"
#include "source/unpack.h"

static void
take(void *arg, enum unpack_word word, struct str body)
{
	struct err err = ERR_INIT;

	REQUIRE(body.len <= UNPACK_BODY_BYTES);
	REQUIRE(entries_take(arg, (uint32_t)word, body, &err)
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str in = { (const char *)data, size };
	struct err err = ERR_INIT;
	struct entries *e = entries_new(STR("x"), SPOOL_DISK, &err);
	const struct unpack_sink sink = { take, e };
	struct file_names *names = file_names_open();

	REQUIRE(e != NULL);
	unpack_prepare();
	if (packed_format(str_sub(in, 0, PACKED_HEAD_BYTES)) != PACKED_NOT)
		unpack(in, names, &sink);
	else
		take_frames(e, in);
	check_entries(e, in);
	entries_free(e);
	file_names_close(names);
	return 0;
}
