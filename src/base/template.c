/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/template_program.h"

struct templates {
	struct pool *pool;
	struct template *items;		/* in order of name */
	size_t count, cap;
};

/* Among the first count, which are in order. */
static struct template *
find_template(const struct templates *set, size_t count, struct str name)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(set->items[mid].name, name);

		if (!c)
			return &set->items[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static struct template *
add_template(struct templates *set, struct str name)
{
	struct template *t;

	set->items = mem_grow(set->items, &set->cap, set->count + 1,
	    sizeof(*set->items));
	t = &set->items[set->count++];
	*t = (struct template){ .name = name, .shown = name };
	return t;
}

static int
by_name(const void *a, const void *b)
{
	const struct template *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

static void
sort_templates(struct templates *set)
{
	if (set->count)
		qsort(set->items, set->count, sizeof(*set->items), by_name);
}

static void
add_assets(struct templates *set)
{
	struct str prefix = STR("templates/");

	for (size_t i = 0; i < asset_count; i++) {
		struct str name = asset_name(i);

		if (!str_starts(name, prefix))
			continue;
		name = str_sub(name, prefix.len, name.len);
		add_template(set, name)->source = asset_bytes(i);
	}
	sort_templates(set);
}

/* The files of a user's folder, before any is read. */
struct listing {
	struct pool *pool;
	struct str *paths;
	size_t count, cap;
	struct err err;		/* the first that cannot be read */
};

static void
list_file(void *arg, struct str path, const struct err *err)
{
	struct listing *list = arg;

	if (err) {
		if (list->err.kind)
			return;
		list->err = *err;
		err_context(&list->err, "%.*s", STR_ARG(path));
		return;
	}
	list->paths = mem_grow(list->paths, &list->cap, list->count + 1,
	    sizeof(*list->paths));
	list->paths[list->count++] = pool_str(list->pool, path);
}

static int
read_override(struct templates *set, size_t sorted, const struct root *root,
    const char *dir, struct str path, struct err *err)
{
	struct buf bytes = BUF_INIT, shown = BUF_INIT;
	struct template *t;
	int status;

	buf_addf(&shown, "%s/%.*s", dir, STR_ARG(path));
	status = root_read(root, path, LIMIT_TEMPLATE_BYTES, &bytes, err);
	if (status) {
		err_context(err, "%s", shown.data);
		goto out;
	}
	t = find_template(set, sorted, path);
	if (!t)
		t = add_template(set, path);
	t->source = pool_str(set->pool, buf_str(&bytes));
	t->shown = pool_str(set->pool, buf_str(&shown));
out:
	buf_release(&bytes);
	buf_release(&shown);
	return status;
}

static int
add_overrides(struct templates *set, const char *dir, struct err *err)
{
	struct listing list = { .pool = set->pool };
	struct root *root = root_open(dir, err);
	size_t compiled_in = set->count;
	int status = -1;

	if (!root)
		return err_context(err, "template folder");
	if (root_walk(root, list_file, &list, err))
		goto out;
	if (list.err.kind) {
		*err = list.err;
		err_context(err, "template folder '%s'", dir);
		goto out;
	}
	for (size_t i = 0; i < list.count; i++)
		if (read_override(set, compiled_in, root, dir, list.paths[i],
		    err))
			goto out;
	sort_templates(set);
	status = 0;
out:
	free(list.paths);
	root_close(root);
	return status;
}

static int
resolve_includes(struct templates *set, struct template *t, struct err *err)
{
	for (size_t i = 0; i < t->op_count; i++) {
		struct op *op = &t->ops[i];
		const struct template *found;

		if (op->kind != OP_INCLUDE)
			continue;
		found = find_template(set, set->count, op->text);
		if (!found)
			return err_set(err, ERR_FORMAT,
			    "%.*s:%u: no template '%.*s' to include",
			    STR_ARG(t->shown), op->line, STR_ARG(op->text));
		op->next = (size_t)(found - set->items);
	}
	return 0;
}

/* Raises t's depth above what it includes. */
static int
raise_depth(struct templates *set, struct template *t, bool *changed,
    struct err *err)
{
	for (size_t i = 0; i < t->op_count; i++) {
		const struct op *op = &t->ops[i];
		unsigned depth;

		if (op->kind != OP_INCLUDE)
			continue;
		depth = set->items[op->next].depth + 1;
		if (depth > LIMIT_TEMPLATE_INCLUDES)
			return err_set(err, ERR_FORMAT, "%.*s:%u: '%.*s' "
			    "includes itself, or includes nest deeper than %d",
			    STR_ARG(t->shown), op->line, STR_ARG(op->text),
			    LIMIT_TEMPLATE_INCLUDES);
		if (depth > t->depth) {
			t->depth = depth;
			*changed = true;
		}
	}
	return 0;
}

static int
link_templates(struct templates *set, struct err *err)
{
	bool changed;

	for (size_t i = 0; i < set->count; i++)
		if (template_parse(&set->items[i], err)
		    || resolve_includes(set, &set->items[i], err))
			return -1;
	do {
		changed = false;
		for (size_t i = 0; i < set->count; i++)
			if (raise_depth(set, &set->items[i], &changed, err))
				return -1;
	} while (changed);
	return 0;
}

const struct template *
templates_at(const struct templates *set, size_t number)
{
	return &set->items[number];
}

const struct template *
templates_find(const struct templates *set, struct str name)
{
	const struct template *found = find_template(set, set->count, name);

	return found;
}

struct templates *
templates_load(const char *override_dir, struct err *err)
{
	struct templates *set = mem_zalloc(sizeof(*set));

	set->pool = pool_new();
	add_assets(set);
	if ((override_dir && add_overrides(set, override_dir, err))
	    || link_templates(set, err)) {
		templates_free(set);
		return NULL;
	}
	return set;
}

void
templates_free(struct templates *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->count; i++)
		free(set->items[i].ops);
	free(set->items);
	pool_free(set->pool);
	free(set);
}
