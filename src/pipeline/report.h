/* SPDX-License-Identifier: MIT */
/*
 * How a run went: counts, and a fault for everything that was left out, each
 * with a stable code, what it was about and why. Recoverable faults go here;
 * only what stops a run is an error.
 */
#ifndef CHAPBOOK_REPORT_H
#define CHAPBOOK_REPORT_H

#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "net/fetch.h"

enum fault_code {
	FAULT_SOURCE_UNREADABLE,	/* a file that could not be read */
	FAULT_ARTICLE_BROKEN,		/* an article that could not be made */
	FAULT_PAGE_BROKEN,		/* a page that could not be rendered */
	FAULT_PICTURE_MISSING,		/* not in the tree */
	FAULT_PICTURE_REMOTE,		/* not fetched */
	FAULT_PICTURE_BROKEN,		/* not decodable */
	FAULT_PICTURE_DAMAGED,		/* shown as far as it goes */
	FAULT_LOSS,			/* something inside an article was lost */
	FAULT_AGAIN			/* a second finding of an article: no loss */
};

#define FAULT_CODES (FAULT_AGAIN + 1)

struct fault {
	enum fault_code code;
	struct str subject;	/* the article's title, or empty */
	struct str where;	/* file or URL */
	struct str cause;
};

struct report {
	struct pool *pool;
	struct fault *faults;
	size_t fault_count, fault_cap;
	size_t by_code[FAULT_CODES];
	size_t files, articles, indexes, others;	/* of the sources */
	size_t distinct;	/* articles, those found again counted once */
	size_t selected, undated, included;
	size_t pictures_wanted, pictures_made;
	struct fetch_stats fetched;
	uint64_t book_bytes;
	size_t entries;
	struct hash book_hash, content_hash;
	struct str title, identifier, language;
	double read_s, picture_s, bind_s;	/* by the clock */
};

void report_init(struct report *rep);
void report_release(struct report *rep);
void report_add(struct report *rep, enum fault_code code, struct str subject,
    struct str where, struct str cause);
/* "article-broken", ... */
const char *fault_code_name(enum fault_code code);
/* Faults that took something away that was asked for. */
size_t report_losses(const struct report *rep);
/* Orders the faults by where and code, so that they do not depend on chance. */
void report_sort(struct report *rep);

/* Whether a file that begins with these bytes is a report. */
bool report_is(struct str head);
/* One versioned JSON object; book is the file's name. */
void report_json(const struct report *rep, struct str book, struct buf *out);

#endif
