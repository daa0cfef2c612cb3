/* SPDX-License-Identifier: MIT */
#include "article/extract/address.h"

#include "article/html/node.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/url.h"

static struct str
canonical_link(xmlDoc *page)
{
	xmlNode *root = xmlDocGetRootElement(page);

	for (xmlNode *node = root; node; node = node_next_element(node, root))
		if (node_is(node, "link") && str_ieq(node_attr(node, "rel"),
		    STR("canonical")))
			return node_attr(node, "href");
	return (struct str){ NULL, 0 };
}

/* Other pages say where they are from in their heads, posts above all. */
struct surround
address_surround(const struct reading *r, xmlNode *container)
{
	return surround_read(r->body, container, r->doc, !r->front_matter
	    && r->doc->media == MEDIA_MARKDOWN, r->pool);
}

struct str
address_early(const struct reading *r, xmlDoc *page)
{
	struct container c = score_container(r->body, r->doc->media);
	struct str offers[] = {
		r->doc->url, address_surround(r, c.node).origin,
		r->declared.url, canonical_link(page)
	};
	struct str found = { NULL, 0 };
	struct buf url = BUF_INIT;

	for (size_t i = 0; i < ARRAY_COUNT(offers); i++)
		if (offers[i].len && !url_canonical(offers[i], &url)) {
			found = pool_str(r->pool, buf_str(&url));
			break;
		}
	buf_release(&url);
	return found;
}

/* A page that calls the front page of its site its own address is wrong. */
static bool
is_front_page_by_mistake(struct str url, struct str fetched)
{
	return url_path(url).len <= 1 && url_path(fetched).len > 1;
}

void
address_set(struct reading *r, struct record *rec)
{
	struct str offers[] = {
		r->surround.origin, r->declared.url,
		r->meta.fields[META_URL].value, r->doc->url
	};
	static const char *const names[] = {
		"the line with the original link", "front matter",
		"metadata of the page", "where the page was fetched"
	};
	struct buf absolute = BUF_INIT, url = BUF_INIT;

	for (size_t i = 0; i < ARRAY_COUNT(offers); i++) {
		if (!offers[i].len || offers[i].len > LIMIT_URL_BYTES
		    || url_resolve(r->doc->url, offers[i], &absolute)
		    || url_canonical(buf_str(&absolute), &url)
		    || url.len > LIMIT_URL_BYTES
		    || is_front_page_by_mistake(buf_str(&url), r->doc->url))
			continue;
		rec->url = pool_str(r->pool, buf_str(&url));
		r->url_from = names[i];
		break;
	}
	buf_release(&absolute);
	buf_release(&url);
}

struct str
address_base(const struct reading *r)
{
	struct str base = r->meta.fields[META_BASE].value;
	struct buf url = BUF_INIT;
	struct str found = r->doc->url;

	if (base.len && !url_resolve(r->doc->url, base, &url))
		found = pool_str(r->pool, buf_str(&url));
	buf_release(&url);
	return found;
}
