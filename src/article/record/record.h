/* SPDX-License-Identifier: MIT */
/*
 * A record: what a document turned out to be. For an article its metadata
 * and its body as clean XHTML with numbered slots (article/record/body.h). All
 * strings are UTF-8 without controls, white space collapsed, and are owned by
 * the pool the record was made from.
 */
#ifndef CHAPBOOK_RECORD_H
#define CHAPBOOK_RECORD_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/mem.h"

enum record_kind {
	RECORD_ARTICLE,
	RECORD_INDEX,	/* a navigation page: only links are filled in */
	RECORD_NONE	/* neither: empty, a README, a template */
};

enum date_source {
	DATE_NONE, DATE_FRONT_MATTER, DATE_METADATA, DATE_TIME_ELEMENT,
	DATE_URL, DATE_DATELINE, DATE_FEED, DATE_RULE
};

struct str_list {
	struct str *items;
	size_t count;
};

enum target_kind {
	TARGET_URL,	/* normalised absolute http, https or mailto URL */
	TARGET_PATH,	/* of a file in the same tree: any bytes but NUL */
	TARGET_ANCHOR,	/* links only: "a3", an id in the same body */
	TARGET_DATA,	/* pictures only: a data: URI as it stood */
	TARGET_NONE	/* nothing usable; ref holds what was written */
};

struct link {
	enum target_kind kind;
	struct str ref;
	struct str text;	/* index pages only: what the link says */
};

enum candidate_origin {
	FROM_SRC, FROM_SRCSET, FROM_LAZY, FROM_NOSCRIPT,
	FROM_FULL	/* the whole of a thumbnail: what it links to */
};

/* Where a picture may be had. */
struct candidate {
	enum target_kind kind;	/* TARGET_URL, TARGET_PATH or TARGET_DATA */
	struct str ref;
	enum candidate_origin origin;
	/* At most one of them is known; the other, or both, is 0. */
	unsigned width_px;
	unsigned density_x100;	/* 200 for "2x" */
	/*
	 * A placeholder, made for another medium or of an unusual type: good
	 * only where no other can be had.
	 */
	bool spare;
	/*
	 * TARGET_PATH only: from the root of a site, which may be the root of
	 * the tree or a folder in it.
	 */
	bool rooted;
};

struct image {
	enum target_kind kind;
	struct str ref;
	struct str alt;
	bool has_alt;		/* an alt attribute was there, maybe empty */
	bool in_link;		/* its slot stands inside a link slot */
	unsigned width_px, height_px;	/* declared, or 0 */
	/*
	 * Every place where it may be had, as found: kind and ref are among
	 * them, unless these are TARGET_NONE. None if kind and ref are all
	 * there is to say. article/record/image_order.h puts them in order.
	 */
	const struct candidate *candidates;
	size_t candidate_count;
	struct str folder;	/* of the document, if a candidate is rooted */
};

struct record {
	enum record_kind kind;
	struct str title;
	struct date date;
	enum date_source date_source;
	struct str url;		/* canonical URL, or empty */
	struct str_list authors, tags, sections;	/* sections: declared */
	struct str lang;	/* BCP 47: "zh-Hans", "en"; "und" if unknown */
	struct str dir;		/* "ltr" or "rtl" */
	struct str site, description;
	struct str body;	/* see article/record/body.h */
	size_t text_chars;	/* code points of text in the body */
	struct link *links;	/* slot numbers are indexes */
	size_t link_count;
	struct image *images;
	size_t image_count;
	size_t lead_image;	/* index + 1 of the lead picture, 0: none */
	struct str_list notes;	/* what was lost: "nesting deeper than ..." */
	struct str_list trace;	/* how it was found, where that was asked */
};

const char *date_source_name(enum date_source source);

void record_encode(const struct record *rec, struct buf *out);
/* Its links and images alone. */
void record_encode_slots(const struct record *rec, struct buf *out);
/*
 * Reads what a worker sent; everything is copied into pool and checked:
 * UTF-8, limits of base/limits.h, enum ranges, body_check().
 */
int record_decode(struct str in, struct pool *pool, struct record *rec,
    struct err *err);
/* Without body_check(): of what the sender has had from record_decode(). */
int record_decode_again(struct str in, struct pool *pool, struct record *rec,
    struct err *err);
int record_decode_slots(struct str in, struct pool *pool, struct record *rec,
    struct err *err);

#endif
