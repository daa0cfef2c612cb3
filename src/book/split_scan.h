/* SPDX-License-Identifier: MIT */
/* Internal to the splitter: a filled body and where it may be cut. */
#ifndef CHAPBOOK_SPLIT_SCAN_H
#define CHAPBOOK_SPLIT_SCAN_H

#include "book/fill.h"

/* An element that is open; the chain to the root never changes. */
struct open {
	const struct open *parent;
	struct str tag, name;	/* "<ol start=\"3\">", "ol" */
	size_t ordinal;		/* of a list item, from 0 */
	size_t items;		/* of a list: items begun so far */
	bool filled;		/* something stands in it */
	unsigned char level;	/* the worst of it and its parents */
};

/* From the best place to cut to the worst. */
enum cut_level { CUT_TOP, CUT_BLOCK, CUT_TEXT, CUT_NEVER };

struct cut {
	size_t at;		/* offset in the filled body */
	enum cut_level level;
	const struct open *open;	/* innermost; NULL at the top */
	size_t items;		/* of open, when it is a list */
};

struct anchor_place {
	size_t number, at;
};

struct scan {
	struct fill *fill;
	struct pool *pool;
	struct buf out;
	struct open *top;
	struct cut *cuts;
	size_t cut_count, cut_cap;
	struct anchor_place *places;
	size_t place_count, place_cap;
	bool after_heading;
	size_t rows_tied;	/* rows that a cell above spans */
};

/* Fills body behind what scan->out holds, noting cuts and ids. */
int scan_body(struct scan *scan, struct str body, struct err *err);
void scan_release(struct scan *scan);

#endif
