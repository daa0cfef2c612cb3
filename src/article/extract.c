/* SPDX-License-Identifier: MIT */
/*
 * The order of things here: what the page says of itself is read before
 * anything is taken out of it, since dates, tags and links stand in what
 * goes.
 */
#include "article/extract.h"

#include "article/chrome.h"
#include "article/declared.h"
#include "article/kind.h"
#include "article/lang.h"
#include "article/lead.h"
#include "article/meta.h"
#include "article/node.h"
#include "article/score.h"
#include "article/surround.h"
#include "article/title.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

/* How far into the text a dateline is looked for. */
#define DATELINE_BYTES 400

struct reading {
	const struct document *doc;
	struct pool *pool;
	xmlNode *body;
	struct container container;
	xmlNode *root;		/* container or body */
	bool front_matter;
	struct meta meta;
	struct declared declared;
	struct surround surround;
	struct title title;
	struct kind_teasers teasers;
};

static xmlNode *
find_body(xmlDoc *page)
{
	xmlNode *html = xmlDocGetRootElement(page);
	xmlNode *node = html ? xmlFirstElementChild(html) : NULL;

	if (!html || !node_is(html, "html"))
		return html;
	for (; node; node = xmlNextElementSibling(node))
		if (node_is(node, "body"))
			return node;
	return html;
}

static void
read_page(struct reading *r, xmlDoc *page, const struct front_matter *fm)
{
	meta_init(&r->meta, r->pool);
	meta_read(&r->meta, page);
	declared_read(fm, r->doc, r->pool, &r->declared);
	r->front_matter = fm->count > 0;
	r->container = score_container(r->body, r->doc->media);
	r->root = r->container.node ? r->container.node : r->body;
	r->title = title_find(r->body, r->container.node, r->declared.title,
	    &r->meta, r->doc, r->pool);
	r->surround = surround_read(r->body, r->container.node, r->pool);
}

/* A page that calls the front page of its site its own address is wrong. */
static bool
is_front_page_by_mistake(struct str url, struct str fetched)
{
	return url_path(url).len <= 1 && url_path(fetched).len > 1;
}

static void
set_url(struct reading *r, struct record *rec)
{
	struct str offers[] = {
		r->surround.origin, r->declared.url,
		r->meta.fields[META_URL].value, r->doc->url
	};
	struct buf absolute = BUF_INIT, url = BUF_INIT;

	for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++) {
		if (!offers[i].len || offers[i].len > LIMIT_URL_BYTES
		    || url_resolve(r->doc->url, offers[i], &absolute)
		    || url_canonical(buf_str(&absolute), &url)
		    || url.len > LIMIT_URL_BYTES
		    || is_front_page_by_mistake(buf_str(&url), r->doc->url))
			continue;
		rec->url = pool_copy(r->pool, buf_str(&url));
		break;
	}
	buf_release(&absolute);
	buf_release(&url);
}

static bool
date_in_path(const struct reading *r, struct str url, struct date *date)
{
	return date_from_path(url_path(url), date)
		|| date_from_path(url_path(r->doc->url), date)
		|| date_from_path(r->doc->path, date)
		|| date_from_path(r->declared.path, date);
}

static bool
date_in_text(const struct reading *r, struct date *date)
{
	struct buf text = BUF_INIT;
	bool found = date_valid(r->surround.byline);

	*date = r->surround.byline;
	if (!found) {
		node_text(r->root, DATELINE_BYTES, &text);
		found = date_find(buf_str(&text), DATELINE_BYTES, date, NULL);
	}
	buf_release(&text);
	return found;
}

/* The order is that of the design: declared, page, URL, text. */
static void
set_date(const struct reading *r, struct record *rec)
{
	struct date date = r->declared.date;

	if (date_valid(date))
		rec->date_source = DATE_FRONT_MATTER;
	else if (date_parse(r->meta.fields[META_DATE].value, &date))
		rec->date_source = DATE_METADATA;
	else if (date_parse(r->meta.fields[META_TIME].value, &date))
		rec->date_source = DATE_TIME_ELEMENT;
	else if (date_in_path(r, rec->url, &date))
		rec->date_source = DATE_URL;
	else if (date_in_text(r, &date))
		rec->date_source = DATE_DATELINE;
	else
		return;
	rec->date = date;
}

/* The first list that has anything. */
static struct str_list
first_list(struct str_list a, struct str_list b)
{
	return a.count ? a : b;
}

static void
set_names(struct reading *r, struct record *rec)
{
	struct names links = { .pool = r->pool };

	/* A post's front matter says all; links in its text are references. */
	if (!r->front_matter)
		surround_tags(r->body, r->container.node, &links);
	rec->tags = first_list(r->declared.tags.list, r->meta.tags.list);
	rec->tags = first_list(rec->tags, links.list);
	rec->tags = first_list(rec->tags, r->meta.keywords.list);
	rec->authors = first_list(r->declared.authors.list,
	    first_list(r->meta.authors.list, r->meta.bylines.list));
	rec->sections = first_list(r->declared.sections.list,
	    r->meta.sections.list);
}

/* A declared tag, or "und": then article_read() asks the text. */
static void
set_lang(const struct reading *r, struct record *rec)
{
	struct str offers[] = {
		r->declared.lang, r->meta.fields[META_LANG].value
	};
	struct buf lang = BUF_INIT;

	rec->lang = STR("und");
	for (size_t i = 0; i < 2; i++)
		if (offers[i].len && lang_normalise(offers[i], &lang)) {
			rec->lang = pool_copy(r->pool, buf_str(&lang));
			break;
		}
	buf_release(&lang);
}

static struct str
first_text(struct str a, struct str b)
{
	return a.len ? a : b;
}

static void
set_texts(struct reading *r, struct record *rec)
{
	struct str host = url_host(rec->url);

	if (str_starts(host, STR("www.")))
		host = str_sub(host, 4, host.len);
	rec->title = r->title.text;
	rec->description = pool_text(r->pool, first_text(
	    r->declared.description,
	    r->meta.fields[META_DESCRIPTION].value), LIMIT_TITLE_BYTES * 2);
	rec->site = pool_text(r->pool, first_text(first_text(
	    r->declared.site, r->meta.fields[META_SITE].value), host),
	    LIMIT_NAME_BYTES);
}

/*
 * The base that relative references resolve against: only for pages that
 * were fetched, or say it themselves; those of a tree lie in the tree.
 */
static struct str
find_base(const struct reading *r)
{
	struct str base = r->meta.fields[META_BASE].value;
	struct buf url = BUF_INIT;
	struct str found = r->doc->url;

	if (base.len && !url_resolve(r->doc->url, base, &url))
		found = pool_copy(r->pool, buf_str(&url));
	buf_release(&url);
	return found;
}

static void
strip(struct reading *r)
{
	xmlNode *heading = r->title.heading;

	if (heading && node_within(heading, r->root) && heading != r->root)
		node_remove(heading);
	r->title.heading = NULL;
	chrome_strip(r->root, r->doc, !r->container.node);
	if (!r->front_matter)
		chrome_strip_related(r->root);
	if (!r->container.node)
		chrome_strip_edges(r->root, r->doc, !r->front_matter);
}

static void
set_kind(const struct reading *r, struct record *rec)
{
	struct kind_signs signs = {
		.path = r->doc->path, .layout = r->declared.layout,
		.declared_title = r->declared.title.len > 0,
		.titled = !r->title.guessed,
		.container = r->container.certain,
		.redirects = r->meta.redirects,
		.dated = rec->url.len || (rec->date_source
		    && rec->date_source != DATE_DATELINE),
		.tree_links = rec->link_count,
		.teasers = r->teasers
	};

	node_count(r->root, &signs.content);
	rec->kind = kind_judge(&signs);
	if (rec->kind != RECORD_INDEX) {
		rec->links = NULL;
		rec->link_count = 0;
	}
}

int
extract_article(xmlDoc *page, const struct document *doc,
    const struct front_matter *fm, struct pool *pool, struct record *rec,
    struct extraction *ex, struct err *err)
{
	struct reading r = { .doc = doc, .pool = pool };

	*rec = (struct record){ .kind = RECORD_NONE, .lang = STR("und") };
	*ex = (struct extraction){ 0 };
	r.body = find_body(page);
	if (!r.body)
		return err_set(err, ERR_FORMAT, "page without any element");
	read_page(&r, page, fm);
	set_url(&r, rec);
	/* In a container the dateline may stand in what is stripped. */
	if (r.container.node)
		set_date(&r, rec);
	set_names(&r, rec);
	set_lang(&r, rec);
	set_texts(&r, rec);
	if (r.container.node)
		lead_find(r.body, r.container.node, r.title.heading,
		    doc->media, ex);
	/* What names the sections of a tree is navigation, which goes. */
	kind_read_links(r.body, doc, pool, rec);
	r.teasers = kind_find_teasers(r.root, url_host(rec->url));
	strip(&r);
	if (!r.container.node)
		set_date(&r, rec);
	set_kind(&r, rec);
	ex->base_url = find_base(&r);
	ex->roots = pool_alloc(pool, sizeof(*ex->roots));
	ex->roots[0] = r.root;
	ex->root_count = 1;
	return 0;
}
