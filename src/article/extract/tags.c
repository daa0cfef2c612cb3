/* SPDX-License-Identifier: MIT */
#include "article/extract/surround.h"

#include "article/extract/weights.h"
#include "article/html/node.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/addresses.h"

static bool
has_rel_tag(const xmlNode *link)
{
	struct str rel = node_attr(link, "rel"), token;

	while (node_next_token(&rel, &token))
		if (str_ieq(token, STR("tag")))
			return true;
	return false;
}

static struct str
without_ending(struct str tag)
{
	static const struct str endings[] = {
		STR("/"), STR(".html"), STR(".htm"), STR(".shtml"),
		STR(".md"), STR(".php")
	};

	for (size_t i = 0; i < ARRAY_COUNT(endings); i++)
		if (tag.len > endings[i].len && str_iends(tag, endings[i]))
			return str_sub(tag, 0, tag.len - endings[i].len);
	return tag;
}

/* "/?tag=name"; a shop's goods have such tags, too, for who sent the buyer. */
static struct str
tag_in_query(struct str path, struct str query)
{
	size_t slash = str_rchr(path, '/');
	struct str name = str_sub(path, slash == STR_NONE ? 0 : slash + 1,
	    path.len), part;

	if (name.len && !words_start(&WORDS_TAG_PAGES, name).len)
		return (struct str){ NULL, 0 };
	while (str_next(&query, '&', &part))
		if (str_istarts(part, STR("tag=")))
			return str_sub(part, 4, part.len);
	return (struct str){ NULL, 0 };
}

struct str
surround_tag(struct str href)
{
	struct str path = str_sub(href, 0, str_chr(href, '#')), query;
	size_t cut = str_chr(path, '?');

	query = cut == STR_NONE ? STR("") : str_sub(path, cut + 1, path.len);
	path = str_sub(path, 0, cut);
	for (size_t i = 0; i < WORDS_TAG_FOLDERS.count; i++) {
		struct str folder = words_key(&WORDS_TAG_FOLDERS, i);
		size_t at = str_find(path, folder);

		if (at != STR_NONE && (!at || path.p[at - 1] == '/')
		    && !str_ends(str_sub(path, 0, at), STR("/releases/")))
			return without_ending(str_sub(path,
			    at + folder.len, path.len));
	}
	return tag_in_query(path, query);
}

/*
 * Of a tag the link's text is the name, and its target a slug; but one that
 * is written in another script than slugs are is the name itself.
 */
static void
add_tag(xmlNode *link, struct str target, struct names *tags)
{
	struct buf text = BUF_INIT, name = BUF_INIT;

	node_text(link, LIMIT_NAME_BYTES, &text);
	url_decode(target, &name);
	if (text_is_utf8(buf_str(&name)) && (!text.len
	    || (!str_is_ascii(buf_str(&name))
	    && str_chr(buf_str(&name), '/') == STR_NONE
	    && !names_alike(buf_str(&text), buf_str(&name)))))
		names_add_tag(tags, buf_str(&name));
	else if (text_is_utf8(buf_str(&text)))
		names_add_tag(tags, buf_str(&text));
	buf_release(&text);
	buf_release(&name);
}

/* The last two labels of a host tell a site well enough for this. */
static struct str
site_of(struct str url)
{
	struct str host = url_host(url);
	size_t dot = str_rchr(host, '.');

	dot = dot == STR_NONE ? STR_NONE
	    : str_rchr(str_sub(host, 0, dot), '.');
	return dot == STR_NONE ? host : str_sub(host, dot + 1, host.len);
}

/* The links of root to other pages: all of them, or those to the site. */
static size_t
count_links(xmlNode *root, struct str site)
{
	size_t count = 0;

	for (xmlNode *node = root; node; node = node_next_element(node, root))
		if (node_is_link(node)) {
			struct str own = site_of(node_attr(node, "href"));

			count += own.len && (!site.len || str_ieq(own, site));
		}
	return count;
}

/* The site that more than half of the links go to (Boyer and Moore's vote). */
static struct str
usual_site(xmlNode *root)
{
	struct str site = STR("");
	size_t votes = 0;

	for (xmlNode *node = root; node; node = node_next_element(node, root)) {
		struct str own = node_is_link(node)
		    ? site_of(node_attr(node, "href")) : STR("");

		if (!own.len)
			continue;
		if (!votes)
			site = own;
		votes += str_ieq(own, site) ? 1 : (size_t)-1;
	}
	votes = site.len ? count_links(root, site) : 0;
	return votes >= SITE_LINKS_MIN && votes > count_links(root, STR("")) / 2
	    ? site : STR("");
}

/*
 * What another site calls a topic says nothing of this article. Without any
 * site, all of what was named as the article is believed.
 */
static bool
is_own_target(struct str href, struct str site, bool in_container)
{
	if (url_scheme(href) == URL_RELATIVE)
		return !str_starts(href, STR("//"));
	return site.len ? str_ieq(site_of(href), site) : in_container;
}

/* "1060820-how-big": a thread of a forum. */
static bool
is_numbered(struct str target)
{
	size_t digits = 0;

	while (digits < target.len
	    && ascii_digit((unsigned char)target.p[digits]))
		digits++;
	return digits >= TAG_NUMBER_DIGITS && digits < target.len
	    && target.p[digits] == '-';
}

static void
add_tags(xmlNode *root, const struct str *site, bool in_container,
    struct names *tags)
{
	for (xmlNode *node = root; node; node = node_next_element(node, root)) {
		struct str target;

		if (!node_is_link(node))
			continue;
		target = surround_tag(node_attr(node, "href"));
		if (has_rel_tag(node) || (site && target.len
		    && !is_numbered(target)
		    && is_own_target(node_attr(node, "href"), *site,
		    in_container)))
			add_tag(node, target, tags);
	}
}

/* What parts the tags of a line; of Han words also a space. Or empty. */
static struct str
find_sign(struct str line)
{
	static const struct str signs[] = {
		STR(","), STR("，"), STR("、"), STR(";"), STR("；"),
		STR("|"), STR("｜"), STR("·"), STR("#"), STR("،"),
		STR("　")
	};

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
		if (str_find(line, signs[i]) != STR_NONE)
			return signs[i];
	return line.len && (unsigned char)line.p[0] >= 0xe4 ? STR(" ")
		: STR("");
}

static void
split_tags(struct str line, struct names *tags)
{
	struct str sign = find_sign(line);

	while (line.len) {
		size_t at = sign.len ? str_find(line, sign) : STR_NONE;

		names_add_tag(tags, str_sub(line, 0, at));
		line = at == STR_NONE ? STR("")
			: str_sub(line, at + sign.len, line.len);
	}
}

static void
add_line(const struct surround *surround, xmlNode *body, struct names *tags)
{
	xmlNode *node = surround->tag_first;

	split_tags(surround->tags, tags);
	for (; node; node = node_next_element(node, body)) {
		if (node_is_link(node))
			add_tag(node, surround_tag(node_attr(node, "href")),
			    tags);
		if (node == surround->tag_last)
			break;
	}
}

void
surround_tags(const struct surround *surround, xmlNode *body,
    xmlNode *container, struct str url, struct names *tags)
{
	const struct str site = url.len ? site_of(url) : usual_site(body);
	xmlNode *root = container ? container : body;

	for (xmlNode *up = container; up && up != body; up = up->parent)
		if (node_is(up, "article"))
			root = up;
	add_tags(root, &site, container != NULL, tags);
	if (!tags->list.count && root != body)
		add_tags(body, NULL, false, tags);
	if (!tags->list.count)
		add_line(surround, body, tags);
}
