/* SPDX-License-Identifier: MIT */
#include "library/identity.h"

#include "article/record/body.h"
#include "base/hash.h"
#include "base/url.h"

/*
 * Of a text below this, as "Photo of the day", the picture is what is new;
 * it is less than a short notice and more than a caption.
 */
#define CAPTION_CHARS 200

void
identity_init(struct identity *identity)
{
	buf_init(&identity->url);
	buf_init(&identity->place);
	buf_init(&identity->content);
}

void
identity_release(struct identity *identity)
{
	buf_release(&identity->url);
	buf_release(&identity->place);
	buf_release(&identity->content);
}

/* The same picture lies in other folders, and is asked for by other queries. */
static struct str
picture_name(const struct image *image)
{
	struct str ref = image->ref;

	if (image->kind == TARGET_DATA)
		return ref;
	ref = str_sub(ref, 0, str_chr(ref, '?'));
	return str_sub(ref, str_rchr(ref, '/') + 1, ref.len);
}

/* Parts end with a byte that none of them holds. */
static void
put_part(struct str part, struct buf *out)
{
	buf_addstr(out, part);
	buf_addc(out, '\0');
}

static void
put_content(const struct record *rec, struct str text, struct buf *out)
{
	put_part(rec->title, out);
	if (date_valid(rec->date))
		date_format(rec->date, out);
	buf_addc(out, '\0');
	put_part(text, out);
	if (rec->text_chars < CAPTION_CHARS)
		for (size_t i = 0; i < rec->image_count; i++)
			put_part(picture_name(&rec->images[i]), out);
}

static void
set_content(const struct record *rec, struct buf *out)
{
	struct buf text = BUF_INIT, all = BUF_INIT;
	struct hash hash;

	body_text(rec->body, &text);
	if (str_trim(buf_str(&text)).len)
		put_content(rec, buf_str(&text), &all);
	else
		record_encode(rec, &all);
	hash = hash_of(buf_str(&all));
	buf_clear(out);
	buf_adds(out, "sha256:");
	hash_hex(&hash, out);
	buf_release(&text);
	buf_release(&all);
}

void
identity_set(struct identity *identity, const struct record *rec,
    const struct origin *origin)
{
	if (!rec->url.len || url_canonical(rec->url, &identity->url) != 0)
		buf_clear(&identity->url);
	buf_clear(&identity->place);
	put_part(origin->root, &identity->place);
	buf_addstr(&identity->place, origin->source);
	set_content(rec, &identity->content);
}

struct str
identity_name(const struct identity *identity)
{
	return buf_str(identity->url.len ? &identity->url
	    : &identity->content);
}
