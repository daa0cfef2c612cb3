/* SPDX-License-Identifier: MIT */
/*
 * What links lead to and where pictures come from: references of a source
 * made into what a record may hold. Shows libxml2.
 */
#ifndef CHAPBOOK_TARGET_H
#define CHAPBOOK_TARGET_H

#include "article/extract/extract.h"
#include "article/clean/part.h"

struct targets {
	struct pool *pool;
	struct str base;	/* for relative references, or empty */
	struct str path;	/* of the document in its tree, or empty */
	struct str page;	/* its own URL, without fragment, or empty */
	struct str image_folder;	/* declared, or empty */
	bool generated;		/* the page stands elsewhere than its file */
	struct buf url;		/* scratch */
	struct anchor *anchors;	/* sorted by name */
	size_t anchor_count, anchor_cap;
};

void targets_init(struct targets *t, const struct extraction *ex,
    const struct document *doc, const struct record *rec, struct pool *pool);
void targets_release(struct targets *t);

/*
 * Notes the places that links beneath root may mean; when all roots are seen,
 * targets_settle(), then targets_anchor() finds them, or gives NULL.
 */
void targets_collect(struct targets *t, xmlNode *root);
void targets_settle(struct targets *t);
struct anchor *targets_anchor(const struct targets *t, struct str name);

/* NULL where a link to it would be of no use: its text stands alone. */
struct target *target_link(struct targets *t, struct str href);
/* NULL where there is nothing to show: spacers, trackers, empty ones. */
struct image *target_picture(struct targets *t, const xmlNode *img);
/* The same for what is no element; NULL if it is not usable. */
struct image *target_picture_at(struct targets *t, struct str ref,
    struct str alt);
/* They share a place, or files so named are the same picture. */
bool target_same_picture(const struct image *a, const struct image *b);
bool target_same_name(const struct image *a, const struct image *b);
/* A place of it is a file whose name says that it is a picture. */
bool target_is_named(const struct image *image);
/* Nothing of it, or no more than a placeholder, can be shown. */
bool target_is_blank(const struct image *image);
/* What copy tells joins image; one of them is that of a <noscript>. */
void target_add_copy(struct targets *t, struct image *image,
    const struct image *copy, bool copy_is_noscript);
/* A link from the picture to the same picture, or to any picture file. */
bool target_is_picture(const struct target *link, const struct image *image);
/* The file name at the end of a reference, for people. */
struct str target_file_name(struct targets *t, struct str ref);

#endif
