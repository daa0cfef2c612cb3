/* SPDX-License-Identifier: MIT */
#include "source/entries.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "source/entries_parts.h"
#include "source/entry_path.h"
#include "source/unpack.h"
#include "worker/wire.h"

/* Faults that are not about one entry. */
#define SPARE_FAULTS 16

struct entries *
entries_new(struct str name, enum spool_place place, struct err *err)
{
	struct entries *e;
	int spool = spool_open(place, err);

	if (spool < 0)
		return NULL;
	e = mem_zalloc(sizeof(*e));
	e->spool = spool;
	e->pool = pool_new();
	e->name = pool_str(e->pool, name);
	buf_init(&e->clean);
	return e;
}

void
entries_free(struct entries *e)
{
	if (!e)
		return;
	close(e->spool);
	pool_free(e->pool);
	buf_release(&e->clean);
	free(e->items);
	free(e->faults);
	free(e);
}

static int
malformed(struct err *err)
{
	return err_set(err, ERR_FORMAT, "malformed stream");
}

void
entries_fault(struct entries *e, struct str path, enum err_kind kind,
    struct str why)
{
	struct entry_fault *fault;

	e->faults = mem_grow(e->faults, &e->fault_cap, e->fault_count + 1,
	    sizeof(*e->faults));
	fault = &e->faults[e->fault_count++];
	fault->path = path;
	err_set(&fault->err, kind, "%.*s", STR_ARG(why));
}

void
entries_cut(struct entries *e, const struct err *why)
{
	if (e->open)
		e->count--;
	e->open = false;
	entries_fault(e, e->name, why->kind, str_of(why->message));
}

/* A path must be as entry_path() leaves it, and memory is bounded. */
static bool
take_path(struct entries *e, struct str path)
{
	const char *why;

	if (path.len > LIMIT_ARCHIVE_PATH_BYTES - e->path_bytes)
		return false;
	e->path_bytes += path.len;
	return entry_path(path, &e->clean, &why) == ENTRY_PATH_GOOD
	    && str_eq(buf_str(&e->clean), path);
}

static void
note_top(struct entries *e, struct str path, bool folder)
{
	const size_t slash = str_chr(path, '/');
	const struct str first = slash == STR_NONE ? path
	    : str_sub(path, 0, slash);

	if (!path.len || (slash == STR_NONE && !folder))
		e->flat = true;
	else if (!e->top.len)
		e->top = pool_str(e->pool, first);
	else if (!str_eq(e->top, first))
		e->flat = true;
}

static int
take_entry(struct entries *e, enum entry_kind kind, struct str path,
    struct str target, struct err *err)
{
	if (!take_path(e, path)
	    || (kind == ENTRY_SAME && !take_path(e, target)))
		return malformed(err);
	note_top(e, path, false);
	e->items = mem_grow(e->items, &e->cap, e->count + 1,
	    sizeof(*e->items));
	e->items[e->count] = (struct entry){
		.path = pool_str(e->pool, path),
		.target = pool_str(e->pool, target),
		.kind = kind,
		.offset = e->spooled,
		.order = e->count,
	};
	e->count++;
	return 0;
}

static int
take_folder(struct entries *e, struct str path, struct err *err)
{
	if (path.len && !take_path(e, path))
		return malformed(err);
	note_top(e, path, true);
	return 0;
}

static int
take_bytes(struct entries *e, struct str bytes, struct err *err)
{
	struct entry *entry = &e->items[e->count - 1];

	if (bytes.len > LIMIT_ARCHIVE_ENTRY_BYTES - entry->bytes
	    || (unsigned long long)e->spooled + entry->bytes + bytes.len
	       > LIMIT_ARCHIVE_BYTES)
		return malformed(err);
	/* What was not kept of the one before is written over. */
	if (!entry->bytes && lseek(e->spool, (off_t)e->spooled, SEEK_SET) < 0)
		return err_errno(err, "cannot write");
	entry->bytes += bytes.len;
	if (fd_write_all(e->spool, bytes, err) == 0)
		return 0;
	return err_context(err, "temporary file (in $TMPDIR, /var/tmp or "
	    "/tmp)");
}

static void
end_file(struct entries *e, bool large)
{
	struct entry *entry = &e->items[e->count - 1];

	e->open = false;
	if (large) {
		entry->kind = ENTRY_LARGE;
		entry->bytes = 0;
	}
	e->spooled += (long long)entry->bytes;
}

static int
take_same(struct entries *e, struct str body, struct err *err)
{
	struct wire w = wire_of(body);
	const struct str path = wire_str(&w), target = wire_str(&w);

	if (!wire_end(&w))
		return malformed(err);
	return take_entry(e, ENTRY_SAME, path, target, err);
}

static int
take_fault(struct entries *e, struct str body, struct err *err)
{
	struct wire w = wire_of(body);
	const uint32_t kind = wire_u32(&w);
	const struct str name = wire_str(&w), why = wire_str(&w);

	if (!wire_end(&w) || kind == ERR_NONE || kind > ERR_EMPTY
	    || e->fault_count == LIMIT_ARCHIVE_ENTRIES + SPARE_FAULTS
	    || name.len > LIMIT_ARCHIVE_PATH_BYTES - e->path_bytes)
		return malformed(err);
	e->path_bytes += name.len;
	if (e->open)
		e->count--;
	e->open = false;
	entries_fault(e, name.len ? pool_str(e->pool, name) : e->name,
	    (enum err_kind)kind, why);
	return 0;
}

/* A frame between files. */
static int
take_next(struct entries *e, uint32_t word, struct str body, struct err *err)
{
	const struct str none = { NULL, 0 };

	if (e->frames++ == LIMIT_ARCHIVE_ENTRIES)
		return malformed(err);
	switch (word) {
	case UNPACK_FOLDER:
		return take_folder(e, body, err);
	case UNPACK_FILE:
		if (take_entry(e, ENTRY_FILE, body, none, err) != 0)
			return -1;
		e->open = true;
		return 0;
	case UNPACK_LINK:
		return take_entry(e, ENTRY_LINK, body, none, err);
	case UNPACK_SPECIAL:
		return take_entry(e, ENTRY_SPECIAL, body, none, err);
	case UNPACK_SAME:
		return take_same(e, body, err);
	case UNPACK_DONE:
		return body.len ? malformed(err) : 1;
	default:
		return malformed(err);
	}
}

int
entries_take(struct entries *e, uint32_t word, struct str body,
    struct err *err)
{
	if (word == UNPACK_FAULT)
		return take_fault(e, body, err);
	if (!e->open)
		return take_next(e, word, body, err);
	if (word == UNPACK_BYTES)
		return take_bytes(e, body, err);
	if ((word != UNPACK_END && word != UNPACK_LARGE) || body.len)
		return malformed(err);
	end_file(e, word == UNPACK_LARGE);
	return 0;
}
