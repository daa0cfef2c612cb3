/* SPDX-License-Identifier: MIT */
#include "article/extract/reading.h"

#include "article/html/node.h"
#include "base/limits.h"

/* A line for each field, step of stripping, dialect and note. */
#define LINES_MAX ((size_t)80)

void
explain_add(struct record *rec, struct pool *pool, const char *field,
    struct str value, struct str from)
{
	struct buf line = BUF_INIT;

	if (!rec->trace.count)
		rec->trace.items = pool_alloc(pool,
		    LINES_MAX * sizeof(*rec->trace.items));
	if (rec->trace.count == LINES_MAX)
		return;
	buf_addf(&line, "%s: %.*s", field, STR_ARG(value.len ? value
	    : STR("none")));
	if (from.len)
		buf_addf(&line, "  (from %.*s)", STR_ARG(from));
	rec->trace.items[rec->trace.count++] = pool_text(pool,
	    buf_str(&line), LIMIT_TITLE_BYTES);
	buf_release(&line);
}

void
explain_stripped(struct reading *r, const char *reason)
{
	size_t elements = 0;
	struct node_counts c;

	if (!r->doc->explain)
		return;
	for (xmlNode *node = r->root; node;
	    node = node_next_element(node, r->root))
		elements++;
	node_count(r->root, &c);
	if (reason && elements < r->elements
	    && r->stripped_count < STRIPPED_MAX)
		r->stripped[r->stripped_count++] = (struct stripped){ reason,
			r->elements - elements, r->letters - c.letters };
	r->elements = elements;
	r->letters = c.letters;
}

struct account {
	const struct reading *r;
	struct record *rec;
	struct buf value, from;
};

static void
tell(struct account *a, const char *field)
{
	explain_add(a->rec, a->r->pool, field, buf_str(&a->value),
	    buf_str(&a->from));
	buf_clear(&a->value);
	buf_clear(&a->from);
}

/* Says so if the rule found the field. */
static bool
from_rule(struct account *a, enum rule_field field)
{
	const struct ruled *ruled = &a->r->ruled;

	if (!ruled->from[field].len)
		return false;
	buf_addf(&a->from, "rule %.*s, %.*s",
	    STR_ARG(rule_name(ruled->rule)), STR_ARG(ruled->from[field]));
	return true;
}

static void
describe(const xmlNode *node, struct buf *out)
{
	static const char *const names[] = { "id", "class", "itemprop",
		"src" };

	buf_addf(out, "<%s", (const char *)node->name);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str value = str_sub(node_attr(node, names[i]), 0, 200);

		if (value.len)
			buf_addf(out, " %s=\"%.*s\"", names[i],
			    STR_ARG(value));
	}
	buf_addc(out, '>');
}

static void
tell_rule(struct account *a)
{
	const struct ruled *ruled = &a->r->ruled;

	if (!ruled->rule)
		return;
	buf_addstr(&a->value, rule_name(ruled->rule));
	tell(a, "rule");
	if (ruled->fault.len) {
		buf_addstr(&a->value, ruled->fault);
		tell(a, "fault");
	}
	if (ruled->removed) {
		buf_addf(&a->value, "%zu nodes", ruled->removed);
		buf_adds(&a->from, "the page, by the rule");
		tell(a, "removed");
	}
}

static void
tell_title(struct account *a)
{
	const struct reading *r = a->r;

	buf_addstr(&a->value, a->rec->title);
	if (!from_rule(a, RULE_TITLE)) {
		if (r->declared.title.len)
			buf_adds(&a->from, "front matter");
		else if (r->title.guessed)
			buf_adds(&a->from, "the file's name");
		else if (r->title.of_heading)
			buf_adds(&a->from, "a heading");
		else
			buf_adds(&a->from, "metadata of the page");
	}
	tell(a, "title");
}

static void
tell_date(struct account *a)
{
	struct date d = a->rec->date;

	if (date_valid(d)) {
		buf_addf(&a->value, "%04d-%02d-%02d", d.year, d.month, d.day);
		if (!from_rule(a, RULE_DATE))
			buf_adds(&a->from,
			    date_source_name(a->rec->date_source));
	}
	tell(a, "date");
}

struct offer {
	struct str_list list;
	const char *from;
};

static void
tell_names(struct account *a, const char *field, struct str_list names,
    enum rule_field rule, const struct offer *offers, size_t count)
{
	for (size_t i = 0; i < names.count; i++)
		buf_addf(&a->value, "%s%.*s", i ? ", " : "",
		    STR_ARG(names.items[i]));
	if (names.count && !from_rule(a, rule)) {
		size_t i = 0;

		while (i + 1 < count && offers[i].list.items != names.items)
			i++;
		buf_adds(&a->from, offers[i].from);
	}
	tell(a, field);
}

static void
tell_all_names(struct account *a)
{
	const struct reading *r = a->r;
	const struct offer authors[] = {
		{ r->declared.authors.list, "front matter" },
		{ r->meta.authors.list, "metadata of the page" },
		{ { NULL, 0 }, "a byline" }
	};
	const struct offer tags[] = {
		{ r->declared.tags.list, "front matter" },
		{ r->meta.tags.list, "metadata of the page" },
		{ r->meta.keywords.list, "keywords of the page" },
		{ { NULL, 0 }, "links to tags" }
	};

	tell_names(a, "authors", a->rec->authors, RULE_AUTHORS, authors,
	    sizeof(authors) / sizeof(*authors));
	tell_names(a, "tags", a->rec->tags, RULE_TAGS, tags,
	    sizeof(tags) / sizeof(*tags));
}

static void
tell_parts(struct account *a, const struct extraction *ex)
{
	const struct reading *r = a->r;

	describe(r->root, &a->value);
	if (!from_rule(a, RULE_BODY))
		buf_adds(&a->from, !r->container.node
		    ? "the whole page: no part of it is named as the article"
		    : r->container.certain ? "its name"
		    : "its name, and how much text it has");
	tell(a, "body");
	if (ex->lead) {
		describe(ex->lead, &a->value);
		if (!from_rule(a, RULE_LEAD))
			buf_adds(&a->from, "what stands before the body");
	} else if (ex->spare_shown) {
		buf_addstr(&a->value, ex->spare_lead);
		buf_adds(&a->from, "front matter, where the body has it not");
	}
	tell(a, "lead");
	for (size_t i = 0; i < r->stripped_count; i++) {
		buf_addf(&a->value, "%zu elements with %zu letters",
		    r->stripped[i].elements, r->stripped[i].letters);
		buf_addf(&a->from, "the body: %s", r->stripped[i].reason);
		tell(a, "removed");
	}
}

void
explain_reading(const struct reading *r, const struct extraction *ex,
    struct record *rec)
{
	static const char *const kinds[] = {
		[RECORD_ARTICLE] = "an article",
		[RECORD_INDEX] = "a page of links",
		[RECORD_NONE] = "something else"
	};
	struct account a = { r, rec, BUF_INIT, BUF_INIT };

	buf_adds(&a.value, kinds[rec->kind]);
	tell(&a, "kind");
	tell_rule(&a);
	tell_title(&a);
	tell_date(&a);
	tell_all_names(&a);
	buf_addstr(&a.value, rec->url);
	if (rec->url.len && r->url_from)
		buf_adds(&a.from, r->url_from);
	tell(&a, "url");
	tell_parts(&a, ex);
	buf_release(&a.value);
	buf_release(&a.from);
}
