/* SPDX-License-Identifier: MIT */
#include "article/metadata/meta.h"

#include "article/html/node.h"
#include "base/date.h"
#include "base/limits.h"

/* The longest text that a heading, a name or a date is read from. */
#define VALUE_BYTES_MAX 4096

enum meta_list { LIST_AUTHORS, LIST_TAGS, LIST_KEYWORDS, LIST_SECTIONS };

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
	if (!value.len || value.len > VALUE_BYTES_MAX
	    || (meta->fields[field].value.len
	    && meta->fields[field].rank <= rank))
		return;
	if ((field == META_DATE || field == META_TIME)
	    && !date_parse(value, &date))
		return;
	value = pool_text(meta->authors.pool, value, VALUE_BYTES_MAX);
	if (!value.len)
		return;
	meta->fields[field].value = value;
	meta->fields[field].rank = rank;
}

/* By the name, property, itemprop or http-equiv of a <meta>, lower case. */
static const struct meta_rule {
	struct str name;
	enum meta_field field;
	unsigned rank;
} field_rules[] = {
	{ STR("og:title"), META_TITLE, 1 },
	{ STR("headline"), META_TITLE, 3 },
	{ STR("twitter:title"), META_TITLE, 4 },
	{ STR("dc.title"), META_TITLE, 5 },
	{ STR("dcterms.title"), META_TITLE, 5 },
	{ STR("citation_title"), META_TITLE, 5 },
	{ STR("parsely-title"), META_TITLE, 5 },
	{ STR("article:published_time"), META_DATE, 1 },
	{ STR("datepublished"), META_DATE, 1 },
	{ STR("og:published_time"), META_DATE, 3 },
	{ STR("article:published"), META_DATE, 3 },
	{ STR("parsely-pub-date"), META_DATE, 3 },
	{ STR("sailthru.date"), META_DATE, 3 },
	{ STR("publishdate"), META_DATE, 3 },
	{ STR("publish-date"), META_DATE, 3 },
	{ STR("publish_date"), META_DATE, 3 },
	{ STR("pubdate"), META_DATE, 3 },
	{ STR("pub_date"), META_DATE, 3 },
	{ STR("publication_date"), META_DATE, 3 },
	{ STR("citation_publication_date"), META_DATE, 3 },
	{ STR("citation_date"), META_DATE, 4 },
	{ STR("dcterms.issued"), META_DATE, 4 },
	{ STR("dcterms.created"), META_DATE, 4 },
	{ STR("dcterms.date"), META_DATE, 4 },
	{ STR("dc.date.issued"), META_DATE, 4 },
	{ STR("dc.date.created"), META_DATE, 4 },
	{ STR("dc.date"), META_DATE, 4 },
	{ STR("datecreated"), META_DATE, 5 },
	{ STR("date"), META_DATE, 5 },
	{ STR("og:site_name"), META_SITE, 1 },
	{ STR("application-name"), META_SITE, 8 },
	{ STR("og:description"), META_DESCRIPTION, 2 },
	{ STR("description"), META_DESCRIPTION, 1 },
	{ STR("twitter:description"), META_DESCRIPTION, 4 },
	{ STR("dc.description"), META_DESCRIPTION, 5 },
	{ STR("og:url"), META_URL, 3 },
	{ STR("og:locale"), META_LANG, 2 },
	{ STR("content-language"), META_LANG, 3 },
	{ STR("language"), META_LANG, 4 },
	{ STR("dc.language"), META_LANG, 4 },
	{ STR("og:type"), META_TYPE, 1 },
	{ STR("og:image"), META_IMAGE, 1 },
	{ STR("og:image:url"), META_IMAGE, 2 },
	{ STR("twitter:image"), META_IMAGE, 3 },
	{ STR("twitter:image:src"), META_IMAGE, 3 }
};

static const struct list_rule {
	struct str name;
	enum meta_list list;
	char separator;
} list_rules[] = {
	{ STR("author"), LIST_AUTHORS, '\0' },
	{ STR("article:author"), LIST_AUTHORS, '\0' },
	{ STR("og:article:author"), LIST_AUTHORS, '\0' },
	{ STR("parsely-author"), LIST_AUTHORS, '\0' },
	{ STR("dc.creator"), LIST_AUTHORS, '\0' },
	{ STR("dcterms.creator"), LIST_AUTHORS, '\0' },
	{ STR("citation_author"), LIST_AUTHORS, '\0' },
	{ STR("article:tag"), LIST_TAGS, '\0' },
	{ STR("og:article:tag"), LIST_TAGS, '\0' },
	{ STR("keywords"), LIST_KEYWORDS, ',' },
	{ STR("news_keywords"), LIST_KEYWORDS, ',' },
	{ STR("parsely-tags"), LIST_KEYWORDS, ',' },
	{ STR("article:section"), LIST_SECTIONS, '\0' },
	{ STR("og:article:section"), LIST_SECTIONS, '\0' }
};

static void
add_to_list(struct meta *meta, const struct list_rule *rule, struct str value)
{
	struct names *lists[] = {
		&meta->authors, &meta->tags, &meta->keywords, &meta->sections
	};
	struct names *names = lists[rule->list];
	char sep = rule->separator;

	if (rule->list == LIST_AUTHORS && str_find(value, STR("://"))
	    != STR_NONE)
		return;
	if (sep && str_chr(value, sep) == STR_NONE)
		sep = ';';
	if (sep)
		names_add_parts(names, value, sep);
	else
		names_add(names, value);
}

static void
read_name(struct meta *meta, struct str name, struct str value)
{
	for (size_t i = 0; i < sizeof(field_rules) / sizeof(*field_rules); i++)
		if (str_ieq(name, field_rules[i].name))
			meta_offer(meta, field_rules[i].field, value,
			    field_rules[i].rank);
	for (size_t i = 0; i < sizeof(list_rules) / sizeof(*list_rules); i++)
		if (str_ieq(name, list_rules[i].name))
			add_to_list(meta, &list_rules[i], value);
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
	return digits <= 1 && digits < rest.len;
}

static void
read_meta(struct meta *meta, const xmlNode *node)
{
	static const char *const keys[] = {
		"property", "name", "itemprop", "http-equiv"
	};
	struct str value = node_attr(node, "content");

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
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

	node_text(node, VALUE_BYTES_MAX, &text);
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
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
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
