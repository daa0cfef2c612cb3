/* SPDX-License-Identifier: MIT */
#include "pipeline/illustrate.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/strindex.h"
#include "pipeline/jobs.h"

struct illustration {
	struct illustrations *owner;
	struct str root, path;	/* where it is; root empty: path is a data: URI */
	struct page_picture filled;
	enum fault_code fault;
	const char *cause;	/* NULL: none */
};

struct illustrations {
	const struct illustrating *in;
	struct pool *pool;
	struct strindex index;	/* key() -> items */
	struct illustration **items;
	size_t count, cap;
	size_t done;
	struct err fatal;
};

static bool
is_local(const struct image *image)
{
	return image->kind == TARGET_PATH || image->kind == TARGET_DATA;
}

/* Root, a tab, path; a data: URI is its own key, whatever the tree. */
static struct str
key(const struct article *article, const struct image *image, struct buf *out)
{
	buf_clear(out);
	if (image->kind == TARGET_DATA) {
		struct hash h = hash_of(image->ref);

		hash_hex(&h, out);
	} else {
		buf_addstr(out, article->root);
		buf_addc(out, '\t');
		buf_addstr(out, image->ref);
	}
	return buf_str(out);
}

static struct str
keep(struct illustrations *ill, struct str s)
{
	return (struct str){ pool_strndup(ill->pool, s.p, s.len), s.len };
}

static void
fail(struct illustration *item, enum fault_code fault, const char *cause)
{
	item->fault = fault;
	item->cause = keep(item->owner, str_of(cause)).p;
}

static void
take_picture(void *arg, const struct job_reply *reply)
{
	struct illustration *item = arg;
	struct illustrations *ill = item->owner;
	const struct illustrating *in = ill->in;
	struct err err = reply->err;
	struct picture pic;

	ill->done++;
	if (!reply->ok
	    || picture_reply(reply->body, in->options, &pic, &err) != 0) {
		fail(item, FAULT_PICTURE_BROKEN, err.message);
	} else if (book_add_picture(in->book, &pic, &item->filled.file,
	    &err) != 0) {
		ill->fatal = err;
	} else {
		item->filled.width_px = pic.width_px;
		item->filled.height_px = pic.height_px;
		if (pic.note.len)
			fail(item, FAULT_PICTURE_DAMAGED,
			    keep(ill, pic.note).p);
	}
	observe_step(in->observer, item->filled.file.len ? "scaled"
	    : "could not scale", item->path);
	observe_progress(in->observer, "pictures", ill->done,
	    ill->index.count);
}

/* Every distinct picture of one article joins the list. */
static int
collect(struct illustrations *ill, const struct article *article,
    struct pool *scratch, struct buf *name, struct err *err)
{
	struct record rec;

	pool_clear(scratch);
	if (library_body(ill->in->library, article->id, scratch, &rec, err)
	    != 0)
		return -1;
	for (size_t i = 0; i < rec.image_count; i++) {
		const struct image *image = &rec.images[i];
		struct illustration *item;

		if (!is_local(image))
			continue;
		item = pool_alloc(ill->pool, sizeof(*item));
		item->owner = ill;
		if (image->kind == TARGET_PATH)
			item->root = article->root;
		strindex_add(&ill->index, keep(ill, key(article, image, name)),
		    ill->count);
		item->path = keep(ill, image->ref);
		ill->items = mem_grow(ill->items, &ill->cap, ill->count + 1,
		    sizeof(struct illustration *));
		ill->items[ill->count++] = item;
	}
	return 0;
}

static int
submit(struct illustrations *ill, struct illustration *item,
    struct buf *bytes)
{
	const struct illustrating *in = ill->in;
	const struct tree *tree;
	struct err err = ERR_INIT;
	struct buf job = BUF_INIT;

	if (!item->root.len) {
		picture_request(in->options, item->path, true, &job);
	} else {
		tree = sources_tree(in->sources, item->root);
		if (!tree || tree_read(tree, item->path, LIMIT_PICTURE_BYTES,
		    bytes, &err) != 0) {
			fail(item, FAULT_PICTURE_MISSING, tree ? err.message
			    : "its source is not open");
			ill->done++;
			return -1;
		}
		picture_request(in->options, buf_str(bytes), false, &job);
	}
	workers_submit(in->workers, JOB_PICTURE, &job, take_picture, item);
	return 0;
}

static int
run(struct illustrations *ill, struct err *err)
{
	const struct illustrating *in = ill->in;
	struct pool *scratch = pool_new();
	struct buf bytes = BUF_INIT;
	int result = -1;

	for (size_t i = 0; i < in->edition->article_count; i++)
		if (collect(ill, in->edition->articles[i].article, scratch,
		    &bytes, err) != 0)
			goto out;
	strindex_sort(&ill->index);
	for (size_t i = 0; i < ill->index.count; i++) {
		submit(ill, ill->items[ill->index.entries[i].value], &bytes);
		if (observe_workers(in->observer, in->workers, false, err)
		    != 0)
			goto out;
	}
	if (observe_workers(in->observer, in->workers, true, err) != 0)
		goto out;
	if (ill->fatal.kind != ERR_NONE) {
		*err = ill->fatal;
		goto out;
	}
	result = 0;
out:
	buf_release(&bytes);
	pool_free(scratch);
	return result;
}

struct illustrations *
illustrate(const struct illustrating *in, struct err *err)
{
	struct illustrations *ill = mem_zalloc(sizeof(*ill));

	ill->in = in;
	ill->pool = pool_new();
	if (in->options && run(ill, err) != 0) {
		illustrations_free(ill);
		return NULL;
	}
	return ill;
}

void
illustrations_free(struct illustrations *ill)
{
	if (!ill)
		return;
	strindex_release(&ill->index);
	pool_free(ill->pool);
	free(ill->items);
	free(ill);
}

static void
report_fault(const struct illustrations *ill, const struct article *article,
    const struct image *image, enum fault_code fault, const char *cause)
{
	struct buf why = BUF_INIT;
	struct str ref = image->ref;

	if (image->kind == TARGET_DATA)
		ref = STR("data: URI");
	buf_addf(&why, "picture '%.*s': %s", STR_ARG(ref), cause);
	report_add(ill->in->report, fault, article->meta.title,
	    article->sources.count ? article->sources.items[0]
	                           : article->identity, why.data);
	buf_release(&why);
}

struct page_picture
illustration(const struct illustrations *ill, const struct article *article,
    const struct image *image)
{
	struct page_picture missing = { .file = { NULL, 0 } };
	const struct illustration *item;
	struct buf name = BUF_INIT;
	size_t at;

	if (image->kind == TARGET_URL)
		missing.original = image->ref;
	if (!ill->in->options)
		return missing;
	ill->in->report->pictures_wanted++;
	if (!is_local(image)) {
		report_fault(ill, article, image, FAULT_PICTURE_REMOTE,
		    image->kind == TARGET_URL
		    ? "remote pictures are not fetched"
		    : "not an address of a picture");
		return missing;
	}
	at = strindex_find(&ill->index, key(article, image, &name), &at)
	    ? at : STR_NONE;
	buf_release(&name);
	if (at == STR_NONE)
		return missing;
	item = ill->items[at];
	if (item->cause)
		report_fault(ill, article, image, item->fault, item->cause);
	if (item->filled.file.len) {
		ill->in->report->pictures_made++;
		return item->filled;
	}
	return missing;
}
