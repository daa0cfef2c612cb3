/* SPDX-License-Identifier: MIT */
#include "book/container.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/mem.h"
#include "book/deflate.h"
#include "book/entry_name.h"
#include "book/sink.h"

#define MIMETYPE "application/epub+zip"
/* Where the first entry's name stands, and then, stored, its bytes (OCF). */
#define FIRST_NAME ((size_t)30)
/* Of every entry: a regular file, read by all, written by its owner. */
#define UNIX_MODE ((zip_uint32_t)0100644 << 16)
/* More needs ZIP64 fields, which old reading systems do not know. */
#define ENTRY_BYTES_MAX ((uint64_t)UINT32_MAX - 1)

/* An entry, and how far libzip has read it. */
struct packed {
	struct entry entry;
	struct container *c;	/* while it is written */
	uint64_t at;
	uint32_t crc;		/* of what was read so far */
};

struct container {
	struct pool *pool;
	int spool_fd;
	uint16_t dos_date, dos_time;
	struct packed *items;
	size_t count, cap;
	struct err err;		/* the first of reading; or ERR_NONE */
};

/*
 * libzip goes from DOS time through local time and back, so it must be one
 * that exists in every time zone: days have been left out, and hours around
 * midnight often are, but no noon of the first of a month.
 */
static void
set_dos_time(struct container *c, struct date d)
{
	int year = d.year, month = d.month;

	if (!date_valid(d) || year < 1980) {
		year = 1980;
		month = 1;
	} else if (year > 2107) {
		year = 2107;
		month = 12;
	}
	c->dos_date = (uint16_t)((year - 1980) << 9 | month << 5 | 1);
	c->dos_time = 12 << 11;
}

bool
container_is_epub(struct str head)
{
	return str_starts(head, STR("PK\3\4"))
	    && str_starts(str_sub(head, FIRST_NAME, head.len),
	    STR("mimetype" MIMETYPE));
}

static void
put_entry(struct container *c, const struct entry *entry)
{
	struct packed *item;

	c->items = mem_grow(c->items, &c->cap, c->count + 1,
	    sizeof(*c->items));
	item = &c->items[c->count++];
	*item = (struct packed){ .entry = *entry };
	item->entry.name = pool_str(c->pool, entry->name);
}

struct container *
container_new(int spool_fd, struct date date)
{
	struct container *c = mem_zalloc(sizeof(*c));
	struct entry mimetype = { .name = STR("mimetype"),
		.size_bytes = sizeof(MIMETYPE) - 1,
		.packed_bytes = sizeof(MIMETYPE) - 1, .bytes = MIMETYPE };

	c->pool = pool_new();
	c->spool_fd = spool_fd;
	set_dos_time(c, date);
	mimetype.crc = deflate_crc(STR(MIMETYPE));
	put_entry(c, &mimetype);
	return c;
}

void
container_free(struct container *c)
{
	if (!c)
		return;
	pool_free(c->pool);
	free(c->items);
	free(c);
}

int
container_add(struct container *c, const struct entry *entry, struct err *err)
{
	if (!entry_name_valid(entry->name))
		return err_set(err, ERR_ARGUMENT,
		    "no name for an entry '%.*s'", STR_ARG(entry->name));
	if (entry->size_bytes > ENTRY_BYTES_MAX
	    || entry->packed_bytes > ENTRY_BYTES_MAX)
		return err_set(err, ERR_LIMIT, "entry too large '%.*s'",
		    STR_ARG(entry->name));
	if (entry->method == ENTRY_STORED
	    ? entry->packed_bytes != entry->size_bytes
	    : !entry->packed_bytes)
		return err_set(err, ERR_ARGUMENT,
		    "sizes contradict the method of entry '%.*s'",
		    STR_ARG(entry->name));
	put_entry(c, entry);
	return 0;
}

/* Names are lower-case ASCII, but for META-INF: equal is equal when folded. */
static int
check_unique(const struct container *c, struct err *err)
{
	struct str *names = mem_alloc(mem_mul(c->count, sizeof(*names)));
	int status = 0;

	for (size_t i = 0; i < c->count; i++)
		names[i] = c->items[i].entry.name;
	qsort(names, c->count, sizeof(*names), str_compare);
	for (size_t i = 1; i < c->count && !status; i++)
		if (str_eq(names[i - 1], names[i]))
			status = err_set(err, ERR_ARGUMENT,
			    "two entries '%.*s'", STR_ARG(names[i]));
	free(names);
	return status;
}

static int
read_packed(struct packed *item, void *data, size_t bytes, struct err *err)
{
	const struct entry *e = &item->entry;
	const struct str got = { data, bytes };

	if (e->bytes)
		memcpy(data, e->bytes + item->at, bytes);
	else if (fd_pread_all(item->c->spool_fd, data, bytes,
	    (long long)(e->spool_offset + item->at), err))
		return err_context(err, "entry '%.*s'", STR_ARG(e->name));
	item->at += bytes;
	if (e->method == ENTRY_DEFLATED)
		return 0;
	item->crc = deflate_crc_more(item->crc, got);
	if (item->at == e->packed_bytes && item->crc != e->crc)
		return err_set(err, ERR_FORMAT, "entry '%.*s' has changed "
		    "since it was spooled", STR_ARG(e->name));
	return 0;
}

static zip_int64_t
pack_read(struct packed *item, void *data, zip_uint64_t len)
{
	uint64_t left = item->entry.packed_bytes - item->at;
	size_t bytes = len < left ? (size_t)len : (size_t)left;

	if (!bytes)
		return 0;
	if (read_packed(item, data, bytes, &item->c->err))
		return -1;
	return (zip_int64_t)bytes;
}

static zip_int64_t
pack_stat(const struct packed *item, void *data, zip_uint64_t len)
{
	const struct entry *e = &item->entry;
	struct zip_stat *st = data;

	if (len < sizeof(*st))
		return -1;
	zip_stat_init(st);
	st->size = e->size_bytes;
	st->comp_size = e->packed_bytes;
	st->crc = e->crc;
	st->comp_method = e->method == ENTRY_DEFLATED ? ZIP_CM_DEFLATE
	                                              : ZIP_CM_STORE;
	st->encryption_method = ZIP_EM_NONE;
	st->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC
		| ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	return sizeof(*st);
}

/* How libzip asks what went wrong; we know better (see container_write()). */
static zip_int64_t
tell_error(void *data, zip_uint64_t len, int code)
{
	int codes[2] = { code, 0 };

	if (len < sizeof(codes))
		return -1;
	memcpy(data, codes, sizeof(codes));
	return sizeof(codes);
}

/* What libzip reads an entry's bytes by: they are there, deflated before. */
static zip_int64_t
pack(void *arg, void *data, zip_uint64_t len, enum zip_source_cmd command)
{
	struct packed *item = arg;

	switch (command) {
	case ZIP_SOURCE_OPEN:
		item->at = 0;
		item->crc = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return pack_read(item, data, len);
	case ZIP_SOURCE_STAT:
		return pack_stat(item, data, len);
	case ZIP_SOURCE_ERROR:
		return tell_error(data, len, ZIP_ER_READ);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_READABLE;
	default:
		return -1;
	}
}

static zip_int64_t
output_stat(void *data, zip_uint64_t len)
{
	struct zip_stat *st = data;

	if (len < sizeof(*st))
		return -1;
	zip_stat_init(st);
	st->valid = ZIP_STAT_SIZE;	/* an empty file */
	return sizeof(*st);
}

static zip_int64_t
output_seek(struct sink *sink, void *data, zip_uint64_t len)
{
	zip_int64_t at = zip_source_seek_compute_offset(sink->at,
	    sink_bytes(sink), data, len, NULL);

	if (at < 0)
		return -1;
	sink->at = (uint64_t)at;
	return 0;
}

/* What libzip writes the container by. */
static zip_int64_t
put_out(void *arg, void *data, zip_uint64_t len, enum zip_source_cmd command)
{
	struct sink *sink = arg;

	switch (command) {
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
	case ZIP_SOURCE_READ:
		return 0;
	case ZIP_SOURCE_WRITE:
		if (sink_write(sink, (struct str){ data, (size_t)len }))
			return -1;
		return (zip_int64_t)len;
	case ZIP_SOURCE_SEEK_WRITE:
		return output_seek(sink, data, len);
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)sink->at;
	case ZIP_SOURCE_COMMIT_WRITE:
		return sink_finish(sink);
	case ZIP_SOURCE_STAT:
		return output_stat(data, len);
	case ZIP_SOURCE_ERROR:
		return tell_error(data, len, ZIP_ER_WRITE);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_WRITABLE;
	default:
		return -1;
	}
}

static zip_t *
open_zip(struct sink *sink, struct err *err)
{
	zip_error_t error;
	struct zip_source *source;
	zip_t *zip = NULL;

	zip_error_init(&error);
	source = zip_source_function_create(put_out, sink, &error);
	if (source)
		zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE,
		    &error);
	if (!zip) {
		err_set(err, ERR_LIBRARY, "cannot start a container: %s",
		    zip_error_strerror(&error));
		if (source)
			zip_source_free(source);
	}
	zip_error_fini(&error);
	return zip;
}

static int
list_entry(struct container *c, zip_t *zip, struct packed *item)
{
	struct zip_source *source;
	zip_int64_t index;

	item->c = c;
	source = zip_source_function(zip, pack, item);
	if (!source)
		return -1;
	index = zip_file_add(zip, item->entry.name.p, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return -1;
	}
	if (item->entry.method == ENTRY_STORED
	    && zip_set_file_compression(zip, (zip_uint64_t)index,
	    ZIP_CM_STORE, 0))
		return -1;
	if (zip_file_set_dostime(zip, (zip_uint64_t)index, c->dos_time,
	    c->dos_date, 0))
		return -1;
	return zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0,
	    ZIP_OPSYS_UNIX, UNIX_MODE);
}

/* libzip forgets to say so, now and then. */
static const char *
zip_cause(zip_t *zip)
{
	return zip_error_code_zip(zip_get_error(zip)) == ZIP_ER_OK
	    ? "out of memory" : zip_strerror(zip);
}

static int
write_entries(struct container *c, zip_t *zip, struct err *err)
{
	for (size_t i = 0; i < c->count; i++)
		if (list_entry(c, zip, &c->items[i]))
			return err_set(err, ERR_LIBRARY, "entry '%.*s': %s",
			    STR_ARG(c->items[i].entry.name),
			    zip_cause(zip));
	if (!zip_close(zip))
		return 0;
	return err_set(err, ERR_LIBRARY, "cannot pack: %s", zip_cause(zip));
}

int
container_write(struct container *c, struct output *out, uint64_t *bytes,
    struct err *err)
{
	struct sink sink;
	zip_t *zip;
	int status;

	if (check_unique(c, err))
		return -1;
	c->err = (struct err)ERR_INIT;
	sink_init(&sink, output_fd(out));
	zip = open_zip(&sink, err);
	status = zip ? write_entries(c, zip, err) : -1;
	if (status && zip)
		zip_discard(zip);
	/* libzip's message names no cause: ours does. */
	if (status && c->err.kind)
		*err = c->err;
	else if (status && sink.err.kind)
		*err = sink.err;
	*bytes = sink_bytes(&sink);
	sink_release(&sink);
	return status;
}
