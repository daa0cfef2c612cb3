/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "source/entries_parts.h"
#include "source/entry_path.h"

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	const int r = str_cmp(x->path, y->path);

	return r ? r : (x->order > y->order) - (x->order < y->order);
}

static int
compare_path(const void *key, const void *item)
{
	return str_cmp(*(const struct str *)key,
	    ((const struct entry *)item)->path);
}

static struct entry *
find(const struct entries *e, struct str path)
{
	return e->count ? bsearch(&path, e->items, e->count,
	    sizeof(*e->items), compare_path) : NULL;
}

static void
drop_repeated(struct entries *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->count; i++) {
		if (n && str_eq(e->items[n - 1].path, e->items[i].path))
			entries_fault(e, e->items[i].path, ERR_FORMAT,
			    STR("another entry of this name came first"));
		else
			e->items[n++] = e->items[i];
	}
	e->count = n;
}

static void
resolve_same(struct entries *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->count; i++) {
		struct entry *entry = &e->items[i];
		const struct entry *target;

		if (entry->kind != ENTRY_SAME)
			continue;
		target = find(e, entry->target);
		if (!target || target->kind > ENTRY_LARGE)
			continue;
		entry->kind = target->kind;
		entry->offset = target->offset;
		entry->bytes = target->bytes;
	}
	for (size_t i = 0; i < e->count; i++) {
		if (e->items[i].kind == ENTRY_SAME)
			entries_fault(e, e->items[i].path, ERR_UNSUPPORTED,
			    STR("hard link to what is not in the archive"));
		else
			e->items[n++] = e->items[i];
	}
	e->count = n;
}

static void
leave_top(struct entries *e)
{
	const size_t from = e->top.len + 1;

	if (e->flat || !e->top.len)
		return;
	for (size_t i = 0; i < e->count; i++)
		e->items[i].path = str_sub(e->items[i].path, from,
		    e->items[i].path.len);
	for (size_t i = 0; i < e->fault_count; i++) {
		struct str *path = &e->faults[i].path;
		const char *why;

		/* A name that was refused stays as it was. */
		if (str_starts(*path, e->top) && path->len > from
		    && path->p[from - 1] == '/'
		    && entry_path(*path, &e->clean, &why) == ENTRY_PATH_GOOD)
			*path = str_sub(*path, from, path->len);
	}
}

static int
compare_faults(const void *a, const void *b)
{
	const struct entry_fault *x = a, *y = b;
	const int r = str_cmp(x->path, y->path);

	return r ? r : strcmp(x->err.message, y->err.message);
}

int
entries_settle(struct entries *e, struct err *err)
{
	const struct entry_fault *fault;

	if (e->count)
		qsort(e->items, e->count, sizeof(*e->items),
		    compare_entries);
	drop_repeated(e);
	resolve_same(e);
	leave_top(e);
	if (e->fault_count)
		qsort(e->faults, e->fault_count, sizeof(*e->faults),
		    compare_faults);
	if (e->count || !e->fault_count)
		return 0;
	fault = &e->faults[0];
	if (str_eq(fault->path, e->name))
		return err_set(err, ERR_FORMAT, "%s", fault->err.message);
	return err_set(err, ERR_FORMAT, "nothing in it can be read: "
	    "\"%.*s\": %s", STR_ARG(fault->path), fault->err.message);
}

static const char *
refusal(enum entry_kind kind)
{
	return kind == ENTRY_LINK ? "symbolic link is not followed"
	    : "not a regular file";
}

static int
refuse(enum entry_kind kind, struct err *err)
{
	return err_set(err, ERR_UNSUPPORTED, "%s", refusal(kind));
}

void
entries_walk(const struct entries *e, root_visit *visit, void *arg)
{
	for (size_t i = 0; i < e->count; i++) {
		const struct entry *entry = &e->items[i];
		struct err err = ERR_INIT;

		if (entry->kind <= ENTRY_LARGE) {
			visit(arg, entry->path, NULL);
			continue;
		}
		refuse(entry->kind, &err);
		visit(arg, entry->path, &err);
	}
	for (size_t i = 0; i < e->fault_count; i++)
		visit(arg, e->faults[i].path, &e->faults[i].err);
}

/* Whether there is something in the folder path. */
static bool
is_folder(const struct entries *e, struct str path)
{
	size_t low = 0, high = e->count;
	const struct entry *entry;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const struct str there = e->items[middle].path;
		int r = str_cmp(str_sub(there, 0, path.len), path);

		if (r == 0)
			r = there.len == path.len ? -1
			    : (unsigned char)there.p[path.len] - '/';
		if (r < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == e->count)
		return false;
	entry = &e->items[low];
	return entry->path.len > path.len && str_starts(entry->path, path)
	    && entry->path.p[path.len] == '/';
}

/* What the system would say of a path that is not there. */
static int
missing(const struct entries *e, struct str path, struct err *err)
{
	errno = ENOENT;
	for (size_t i = 0; i < path.len; i++) {
		const struct entry *step;

		if (path.p[i] != '/')
			continue;
		step = find(e, str_sub(path, 0, i));
		if (step && step->kind == ENTRY_LINK)
			return refuse(ENTRY_LINK, err);
		if (step)
			errno = ENOTDIR;
	}
	if (is_folder(e, path))
		return refuse(ENTRY_SPECIAL, err);
	return err_errno(err, "cannot open");
}

bool
entries_find(const struct entries *e, struct str path, struct buf *out)
{
	struct buf want = BUF_INIT;
	bool found = false;

	text_nfc(path, &want);
	for (size_t i = 0; i < e->count && !found; i++) {
		buf_clear(out);
		text_nfc(e->items[i].path, out);
		found = str_eq(buf_str(out), buf_str(&want));
		buf_clear(out);
		if (found)
			buf_addstr(out, e->items[i].path);
	}
	buf_release(&want);
	return found;
}

int
entries_read(const struct entries *e, struct str path, size_t max,
    struct buf *out, struct err *err)
{
	const struct entry *entry = find(e, path);

	buf_clear(out);
	if (!entry)
		return missing(e, path, err);
	if (entry->kind > ENTRY_LARGE)
		return refuse(entry->kind, err);
	if (entry->kind == ENTRY_LARGE || entry->bytes > max)
		return err_set(err, ERR_LIMIT, "larger than %zu bytes", max);
	buf_reserve(out, entry->bytes + 1);
	if (fd_pread_all(e->spool, out->data, entry->bytes, entry->offset,
	    err) != 0)
		return -1;
	out->len = entry->bytes;
	out->data[out->len] = '\0';
	return 0;
}
