/* SPDX-License-Identifier: MIT */
/* From an address to a picture in the book. */
#include "base/file.h"
#include "base/limits.h"
#include "net/fetch.h"
#include "picture/data_uri.h"
#include "pipeline/assets_parts.h"
#include "pipeline/jobs.h"
#include "pipeline/made.h"

static void
fail(struct item *item, enum fault_code fault, struct str cause)
{
	item->is.fault = fault;
	item->is.cause = pool_strndup(item->owner->pool, cause.p, cause.len);
}

static void
use_picture(struct item *item, const struct picture *pic)
{
	struct assets *a = item->owner;
	struct err err = ERR_INIT;

	if (book_add_picture(a->in->book, pic, &item->is.filled.file, &err)
	    != 0) {
		if (a->fatal.kind == ERR_NONE)
			a->fatal = err;
		fail(item, FAULT_PICTURE_BROKEN, str_of(err.message));
		return;
	}
	item->is.filled.width_px = pic->width_px;
	item->is.filled.height_px = pic->height_px;
	if (pic->note.len)
		fail(item, FAULT_PICTURE_DAMAGED, pic->note);
}

static void settle(struct item *item);

static void
take_picture(void *arg, const struct job_reply *reply)
{
	struct item *item = arg;
	const struct illustrating *in = item->owner->in;
	struct err err = reply->err, broken = ERR_INIT;
	struct picture pic;

	if (!reply->ok
	    || picture_reply(reply->body, in->options, &pic, &err) != 0) {
		fail(item, FAULT_PICTURE_BROKEN, str_of(err.message));
	} else {
		use_picture(item, &pic);
		made_store(in->cache, item->made_key, reply->body, &broken);
		observe_warning(in->observer, &broken);
	}
	settle(item);
}

/* Pixels, of any format. True if it is settled: it was made before. */
static bool
make_ready(struct item *item, struct str bytes, bool is_data_uri)
{
	struct assets *a = item->owner;
	const struct illustrating *in = a->in;
	struct buf key = BUF_INIT, reply = BUF_INIT, job = BUF_INIT;
	struct err broken = ERR_INIT;
	struct picture pic;
	bool made;

	if (in->cache)
		made_key(bytes, is_data_uri, in->options, &key);
	made = made_find(in->cache, buf_str(&key), in->options, &reply, &pic,
	    &broken);
	observe_warning(in->observer, &broken);
	if (made) {
		use_picture(item, &pic);
	} else {
		item->made_key = pool_str(a->pool, buf_str(&key));
		picture_request(in->options, bytes, is_data_uri, &job);
		workers_submit(in->workers, JOB_PICTURE, &job, take_picture,
		    item);
	}
	buf_release(&key);
	buf_release(&reply);
	return made;
}

static void
take_drawing(void *arg, struct str png, const struct err *err)
{
	struct item *item = arg;

	if (!png.len)
		fail(item, FAULT_PICTURE_BROKEN, str_of(err->message));
	if (!png.len || make_ready(item, png, false))
		settle(item);
}

/*
 * What was found at the address. Drawings are always drawn anew, with the
 * fonts of the day; a data: URI is opened for nothing else here. True if it is
 * settled.
 */
static bool
take_bytes(struct item *item, struct str bytes, bool is_data_uri)
{
	struct assets *a = item->owner;
	struct err err = ERR_INIT;
	struct buf svg = BUF_INIT;
	bool drawing = !is_data_uri && painter_wants(bytes);

	if (is_data_uri && str_istarts(bytes, STR("data:image/svg+xml"))
	    && data_uri_decode(bytes, &svg, &err) == 0) {
		drawing = true;
		bytes = buf_str(&svg);
	}
	if (drawing)
		painter_submit(a->painter, bytes, a->in->options,
		    take_drawing, item);
	buf_release(&svg);
	return !drawing && make_ready(item, bytes, is_data_uri);
}

static void
take_fetched(void *arg, const struct fetch_reply *reply)
{
	struct item *item = arg;

	if (!reply->ok) {
		fail(item, FAULT_PICTURE_REMOTE, str_of(reply->err.message));
		settle(item);
	} else if (take_bytes(item, reply->body, false)) {
		settle(item);
	}
}

static bool
ask_data(struct item *item)
{
	struct assets *a = item->owner;
	struct err err = ERR_INIT;

	buf_clear(&a->bytes);
	buf_reserve(&a->bytes, item->bytes);
	if (fd_pread_all(a->spool, a->bytes.data, item->bytes, item->at, &err)
	    != 0) {
		fail(item, FAULT_PICTURE_BROKEN, str_of(err.message));
		return true;
	}
	return take_bytes(item, (struct str){ a->bytes.data, item->bytes },
	    true);
}

/* True if it is settled at once. */
static bool
ask(struct item *item)
{
	struct assets *a = item->owner;
	const struct illustrating *in = a->in;
	const struct address *address = &item->address;
	const struct tree *tree;
	struct err err = ERR_INIT;

	item->state = BUSY;
	if (address->kind == TARGET_DATA)
		return ask_data(item);
	if (address->kind == TARGET_URL) {
		fetcher_submit(in->fetcher, address->ref, address->referrer,
		    LIMIT_PICTURE_BYTES, take_fetched, item);
		return false;
	}
	tree = sources_tree(in->sources, address->root);
	if (tree && tree_read(tree, address->ref, LIMIT_PICTURE_BYTES,
	    &a->bytes, &err) == 0)
		return take_bytes(item, buf_str(&a->bytes), false);
	fail(item, FAULT_PICTURE_MISSING, tree ? str_of(err.message)
	    : STR("its source is not open"));
	return true;
}

static void
conclude(struct item *item)
{
	const struct assets *a = item->owner;
	bool had = item->is.filled.file.len > 0;

	item->state = had ? HAD : FAILED;
	observe_step(a->in->observer, had ? "picture" : "no picture",
	    item->address.kind == TARGET_DATA ? STR("data: URI")
	    : item->address.ref);
}

void
want_pursue(struct assets *a, struct want *want)
{
	for (; want->at < want->count; want->at++) {
		struct item *item = a->items[want->choices[want->at]];

		if (item->state == UNASKED && ask(item))
			conclude(item);
		if (item->state == BUSY) {
			want->next = item->waiting;
			item->waiting = want;
			return;
		}
		if (item->state == HAD) {
			*want->chosen = want->choices[want->at];
			break;
		}
	}
	a->open--;
	a->settled++;
	assets_show_progress(a);
}

/* Those who waited for it go on in turn: there may be thousands. */
static void
settle(struct item *item)
{
	struct assets *a = item->owner;
	struct want *want = item->waiting, *next;

	conclude(item);
	item->waiting = NULL;
	for (; want; want = next) {
		next = want->next;
		want->next = a->ready;
		a->ready = want;
	}
}
