/* SPDX-License-Identifier: MIT */
#include "pipeline/assets_parts.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "net/fetch.h"
#include "pipeline/turn.h"

struct assets *
assets_new(const struct illustrating *in)
{
	struct assets *a = mem_zalloc(sizeof(*a));

	mem_return_large();
	a->in = in;
	a->pool = pool_new();
	a->spool = -1;
	a->painter = painter_new(workers_sandbox_mode(in->workers));
	return a;
}

void
assets_free(struct assets *a)
{
	if (!a)
		return;
	painter_free(a->painter);
	strindex_release(&a->index);
	buf_release(&a->bytes);
	if (a->spool >= 0)
		close(a->spool);
	pool_free(a->pool);
	free(a->items);
	free(a);
}

/* A data: URI and a URL are the same whatever the tree. */
struct hash
address_key(const struct address *address)
{
	struct hasher *hasher = hasher_new();

	if (address->kind == TARGET_PATH)
		hasher_add(hasher, address->root);
	hasher_add(hasher, STR("\0"));
	hasher_add(hasher, address->ref);
	return hasher_end(hasher);
}

static struct str
key_str(const struct hash *key)
{
	return (struct str){ (const char *)key->bytes, HASH_BYTES };
}

/* All data: URIs of a book together are too much to keep in memory. */
static void
put_by(struct assets *a, struct item *item, struct str uri)
{
	struct err err = ERR_INIT;

	item->is.ref = item->address.ref = STR("data:");
	item->at = a->spooled;
	item->bytes = uri.len;
	if (a->spool < 0)
		a->spool = spool_open(a->in->place, &err);
	if (a->spool >= 0 && fd_write_all(a->spool, uri, &err) == 0)
		a->spooled += (long long)uri.len;
	else if (a->fatal.kind == ERR_NONE)
		a->fatal = err;
}

void
assets_add(struct assets *a, const struct address *address)
{
	struct item *item = pool_alloc(a->pool, sizeof(*item));
	struct hash key = address_key(address);

	item->owner = a;
	item->address = *address;
	item->address.root = pool_str(a->pool, address->root);
	if (address->kind == TARGET_DATA)
		put_by(a, item, address->ref);
	else
		item->is.ref = item->address.ref =
		    pool_str(a->pool, address->ref);
	item->address.referrer = pool_str(a->pool, address->referrer);
	strindex_add(&a->index, pool_str(a->pool, key_str(&key)), a->count);
	a->items = mem_grow(a->items, &a->cap, a->count + 1,
	    sizeof(struct item *));
	a->items[a->count++] = item;
}

/* Also tells items of one address apart: only the first is ever asked. */
void
assets_ready(struct assets *a, size_t wants)
{
	a->wants = wants;
	strindex_sort(&a->index);
}

size_t
assets_find(const struct assets *a, const struct hash *key)
{
	size_t at;

	return strindex_find(&a->index, key_str(key), &at) ? at : STR_NONE;
}

const struct asset *
assets_get(const struct assets *a, size_t number)
{
	return &a->items[number]->is;
}

/* What is asked for now would only lie here in memory. */
static bool
is_full(const struct assets *a)
{
	return workers_full(a->in->workers) || painter_full(a->painter)
	    || (a->in->fetcher && fetcher_full(a->in->fetcher));
}

static void
pursue_ready(struct assets *a)
{
	while (a->ready && !is_full(a)) {
		struct want *want = a->ready;

		a->ready = want->next;
		want_pursue(a, want);
	}
}

void
assets_show_progress(const struct assets *a)
{
	struct fetcher *fetcher = a->in->fetcher;

	observe_transfer(a->in->observer, "pictures", a->settled, a->wants,
	    fetcher ? fetcher_stats(fetcher).bytes : 0);
}

static int
take_turn(struct assets *a, struct err *err)
{
	const struct turning t = { a->in->observer, a->in->workers,
		a->painter, a->in->fetcher };

	pursue_ready(a);
	if (turn(&t, a->ready && !is_full(a), err) != 0)
		return -1;
	assets_show_progress(a);
	return 0;
}

int
assets_want(struct assets *a, const size_t *choices, size_t count,
    size_t *chosen, struct err *err)
{
	struct want *want = pool_alloc(a->pool, sizeof(*want));

	*want = (struct want){ choices, count, 0, chosen, NULL };
	if (a->fatal.kind != ERR_NONE) {
		*err = a->fatal;
		return -1;
	}
	*chosen = choices[0];
	a->open++;
	want_pursue(a, want);
	while (is_full(a))
		if (take_turn(a, err) != 0)
			return -1;
	return 0;
}

int
assets_wait(struct assets *a, struct err *err)
{
	while (a->open)
		if (take_turn(a, err) != 0)
			return -1;
	if (a->fatal.kind != ERR_NONE) {
		*err = a->fatal;
		return -1;
	}
	return 0;
}
