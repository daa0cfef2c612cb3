/* SPDX-License-Identifier: MIT */
/*
 * Definition lists: a list starts with a term, ends with what is said of one,
 * and holds no term twice (HTML 4.4.9).
 */
#include <stdlib.h>

#include "article/clean/repair.h"

struct term {
	struct part *part;
	struct str name;
	size_t order;
	size_t twin;	/* order of the nearest before it of its name, + 1 */
};

struct terms {
	struct term *items;
	size_t count, cap;
	struct buf names;
};

static void
read_name(struct part *term, struct str text, struct buf *out)
{
	struct part *p = term;

	while ((p = part_after(p, term)))
		if (p->element == EL_TEXT)
			buf_addstr(out, str_sub(text, p->text.start,
			    p->text.start + p->text.len));
		else if (part_is_leaf(p))
			buf_addc(out, ' ');
}

static void
collect(struct part *list, struct str text, struct terms *terms)
{
	size_t at = 0;

	for (struct part *p = list->first; p; p = p->next) {
		size_t from = terms->names.len;

		if (p->element != EL_DT)
			continue;
		read_name(p, text, &terms->names);
		terms->items = mem_grow(terms->items, &terms->cap,
		    terms->count + 1, sizeof(*terms->items));
		terms->items[terms->count] = (struct term){
			.part = p, .order = terms->count,
			.name = { NULL, terms->names.len - from }
		};
		terms->count++;
	}
	/* Now that the buffer grows no more. */
	for (size_t i = 0; i < terms->count; i++) {
		struct str *name = &terms->items[i].name;
		const size_t end = at + name->len;

		*name = str_trim(str_sub(buf_str(&terms->names), at, end));
		at = end;
	}
}

static int
compare_names(const void *a, const void *b)
{
	const struct term *x = a, *y = b;
	int order = str_cmp(x->name, y->name);

	return order ? order : x->order < y->order ? -1 : 1;
}

static int
compare_order(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	return x->order < y->order ? -1 : 1;
}

static void
find_twins(struct terms *terms)
{
	struct term *items = terms->items;

	qsort(items, terms->count, sizeof(*items), compare_names);
	for (size_t i = 1; i < terms->count; i++)
		if (str_eq(items[i].name, items[i - 1].name))
			items[i].twin = items[i - 1].order + 1;
	qsort(items, terms->count, sizeof(*items), compare_order);
}

/* An empty list behind list, that says of itself what list says. */
static struct part *
list_behind(struct pool *pool, struct part *list)
{
	struct part *made = part_new(pool, EL_DL);

	made->flags = list->flags;
	if (list->attributes) {
		struct part_attributes *own = part_attributes(pool, made);

		own->lang = list->attributes->lang;
		own->dir = list->attributes->dir;
		own->class_name = list->attributes->class_name;
	}
	if (list->next)
		part_insert(list->next, made);
	else
		part_append(list->parent, made);
	return made;
}

/*
 * A group is terms and what is said of them. One that repeats a term of the
 * list begins another list; a term twice in one group is said of itself.
 */
static void
part_lists(struct pool *pool, struct part *list, const struct terms *terms)
{
	struct part *into = list, *child = list->first;
	size_t order = 0, start = 0;

	while (child) {
		struct part *group = child, *next;
		const size_t first = order;
		bool repeats = false;

		for (; child && child->element == EL_DT; child = child->next) {
			size_t twin = terms->items[order++].twin;

			if (twin > first)
				child->element = EL_DD;
			else
				repeats |= twin > start;
		}
		while (child && child->element == EL_DD)
			child = child->next;
		if (repeats) {
			into = list_behind(pool, into);
			start = first;
		}
		for (; into != list && group != child; group = next) {
			next = group->next;
			part_move(group, into, NULL);
		}
	}
}

void
repair_definitions(struct pool *pool, struct part *list, struct str text)
{
	struct terms terms = { .names = BUF_INIT };
	struct part *child;

	while ((child = list->first) && child->element == EL_DD)
		part_unwrap(pool, child, list->parent, list);
	while ((child = list->last) && child->element == EL_DT)
		part_unwrap(pool, child, list->parent, list->next);
	if (!list->first) {
		part_remove(list);
		return;
	}
	collect(list, text, &terms);
	find_twins(&terms);
	part_lists(pool, list, &terms);
	free(terms.items);
	buf_release(&terms.names);
}
