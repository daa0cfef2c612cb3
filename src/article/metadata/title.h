/* SPDX-License-Identifier: MIT */
/* Which of the titles that a page has is that of its article. */
#ifndef CHAPBOOK_TITLE_H
#define CHAPBOOK_TITLE_H

#include "article/record/document.h"
#include "article/metadata/meta.h"

struct title {
	struct str text;	/* in the pool */
	xmlNode *heading;	/* that says the same, or NULL */
	xmlNode *again;		/* another inside the container, or NULL */
	bool of_heading;	/* and there it was found */
	bool doubtful;		/* the heading leads to another page */
	bool guessed;		/* only from the file's name or the text */
};

/*
 * declared is that of the front matter, or empty. container is where the
 * article is, or NULL. url is where it is from, or empty: of several headings
 * that may be the title it may tell which. A heading that is navigation is no
 * title.
 */
struct title title_find(xmlNode *body, xmlNode *container, struct str declared,
    const struct meta *meta, const struct document *doc, struct str url,
    struct pool *pool);

/* "2016-01-26-hello-world.md" gives "hello world". */
struct str title_of_path(struct str path, struct pool *pool);

/* The same without a number at the end; empty if it is but a number. */
struct str title_slug(struct str path, struct pool *pool);

/* That of its URL (as written, maybe empty) or else of its path. */
struct str title_slug_of(const struct document *doc, struct str url,
    struct pool *pool);

/*
 * For a page without any title, which is called by its path: if that is only
 * a number, what its URL says, or the first words of its text.
 */
struct str title_guess(struct str path, struct str url, xmlNode *root,
    struct pool *pool);

#endif
