/* SPDX-License-Identifier: MIT */
#include "article/clean/target.h"

#include <stdlib.h>

#include "article/html/node.h"
#include "article/clean/target_parts.h"
#include "article/record/ending.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

static struct str
without_fragment(struct str url)
{
	size_t hash = str_chr(url, '#');

	return hash == STR_NONE ? url : str_sub(url, 0, hash);
}

void
targets_init(struct targets *t, const struct extraction *ex,
    const struct document *doc, const struct record *rec, struct pool *pool)
{
	struct str page = rec->url.len ? rec->url : doc->url;
	struct buf clean = BUF_INIT;

	*t = (struct targets){ .pool = pool, .base = ex->base_url,
		.path = doc->path, .image_folder = ex->image_folder,
		.generated = ex->generated, .url = BUF_INIT };
	if (!page.len)
		page = ex->base_url;
	if (page.len && url_resolve(page, STR(""), &t->url) == 0) {
		url_untracked(buf_str(&t->url), &clean);
		t->page = pool_str(pool, without_fragment(buf_str(&clean)));
	}
	buf_release(&clean);
}

void
targets_release(struct targets *t)
{
	buf_release(&t->url);
	free(t->anchors);
}

static struct str
fragment_name(struct targets *t, struct str href)
{
	buf_clear(&t->url);
	url_decode(url_fragment(href), &t->url);
	return buf_str(&t->url);
}

void
targets_collect(struct targets *t, xmlNode *root)
{
	for (xmlNode *node = root; node; node = node_next_element(node, root)) {
		struct str href, name;

		if (!node_is_link(node))
			continue;
		href = node_attr(node, "href");
		if (str_chr(href, '#') == STR_NONE)
			continue;
		name = fragment_name(t, href);
		if (!name.len || name.len > LIMIT_NAME_BYTES)
			continue;
		t->anchors = mem_grow(t->anchors, &t->anchor_cap,
		    t->anchor_count + 1, sizeof(*t->anchors));
		t->anchors[t->anchor_count++] = (struct anchor){
			.name = pool_str(t->pool, name) };
	}
}

static int
compare_anchors(const void *a, const void *b)
{
	return str_cmp(((const struct anchor *)a)->name,
	    ((const struct anchor *)b)->name);
}

void
targets_settle(struct targets *t)
{
	size_t kept = 0;

	if (!t->anchor_count)
		return;
	qsort(t->anchors, t->anchor_count, sizeof(*t->anchors),
	    compare_anchors);
	for (size_t i = 1; i < t->anchor_count; i++)
		if (!str_eq(t->anchors[i].name, t->anchors[kept].name))
			t->anchors[++kept] = t->anchors[i];
	t->anchor_count = kept + 1;
}

struct anchor *
targets_anchor(const struct targets *t, struct str name)
{
	struct anchor key = { .name = name };

	if (!t->anchor_count || !name.len)
		return NULL;
	return bsearch(&key, t->anchors, t->anchor_count,
	    sizeof(*t->anchors), compare_anchors);
}

static struct target *
new_target(struct targets *t, enum target_kind kind, struct str ref)
{
	struct target *target = pool_alloc(t->pool, sizeof(*target));

	target->kind = kind;
	target->ref = pool_str(t->pool, ref);
	return target;
}

/* To what t->url holds, less what would tell about the reader. */
static struct target *
new_web_target(struct targets *t)
{
	struct buf clean = BUF_INIT;
	struct target *target;

	url_untracked(buf_str(&t->url), &clean);
	target = new_target(t, TARGET_URL, buf_str(&clean));
	buf_release(&clean);
	return target;
}

static struct target *
anchor_target(struct targets *t, struct str href)
{
	struct anchor *anchor = targets_anchor(t, fragment_name(t, href));
	struct target *target;

	if (!anchor)
		return NULL;
	target = new_target(t, TARGET_ANCHOR, STR(""));
	target->anchor = anchor;
	return target;
}

/* A file may be called anything that has no NUL in it. */
static bool
is_path(struct str path)
{
	return path.len <= LIMIT_PATH_BYTES && str_chr(path, '\0') == STR_NONE;
}

enum target_kind
target_resolve(struct targets *t, struct str ref)
{
	struct str base = t->base;

	switch (url_scheme(ref)) {
	case URL_HTTP:
	case URL_HTTPS:
	case URL_MAILTO:
		break;
	case URL_RELATIVE:
		if (str_starts(ref, STR("//"))) {
			if (!base.len)
				base = STR("https://localhost/");
		} else if (t->path.len) {
			return url_tree_path(t->path, ref, &t->url) == 0
			    && is_path(buf_str(&t->url))
				? TARGET_PATH : TARGET_NONE;
		}
		break;
	default:
		return TARGET_NONE;
	}
	return url_resolve(base, ref, &t->url) == 0
	    && t->url.len <= LIMIT_URL_BYTES ? TARGET_URL : TARGET_NONE;
}

struct target *
target_link(struct targets *t, struct str href)
{
	struct target *target;
	enum target_kind kind;

	href = str_trim(href);
	if (!href.len || href.len > LIMIT_URL_BYTES)
		return NULL;
	if (href.p[0] == '#')
		return anchor_target(t, href);
	kind = target_resolve(t, href);
	if (kind == TARGET_NONE || (kind == TARGET_PATH
	    && ending_is_picture(buf_str(&t->url))))
		return NULL;
	target = kind == TARGET_URL ? new_web_target(t)
		: new_target(t, kind, buf_str(&t->url));
	if (kind == TARGET_URL && t->page.len
	    && str_chr(target->ref, '#') != STR_NONE
	    && str_eq(without_fragment(target->ref), t->page))
		target->anchor = targets_anchor(t, fragment_name(t,
		    target->ref));
	return target;
}

struct str
target_line(struct targets *t, struct str s, size_t max)
{
	struct buf tidy = BUF_INIT, line = BUF_INIT, nfc = BUF_INIT;
	struct str kept;

	text_sanitise(s, &tidy);
	text_collapse(buf_str(&tidy), &line);
	text_nfc(buf_str(&line), &nfc);
	buf_clear(&line);
	text_shorten(buf_str(&nfc), max, &line);
	kept = pool_str(t->pool, buf_str(&line));
	buf_release(&tidy);
	buf_release(&line);
	buf_release(&nfc);
	return kept;
}

struct str
target_file_name(struct targets *t, struct str ref)
{
	struct str path = without_fragment(ref);
	size_t end = str_chr(path, '?');
	struct buf name = BUF_INIT;
	struct str line;

	path = str_sub(path, 0, end == STR_NONE ? path.len : end);
	end = str_rchr(path, '/');
	url_decode(str_sub(path, end == STR_NONE ? 0 : end + 1, path.len),
	    &name);
	line = target_line(t, buf_str(&name), LIMIT_NAME_BYTES);
	buf_release(&name);
	return line;
}
