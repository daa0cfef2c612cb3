/* SPDX-License-Identifier: MIT */
/* PBM, PGM and PPM, each plain or raw, as netpbm's manual pages have them. */
#include "picture/decode.h"

#include <stdlib.h>

#include "base/mem.h"
#include "picture/intake.h"

enum { MAX_SAMPLE = 65535 };

struct pnm {
	struct str bytes;
	size_t at;		/* what is read next */
	bool plain;		/* decimal numbers */
	unsigned columns, rows, channels, max;
	bool cut;		/* it ended too early */
};

static void
skip_space(struct pnm *p)
{
	for (; p->at < p->bytes.len; p->at++) {
		char c = p->bytes.p[p->at];

		if (c == '#') {
			size_t line = str_chr(str_sub(p->bytes, p->at,
			    p->bytes.len), '\n');

			if (line == STR_NONE)
				line = p->bytes.len - p->at - 1;
			p->at += line;
		} else if (!ascii_space(c)) {
			return;
		}
	}
}

/* At most so many digits: a plain bit map may have nothing between them. */
static unsigned
read_number(struct pnm *p, unsigned digits)
{
	unsigned value = 0, count = 0;

	skip_space(p);
	while (p->at < p->bytes.len && count < digits &&
	    ascii_digit(p->bytes.p[p->at])) {
		value = value * 10 + (unsigned)(p->bytes.p[p->at++] - '0');
		count++;
	}
	p->cut |= !count;
	return value;
}

static int
read_header(struct pnm *p, struct err *err)
{
	unsigned type = (unsigned)(p->bytes.p[1] - '0');

	p->at = 2;
	p->plain = type <= 3;
	p->channels = type % 3 ? 1 : 3;
	p->columns = read_number(p, 6);
	p->rows = read_number(p, 6);
	p->max = type % 3 == 1 ? 1 : read_number(p, 6);
	/* One white space ends the header of a raw one. */
	p->at++;
	if (p->cut || !p->max || p->max > MAX_SAMPLE)
		return err_set(err, ERR_FORMAT, "a PNM without a header");
	return 0;
}

int
probe_pnm(struct str bytes, struct probe *out, struct err *err)
{
	struct pnm p = { .bytes = bytes };

	if (read_header(&p, err))
		return -1;
	out->width_px = p.columns;
	out->height_px = p.rows;
	return 0;
}

static unsigned
read_raw(struct pnm *p)
{
	unsigned value;
	size_t bytes = p->max > 255 ? 2 : 1;

	if (p->at > p->bytes.len || p->bytes.len - p->at < bytes) {
		p->cut = true;
		return 0;
	}
	value = (unsigned char)p->bytes.p[p->at];
	if (bytes == 2)
		value = be16(p->bytes.p + p->at);
	p->at += bytes;
	return value;
}

static void
read_samples(struct pnm *p, uint8_t *row)
{
	for (size_t i = 0; i < (size_t)p->columns * p->channels; i++) {
		unsigned value = p->plain ? read_number(p, 6) : read_raw(p);

		if (value > p->max)
			value = p->max;
		row[i] = (uint8_t)((value * 255 + p->max / 2) / p->max);
	}
}

/* 1 is black. */
static void
read_bits(struct pnm *p, uint8_t *row)
{
	unsigned bits = 0;

	for (unsigned x = 0; x < p->columns; x++) {
		if (p->plain)
			bits = read_number(p, 1) ? 0x80 : 0;
		else if (x % 8 == 0)
			bits = read_raw(p);
		else
			bits <<= 1;
		row[x] = bits & 0x80 ? 0 : 255;
	}
}

int
decode_pnm(const struct decoding *d, struct decoded *out, struct err *err)
{
	struct pnm p = { .bytes = d->bytes };
	struct intake_shape shape;
	struct intake in = { .row = NULL };
	uint8_t *row = NULL;
	unsigned y = 0;
	int rc = -1;

	if (read_header(&p, err))
		return -1;
	shape = (struct intake_shape){ p.columns, p.rows, p.columns, p.rows,
		p.channels, mem_mul(p.columns, 3) };
	if (intake_init(&in, d, &shape, out, err))
		goto out;
	row = mem_alloc(mem_mul(p.columns, 3));
	for (; y < p.rows; y++) {
		if (p.max == 1 && p.bytes.p[1] % 3 == '1' % 3)
			read_bits(&p, row);
		else
			read_samples(&p, row);
		if (p.cut)
			break;
		intake_row(&in, row);
	}
	if (!y) {
		err_set(err, ERR_FORMAT, "a PNM without any pixels");
		goto out;
	}
	if (p.cut)
		out->note = "truncated";
	intake_finish(&in);
	rc = 0;
out:
	intake_release(&in);
	free(row);
	return rc;
}
