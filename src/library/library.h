/* SPDX-License-Identifier: MIT */
/*
 * The library: records in an SQLite file, and the answers to selections. A
 * one-shot build uses a temporary one (path ""), which SQLite keeps in memory
 * and spills to a nameless file, so that memory does not grow with the input;
 * ":memory:" never touches a disk.
 *
 * An article is known by three keys: its canonical URL; its place, which is a
 * source and the path in it; its content, which is title, date and text. What
 * is added with a known URL is the same article again. Else, what comes from
 * a known place is, unless both have URLs and these differ, or title and date
 * are both others (a page that is rewritten every week). Else, articles of
 * one content are the same. Nothing else makes two documents one article,
 * which then has the sections, tags and authors of both (in order of first
 * sight). Title, date and body are those of the first in input order
 * (origin.order), whatever the order of calls; from the place that these came
 * from a new version takes their place.
 */
#ifndef CHAPBOOK_LIBRARY_H
#define CHAPBOOK_LIBRARY_H

#include <stdint.h>

#include "library/selection.h"

struct library;

struct library *library_open(const char *path, struct err *err);
void library_close(struct library *lib);	/* NULL allowed */

/* Where a record came from. */
struct origin {
	struct str source;	/* "pages/1/2.md": path or URL as reported */
	struct str root;	/* of which tree; with source, its place */
	struct str section;	/* what the source calls its department */
	uint64_t order;		/* of the source and within it: unique */
};

int library_add(struct library *lib, const struct record *rec,
    const struct origin *origin, struct err *err);
/* Makes what was added last; closing without it forgets. */
int library_commit(struct library *lib, struct err *err);

/*
 * A section is added under its folder's path, for its title is known only
 * when all index pages have been read: from now on articles of root that
 * were added with section folder are in the section called title.
 */
int library_name_section(struct library *lib, struct str root,
    struct str folder, struct str title, struct err *err);

/* What of a record is kept for every article: there may be 100,000. */
struct article_meta {
	struct str title;
	struct date date;
	enum date_source date_source;
	struct str url;
	struct str_list authors, tags;
	struct str lang, dir, site, description;
	struct str_list notes;
	size_t text_chars, lead_image;
};

/* An article without its body. Strings live in the pool given. */
struct article {
	int64_t id;		/* in this library */
	struct str identity;	/* canonical URL, or "sha256:..." of content */
	struct article_meta meta;
	struct str_list sections;
	struct str_list sources;	/* wherever it was found, in order */
	struct str root;
	uint64_t order;
	size_t body_bytes;
};

/* The same as a record, for library_body(); borrows all it has. */
struct record article_record(const struct article *article);

struct article_list {
	struct article **items;
	size_t count;
	size_t undated;		/* left out for having no date */
};

int library_select(struct library *lib, const struct selection *sel,
    struct pool *pool, struct article_list *out, struct err *err);

/* An article that was found in a second place. */
struct found_again {
	struct str title;
	struct str first_root, first_source;	/* whose text is kept */
	struct str root, source;
	bool same_content;	/* title, date and text; else the URL */
};

/* In input order; strings are gone after the call. */
int library_each_again(struct library *lib,
    void (*take)(void *arg, const struct found_again *again), void *arg,
    struct err *err);

/* Fills body, links and images of an article's record. */
int library_body(struct library *lib, int64_t id, struct pool *pool,
    struct record *rec, struct err *err);

enum library_field { FIELD_TAG, FIELD_SECTION, FIELD_AUTHOR, FIELD_LANG,
	FIELD_DATE };

struct name_count {
	struct str name;	/* a date as "2023-07" */
	size_t count;
};

struct name_counts {
	struct name_count *items;	/* most frequent first, then by name; */
	size_t count;			/* dates in order */
};

/* How often each name occurs among the articles selected. */
int library_counts(struct library *lib, const struct selection *sel,
    enum library_field field, struct pool *pool, struct name_counts *out,
    struct err *err);
/* Whether a tag, section or author of that name could be selected by. */
bool library_knows(struct library *lib, enum library_field field,
    struct str name);
/*
 * Names of the whole library close to one that nothing matched: containing
 * it or contained in it, or few edits away; best first, at most max.
 */
int library_suggest(struct library *lib, enum library_field field,
    struct str name, size_t max, struct pool *pool, struct str_list *out,
    struct err *err);
/* Articles, those found again counted once. */
int library_count(struct library *lib, size_t *count, struct err *err);

#endif
