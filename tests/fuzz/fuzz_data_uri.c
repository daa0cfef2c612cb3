/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a data: URI and as a picture's first bytes. A URI never
 * decodes to more than it is long, and what it holds survives another.
 */
#include "base/limits.h"
#include "fuzz.h"
#include "picture/data_uri.h"
#include "picture/probe.h"

static void
check_probe(struct str bytes)
{
	struct probe probe;
	struct err err = ERR_INIT;

	if (probe_read(bytes, &probe, &err)) {
		REQUIRE(err.kind == ERR_UNSUPPORTED || err.kind == ERR_LIMIT
		    || err.kind == ERR_FORMAT);
		return;
	}
	/* The size of these two only their libraries know. */
	REQUIRE(probe.format == PICTURE_AVIF || probe.format == PICTURE_HEIF
	    || !probe_check_size(probe.width_px, probe.height_px, &err));
	REQUIRE(probe.orientation >= 1 && probe.orientation <= 8);
}

static void
check_again(struct str bytes)
{
	struct buf uri = BUF_INIT, out = BUF_INIT;
	struct err err = ERR_INIT;

	buf_adds(&uri, "data:,");
	for (size_t i = 0; i < bytes.len; i++)
		buf_addf(&uri, "%%%02x", (unsigned char)bytes.p[i]);
	if (uri.len <= LIMIT_DATA_URI_BYTES) {
		REQUIRE(!data_uri_decode(buf_str(&uri), &out, &err));
		REQUIRE(str_eq(buf_str(&out), bytes));
	}
	buf_release(&uri);
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	check_probe(in);
	if (!data_uri_decode(in, &out, &err)) {
		REQUIRE(out.len < in.len);
		check_probe(buf_str(&out));
		check_again(buf_str(&out));
	}
	buf_release(&out);
	return 0;
}
