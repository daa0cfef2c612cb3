/* SPDX-License-Identifier: MIT */
#include "article/metadata/rules_apply.h"

#include <libxml/xpathInternals.h>

#include "article/html/node.h"
#include "article/metadata/rules_parts.h"
#include "article/metadata/rules_work.h"
#include "article/metadata/weights.h"
#include "base/limits.h"
#include "base/mem.h"

struct applying {
	const struct rule *rule;
	xmlDoc *page;
	xmlNode *content;
	xmlXPathContext *context;
	struct pool *pool;
	struct ruled *out;
	int code;	/* of the error in the evaluation that runs */
};

static void
note_error(void *arg, xmlErrorPtr error)
{
	struct applying *a = arg;

	if (!a->code)
		a->code = error->code;
}

/* NULL where it fails; the first failure is what is told. */
static xmlXPathObject *
evaluate(struct applying *a, enum rule_field field, const struct expression *e)
{
	xmlXPathObject *value;
	struct buf fault = BUF_INIT;
	struct xpath_work work;

	a->code = 0;
	a->context->node = (xmlNode *)a->page;
	xpath_work_begin(&work, a->context);
	value = xmlXPathCompiledEval(e->compiled, a->context);
	xpath_work_end(&work);
	if (value || a->out->fault.len)
		return value;
	buf_addf(&fault, "site rule %.*s: %s: %s in %.*s",
	    STR_ARG(a->rule->name), rule_field_name(field),
	    xpath_problem(a->code), STR_ARG(e->text));
	a->out->fault = pool_text(a->pool, buf_str(&fault), LIMIT_NAME_BYTES);
	buf_release(&fault);
	return NULL;
}

static size_t
node_total(const xmlXPathObject *value)
{
	return value->type == XPATH_NODESET && value->nodesetval
		? (size_t)value->nodesetval->nodeNr : 0;
}

/* Also what it stands in, the document included. */
static bool
may_go(const struct applying *a, const xmlNode *node)
{
	return node && node->type != XML_NAMESPACE_DECL
		&& node->type != XML_DTD_NODE
		&& !node_within(a->content, node);
}

static void
remove_nodes(struct applying *a, xmlXPathObject *value)
{
	for (size_t i = 0; i < node_total(value); i++) {
		xmlNode *node = value->nodesetval->nodeTab[i];

		if (!may_go(a, node))
			continue;
		node_remove(node);
		a->out->removed++;
	}
}

static void
apply_removals(struct applying *a)
{
	const struct expression *e = a->rule->expressions[RULE_REMOVE];

	for (; e; e = e->next) {
		xmlXPathObject *value = evaluate(a, RULE_REMOVE, e);

		if (!value)
			continue;
		remove_nodes(a, value);
		xmlXPathFreeObject(value);
	}
}

/* Appends the text of any node; that of attributes is their value. */
static void
add_text(xmlNode *node, size_t max, struct buf *out)
{
	if (node->type == XML_ATTRIBUTE_NODE) {
		if (node->children)
			buf_addstr(out, node_content(node->children));
	} else if (node->type == XML_ELEMENT_NODE
	    || node->type == XML_TEXT_NODE
	    || node->type == XML_CDATA_SECTION_NODE) {
		node_text(node, max, out);
	}
}

/* The text of the first node that has any; or the value as a string. */
static void
first_text(xmlXPathObject *value, size_t max, struct buf *out)
{
	buf_clear(out);
	if (value->type == XPATH_STRING && value->stringval)
		buf_adds(out, (const char *)value->stringval);
	for (size_t i = 0; i < node_total(value) && !out->len; i++)
		add_text(value->nodesetval->nodeTab[i], max, out);
}

static bool
take_title(struct applying *a, xmlXPathObject *value)
{
	struct buf text = BUF_INIT;

	first_text(value, LIMIT_TITLE_BYTES * 2, &text);
	a->out->title = pool_text(a->pool, buf_str(&text), LIMIT_TITLE_BYTES);
	buf_release(&text);
	return a->out->title.len > 0;
}

static bool
take_date(struct applying *a, xmlXPathObject *value)
{
	struct buf text = BUF_INIT;
	struct date *date = &a->out->date;
	bool found;

	first_text(value, DATELINE_BYTES, &text);
	found = date_parse(str_trim(buf_str(&text)), date)
		|| date_find(buf_str(&text), DATELINE_BYTES, date, NULL,
		    NULL);
	if (!found)
		*date = (struct date){ 0 };
	buf_release(&text);
	return found;
}

/* A node is a name; a string may hold several, "Ann Lee, Bo Diaz". */
static bool
take_names(struct names *names, bool tags, xmlXPathObject *value)
{
	struct buf text = BUF_INIT;

	if (value->type == XPATH_STRING) {
		first_text(value, LIMIT_URL_BYTES, &text);
		names_add_parts(names, buf_str(&text), ',');
	}
	for (size_t i = 0; i < node_total(value)
	    && names->list.count < LIMIT_NAMES; i++) {
		buf_clear(&text);
		add_text(value->nodesetval->nodeTab[i], LIMIT_NAME_BYTES * 2,
		    &text);
		if (tags)
			names_add_tag(names, buf_str(&text));
		else
			names_add(names, buf_str(&text));
	}
	buf_release(&text);
	return names->list.count > 0;
}

static bool
is_inside(const struct applying *a, const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && node_within(node, a->content);
}

static void
move(xmlNode *node, xmlNode *parent)
{
	xmlUnlinkNode(node);
	xmlAddChild(parent, node);
}

/* A new element around node, or node itself where there is no memory. */
static xmlNode *
put_in_box(struct applying *a, xmlNode *node)
{
	xmlNode *box = xmlNewDocNode(a->page, NULL, (const xmlChar *)"div",
	    NULL);

	if (!box)
		return node;
	xmlAddPrevSibling(node, box);
	move(node, box);
	return box;
}

/*
 * Several nodes come to stand in one new element in the first one's place;
 * what is inside a node that was taken is there already.
 */
static bool
take_body(struct applying *a, xmlXPathObject *value)
{
	xmlNode *body = NULL, *last = NULL;
	bool boxed = false;

	if (node_total(value))
		xmlXPathNodeSetSort(value->nodesetval);
	for (size_t i = 0; i < node_total(value); i++) {
		xmlNode *node = value->nodesetval->nodeTab[i];

		if (!is_inside(a, node) || (last && node_within(node, last)))
			continue;
		last = node;
		if (!body) {
			body = node;
			continue;
		}
		if (!boxed)
			body = put_in_box(a, body);
		boxed = true;
		move(node, body);
	}
	a->out->body = body;
	return body != NULL;
}

static bool
has_picture(xmlNode *node)
{
	xmlNode *at = node;

	while (at && !node_is(at, "img"))
		at = node_next_element(at, node);
	return at != NULL;
}

static bool
take_lead(struct applying *a, xmlXPathObject *value)
{
	for (size_t i = 0; i < node_total(value); i++) {
		xmlNode *node = value->nodesetval->nodeTab[i];

		if (!is_inside(a, node) || node == a->content
		    || !has_picture(node))
			continue;
		a->out->lead = node;
		return true;
	}
	return false;
}

static bool
take(struct applying *a, enum rule_field field, xmlXPathObject *value)
{
	switch (field) {
	case RULE_TITLE:
		return take_title(a, value);
	case RULE_BODY:
		return take_body(a, value);
	case RULE_DATE:
		return take_date(a, value);
	case RULE_AUTHORS:
		return take_names(&a->out->authors, false, value);
	case RULE_TAGS:
		return take_names(&a->out->tags, true, value);
	case RULE_LEAD:
		return take_lead(a, value);
	default:
		return false;
	}
}

static void
apply_field(struct applying *a, enum rule_field field)
{
	const struct expression *e = a->rule->expressions[field];
	bool found = false;

	for (; e && !found; e = e->next) {
		xmlXPathObject *value = evaluate(a, field, e);

		if (!value)
			continue;
		found = take(a, field, value);
		if (found)
			a->out->from[field] = e->text;
		xmlXPathFreeObject(value);
	}
}

void
rule_apply(const struct rule *rule, xmlDoc *page, xmlNode *content,
    struct pool *pool, struct ruled *out)
{
	struct applying a = {
		.rule = rule, .page = page, .content = content, .pool = pool,
		.out = out
	};
	/* The body last: it may move nodes about. */
	static const enum rule_field order[] = {
		RULE_TITLE, RULE_DATE, RULE_AUTHORS, RULE_TAGS, RULE_LEAD,
		RULE_BODY
	};

	out->rule = rule;
	out->authors.pool = out->tags.pool = pool;
	a.context = xmlXPathNewContext(page);
	if (!a.context) {
		out->fault = STR("libxml2 has no memory for a site rule");
		return;
	}
	a.context->opLimit = LIMIT_XPATH_STEPS;
	a.context->error = note_error;
	a.context->userData = &a;
	/* Sorting nodes takes the square of their number without it. */
	xmlXPathOrderDocElems(page);
	apply_removals(&a);
	for (size_t i = 0; i < ARRAY_COUNT(order); i++)
		apply_field(&a, order[i]);
	xmlXPathFreeContext(a.context);
}
