/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/url.h"
#include "book/binder.h"

static int
compare_hosts(const void *a, const void *b)
{
	const struct host_count *x = a, *y = b;

	return str_cmp(x->host, y->host);
}

static int
compare_counts(const void *a, const void *b)
{
	const struct host_count *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_cmp(x->host, y->host);
}

struct host_count *
hosts_count(const struct book *book, struct pool *pool, size_t *count)
{
	size_t all = 0, kept = 0;
	struct host_count *hosts = pool_alloc(pool,
	    mem_mul(book->ed->article_count + 1, sizeof(*hosts)));

	for (size_t i = 0; i < book->ed->article_count; i++) {
		struct str url = book->ed->articles[i].article->meta.url;
		struct str host = url_site(url);

		if (host.len)
			hosts[all++] = (struct host_count){ host, 1 };
	}
	qsort(hosts, all, sizeof(*hosts), compare_hosts);
	for (size_t i = 0; i < all; i++) {
		if (kept && str_eq(hosts[kept - 1].host, hosts[i].host))
			hosts[kept - 1].count++;
		else
			hosts[kept++] = hosts[i];
	}
	qsort(hosts, kept, sizeof(*hosts), compare_counts);
	*count = kept;
	return hosts;
}
