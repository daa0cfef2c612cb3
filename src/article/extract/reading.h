/* SPDX-License-Identifier: MIT */
/* A page while it is read, and the account of how. Shows libxml2. */
#ifndef CHAPBOOK_READING_H
#define CHAPBOOK_READING_H

#include "article/metadata/declared.h"
#include "article/extract/extract.h"
#include "article/extract/kind.h"
#include "article/metadata/meta.h"
#include "article/metadata/rules_apply.h"
#include "article/extract/score.h"
#include "article/extract/surround.h"
#include "article/metadata/title.h"

/* What one step of stripping took out of the content. */
struct stripped {
	const char *reason;
	size_t elements, letters;
};

#define STRIPPED_MAX 10

struct reading {
	const struct document *doc;
	struct pool *pool;
	xmlNode *body;
	struct container container;
	xmlNode *root;		/* container or body */
	bool front_matter;
	bool foot_inside;	/* of the container */
	struct meta meta;
	struct declared declared;
	struct surround surround;
	struct title title;
	struct kind_teasers teasers;
	struct ruled ruled;
	const char *url_from;	/* for the account, like what follows */
	size_t elements, letters;	/* in root, when last counted */
	struct stripped stripped[STRIPPED_MAX];
	size_t stripped_count;
};

/*
 * Counts what is left in root; what is gone since the last time was taken
 * for that reason. NULL for the first time. Nothing unless doc->explain.
 */
void explain_stripped(struct reading *r, const char *reason);

/* Adds to rec->trace, a line for each field: "title: Snow (from <h1>)". */
void explain_reading(const struct reading *r, const struct extraction *ex,
    struct record *rec);
void explain_add(struct record *rec, struct pool *pool, const char *field,
    struct str value, struct str from);

#endif
