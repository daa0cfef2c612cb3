/* SPDX-License-Identifier: MIT */
#include "article/metadata/meta.h"

#include "article/html/node.h"
#include "article/metadata/weights.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/mem.h"
#include "tables/meta.h"

void
meta_init(struct meta *meta, struct pool *pool)
{
	*meta = (struct meta){
		.authors = { .pool = pool }, .tags = { .pool = pool },
		.keywords = { .pool = pool }, .sections = { .pool = pool },
		.bylines = { .pool = pool }
	};
}

void
meta_offer(struct meta *meta, enum meta_field field, struct str value,
    unsigned rank)
{
	struct date date;

	value = str_trim(value);
	if (!value.len || value.len > META_VALUE_BYTES
	    || (meta->fields[field].value.len
	    && meta->fields[field].rank <= rank))
		return;
	if ((field == META_DATE || field == META_TIME)
	    && !date_parse(value, &date))
		return;
	value = pool_text(meta->authors.pool, value, META_VALUE_BYTES);
	if (!value.len)
		return;
	meta->fields[field].value = value;
	meta->fields[field].rank = rank;
}

static void
add_to_list(struct meta *meta, enum meta_list list, struct str value)
{
	struct names *lists[] = {
		[META_LIST_AUTHORS] = &meta->authors,
		[META_LIST_TAGS] = &meta->tags,
		[META_LIST_KEYWORDS] = &meta->keywords,
		[META_LIST_SECTIONS] = &meta->sections
	};

	if (list == META_LIST_AUTHORS && str_find(value, STR("://"))
	    != STR_NONE)
		return;
	if (list == META_LIST_KEYWORDS)
		names_add_parts(lists[list], value, str_chr(value, ',')
		    == STR_NONE ? ';' : ',');
	else
		names_add(lists[list], value);
}

static void
read_name(struct meta *meta, struct str name, struct str value)
{
	const struct words *fields = &WORDS_META_FIELDS;
	const struct words *lists = &WORDS_META_LISTS;
	size_t at = words_find(fields, name);

	if (at != WORDS_NONE)
		meta_offer(meta, (enum meta_field)words_number(fields,
		    WORDS_META_FIELDS_FIELD, at), value,
		    (unsigned)words_number(fields, WORDS_META_FIELDS_RANK, at));
	at = words_find(lists, name);
	if (at != WORDS_NONE)
		add_to_list(meta, (enum meta_list)words_number(lists,
		    WORDS_META_LISTS_LIST, at), value);
}

/*
 * "0; url=/new/": an address within ten seconds. What only loads itself again
 * is read until then.
 */
static bool
is_redirect(struct str content)
{
	struct str rest = str_trim(content);
	size_t digits = 0;

	while (digits < rest.len && ascii_digit((unsigned char)rest.p[digits]))
		digits++;
	return digits <= META_REFRESH_DIGITS && digits < rest.len;
}

static void
read_meta(struct meta *meta, const xmlNode *node)
{
	static const char *const keys[] = {
		"property", "name", "itemprop", "http-equiv"
	};
	struct str value = node_attr(node, "content");

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct str name = node_attr(node, keys[i]);

		if (name.len)
			read_name(meta, str_trim(name), value);
		if (str_ieq(name, STR("refresh")) && is_redirect(value))
			meta->redirects = true;
	}
}

static void
read_link(struct meta *meta, const xmlNode *node)
{
	struct str rel = node_attr(node, "rel"), token;

	while (node_next_token(&rel, &token))
		if (str_ieq(token, STR("canonical")))
			meta_offer(meta, META_URL, node_attr(node, "href"), 2);
}

static void
offer_text(struct meta *meta, enum meta_field field, xmlNode *node,
    unsigned rank)
{
	struct buf text = BUF_INIT;

	node_text(node, META_VALUE_BYTES, &text);
	meta_offer(meta, field, buf_str(&text), rank);
	buf_release(&text);
}

/*
 * Rank 1 for one that says it is the publication, 2 in the header or the
 * article, 3 elsewhere (where a list of other articles may come first).
 */
static void
read_time(struct meta *meta, const xmlNode *node)
{
	struct str value = node_attr(node, "datetime");
	unsigned rank = 3;

	if (node_attr(node, "pubdate").p || node_has_class(node, STR("published"))
	    || node_has_class(node, STR("entry-date"))
	    || node_has_class(node, STR("dt-published")))
		rank = 1;
	for (const xmlNode *up = node->parent; up && rank == 3; up = up->parent)
		if (node_is(up, "header") || node_is(up, "article"))
			rank = 2;
		else if (node_is(up, "aside") || node_is(up, "nav"))
			return;
	if (value.len)
		meta_offer(meta, META_TIME, value, rank);
	else if (node->children)
		meta_offer(meta, META_TIME, node_content(node->children),
		    rank);
}

static void
add_byline(struct meta *meta, struct str name)
{
	name = str_trim(name);
	if (str_istarts(name, STR("by ")))
		name = str_sub(name, 3, name.len);
	if (node_letters(name))
		names_add(&meta->bylines, name);
}

/* rel=author, microdata and microformats, which stand at any element. */
static void
read_microdata(struct meta *meta, xmlNode *node)
{
	struct str prop = node_attr(node, "itemprop");
	struct buf text = BUF_INIT;

	if (str_ieq(prop, STR("datePublished"))) {
		meta_offer(meta, META_DATE, node_attr(node, "content"), 1);
		meta_offer(meta, META_DATE, node_attr(node, "datetime"), 1);
	}
	if (str_ieq(prop, STR("author"))
	    || (node_is(node, "a")
	    && str_ieq(node_attr(node, "rel"), STR("author")))
	    || node_has_class(node, STR("p-author"))) {
		node_text(node, LIMIT_NAME_BYTES, &text);
		add_byline(meta, buf_str(&text));
	}
	buf_release(&text);
}

static void
read_element(struct meta *meta, xmlNode *node)
{
	if (node_is(node, "meta"))
		read_meta(meta, node);
	else if (node_is(node, "link"))
		read_link(meta, node);
	else if (node_is(node, "title"))
		offer_text(meta, META_PAGE_TITLE, node, 1);
	else if (node_is(node, "time"))
		read_time(meta, node);
	else if (node_is(node, "base"))
		meta_offer(meta, META_BASE, node_attr(node, "href"), 1);
	else if (node_is(node, "html") || node_is(node, "body"))
		meta_offer(meta, META_LANG, node_attr(node, "lang").len
		    ? node_attr(node, "lang") : node_attr(node, "xml:lang"),
		    1);
	if (node->properties && !node_is(node, "meta"))
		read_microdata(meta, node);
}

static bool
is_for_machines(const xmlNode *node)
{
	return node_is(node, "script") || node_is(node, "style")
		|| node_is(node, "template")
		|| node_is(node, "chapbook-json");
}

static bool
holds_picture(xmlNode *node)
{
	xmlNode *inner = node;

	while ((inner = node_next_element(inner, node)))
		if (node_is(inner, "img"))
			return true;
	return false;
}

/*
 * The link of a heading to itself, for who points at it: its text is a sign,
 * or nothing, or a drawing.
 */
static bool
is_permalink(xmlNode *node)
{
	static const struct str signs[] = {
		STR(""), STR("#"), STR("\xc2\xb6"), STR("\xc2\xa7"),
		STR("\xe2\x88\x9e"), STR("\xe2\x80\x8b"),
		STR("\xe2\x9a\x93"), STR("\xf0\x9f\x94\x97")
	};
	struct buf text = BUF_INIT;
	bool found = false;

	if (!node_is(node, "a")
	    || str_chr(node_attr(node, "href"), '#') == STR_NONE
	    || !(node_heading_level(node->parent)
	    || node_is(node->parent, "dt")) || holds_picture(node))
		return false;
	node_text(node, 16, &text);
	for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
		found |= str_eq(str_trim(buf_str(&text)), signs[i]);
	buf_release(&text);
	return found;
}

/* It may be what other links lead to. */
static void
empty_permalink(xmlNode *node)
{
	while (node->children)
		node_remove(node->children);
	xmlUnsetProp(node, (const xmlChar *)"href");
}

static void
read_json_node(struct meta *meta, xmlNode *node)
{
	struct buf json = BUF_INIT;
	struct node_walk w = { .root = node };

	while (node_walk(&w))
		buf_addstr(&json, node_content(w.node));
	meta_read_jsonld(meta, buf_str(&json));
	buf_release(&json);
}

void
meta_read(struct meta *meta, xmlDoc *page)
{
	xmlNode *root = xmlDocGetRootElement(page);
	xmlNode *node = root, *next;

	while (node) {
		if (node != root && is_for_machines(node)) {
			next = node_next_outside(node, root);
			if (node_is(node, "chapbook-json"))
				read_json_node(meta, node);
			node_remove(node);
		} else {
			/* The title of a drawing is not that of the page. */
			read_element(meta, node);
			if (is_permalink(node))
				empty_permalink(node);
			next = node_is(node, "svg")
				? node_next_outside(node, root)
				: node_next_element(node, root);
		}
		node = next;
	}
}
