/* SPDX-License-Identifier: MIT */
#include "library/lists.h"

#include "worker/wire.h"

static struct str
get_str(struct wire *w, struct pool *pool)
{
	struct str s = wire_str(w);

	return pool_str(pool, s);
}

void
list_encode(const struct str_list *list, struct buf *out)
{
	wire_put_u32(out, (uint32_t)list->count);
	for (size_t i = 0; i < list->count; i++)
		wire_put_str(out, list->items[i]);
}

int
list_decode(struct str in, struct pool *pool, struct str_list *list,
    struct err *err)
{
	struct wire w = wire_of(in);

	list->count = wire_count(&w, 4);
	list->items = pool_alloc(pool, mem_mul(list->count,
	    sizeof(*list->items)));
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = get_str(&w, pool);
	if (wire_end(&w))
		return 0;
	return err_set(err, ERR_FORMAT, "library: a list is damaged");
}
