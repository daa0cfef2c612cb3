/* SPDX-License-Identifier: MIT */
/*
 * The order of things here: what the page says of itself is read before
 * anything is taken out of it, since dates, tags and links stand in what
 * goes.
 */
#include "article/extract/extract.h"

#include "article/extract/address.h"
#include "article/extract/chrome.h"
#include "article/extract/dateline.h"
#include "article/extract/headline.h"
#include "article/language/lang.h"
#include "article/extract/lead.h"
#include "article/html/node.h"
#include "article/extract/reading.h"
#include "article/extract/weights.h"
#include "article/metadata/weights.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

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
apply_rules(struct reading *r, xmlDoc *page, const struct rules *rules)
{
	const struct rule *rule = rules_find(rules, address_early(r, page),
	    r->doc->path);

	if (!rule)
		return;
	rule_apply(rule, page, r->body, r->pool, &r->ruled);
	/* Found like what front matter says, it counts as that does. */
	if (r->ruled.title.len)
		r->declared.title = r->ruled.title;
}

/* In Markdown the end tag of the container may be missing. */
static void
read_foot_inside(struct reading *r)
{
	if (r->doc->media != MEDIA_MARKDOWN)
		return;
	r->surround.origin = address_surround(r, NULL).origin;
	r->foot_inside = r->surround.origin.len > 0;
}

static void
read_page(struct reading *r, xmlDoc *page, const struct front_matter *fm,
    const struct rules *rules)
{
	declared_read(fm, r->doc, r->pool, &r->declared);
	r->front_matter = fm->count > 0;
	if (rules && !rules_empty(rules))
		apply_rules(r, page, rules);
	meta_init(&r->meta, r->pool);
	meta_read(&r->meta, page);
	r->container = r->ruled.body
		? (struct container){ r->ruled.body, true, false }
		: score_container(r->body, r->doc->media);
	score_join(r->body, &r->container, r->doc->media);
	r->root = r->container.node ? r->container.node : r->body;
	node_keep(r->root);
	r->surround = address_surround(r, r->container.node);
	r->title = title_find(r->body, r->container.node, r->declared.title,
	    &r->meta, r->doc, r->surround.origin, r->pool);
	if (r->container.node && !r->surround.origin.len)
		read_foot_inside(r);
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
	*date = r->surround.byline;
	return date_valid(*date) || dateline_find(r->root, date);
}

/* The order is that of the design: rule, declared, page, URL, text. */
static void
set_date(const struct reading *r, struct record *rec)
{
	struct date date = r->ruled.date;

	if (date_valid(date))
		rec->date_source = DATE_RULE;
	else if (date_valid(date = r->declared.date))
		rec->date_source = DATE_FRONT_MATTER;
	else if (date_parse(r->meta.fields[META_DATE].value, &date))
		rec->date_source = DATE_METADATA;
	else if (date_parse(r->meta.fields[META_TIME].value, &date))
		rec->date_source = DATE_TIME_ELEMENT;
	else if (date_in_path(r, rec->url, &date))
		rec->date_source = DATE_URL;
	else if (date_valid(date = r->declared.changed))
		rec->date_source = DATE_FRONT_MATTER;
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
		surround_tags(&r->surround, r->body, r->container.node,
		    rec->url, &links);
	rec->tags = first_list(r->ruled.tags.list, r->declared.tags.list);
	rec->tags = first_list(rec->tags, r->meta.tags.list);
	rec->tags = first_list(rec->tags, links.list);
	rec->tags = first_list(rec->tags, r->meta.keywords.list);
	rec->authors = first_list(r->ruled.authors.list,
	    r->declared.authors.list);
	rec->authors = first_list(rec->authors, first_list(
	    r->meta.authors.list, r->meta.bylines.list));
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
			rec->lang = pool_str(r->pool, buf_str(&lang));
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
	rec->title = !r->title.guessed ? r->title.text
		: title_guess(r->doc->path, rec->url, r->root, r->pool);
	rec->description = pool_text(r->pool, first_text(
	    r->declared.description,
	    r->meta.fields[META_DESCRIPTION].value), LIMIT_TITLE_BYTES * 2);
	rec->site = pool_text(r->pool, first_text(first_text(
	    r->declared.site, r->meta.fields[META_SITE].value), host),
	    LIMIT_NAME_BYTES);
}

/* In Markdown the little that stands above the title is the site's. */
static void
strip_above(const struct reading *r)
{
	xmlNode *heading = r->title.heading, *node;
	size_t letters = 0;

	if (r->doc->media != MEDIA_MARKDOWN || r->front_matter)
		return;
	for (node = heading->prev; node; node = node->prev) {
		struct node_counts c;

		node_count(node, &c);
		letters += c.own_letters;
		/* A logo leads to the front page. */
		if (c.images > c.links)
			letters += ABOVE_LETTERS_MAX;
	}
	while (letters < ABOVE_LETTERS_MAX && heading->prev)
		node_remove(heading->prev);
}

static void
strip(struct reading *r, struct record *rec)
{
	xmlNode *heading = r->title.heading;

	explain_stripped(r, NULL);
	if (heading && node_within(heading, r->root) && heading != r->root) {
		strip_above(r);
		node_remove(heading);
	} else if (r->title.again) {
		node_remove(r->title.again);
	}
	r->title.heading = r->title.again = NULL;
	explain_stripped(r, "the title");
	chrome_strip(r->root, r->doc, !r->container.node);
	explain_stripped(r, "menus, share blocks, trackers and the like");
	if (r->title.guessed || r->title.doubtful)
		headline_take(r, rec);
	explain_stripped(r, "the title as a line of text");
	if (!r->container.node || r->foot_inside
	    || (!r->ruled.body && !r->container.for_text))
		chrome_strip_edges(r->root, r->doc, r->surround.origin,
		    !r->front_matter);
	explain_stripped(r, "lines of links at the top and the foot");
	if (!r->front_matter)
		chrome_strip_related(r->root);
	explain_stripped(r, "related articles and tags at the end");
	headline_strip(r);
	explain_stripped(r, "the title once more");
}

static void
set_kind(const struct reading *r, struct record *rec)
{
	struct kind_signs signs = {
		.path = r->doc->path, .layout = r->declared.layout,
		.unpublished = r->declared.unpublished,
		.template = kind_is_template(r->body, r->declared.title,
			r->title.text, r->doc->path),
		.declared_title = r->declared.title.len > 0,
		.posted = r->declared.title.len > 0
			&& date_valid(r->declared.date),
		.titled = !r->title.guessed,
		.container = r->container.certain,
		.redirects = r->meta.redirects,
		.original = r->surround.origin.len > 0,
		.certainly = r->surround.certain,
		.dated = rec->url.len || (rec->date_source
		    && rec->date_source != DATE_DATELINE),
		.tree_links = rec->link_count,
		.teasers = r->teasers, .root = r->root,
		.archive = node_has_class(r->body, STR("archive"))
	};

	node_count(r->root, &signs.content);
	signs.lists_posts = r->front_matter && kind_lists_posts(r->doc->bytes);
	rec->kind = kind_judge(&signs);
	if (rec->kind != RECORD_INDEX) {
		rec->links = NULL;
		rec->link_count = 0;
	}
}

static void
set_lead(const struct reading *r, struct extraction *ex)
{
	if (r->ruled.lead)
		lead_set(r->ruled.lead, r->root, ex);
	else if (r->container.node)
		lead_find(r->body, r->container.node, r->title.heading,
		    r->doc->media, ex);
}

static void
note_fault(const struct reading *r, struct record *rec)
{
	struct names notes = { .pool = r->pool };

	names_add(&notes, r->ruled.fault);
	rec->notes = notes.list;
}

int
extract_article(xmlDoc *page, const struct document *doc,
    const struct front_matter *fm, const struct rules *rules,
    struct pool *pool, struct record *rec, struct extraction *ex,
    struct err *err)
{
	struct reading r = { .doc = doc, .pool = pool };

	*rec = (struct record){ .kind = RECORD_NONE, .lang = STR("und") };
	*ex = (struct extraction){ 0 };
	r.body = find_body(page);
	if (!r.body)
		return err_set(err, ERR_FORMAT, "page without any element");
	read_page(&r, page, fm, rules);
	note_fault(&r, rec);
	address_set(&r, rec);
	/* In a container the dateline may stand in what is stripped. */
	if (r.container.node)
		set_date(&r, rec);
	set_names(&r, rec);
	set_lang(&r, rec);
	set_texts(&r, rec);
	set_lead(&r, ex);
	/* What names the sections of a tree is navigation, which goes. */
	kind_read_links(r.body, doc, pool, rec);
	r.teasers = kind_find_teasers(r.root, url_host(rec->url));
	strip(&r, rec);
	if (!r.container.node)
		set_date(&r, rec);
	set_kind(&r, rec);
	if (rec->kind == RECORD_ARTICLE)
		lead_set_spare(r.body, r.root, r.declared.image,
		    r.meta.fields[META_IMAGE].value, ex);
	ex->spare_alt = r.declared.image_alt;
	ex->image_folder = r.declared.image_folder;
	ex->generated = r.front_matter;
	ex->base_url = address_base(&r);
	ex->roots = pool_alloc(pool, sizeof(*ex->roots));
	ex->roots[0] = r.root;
	ex->root_count = 1;
	if (doc->explain)
		explain_reading(&r, ex, rec);
	return 0;
}
