/* SPDX-License-Identifier: MIT */
/* A book's pictures: one file for one content, named by its hash. */
#include "book/binder.h"

#include <stdlib.h>
#include <string.h>

#include "book/weights.h"

#define NAME_BYTES 16	/* of the hash */

static size_t
slot_of(const struct book *book, const struct hash *hash)
{
	size_t at;

	memcpy(&at, hash->bytes, sizeof(at));
	at &= book->slot_count - 1;
	while (book->picture_slots[at] && hash_cmp(hash,
	    &book->pictures.items[book->picture_slots[at] - 1]->hash))
		at = (at + 1) & (book->slot_count - 1);
	return at;
}

/* At most half of the slots are taken. */
static void
grow_slots(struct book *book)
{
	if (book->pictures.count * 2 < book->slot_count)
		return;
	book->slot_count = book->slot_count ? book->slot_count * 2 : 64;
	free(book->picture_slots);
	book->picture_slots = mem_zalloc(mem_mul(book->slot_count,
	    sizeof(*book->picture_slots)));
	for (size_t i = 0; i < book->pictures.count; i++)
		book->picture_slots[slot_of(book,
		    &book->pictures.items[i]->hash)] = i + 1;
}

static int
put_picture(struct book *book, const struct picture *picture,
    const struct hash *hash, struct err *err)
{
	bool jpeg = picture->format == PICTURE_JPEG;
	struct book_file *file = book_files_add(book, &book->pictures);
	struct buf name = BUF_INIT, hex = BUF_INIT;

	hash_hex(hash, &hex);
	buf_addf(&name, "i/%.*s.%s", NAME_BYTES * 2, hex.data,
	    jpeg ? "jpg" : "png");
	book_file_name(book, file, name.data,
	    jpeg ? "image/jpeg" : "image/png", "");
	file->entry.method = ENTRY_STORED;
	file->entry.size_bytes = picture->bytes.len;
	file->entry.crc = deflate_crc(picture->bytes);
	file->hash = *hash;
	buf_release(&name);
	buf_release(&hex);
	return book_spool(book, file, picture->bytes, err);
}

/* The file of a picture, added if it is new; NULL with err. */
static struct book_file *
find_or_put(struct book *book, const struct picture *picture,
    struct err *err)
{
	struct hash hash = hash_of(picture->bytes);
	size_t slot;

	grow_slots(book);
	slot = slot_of(book, &hash);
	if (!book->picture_slots[slot]) {
		if (put_picture(book, picture, &hash, err))
			return NULL;
		book->picture_slots[slot] = book->pictures.count;
	}
	return book->pictures.items[book->picture_slots[slot] - 1];
}

int
book_add_picture(struct book *book, const struct picture *picture,
    struct str *file, struct err *err)
{
	const struct book_file *found = find_or_put(book, picture, err);
	size_t bytes;
	char *href;

	if (!found)
		return -1;
	bytes = found->href.len + sizeof("../");
	href = pool_alloc(book->pool, bytes);
	memcpy(href, "../", 3);
	memcpy(href + 3, found->href.p, found->href.len);
	*file = (struct str){ href, bytes - 1 };
	return 0;
}

static void
make_cover(struct book *book, struct book_file *found)
{
	found->properties = "cover-image";
	book->cover = found->href;
}

int
book_set_cover(struct book *book, const struct picture *picture,
    struct err *err)
{
	struct book_file *found = find_or_put(book, picture, err);

	if (!found)
		return -1;
	make_cover(book, found);
	return 0;
}

/* How wide it may be, so that a page has room below it: see book.css. */
static const char *
shape_of(uint64_t width_px, uint64_t height_px)
{
	if (width_px * COVER_SHORT_SIDE >= height_px * COVER_LONG_SIDE)
		return "wide";
	return width_px * COVER_LONG_SIDE >= height_px * COVER_SHORT_SIDE
		? "square" : "tall";
}

void
book_choose_cover(struct book *book, const struct page_picture *picture)
{
	struct str href = str_sub(picture->file, strlen("../"),
	    picture->file.len);

	book->cover_shape = shape_of(picture->width_px, picture->height_px);
	for (size_t i = 0; i < book->pictures.count; i++)
		if (str_eq(book->pictures.items[i]->href, href))
			make_cover(book, book->pictures.items[i]);
}

static int
compare_names(const void *a, const void *b)
{
	const struct book_file *const *x = a, *const *y = b;

	return str_cmp((*x)->href, (*y)->href);
}

void
book_sort_pictures(struct book *book)
{
	if (book->pictures.count)
		qsort(book->pictures.items, book->pictures.count,
		    sizeof(struct book_file *), compare_names);
}
