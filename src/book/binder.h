/* SPDX-License-Identifier: MIT */
/* What the parts of the binder share: the book as it grows. */
#ifndef CHAPBOOK_BINDER_H
#define CHAPBOOK_BINDER_H

#include "book/book.h"
#include "book/container.h"
#include "book/deflate.h"
#include "book/render.h"
#include "book/strings.h"

#define BOOK_FOLDER "e/"
#define BOOK_TAGS "tags"
#define BOOK_SOURCES "sources"
#define BOOK_MISSING "notes"
#define MEDIA_XHTML "application/xhtml+xml"

/* A file of the book, whose bytes lie in the spool file. */
struct book_file {
	struct str href;	/* from the package: "t/a00001.xhtml" */
	const char *media;
	const char *properties;	/* for the manifest; or "" */
	struct entry entry;
	struct hash hash;	/* of the uncompressed bytes */
};

struct book_files {
	struct book_file **items;	/* in the book's pool */
	size_t count, cap;
};

struct article_pages {
	struct book_file *items;
	size_t count;		/* 0: not added, or lost */
};

struct book {
	const struct edition *ed;
	const struct templates *templates;
	struct languages *languages;
	const struct strings *strings;
	struct pool *pool;
	struct deflater *deflater;
	int spool_fd;
	uint64_t spool_bytes;
	struct article_pages *articles;	/* of ed->article_count */
	struct book_files pictures;	/* in order of adding */
	size_t *picture_slots;		/* index + 1, by hash; open addressing */
	size_t slot_count;
	struct str cover;		/* href of its picture; or empty */
	const char *cover_shape;	/* of one with the title; or NULL */
	struct str css;			/* behind our own */
	struct str ncx;			/* as it was put; checked by finish */
	size_t alt_pictures, alt_described;
	struct book_files package, spine, rest;	/* made by complete */
	struct date date;		/* of the container */
	struct pool *description_pool;
	struct values *description;	/* for the package document */
	struct buf packed;		/* scratch */
};

/* Deflates text (any XML is checked first) and appends it to files. */
int book_put_text(struct book *book, struct book_files *files,
    const char *href, const char *media, const char *properties,
    struct str text, struct err *err);
/* Renders template as a page of the spine, "title.xhtml". */
int book_put_page(struct book *book, const char *href, const char *template,
    const struct values *v, struct err *err);

/* Values that every page outside t/ has. */
struct values *book_values(const struct book *book, struct pool *pool);
void book_label(const struct book *book, struct values *v, const char *name,
    enum label label);
struct str book_title(const struct book *book);
struct str article_title(const struct book *book, size_t index);
/* "t/a00001.xhtml" */
void article_href(const struct book *book, size_t index, struct buf *out);
/* Language attributes of an article's title where it is not the book's. */
void article_lang(const struct book *book, size_t index, struct buf *out);
/* Of an article, for a list of one group (NULL: of all): with the year? */
enum label book_date_label(const struct book *book,
    const struct edition_group *group);
/* Where the text begins: the first section page or article. */
void book_start(const struct book *book, struct buf *out);
bool book_has_sections(const struct book *book);
bool book_has_tags(const struct book *book);
bool book_has_addresses(const struct book *book);	/* where it came from */

/* front.c */
int book_put_cover(struct book *book, struct err *err);
int book_put_title(struct book *book, struct err *err);

/* hosts.c: how many articles come from where, most first. */
struct host_count {
	struct str host;
	size_t count;
};
struct host_count *hosts_count(const struct book *book, struct pool *pool,
    size_t *count);

/* nav.c: nav.xhtml takes its place in the spine; then toc.ncx. */
int book_put_nav(struct book *book, struct err *err);

/* lists.c */
int book_put_section(struct book *book, size_t group, struct err *err);
int book_put_sources(struct book *book, struct err *err);
int book_put_missing(struct book *book, struct err *err);
/* tags.c */
int book_put_tags(struct book *book, struct err *err);

/* lost.c: an article's page that never came. */
int book_put_lost(struct book *book, size_t index, struct err *err);

/* pictures.c: into the order of the manifest; none can be added after that. */
void book_sort_pictures(struct book *book);

/*
 * package.c: what the package document says of the edition; and, without it,
 * the document itself, when all its files are there.
 */
void book_describe(struct book *book);
int book_make_package(struct book *book, struct buf *out, struct err *err);

/* files.c */
struct book_file *book_files_add(struct book *book,
    struct book_files *files);
/* One that is there already; borrowed. */
void book_files_list(struct book_files *files, struct book_file *file);
/* Appends bytes, packed already or stored, to the spool file. */
int book_spool(struct book *book, struct book_file *file, struct str packed,
    struct err *err);
void book_file_name(struct book *book, struct book_file *file,
    const char *href, const char *media, const char *properties);

#endif
