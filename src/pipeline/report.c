/* SPDX-License-Identifier: MIT */
#include "pipeline/report.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/version.h"

#define REPORT_VERSION 1

void
report_init(struct report *rep)
{
	*rep = (struct report){ .pool = pool_new() };
}

void
report_release(struct report *rep)
{
	pool_free(rep->pool);
	free(rep->faults);
	*rep = (struct report){ .pool = NULL };
}

void
report_add(struct report *rep, enum fault_code code, struct str subject,
    struct str where, struct str cause)
{
	rep->faults = mem_grow(rep->faults, &rep->fault_cap,
	    rep->fault_count + 1, sizeof(*rep->faults));
	rep->faults[rep->fault_count++] = (struct fault){ code,
		pool_str(rep->pool, subject), pool_str(rep->pool, where),
		pool_str(rep->pool, cause) };
	rep->by_code[code]++;
}

const char *
fault_code_name(enum fault_code code)
{
	static const char *const names[] = {
		[FAULT_SOURCE_UNREADABLE] = "source-unreadable",
		[FAULT_ARTICLE_BROKEN] = "article-broken",
		[FAULT_PAGE_BROKEN] = "page-broken",
		[FAULT_PICTURE_MISSING] = "picture-missing",
		[FAULT_PICTURE_REMOTE] = "picture-remote",
		[FAULT_PICTURE_BROKEN] = "picture-broken",
		[FAULT_PICTURE_DAMAGED] = "picture-damaged",
		[FAULT_LOSS] = "loss",
		[FAULT_AGAIN] = "found-again",
	};

	return names[code];
}

size_t
report_losses(const struct report *rep)
{
	return rep->fault_count - rep->by_code[FAULT_PICTURE_DAMAGED]
	    - rep->by_code[FAULT_LOSS] - rep->by_code[FAULT_AGAIN];
}

static int
compare_faults(const void *a, const void *b)
{
	const struct fault *x = a, *y = b;
	int c = str_cmp(x->where, y->where);

	if (!c)
		c = (x->code > y->code) - (x->code < y->code);
	if (!c)
		c = str_cmp(x->subject, y->subject);
	return c ? c : str_cmp(x->cause, y->cause);
}

void
report_sort(struct report *rep)
{
	if (rep->fault_count)
		qsort(rep->faults, rep->fault_count, sizeof(*rep->faults),
		    compare_faults);
}

static json_t *
number(size_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *
hex(const struct hash *h)
{
	struct buf digits = BUF_INIT;
	json_t *value;

	hash_hex(h, &digits);
	value = json_bytes(buf_str(&digits));
	buf_release(&digits);
	return value;
}

static json_t *
faults_json(const struct report *rep)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rep->fault_count; i++) {
		const struct fault *f = &rep->faults[i];

		json_array_append_new(list, json_pack("{s:s,s:o,s:o,s:o}",
		    "code", fault_code_name(f->code),
		    "article", json_bytes(f->subject),
		    "where", json_bytes(f->where),
		    "cause", json_bytes(f->cause)));
	}
	return list;
}

static json_t *
libraries_json(void)
{
	json_t *list = json_object();
	struct str rest = str_of(version_libraries()), name, version;

	while (version_next(&rest, &name, &version))
		json_object_setn_new(list, name.p, name.len,
		    json_bytes(version));
	return list;
}

bool
report_is(struct str head)
{
	struct str rest = str_trim(head);

	if (!str_starts(rest, STR("{")))
		return false;
	rest = str_trim(str_sub(rest, 1, rest.len));
	return str_starts(rest, STR("\"report\":"));
}

void
report_json(const struct report *rep, struct str book, struct buf *out)
{
	json_t *root = json_pack(
	    "{s:i,s:s,s:o,s:o,s:o,s:o,s:{s:o,s:o,s:o,s:o,s:o},s:o,s:o,s:o,"
	    "s:{s:o,s:o},s:{s:o,s:o,s:o,s:o},s:o,s:o,s:o,s:o,s:{s:f,s:f,s:f},s:o,s:o}",
	    "report", REPORT_VERSION, "program", "chapbook " VERSION,
	    "title", json_bytes(rep->title),
	    "identifier", json_bytes(rep->identifier),
	    "language", json_bytes(rep->language), "book", json_bytes(book),
	    "sources", "files", number(rep->files), "articles",
	    number(rep->articles), "distinct", number(rep->distinct),
	    "indexes", number(rep->indexes), "others", number(rep->others),
	    "selected", number(rep->selected),
	    "undated", number(rep->undated),
	    "included", number(rep->included),
	    "pictures", "wanted", number(rep->pictures_wanted), "included",
	    number(rep->pictures_made),
	    "fetched", "bytes", number((size_t)rep->fetched.bytes),
	    "requests", number(rep->fetched.requests), "retries",
	    number(rep->fetched.retries), "from-cache",
	    number(rep->fetched.from_cache),
	    "entries", number(rep->entries),
	    "bytes", number((size_t)rep->book_bytes),
	    "sha256", hex(&rep->book_hash),
	    "content-sha256", hex(&rep->content_hash),
	    "seconds", "read", rep->read_s, "pictures", rep->picture_s,
	    "bind", rep->bind_s,
	    "libraries", libraries_json(), "faults", faults_json(rep));

	json_put(root, JSON_INDENT(2), out);
	buf_addc(out, '\n');
	json_decref(root);
}
