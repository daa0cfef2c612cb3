/* SPDX-License-Identifier: MIT */
#include "net/cache_entry.h"

#include <string.h>

#include "base/limits.h"
#include "worker/wire.h"

static const struct str format_line = STR("chapbook cache 2\n");
static const struct str old_line = STR("chapbook cache 1\n");

/* It may come to stand in a request, so nothing that ends a line. */
static bool
header_can_hold(struct str s, size_t max)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return s.len <= max;
}

static void
put_header(struct buf *out, struct str s, size_t max)
{
	wire_put_str(out, header_can_hold(s, max) ? s
	    : (struct str){ NULL, 0 });
}

void
cache_entry_encode(const struct cache_entry *e, struct buf *out)
{
	const size_t start = out->len;
	struct hash sum;

	buf_reserve(out, e->body.len + e->key.len + 4096);
	buf_addstr(out, format_line);
	wire_put_u32(out, (uint32_t)e->kind);
	wire_put_str(out, e->key);
	put_header(out, e->etag, LIMIT_HEADER_BYTES);
	put_header(out, e->last_modified, LIMIT_HEADER_BYTES);
	put_header(out, e->content_type, LIMIT_HEADER_BYTES);
	put_header(out, e->final_url, LIMIT_URL_BYTES);
	put_header(out, e->via, LIMIT_URL_BYTES);
	wire_put_u64(out, (uint64_t)e->stored_at);
	wire_put_u64(out, (uint64_t)e->fresh_until);
	wire_put_u64(out, e->bytes);
	buf_add(out, e->hash.bytes, HASH_BYTES);
	wire_put_str(out, e->body);
	sum = hash_of(str_sub(buf_str(out), start, out->len));
	buf_add(out, sum.bytes, HASH_BYTES);
}

static bool
headers_are_sound(const struct cache_entry *e)
{
	return header_can_hold(e->etag, LIMIT_HEADER_BYTES)
	    && header_can_hold(e->last_modified, LIMIT_HEADER_BYTES)
	    && header_can_hold(e->content_type, LIMIT_HEADER_BYTES)
	    && header_can_hold(e->final_url, LIMIT_URL_BYTES)
	    && header_can_hold(e->via, LIMIT_URL_BYTES);
}

/* Where a hash stands in the file. */
static void
take_hash(struct wire *w, struct hash *out)
{
	if (w->rest.len < HASH_BYTES) {
		w->bad = true;
		return;
	}
	memcpy(out->bytes, w->rest.p, HASH_BYTES);
	w->rest = str_sub(w->rest, HASH_BYTES, w->rest.len);
}

bool
cache_entry_is_old(struct str file)
{
	return str_starts(file, old_line);
}

int
cache_entry_decode(struct str file, enum cache_kind kind, struct str key,
    struct cache_entry *out, struct err *err)
{
	size_t end;
	struct hash sum;
	struct wire w;

	if (!str_starts(file, format_line)
	    || file.len < format_line.len + HASH_BYTES)
		return err_set(err, ERR_FORMAT, "not a file of the cache");
	end = file.len - HASH_BYTES;
	sum = hash_of(str_sub(file, 0, end));
	if (memcmp(sum.bytes, file.p + end, HASH_BYTES) != 0)
		return err_set(err, ERR_FORMAT, "its checksum is wrong");
	w = wire_of(str_sub(file, format_line.len, end));
	*out = (struct cache_entry){ .kind = kind };
	if (wire_u32(&w) != (uint32_t)kind)
		w.bad = true;
	out->key = wire_str(&w);
	out->etag = wire_str(&w);
	out->last_modified = wire_str(&w);
	out->content_type = wire_str(&w);
	out->final_url = wire_str(&w);
	out->via = wire_str(&w);
	out->stored_at = (int64_t)wire_u64(&w);
	out->fresh_until = (int64_t)wire_u64(&w);
	out->bytes = wire_u64(&w);
	take_hash(&w, &out->hash);
	out->body = wire_str(&w);
	if (!wire_end(&w) || !headers_are_sound(out))
		return err_set(err, ERR_FORMAT, "malformed");
	if (!str_eq(out->key, key))
		return err_set(err, ERR_FORMAT, "it is of something else");
	return 0;
}
