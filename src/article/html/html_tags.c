/* SPDX-License-Identifier: MIT */
/*
 * What start tags, end tags and text become: html, head and body around
 * them, raw text taken whole, and elements by the rules of html_stack.c.
 */
#include "article/html/html_parts.h"

#include <string.h>

#include "article/html/weights.h"

static void
open_plain(struct html_parser *p, const struct html_element *e)
{
	struct open_element item = { .element = e, .name = STR("") };

	html_tree_open(&p->stack.tree, str_of(e->name));
	item.node = p->stack.tree.parent;
	html_stack_push(&p->stack, &item);
}

/* Opens html and, before the body, head (13.2.6.4.1 to 13.2.6.4.6). */
static void
need_head(struct html_parser *p)
{
	if (!p->html_seen)
		open_plain(p, html_element_find(STR("html")));
	p->html_seen = true;
	if (!p->head_seen && !p->body_seen)
		open_plain(p, html_element_find(STR("head")));
	p->head_seen = true;
}

static void
need_body(struct html_parser *p)
{
	if (p->body_seen)
		return;
	if (!p->html_seen)
		open_plain(p, html_element_find(STR("html")));
	p->html_seen = p->head_seen = p->body_seen = true;
	html_stack_cut(&p->stack, 1);
	open_plain(p, html_element_find(STR("body")));
}

static bool
is_blank(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!ascii_space(s.p[i]))
			return false;
	return true;
}

void
html_put_text(struct html_parser *p, struct str text)
{
	if (!p->body_seen) {
		if (is_blank(text))
			return;
		need_body(p);
	}
	html_add_text(&p->stack.tree.text, text,
	    (p->stack.spaced ? HTML_KEEP_SPACE : 0) |
	    (p->stack.codes || !p->mend ? HTML_AS_CODE : 0));
}

void
html_put_raw(struct html_parser *p, struct str text)
{
	need_body(p);
	html_add_raw(&p->stack.tree.text, text);
}

static bool
is_repeated(const struct html_tag *tag, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++)
		if (str_ieq(tag->attributes[i].name,
		    tag->attributes[index].name))
			return true;
	return false;
}

/* In lower case, and with '-' for ':' if libxml2 is to see no namespace. */
static struct str
lower_name(struct str name, bool no_colon, char lower[HTML_NAME_BYTES])
{
	size_t i;

	for (i = 0; i < name.len; i++)
		lower[i] = no_colon && name.p[i] == ':' ? '-' :
		    (char)ascii_lower(name.p[i]);
	return (struct str){ lower, name.len };
}

/* False if there are too many, or if it is too long. */
static bool
add_attribute(struct html_parser *p, const struct html_attribute *a)
{
	struct html_tree *tree = &p->stack.tree;
	char lower[HTML_NAME_BYTES];

	if (p->attributes >= LIMIT_HTML_NODES)
		return false;
	if (!html_name_is_plain(a->name))
		return true;
	buf_clear(&tree->value);
	if (!html_add_value(&tree->value, a, p->mend ? 0 : HTML_AS_CODE))
		return false;
	html_tree_attribute(tree, lower_name(a->name, false, lower));
	return true;
}

/* Returns about how many bytes they take. */
static size_t
add_attributes(struct html_parser *p)
{
	size_t i, bytes = 0;

	if (p->tag.cut)
		p->losses->attributes = true;
	for (i = 0; i < p->tag.attribute_count; i++) {
		const struct html_attribute *a = &p->tag.attributes[i];

		if (is_repeated(&p->tag, i))
			continue;
		if (!add_attribute(p, a))
			p->losses->attributes = true;
		p->attributes++;
		bytes += strlen(" =\"\"") + a->name.len + a->value.len;
	}
	return bytes;
}

/*
 * What the tag becomes: unknown ones with an href (a mirror's <ok href>) are
 * links, those that are no XML name are text in a span.
 */
static const struct html_element *
element_of(const struct html_parser *p, const struct html_element *named,
    bool *renamed)
{
	*renamed = false;
	if (named->id == HTML_IMAGE && !p->stack.foreign)
		return html_element_find(STR("img"));
	if (named->name)
		return named;
	*renamed = true;
	if (!html_name_is_plain(p->tag.name))
		return html_element_find(STR("span"));
	if (!p->stack.foreign && str_chr(p->tag.name, ':') == STR_NONE &&
	    html_tag_value(&p->tag, "href"))
		return html_element_find(STR("a"));
	*renamed = false;
	return named;
}

/*
 * An element that its start tag also ends. HTML ignores "/>" on its own
 * elements (13.2.5.40), but authors of XML mean it; and an <a name> without
 * an end would make the rest of the page its content.
 */
static bool
is_empty(const struct html_parser *p, const struct html_element *e)
{
	const struct str *name;

	if (e->flags & HTML_IS_VOID)
		return true;
	if (p->tag.self_closing && (!e->name || p->is_xml ||
	    p->stack.foreign || (e->flags & HTML_IS_FOREIGN)))
		return true;
	if (e->id != HTML_A || html_tag_value(&p->tag, "href"))
		return false;
	name = html_tag_value(&p->tag, "name");
	return p->tag.self_closing || (name && !html_tag_value(&p->tag,
	    "class") && !html_tag_value(&p->tag, "rel") &&
	    !html_tag_value(&p->tag, "itemprop"));
}

static bool
is_too_deep(struct html_parser *p, const struct html_element *e)
{
	if (p->stack.depth < LIMIT_HTML_DEPTH)
		return false;
	p->losses->depth = true;
	if (e->name)
		p->skipped_known++;
	else
		p->skipped_unknown++;
	if (e->flags & HTML_IS_SPECIAL)
		buf_addc(&p->stack.tree.text, '\n');	/* words stay apart */
	return true;
}

/* Adds what the tag read last stands for. Whether its element is open now. */
static bool
add_element(struct html_parser *p, const struct html_element *named)
{
	struct open_element item = { .name = p->tag.name };
	char lower[HTML_NAME_BYTES];
	bool empty;

	item.element = element_of(p, named, &item.renamed);
	html_stack_start(&p->stack, item.element);
	empty = is_empty(p, item.element);
	if (!empty && is_too_deep(p, item.element))
		return false;
	p->nodes++;
	html_tree_open(&p->stack.tree, item.element->name ?
	    str_of(item.element->name) : lower_name(p->tag.name, true, lower));
	item.tag_bytes = strlen("<>") + p->tag.name.len + add_attributes(p);
	item.node = p->stack.tree.parent;
	if (empty)
		html_tree_close(&p->stack.tree);
	else
		html_stack_push(&p->stack, &item);
	return !empty;
}

/* Where html, head or body stand in the wrong place they are dropped. */
static void
start_skeleton(struct html_parser *p, const struct html_element *e)
{
	if (e->id == HTML_HTML && p->html_seen)
		return;
	if (e->id == HTML_HEAD && (p->head_seen || p->body_seen))
		return;
	if (e->id == HTML_BODY && p->body_seen)
		return;
	if (e->id != HTML_HTML && !p->html_seen)
		open_plain(p, html_element_find(STR("html")));
	html_stack_cut(&p->stack, e->id == HTML_HTML ? 0 : 1);
	p->tag.self_closing = false;
	add_element(p, e);
	p->html_seen = true;
	p->head_seen |= e->id != HTML_HTML;
	p->body_seen |= e->id == HTML_BODY;
}

/*
 * Takes what stands between the tag read last and its end tag, and that.
 * False if there is none: searching on for it were quadratic.
 */
static bool
take_raw(struct html_parser *p, const struct html_element *e,
    struct str *content)
{
	size_t end = STR_NONE;
	const char *gt;

	if (!p->in.no_end[e->id])
		end = html_raw_end(p->in.raw, p->in.at, e->name);
	*content = STR("");
	if (end == STR_NONE) {
		p->in.no_end[e->id] = true;
		return false;
	}
	*content = str_sub(p->in.raw, p->in.at, end);
	gt = memchr(p->in.raw.p + end, '>', p->in.raw.len - end);
	p->in.at = gt ? (size_t)(gt - p->in.raw.p) + 1 : p->in.raw.len;
	return true;
}

static void
take_script(struct html_parser *p, const struct html_element *e)
{
	const struct str *type = html_tag_value(&p->tag, "type");
	bool is_json = type && str_ifind(*type, STR("ld+json")) != STR_NONE;
	struct str content;

	if (!take_raw(p, e, &content)) {
		p->in.at = p->in.raw.len;	/* as browsers do: it is no text */
		return;
	}
	if (!is_json || content.len > JSON_BYTES || p->text_only)
		return;
	if (!p->body_seen)
		need_head(p);
	html_tree_open(&p->stack.tree, STR("chapbook-json"));
	html_add_raw(&p->stack.tree.text, content);
	html_tree_close(&p->stack.tree);
	p->nodes++;
}

static struct str
without_first_newline(struct str s)
{
	if (s.len && s.p[0] == '\r')
		s = str_sub(s, 1, s.len);
	if (s.len && s.p[0] == '\n')
		s = str_sub(s, 1, s.len);
	return s;
}

/*
 * title, textarea and xmp hold text only, and browsers show nothing of what
 * is in iframe, noembed and noframes. Without an end tag it is all markup.
 */
static void
take_text_element(struct html_parser *p, const struct html_element *e)
{
	bool opened = false;
	struct str content;

	if (e->id != HTML_TITLE)
		need_body(p);
	else if (!p->body_seen)
		need_head(p);
	if (!take_raw(p, e, &content) && e->id != HTML_IFRAME)
		return;
	if (!p->text_only)
		opened = add_element(p, e->id == HTML_XMP ?
		    html_element_find(STR("pre")) : e);
	if (e->id == HTML_XMP)
		html_add_raw(&p->stack.tree.text, without_first_newline(content));
	else if (e->id == HTML_TITLE)
		html_add_text(&p->stack.tree.text, content, p->mend ? 0 : HTML_AS_CODE);
	else if (e->id == HTML_TEXTAREA)
		html_add_text(&p->stack.tree.text, without_first_newline(content),
		    HTML_KEEP_SPACE | HTML_AS_CODE);
	if (opened)
		html_stack_cut(&p->stack, p->stack.depth - 1);
}

static bool
is_text_element(enum html_id id)
{
	return id == HTML_TITLE || id == HTML_TEXTAREA || id == HTML_XMP ||
	    id == HTML_IFRAME || id == HTML_NOEMBED || id == HTML_NOFRAMES;
}

static void
start_ordinary(struct html_parser *p, const struct html_element *e)
{
	if (e->flags & HTML_IN_HEAD) {
		if (!p->body_seen)
			need_head(p);
	} else {
		need_body(p);
	}
	if (p->text_only) {
		if (e->flags & HTML_IS_SPECIAL)
			buf_addc(&p->stack.tree.text, '\n');
		return;
	}
	if (e->id == HTML_LISTING || e->id == HTML_PLAINTEXT)
		p->tag.name = STR("pre");
	add_element(p, e->id == HTML_LISTING || e->id == HTML_PLAINTEXT ?
	    html_element_find(STR("pre")) : e);
}

void
html_take_start_tag(struct html_parser *p)
{
	const struct html_element *e = html_element_find(p->tag.name);
	struct str content;

	p->in.at = p->tag.end;
	if (p->nodes >= LIMIT_HTML_NODES)
		p->text_only = p->losses->nodes = true;
	if (e->id == HTML_SCRIPT)
		take_script(p, e);
	else if (e->id == HTML_STYLE)
		take_raw(p, e, &content);
	else if (is_text_element(e->id))
		take_text_element(p, e);
	else if (e->id == HTML_HTML || e->id == HTML_HEAD ||
	    e->id == HTML_BODY)
		start_skeleton(p, e);
	else
		start_ordinary(p, e);
	if (e->id == HTML_PLAINTEXT) {
		html_put_raw(p, str_sub(p->in.raw, p->in.at, p->in.raw.len));
		p->in.at = p->in.raw.len;
	} else if (e->id == HTML_PRE || e->id == HTML_LISTING) {
		content = str_sub(p->in.raw, p->in.at, p->in.raw.len);
		p->in.at = p->in.raw.len - without_first_newline(content).len;
	}
}

void
html_take_end_tag(struct html_parser *p)
{
	const struct html_element *e = html_element_find(p->tag.name);
	size_t *skipped = e->name ? &p->skipped_known : &p->skipped_unknown;

	p->in.at = p->tag.end;
	if (p->text_only)
		return;
	if (e->id == HTML_BR) {
		start_ordinary(p, e);
		return;
	}
	if (e->id == HTML_HEAD) {
		if (p->head_seen && !p->body_seen)
			html_stack_cut(&p->stack, 1);
		return;
	}
	if (e->id == HTML_LISTING)
		e = html_element_find(STR("pre"));
	if (*skipped && p->stack.depth >= LIMIT_HTML_DEPTH) {
		--*skipped;
		return;
	}
	html_stack_end(&p->stack, e, p->tag.name);
}

void
html_finish(struct html_parser *p)
{
	need_body(p);
	html_stack_cut(&p->stack, 0);
}
