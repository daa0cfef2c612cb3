/* SPDX-License-Identifier: MIT */
#include "source/gunzip.h"

#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"

#define BLOCK_BYTES ((size_t)64 << 10)
/* zlib counts in unsigned int. */
#define PIECE_BYTES ((size_t)1 << 30)
#define GZIP_WINDOW (MAX_WBITS + 16)

struct gunzip {
	z_stream z;
	struct str rest;	/* not yet given to zlib */
	unsigned long long left;	/* that may still come out */
	bool ended;
	struct err err;
	unsigned char block[BLOCK_BYTES];
};

struct gunzip *
gunzip_new(struct str zipped, unsigned long long max)
{
	struct gunzip *g = mem_zalloc(sizeof(*g));

	g->rest = zipped;
	g->left = max;
	if (inflateInit2(&g->z, GZIP_WINDOW) != Z_OK)
		err_set(&g->err, ERR_LIBRARY, "cannot start zlib");
	return g;
}

void
gunzip_free(struct gunzip *g)
{
	if (!g)
		return;
	inflateEnd(&g->z);
	free(g);
}

static void
feed(struct gunzip *g)
{
	const size_t bytes = g->rest.len < PIECE_BYTES ? g->rest.len
	    : PIECE_BYTES;

	if (g->z.avail_in)
		return;
	g->z.next_in = (unsigned char *)(uintptr_t)g->rest.p;
	g->z.avail_in = (unsigned)bytes;
	g->rest = str_sub(g->rest, bytes, g->rest.len);
}

/* Members may follow each other; whatever else follows is no part of it. */
static void
end_member(struct gunzip *g)
{
	feed(g);
	/* What is not yet given to zlib lies just behind what is. */
	if (g->z.avail_in + g->rest.len < 2 || g->z.next_in[0] != 0x1f
	    || g->z.next_in[1] != 0x8b || inflateReset(&g->z) != Z_OK)
		g->ended = true;
}

/* One call of zlib, towards a full block. */
static int
step(struct gunzip *g)
{
	feed(g);
	switch (inflate(&g->z, Z_NO_FLUSH)) {
	case Z_OK:
		return 0;
	case Z_STREAM_END:
		end_member(g);
		return 0;
	case Z_BUF_ERROR:
		return err_set(&g->err, ERR_FORMAT, "gzip data is cut off");
	case Z_MEM_ERROR:
		return err_set(&g->err, ERR_LIMIT, "out of memory");
	default:
		return err_set(&g->err, ERR_FORMAT, "gzip data is damaged%s%s",
		    g->z.msg ? ": " : "", g->z.msg ? g->z.msg : "");
	}
}

int
gunzip_next(struct gunzip *g, struct str *block, struct err *err)
{
	size_t bytes;

	g->z.next_out = g->block;
	g->z.avail_out = BLOCK_BYTES;
	while (g->z.avail_out && !g->ended && g->err.kind == ERR_NONE)
		if (step(g) != 0)
			break;
	bytes = BLOCK_BYTES - g->z.avail_out;
	if (bytes > g->left)
		err_set(&g->err, ERR_LIMIT, "unpacks to too much");
	else if (bytes) {
		/* What came before an error is still good. */
		g->left -= bytes;
		*block = (struct str){ (const char *)g->block, bytes };
		return 1;
	}
	if (g->err.kind == ERR_NONE)
		return 0;
	*err = g->err;
	return -1;
}
