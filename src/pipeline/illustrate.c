/* SPDX-License-Identifier: MIT */
#include "pipeline/illustrate.h"

#include <stdlib.h>
#include <string.h>

#include "article/record/image_order.h"
#include "base/strindex.h"
#include "pipeline/assets.h"

/*
 * What goes on a cover: at least that part of its width, no side longer than
 * that many times the other, and not from far into the book.
 */
#define COVER_WIDTH_PART 2
#define COVER_SIDES 2
#define COVER_ARTICLES 20

/* One picture, however many articles show it. */
struct wanted {
	struct str key;		/* address_key() of each address */
	size_t chosen;		/* of assets; STR_NONE: it has no address */
};

struct illustrations {
	const struct illustrating *in;
	struct pool *pool;
	struct assets *assets;
	struct strindex index;	/* keys -> items */
	struct wanted *items;
	size_t count, cap;
};

/* Where a picture may be, the best first. */
static struct address *
addresses(const struct illustrations *ill, const struct article *article,
    const struct image *image, struct pool *pool, size_t *count)
{
	size_t found, used = 0;
	const struct candidate *order = image_order(image,
	    ill->in->options->max_width_px, pool, &found);
	struct address *list = pool_alloc(pool, mem_mul(found, sizeof(*list)));

	for (size_t i = 0; i < found; i++)
		if (order[i].kind == TARGET_PATH
		    || order[i].kind == TARGET_DATA
		    || (order[i].kind == TARGET_URL && ill->in->fetcher))
			list[used++] = (struct address){ order[i].kind,
				article->root, order[i].ref,
				article->meta.url };
	*count = used;
	return list;
}

static void
picture_key(const struct address *list, size_t count, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		struct hash key = address_key(&list[i]);

		buf_add(out, key.bytes, HASH_BYTES);
	}
}

/* Every distinct picture of one article joins the list. */
static int
collect(struct illustrations *ill, const struct article *article,
    struct pool *scratch, struct buf *key, struct err *err)
{
	struct record rec;

	pool_clear(scratch);
	if (library_body(ill->in->library, article->id, scratch, &rec, err)
	    != 0)
		return -1;
	for (size_t i = 0; i < rec.image_count; i++) {
		struct str kept;
		size_t count;
		struct address *list = addresses(ill, article,
		    &rec.images[i], scratch, &count);

		for (size_t k = 0; k < count; k++)
			assets_add(ill->assets, &list[k]);
		picture_key(list, count, key);
		kept = (struct str){ pool_strndup(ill->pool, key->data,
		    key->len), key->len };
		strindex_add(&ill->index, kept, ill->count);
		ill->items = mem_grow(ill->items, &ill->cap, ill->count + 1,
		    sizeof(*ill->items));
		ill->items[ill->count++] = (struct wanted){ kept, STR_NONE };
	}
	return 0;
}

static int
want(struct illustrations *ill, struct wanted *wanted, struct err *err)
{
	size_t count = wanted->key.len / HASH_BYTES;
	size_t *choices = pool_alloc(ill->pool,
	    mem_mul(count, sizeof(*choices)));

	for (size_t i = 0; i < count; i++) {
		struct hash key;

		memcpy(key.bytes, wanted->key.p + i * HASH_BYTES, HASH_BYTES);
		choices[i] = assets_find(ill->assets, &key);
	}
	return count ? assets_want(ill->assets, choices, count,
	    &wanted->chosen, err) : 0;
}

static int
run(struct illustrations *ill, struct err *err)
{
	const struct illustrating *in = ill->in;
	struct pool *scratch = pool_new();
	struct buf key = BUF_INIT;
	int result = -1;

	for (size_t i = 0; i < in->edition->article_count; i++)
		if (collect(ill, in->edition->articles[i].article, scratch,
		    &key, err) != 0)
			goto out;
	strindex_sort(&ill->index);
	assets_ready(ill->assets, ill->index.count);
	for (size_t i = 0; i < ill->index.count; i++)
		if (want(ill, &ill->items[ill->index.entries[i].value], err)
		    != 0)
			goto out;
	result = assets_wait(ill->assets, err);
out:
	buf_release(&key);
	pool_free(scratch);
	return result;
}

struct illustrations *
illustrate(const struct illustrating *in, struct err *err)
{
	struct illustrations *ill = mem_zalloc(sizeof(*ill));

	ill->in = in;
	ill->pool = pool_new();
	ill->assets = assets_new(in);
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
	assets_free(ill->assets);
	pool_free(ill->pool);
	free(ill->items);
	free(ill);
}

static void
report_fault(const struct illustrations *ill, const struct article *article,
    struct str ref, enum fault_code fault, const char *cause)
{
	struct buf why = BUF_INIT;

	if (str_istarts(ref, STR("data:")))
		ref = STR("data: URI");
	buf_addf(&why, "picture '%.*s': %s", STR_ARG(ref), cause);
	report_add(ill->in->report, fault, article->meta.title,
	    article->sources.count ? article->sources.items[0]
	                           : article->identity, buf_str(&why));
	buf_release(&why);
}

/* What became of the picture; NULL if it has no address that can be asked. */
static const struct asset *
find(const struct illustrations *ill, const struct article *article,
    const struct image *image)
{
	struct pool *scratch = pool_new();
	const struct asset *found = NULL;
	struct buf key = BUF_INIT;
	size_t count, at;
	struct address *list = addresses(ill, article, image, scratch,
	    &count);

	picture_key(list, count, &key);
	if (strindex_find(&ill->index, buf_str(&key), &at)
	    && ill->items[at].chosen != STR_NONE)
		found = assets_get(ill->assets, ill->items[at].chosen);
	buf_release(&key);
	pool_free(scratch);
	return found;
}

struct page_picture
illustration(const struct illustrations *ill, const struct article *article,
    const struct image *image)
{
	struct page_picture missing = { .file = { NULL, 0 } };
	const struct asset *asset;

	if (image->kind == TARGET_URL)
		missing.original = image->ref;
	if (!ill->in->options)
		return missing;
	ill->in->report->pictures_wanted++;
	asset = find(ill, article, image);
	if (!asset)
		report_fault(ill, article, image->ref, FAULT_PICTURE_REMOTE,
		    image->kind == TARGET_URL
		    ? "pictures from elsewhere are not fetched"
		    : "not an address of a picture");
	else if (asset->cause)
		report_fault(ill, article, asset->ref, asset->fault,
		    asset->cause);
	if (!asset || !asset->filled.file.len)
		return missing;
	ill->in->report->pictures_made++;
	return asset->filled;
}

/* The article's lead picture, else its first; its file may be empty. */
static struct page_picture
lead_of(const struct illustrations *ill, const struct article *article,
    const struct record *rec)
{
	const size_t lead = article->meta.lead_image;
	const struct asset *asset = NULL;

	if (rec->image_count && lead <= rec->image_count)
		asset = find(ill, article, &rec->images[lead ? lead - 1 : 0]);
	return asset ? asset->filled : (struct page_picture){ .width_px = 0 };
}

/* Of what is no photograph the encoder makes a PNG, but when it dithers. */
static bool
suits_cover(const struct illustrations *ill, const struct page_picture *p,
    unsigned width_px)
{
	return (str_ends(p->file, STR(".jpg")) || ill->in->options->dither)
	    && p->width_px >= width_px / COVER_WIDTH_PART
	    && p->width_px <= COVER_SIDES * p->height_px
	    && p->height_px <= COVER_SIDES * p->width_px;
}

static void
choose_cover(const struct illustrations *ill, const struct page_picture *leads,
    size_t count, unsigned width_px, struct page_picture *out)
{
	for (size_t i = 0; i < count && !out->file.len; i++) {
		unsigned shown = 0;

		for (size_t k = 0; k < count; k++)
			shown += str_eq(leads[k].file, leads[i].file);
		if (shown == 1 && suits_cover(ill, &leads[i], width_px))
			*out = leads[i];
	}
}

int
illustration_for_cover(const struct illustrations *ill, unsigned width_px,
    struct page_picture *out, struct err *err)
{
	const struct edition *ed = ill->in->edition;
	struct page_picture leads[COVER_ARTICLES];
	struct pool *scratch = pool_new();
	size_t count = 0;
	int result = 0;

	*out = (struct page_picture){ .width_px = 0 };
	for (; count < ed->article_count && count < COVER_ARTICLES
	     && result == 0; count++) {
		const struct article *article = ed->articles[count].article;
		struct record rec;

		pool_clear(scratch);
		result = library_body(ill->in->library, article->id, scratch,
		    &rec, err);
		if (result == 0)
			leads[count] = lead_of(ill, article, &rec);
	}
	if (result == 0)
		choose_cover(ill, leads, count, width_px, out);
	pool_free(scratch);
	return result;
}
