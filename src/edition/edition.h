/* SPDX-License-Identifier: MIT */
/*
 * An edition: the articles of a selection in the order and the groups they
 * are bound in, and the names of their pages. All strings live in its pool.
 */
#ifndef CHAPBOOK_EDITION_H
#define CHAPBOOK_EDITION_H

#include "library/library.h"

enum group_by {
	GROUP_NONE, GROUP_DAY, GROUP_WEEK, GROUP_MONTH, GROUP_SECTION,
	GROUP_TAG, GROUP_SOURCE
};

struct edition_options {
	/* Of any bytes. */
	struct str title;	/* empty: made from name and period */
	struct str name;	/* what the selection is about, for that */
	struct str language;	/* of the book: empty: most articles' */
	struct str identifier;	/* empty: from the content; or a valid one */
	struct str series;	/* belongs-to-collection; empty: none */
	struct str series_index;	/* "29" or "2023.29"; empty: none */
	enum group_by group_by;
	bool newest_first;	/* days, weeks and months, that is */
	bool plain;		/* nothing that tells which program made it */
};

struct edition_article {
	const struct article *article;
	char page[16];		/* "a00001": its pages are a00001.xhtml, */
				/* a00001-2.xhtml, ... */
	size_t group;
	size_t parts;		/* known once rendered; at least 1 */
};

struct edition_group {
	struct str title;	/* empty for GROUP_NONE */
	bool tells_year;	/* its title does, of all in it */
	char page[16];		/* "s00001" */
	size_t first, count;	/* in articles */
};

/* What was left out, for the book's last page. */
struct edition_fault {
	struct str subject;	/* article title, file or URL */
	struct str cause;
	size_t more;		/* others like it, of the same subject */
};

struct edition {
	struct pool *pool;
	struct str title, language;	/* language: "en", "zh-Hans", ... */
	struct str name;		/* title but for a period; or empty */
	struct str dir;			/* "ltr" or "rtl" */
	struct str identifier;		/* "urn:uuid:..." */
	struct str series, series_index;
	struct date first, last;	/* of the articles; year 0: none */
	bool plain;
	struct edition_article *articles;
	size_t article_count;
	struct edition_group *groups;	/* at least 1 */
	size_t group_count;
	struct edition_fault *faults;
	size_t fault_count, fault_cap;
};

/*
 * Whether every checker takes it for one: characters of XML without white
 * space, and a UUID behind "urn:uuid:" (EPUB 3.3, 5.5.3.1; RFC 9562).
 */
bool identifier_valid(struct str identifier);

/* Orders and groups list (kept, not copied: it must outlive the edition). */
struct edition *edition_new(const struct article_list *list,
    const struct edition_options *options);
void edition_free(struct edition *ed);
void edition_add_fault(struct edition *ed, const struct edition_fault *fault);

#endif
