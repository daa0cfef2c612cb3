/* SPDX-License-Identifier: MIT */
/* The links of a page to other documents of its tree. */
#include "article/extract/kind.h"

#include <stdlib.h>
#include <string.h>

#include "article/extract/label.h"
#include "article/metadata/names.h"
#include "article/record/ending.h"
#include "base/limits.h"
#include "base/url.h"
#include "tables/addresses.h"
#include "tables/words.h"

/* Pictures and style sheets are no documents; folders may be. */
static bool
may_be_document(struct str path)
{
	return ending_of_name(path) <= ENDING_HTML;
}

/*
 * How a code host shows the file of a repository, as a path from the root:
 * "/a/b.md" of "https://host/user/name/blob/main/a/b.md"; or empty.
 */
static struct str
path_in_repository(struct str href)
{
	if (url_scheme(href) != URL_HTTP && url_scheme(href) != URL_HTTPS)
		return STR("");
	for (size_t i = 0; i < WORDS_REPOSITORY_FOLDERS.count; i++) {
		struct str folder = words_key(&WORDS_REPOSITORY_FOLDERS, i);
		size_t at = str_find(href, folder);
		struct str rest;

		if (at == STR_NONE)
			continue;
		rest = str_sub(href, at + folder.len, href.len);
		return str_sub(rest, str_chr(rest, '/'), rest.len);
	}
	return STR("");
}

/*
 * The path that href leads to, a folder without its last slash; empty if that
 * is no document of the tree.
 */
static struct str
read_path(const struct document *doc, struct str href, struct pool *pool)
{
	const struct str none = { NULL, 0 };
	struct buf path = BUF_INIT;
	struct str ref = none;

	if (url_scheme(href) != URL_RELATIVE || !href.len || href.p[0] == '#'
	    || str_starts(href, STR("//")) || href.len > LIMIT_PATH_BYTES
	    || url_tree_path(doc->path, href, &path))
		goto out;
	while (path.len && path.data[path.len - 1] == '/')
		buf_truncate(&path, path.len - 1);
	/* What tidying changes is no name that anybody gave to a file. */
	ref = pool_text(pool, buf_str(&path), LIMIT_PATH_BYTES);
	if (!str_eq(ref, buf_str(&path)) || !may_be_document(ref)
	    || str_starts(ref, STR("/"))
	    || str_find(ref, STR("//")) != STR_NONE)
		ref = none;
out:
	buf_release(&path);
	return ref;
}

/* What leads to the whole of a list, under a heading that says of what. */
static bool
says_more(struct str text)
{
	return label_is_whole(&WORDS_MORE, text) || !node_letters(text);
}

static struct str
read_text(xmlNode *link, xmlNode *heading, struct pool *pool)
{
	struct buf text = BUF_INIT;
	struct str s;

	node_text(link, LIMIT_NAME_BYTES, &text);
	if (heading && says_more(buf_str(&text))) {
		buf_clear(&text);
		node_text(heading, LIMIT_NAME_BYTES, &text);
	}
	s = pool_text(pool, buf_str(&text), LIMIT_NAME_BYTES);
	buf_release(&text);
	return s;
}

struct links {
	struct link *items;
	size_t count, capacity;
};

static void
read_links(xmlNode *body, const struct document *doc, bool repository,
    struct pool *pool, struct links *links)
{
	xmlNode *heading = NULL;

	for (xmlNode *node = body; node && links->count < LIMIT_SLOTS;
	    node = node_next_element(node, body)) {
		struct str href, ref;

		if (node_heading_level(node))
			heading = node;
		if (!node_is_link(node))
			continue;
		href = str_trim(node_attr(node, "href"));
		ref = read_path(doc, repository ? path_in_repository(href)
		    : href, pool);
		if (!ref.len)
			continue;
		links->items = mem_grow(links->items, &links->capacity,
		    links->count + 1, sizeof(*links->items));
		links->items[links->count++] = (struct link){
			.kind = TARGET_PATH,
			.ref = ref,
			.text = read_text(node, heading, pool)
		};
	}
}

/* Addresses in a repository count where there is nothing else. */
void
kind_read_links(xmlNode *body, const struct document *doc, struct pool *pool,
    struct record *rec)
{
	struct links links = { NULL, 0, 0 };

	read_links(body, doc, false, pool, &links);
	if (!links.count)
		read_links(body, doc, true, pool, &links);
	rec->link_count = links.count;
	if (links.count) {
		size_t bytes = mem_mul(links.count, sizeof(*links.items));

		rec->links = pool_alloc(pool, bytes);
		memcpy(rec->links, links.items, bytes);
	}
	free(links.items);
}
