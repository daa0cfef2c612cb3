/* SPDX-License-Identifier: MIT */
#include "config/sites.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/limits.h"

static bool
is_yaml(struct str name)
{
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

struct folder {
	struct rules *rules;
	const struct root *root;
	struct str path;
	struct buf name, text;
	struct err err;
};

static void
read_entry(void *arg, struct str path, const struct err *problem)
{
	struct folder *f = arg;

	if (f->err.kind || !is_yaml(path))
		return;
	buf_clear(&f->name);
	buf_addf(&f->name, "%.*s/%.*s", STR_ARG(f->path), STR_ARG(path));
	if (problem) {
		f->err = *problem;
		err_context(&f->err, "'%s'", f->name.data);
		return;
	}
	if (root_read(f->root, path, LIMIT_RULES_BYTES, &f->text, &f->err)) {
		err_context(&f->err, "'%s'", f->name.data);
		return;
	}
	sites_parse(f->rules, buf_str(&f->name), buf_str(&f->text), &f->err);
}

static int
read_folder(struct rules *rules, const char *path, struct err *err)
{
	struct root *root = root_open(path, err);
	struct folder f = {
		.rules = rules, .root = root, .path = str_of(path),
		.name = BUF_INIT, .text = BUF_INIT, .err = ERR_INIT
	};
	int status = -1;

	if (!root)
		return -1;
	while (f.path.len > 1 && str_ends(f.path, STR("/")))
		f.path.len--;
	if (root_walk(root, read_entry, &f, err) == 0) {
		status = f.err.kind ? -1 : 0;
		if (status)
			*err = f.err;
	} else {
		err_context(err, "'%s'", path);
	}
	buf_release(&f.name);
	buf_release(&f.text);
	root_close(root);
	return status;
}

static int
read_path(struct rules *rules, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	struct stat st;
	int status;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return read_folder(rules, path, err);
	status = file_read(path, LIMIT_RULES_BYTES, &text, err);
	if (!status)
		status = sites_parse(rules, str_of(path), buf_str(&text), err);
	buf_release(&text);
	return status;
}

static int
read_assets(struct rules *rules, struct err *err)
{
	for (size_t i = 0; i < asset_count; i++) {
		struct str name = asset_name(i);

		if (str_starts(name, STR("assets/sites/")) && is_yaml(name)
		    && sites_parse(rules, name, asset_bytes(i), err))
			return -1;
	}
	return 0;
}

struct rules *
sites_load(const struct str_list *paths, struct err *err)
{
	struct rules *rules = rules_new();
	int status = 0;

	for (size_t i = 0; i < paths->count && !status; i++) {
		char *path = mem_strndup(paths->items[i].p,
		    paths->items[i].len);

		status = read_path(rules, path, err);
		free(path);
		/* Named by the user: what is wrong there is wrong usage. */
		if (status)
			err->kind = ERR_ARGUMENT;
	}
	if (!status)
		status = read_assets(rules, err);
	if (!status)
		return rules;
	rules_free(rules);
	return NULL;
}
