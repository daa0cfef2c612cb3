/* SPDX-License-Identifier: MIT */
#include "article/html/node.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "article/html/html.h"
#include "article/html/player.h"
#include "article/html/weights.h"
#include "base/mem.h"
#include "base/text.h"
#include "tables/html.h"

bool
node_walk(struct node_walk *w)
{
	xmlNode *node = w->node;

	if (!node) {
		w->node = w->root;
		return w->root != NULL;
	}
	if (!w->leave && node->type == XML_ELEMENT_NODE) {
		if (node->children)
			w->node = node->children;
		else
			w->leave = true;
		return true;
	}
	if (node == w->root)
		return false;
	w->leave = !node->next;
	w->node = node->next ? node->next : node->parent;
	return true;
}

void
node_walk_skip(struct node_walk *w)
{
	w->leave = true;
}

xmlNode *
node_next_outside(xmlNode *node, const xmlNode *root)
{
	while (node && node != root) {
		xmlNode *next = node->next;

		while (next && next->type != XML_ELEMENT_NODE)
			next = next->next;
		if (next)
			return next;
		node = node->parent;
	}
	return NULL;
}

xmlNode *
node_next_element(xmlNode *node, const xmlNode *root)
{
	xmlNode *child = xmlFirstElementChild(node);

	return child ? child : node_next_outside(node, root);
}

bool
node_within(const xmlNode *node, const xmlNode *ancestor)
{
	while (node && node != ancestor)
		node = node->parent;
	return node != NULL;
}

struct str
node_content(const xmlNode *node)
{
	if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE)
		return (struct str){ NULL, 0 };
	return str_of((const char *)node->content);
}

struct str
node_attr(const xmlNode *node, const char *name)
{
	if (node->type != XML_ELEMENT_NODE)
		return (struct str){ NULL, 0 };
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (!strcmp((const char *)a->name, name))
			return a->children ? node_content(a->children)
			    : (struct str){ NULL, 0 };
	return (struct str){ NULL, 0 };
}

bool
node_next_token(struct str *rest, struct str *token)
{
	size_t end = 0;

	*rest = str_trim(*rest);
	while (end < rest->len && !ascii_space((unsigned char)rest->p[end]))
		end++;
	*token = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end, rest->len);
	return end > 0;
}

bool
node_has_class(const xmlNode *node, struct str word)
{
	struct str rest = node_attr(node, "class"), token;

	while (node_next_token(&rest, &token))
		if (str_ieq(token, word))
			return true;
	return false;
}

unsigned
node_heading_level(const xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (node->type != XML_ELEMENT_NODE || name[0] != 'h'
	    || name[1] < '1' || name[1] > '6' || name[2])
		return 0;
	return (unsigned)(name[1] - '0');
}

bool
node_is_link(const xmlNode *node)
{
	return (node_is(node, "a") || node_is(node, "span"))
		&& node_attr(node, "href").p;
}

bool
node_is_verbatim(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && words_has(
	    &WORDS_QUOTED_ELEMENTS, str_of((const char *)node->name));
}

bool
node_is_block(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE
		&& words_has(&WORDS_BLOCK_ELEMENTS, str_of((const char *)
		node->name));
}

void
node_text(xmlNode *node, size_t max_bytes, struct buf *out)
{
	struct node_walk w = { .root = node };
	struct buf raw = BUF_INIT;

	while (raw.len < max_bytes && node_walk(&w)) {
		struct str s = node_content(w.node);

		if (s.len)
			buf_addstr(&raw, s);
		else if (node_is_block(w.node) || node_is(w.node, "br"))
			buf_addc(&raw, ' ');
	}
	text_collapse(buf_str(&raw), out);
	buf_release(&raw);
}

/* The bytes of a character that starts with lead; of others 1. */
static size_t
char_bytes(unsigned char lead)
{
	return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

enum sign { SIGN_LETTER, SIGN_OTHER, SIGN_SEPARATOR };

/*
 * Signs beyond ASCII, as far as they stand among links: NBSP, the middle dot,
 * guillemets; U+2000 to U+203F; arrows and pictograms; U+3000 to U+303F; what
 * chooses the look of pictograms; full-width punctuation. There are
 * char_bytes() of them.
 */
static enum sign
sign_of(const unsigned char *p)
{
	switch (p[0]) {
	case 0xc2:
		if (p[1] == 0xa0 || p[1] == 0xb7 || p[1] == 0xbb)
			return SIGN_SEPARATOR;
		return p[1] == 0xab ? SIGN_OTHER : SIGN_LETTER;
	case 0xe2:
		if (p[1] == 0x80)
			return p[2] == 0xa2 ? SIGN_SEPARATOR : SIGN_OTHER;
		return p[1] >= 0x86 && p[1] <= 0xaf ? SIGN_OTHER : SIGN_LETTER;
	case 0xe3:
		return p[1] == 0x80 ? SIGN_OTHER : SIGN_LETTER;
	case 0xef:
		if (p[1] == 0xbd && p[2] == 0x9c)
			return SIGN_SEPARATOR;
		return p[1] == 0xb8 || (p[1] == 0xbc && (p[2] <= 0x8f
			|| (p[2] >= 0x9a && p[2] <= 0xa0)))
			? SIGN_OTHER : SIGN_LETTER;
	case 0xf0:
		return p[1] == 0x9f ? SIGN_OTHER : SIGN_LETTER;
	default:
		return SIGN_LETTER;
	}
}

/* One pass over all text of a page, several times: kept short for Han. */
static void
count_text(struct str text, size_t *letters, size_t *separators)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t at = 0, n = 0, signs = 0;

	while (at < text.len) {
		const unsigned char c = p[at];
		const size_t bytes = char_bytes(c);

		if (c >= 0xe4 && c <= 0xed) {
			n++;
			at += 3;
			continue;
		}
		if (c < 0x80) {
			n += ascii_alpha(c) || ascii_digit(c);
			signs += c == '|';
		} else if (c >= 0xc0 && text.len - at >= bytes) {
			enum sign sign = sign_of(p + at);

			n += sign == SIGN_LETTER;
			signs += sign == SIGN_SEPARATOR;
		}
		at += bytes;
	}
	*letters = n;
	*separators = signs;
}

size_t
node_letters(struct str text)
{
	size_t letters, separators;

	count_text(text, &letters, &separators);
	return letters;
}

void
node_count(xmlNode *root, struct node_counts *out)
{
	struct node_walk w = { .root = root };
	size_t in_link = 0, in_heading = 0;

	*out = (struct node_counts){ 0 };
	while (node_walk(&w)) {
		struct str s = node_content(w.node);

		if (s.len) {
			size_t n, signs;

			count_text(s, &n, &signs);
			out->letters += n;
			out->link_letters += in_link ? n : 0;
			out->own_letters += in_link || in_heading ? 0 : n;
			out->separators += in_link ? 0 : signs;
		} else if (node_is_link(w.node)) {
			in_link += w.leave ? (size_t)-1 : 1;
			out->links += !w.leave;
		} else if (node_heading_level(w.node)) {
			in_heading += w.leave ? (size_t)-1 : 1;
		} else if (!w.leave && (node_is(w.node, "img")
		    || player_source(w.node).len)) {
			out->images++;
		}
	}
}

bool
node_counts_links(const struct node_counts *c)
{
	return c->letters - c->link_letters
		<= c->link_letters / LINKS_REST_PART;
}

void
node_counts_add(struct node_counts *sum, const struct node_counts *more)
{
	sum->letters += more->letters;
	sum->link_letters += more->link_letters;
	sum->own_letters += more->own_letters;
	sum->links += more->links;
	sum->images += more->images;
	sum->separators += more->separators;
}

/* What a page's document has for its _private. */
struct removed {
	xmlNode **nodes;
	size_t count, cap;
	const xmlNode *kept;
};

static struct removed *
removed_from(xmlDoc *page)
{
	if (!page->_private)
		page->_private = mem_zalloc(sizeof(struct removed));
	return page->_private;
}

void
node_keep(xmlNode *node)
{
	removed_from(node->doc)->kept = node;
}

void
node_remove(xmlNode *node)
{
	struct removed *removed = removed_from(node->doc);

	if (removed->kept && node_within(removed->kept, node))
		return;
	xmlUnlinkNode(node);
	removed->nodes = mem_grow(removed->nodes, &removed->cap,
	    removed->count + 1, sizeof(xmlNode *));
	removed->nodes[removed->count++] = node;
}

static int
by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)*(xmlNode *const *)a;
	uintptr_t y = (uintptr_t)*(xmlNode *const *)b;

	return (x > y) - (x < y);
}

/* A node may have been removed twice, or put into a tree again. */
static void
free_removed(struct removed *removed)
{
	size_t i, alone = 0;

	for (i = 0; i < removed->count; i++)
		if (!removed->nodes[i]->parent)
			removed->nodes[alone++] = removed->nodes[i];
	if (alone)
		qsort(removed->nodes, alone, sizeof(xmlNode *), by_address);
	for (i = 0; i < alone; i++)
		if (!i || removed->nodes[i] != removed->nodes[i - 1])
			xmlFreeNode(removed->nodes[i]);
	free(removed->nodes);
	free(removed);
}

void
html_free(xmlDoc *page)
{
	if (page && page->_private)
		free_removed(page->_private);
	xmlFreeDoc(page);
}
