/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/template_program.h"

/* Names of one scope to begin with; contents lists have thousands of items. */
#define VALUES_FEW 4

uint32_t
value_hash(struct str name)
{
	uint32_t h = 2166136261u;	/* FNV-1a */

	for (size_t i = 0; i < name.len; i++)
		h = (h ^ (unsigned char)name.p[i]) * 16777619u;
	return h;
}

const struct value *
values_find(const struct values *v, struct str name, uint32_t hash)
{
	for (size_t i = 0; i < v->count; i++) {
		const struct value *val = &v->items[i];

		if (val->hash == hash && str_eq(str_of(val->name), name))
			return val;
	}
	return NULL;
}

struct values *
values_new(struct pool *pool)
{
	struct values *v = pool_alloc(pool, sizeof(*v));

	v->pool = pool;
	return v;
}

static struct value *
values_slot(struct values *v, const char *name)
{
	struct str key = str_of(name);
	uint32_t hash = value_hash(key);
	struct value *val = (struct value *)values_find(v, key, hash);

	if (val)
		return val;
	if (v->count == v->cap) {
		size_t cap = mem_add(v->cap, VALUES_FEW);
		struct value *items = pool_alloc(v->pool,
		    mem_mul(cap, sizeof(*items)));

		if (v->count)
			memcpy(items, v->items, v->count * sizeof(*items));
		v->items = items;
		v->cap = cap;
	}
	val = &v->items[v->count++];
	val->name = name;
	val->hash = hash;
	return val;
}

static void
values_set(struct values *v, const char *name, enum value_kind kind,
    bool truth, struct str text)
{
	struct value *val = values_slot(v, name);

	val->kind = (unsigned char)kind;
	val->truth = truth;
	val->u.text = pool_str(v->pool, text);
}

void
values_text(struct values *v, const char *name, struct str text)
{
	values_set(v, name, VALUE_TEXT, text.len != 0, text);
}

void
values_markup(struct values *v, const char *name, struct str xhtml)
{
	values_set(v, name, VALUE_MARKUP, xhtml.len != 0, xhtml);
}

void
values_flag(struct values *v, const char *name, bool truth)
{
	struct value *val = values_slot(v, name);

	val->kind = VALUE_FLAG;
	val->truth = truth;
}

void
values_number(struct values *v, const char *name, size_t number)
{
	char digits[3 * sizeof(number) + 1];

	snprintf(digits, sizeof(digits), "%zu", number);
	values_set(v, name, VALUE_TEXT, number != 0, str_of(digits));
}

void
values_list(struct values *v, const char *name)
{
	struct value *val = values_slot(v, name);

	val->kind = VALUE_LIST;
	val->truth = false;
	val->u.list.first = val->u.list.last = NULL;
}

struct values *
values_item(struct values *v, const char *name)
{
	struct values *item = values_new(v->pool);
	struct value *val;

	val = (struct value *)values_find(v, str_of(name),
	    value_hash(str_of(name)));
	if (!val || val->kind != VALUE_LIST) {
		values_list(v, name);
		val = values_slot(v, name);
	}
	/* Items of one list are alike: room for what the last one has. */
	if (val->u.list.last) {
		item->cap = val->u.list.last->count;
		item->items = pool_alloc(v->pool, mem_mul(item->cap,
		    sizeof(*item->items)));
		val->u.list.last->next = item;
	} else {
		val->u.list.first = item;
	}
	val->u.list.last = item;
	val->truth = true;
	return item;
}
