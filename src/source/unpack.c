/* SPDX-License-Identifier: MIT */
#include "source/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/dynamic.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "source/entry_path.h"
#include "source/gunzip.h"
#include "source/packed_format.h"
#include "worker/wire.h"

/* After damaged data, the rest of a .zip is tried so often. */
#define RESUMES_MAX 100
#define BLOCK_BYTES UNPACK_BODY_BYTES
/* Names by which their encoding is guessed: some hundred of them. */
#define GUESS_BYTES ((size_t)32 << 10)

enum progress {
	GO_ON,
	ENDED,
	GIVEN_UP,	/* and has said why */
	BROKEN		/* for libarchive, that is */
};

_Static_assert(sizeof(ARCHIVE_LIBRARY) > 1, "no shared libarchive is here");

#define FUNCTIONS(F) \
	F(archive_entry_filetype) F(archive_entry_hardlink) \
	F(archive_entry_is_encrypted) F(archive_entry_pathname) \
	F(archive_error_string) F(archive_read_data) F(archive_read_free) \
	F(archive_read_new) F(archive_read_next_header) F(archive_read_open) \
	F(archive_read_open_memory) F(archive_read_support_format_tar) \
	F(archive_read_support_format_zip) F(archive_set_error)

#define NAME(function) DYNAMIC_NAME(struct libarchive, function)

struct libarchive {
	FUNCTIONS(DYNAMIC_POINTER)
};

static const struct dynamic_function functions[] = {
	FUNCTIONS(NAME)
	{ NULL, 0 }
};

struct unpacking {
	const struct libarchive *lib;
	const struct unpack_sink *sink;
	struct str bytes;
	enum packed_format format;
	struct archive *archive;
	struct gunzip *gunzip;
	struct err gunzip_err;
	size_t entries;			/* whose header was asked for */
	unsigned resumes;
	bool damaged;			/* which has been said */
	unsigned long long left;	/* bytes that may still come out */
	size_t names_left;		/* bytes of names */
	const struct file_names *names;	/* or NULL */
	bool guessed;			/* encoding is of all their names */
	size_t encoding;
	struct buf name, target;	/* in UTF-8, where they were not */
	struct buf path, body;
	char block[BLOCK_BYTES];
};

static struct libarchive *
load(struct err *err)
{
	return dynamic_load(ARCHIVE_LIBRARY, functions,
	    sizeof(struct libarchive), err);
}

int
unpack_check(struct err *err)
{
	struct libarchive *lib = load(err);

	free(lib);
	return lib ? 0 : -1;
}

void
unpack_prepare(void)
{
	/* libarchive takes names that are UTF-8 only in such a locale. */
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	/* With a zone named, mktime() does not look for the machine's. */
	setenv("TZ", "UTC0", 1);
	tzset();
}

static void
put(const struct unpacking *u, enum unpack_word word, struct str body)
{
	u->sink->put(u->sink->arg, word, body);
}

static void
put_fault(struct unpacking *u, enum err_kind kind, struct str name,
    const char *why)
{
	buf_clear(&u->body);
	wire_put_u32(&u->body, (uint32_t)kind);
	wire_put_str(&u->body, str_sub(name, 0, LIMIT_PATH_BYTES));
	/* Some of libarchive's messages are lines. */
	wire_put_str(&u->body, str_trim(str_sub(str_of(why), 0,
	    ERR_MESSAGE_BYTES - 1)));
	put(u, UNPACK_FAULT, buf_str(&u->body));
}

static void
put_rest(struct unpacking *u, enum err_kind kind, const char *why)
{
	put_fault(u, kind, (struct str){ NULL, 0 }, why);
}

static const char *
reason(const struct unpacking *u)
{
	const char *why = u->lib->archive_error_string(u->archive);

	/* libarchive has words of its own for what its input says. */
	if (u->gunzip_err.kind != ERR_NONE)
		return u->gunzip_err.message;
	return why ? why : "damaged";
}

static la_ssize_t
read_gunzip(struct archive *archive, void *arg, const void **p)
{
	struct unpacking *u = arg;
	struct str block = STR("");

	if (gunzip_next(u->gunzip, &block, &u->gunzip_err) < 0) {
		u->lib->archive_set_error(archive, EINVAL, "%s",
		    u->gunzip_err.message);
		return ARCHIVE_FATAL;
	}
	*p = block.p;
	return (la_ssize_t)block.len;
}

static int
open_archive(struct unpacking *u)
{
	struct archive *a = u->archive = u->lib->archive_read_new();

	if (!a) {
		put_rest(u, ERR_LIMIT, "out of memory");
		return -1;
	}
	if (u->format == PACKED_ZIP) {
		u->lib->archive_read_support_format_zip(a);
		if (u->lib->archive_read_open_memory(a, u->bytes.p, u->bytes.len)
		    == ARCHIVE_OK)
			return 0;
	} else {
		u->lib->archive_read_support_format_tar(a);
		if ((u->gunzip ? u->lib->archive_read_open(a, u, NULL, read_gunzip,
		        NULL) : u->lib->archive_read_open_memory(a, u->bytes.p,
		        u->bytes.len)) == ARCHIVE_OK)
			return 0;
	}
	put_rest(u, ERR_FORMAT, reason(u));
	return -1;
}

static unsigned long long
limit_of(size_t bytes)
{
	const unsigned long long most = LIMIT_ARCHIVE_BYTES
	    - LIMIT_ARCHIVE_SLACK;

	if (bytes >= most / LIMIT_ARCHIVE_GROWTH)
		return LIMIT_ARCHIVE_BYTES;
	return LIMIT_ARCHIVE_SLACK
	    + (unsigned long long)bytes * LIMIT_ARCHIVE_GROWTH;
}

/* libarchive takes an old ENOMEM for a new one, and ends the process. */
static int
next_header(const struct unpacking *u, struct archive_entry **entry)
{
	errno = 0;
	return u->lib->archive_read_next_header(u->archive, entry);
}

static void
start(struct unpacking *u, struct str archive)
{
	u->bytes = archive;
	u->format = packed_format(str_sub(archive, 0, PACKED_HEAD_BYTES));
	u->left = limit_of(archive.len);
	if (u->format == PACKED_TAR_GZ)
		u->gunzip = gunzip_new(archive, u->left);
}

static void
finish(struct unpacking *u)
{
	if (u->archive)
		u->lib->archive_read_free(u->archive);
	gunzip_free(u->gunzip);
	buf_release(&u->name);
	buf_release(&u->target);
	buf_release(&u->path);
	buf_release(&u->body);
	free(u);
}

static void
put_nowhere(void *arg, enum unpack_word word, struct str body)
{
	(void)arg;
	(void)word;
	(void)body;
}

/* Reads the archive once more, up to where there are names enough. */
static void
guess_encoding(struct unpacking *u)
{
	static const struct unpack_sink nowhere = { put_nowhere, NULL };
	struct unpacking *ahead = mem_zalloc(sizeof(*ahead));
	struct buf names = BUF_INIT;
	struct archive_entry *entry;
	int r = ARCHIVE_OK;

	ahead->lib = u->lib;
	ahead->sink = &nowhere;
	start(ahead, u->bytes);
	if (open_archive(ahead) != 0)
		r = ARCHIVE_FATAL;
	for (size_t i = 0; r != ARCHIVE_EOF && r > ARCHIVE_FAILED
	     && i < LIMIT_ARCHIVE_ENTRIES && names.len < GUESS_BYTES; i++) {
		struct str name;

		r = next_header(ahead, &entry);
		if (r != ARCHIVE_OK && r != ARCHIVE_WARN)
			continue;
		name = str_of(u->lib->archive_entry_pathname(entry));
		if (text_is_utf8(name))
			continue;
		buf_addstr(&names, name);
		buf_addc(&names, '\n');
	}
	finish(ahead);
	u->encoding = file_names_guess(u->names, buf_str(&names));
	u->guessed = true;
	buf_release(&names);
}

/* What is a separator of old systems, where no other is. */
static void
turn_backslashes(struct buf *name)
{
	if (str_chr(buf_str(name), '/') != STR_NONE)
		return;
	for (size_t i = 0; i < name->len; i++)
		if (name->data[i] == '\\')
			name->data[i] = '/';
}

/* A name as text, in out if it must be made; as it is if it is no text. */
static struct str
name_of(struct unpacking *u, const char *raw, struct buf *out)
{
	struct str name = str_of(raw);

	if (!u->names || text_is_utf8(name))
		return name;
	if (!u->guessed)
		guess_encoding(u);
	if (file_names_decode(u->names, u->encoding, name, out) != 0)
		return name;
	if (u->format == PACKED_ZIP)
		turn_backslashes(out);
	return buf_str(out);
}

static enum progress
unpack_bytes(struct unpacking *u)
{
	size_t size = 0;
	la_ssize_t n;

	put(u, UNPACK_FILE, buf_str(&u->path));
	while ((n = u->lib->archive_read_data(u->archive, u->block,
	    BLOCK_BYTES)) > 0) {
		size += (size_t)n;
		if (size > LIMIT_ARCHIVE_ENTRY_BYTES) {
			put(u, UNPACK_LARGE, STR(""));
			return GO_ON;
		}
		if ((unsigned long long)n > u->left) {
			put_rest(u, ERR_LIMIT, "unpacks to too much");
			return GIVEN_UP;
		}
		u->left -= (unsigned long long)n;
		put(u, UNPACK_BYTES, (struct str){ u->block, (size_t)n });
	}
	if (n == 0) {
		put(u, UNPACK_END, STR(""));
		return GO_ON;
	}
	put_fault(u, ERR_FORMAT, buf_str(&u->path), reason(u));
	return n == ARCHIVE_FATAL ? BROKEN : GO_ON;
}

static void
put_same(struct unpacking *u, const char *raw_target)
{
	struct str target = name_of(u, raw_target, &u->target);
	struct buf clean = BUF_INIT;
	const char *why;

	if (entry_path(target, &clean, &why) == ENTRY_PATH_GOOD) {
		buf_clear(&u->body);
		wire_put_str(&u->body, buf_str(&u->path));
		wire_put_str(&u->body, buf_str(&clean));
		put(u, UNPACK_SAME, buf_str(&u->body));
	} else {
		put_fault(u, ERR_UNSUPPORTED, buf_str(&u->path),
		    "hard link to what is not in the archive");
	}
	buf_release(&clean);
}

static enum progress
unpack_entry(struct unpacking *u, struct archive_entry *entry)
{
	struct str name = name_of(u, u->lib->archive_entry_pathname(entry),
	    &u->name);
	const char *target = u->lib->archive_entry_hardlink(entry), *why;
	const mode_t type = u->lib->archive_entry_filetype(entry);

	switch (entry_path(name, &u->path, &why)) {
	case ENTRY_PATH_HIDDEN:
		return GO_ON;
	case ENTRY_PATH_REFUSED:
		put_fault(u, ERR_UNSUPPORTED, name, why);
		return GO_ON;
	case ENTRY_PATH_ROOT:
	case ENTRY_PATH_GOOD:
		break;
	}
	if (type == AE_IFDIR) {
		put(u, UNPACK_FOLDER, buf_str(&u->path));
	} else if (!u->path.len) {
		put_fault(u, ERR_UNSUPPORTED, name, "no name");
	} else if (target) {
		put_same(u, target);
	} else if (type == AE_IFLNK) {
		put(u, UNPACK_LINK, buf_str(&u->path));
	} else if (type != AE_IFREG) {
		put(u, UNPACK_SPECIAL, buf_str(&u->path));
	} else if (u->lib->archive_entry_is_encrypted(entry)) {
		put_fault(u, ERR_UNSUPPORTED, buf_str(&u->path), "encrypted");
	} else {
		return unpack_bytes(u);
	}
	return GO_ON;
}

/*
 * Twice, because a path may come again with a fault; and a byte of a name
 * that is no UTF-8 may become three.
 */
static bool
too_many(struct unpacking *u, struct archive_entry *entry)
{
	const char *const names[] = { u->lib->archive_entry_pathname(entry),
		u->lib->archive_entry_hardlink(entry) };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		const struct str name = str_of(names[i]);
		const size_t bytes = name.len * (text_is_utf8(name) ? 2 : 6);

		if (bytes > u->names_left)
			return true;
		u->names_left -= bytes;
	}
	return false;
}

static enum progress
unpack_next(struct unpacking *u)
{
	struct archive_entry *entry;
	int r;

	r = next_header(u, &entry);
	if (r == ARCHIVE_EOF)
		return ENDED;
	if (r < ARCHIVE_WARN) {
		put_rest(u, ERR_FORMAT, reason(u));
		return GIVEN_UP;
	}
	if (u->entries == LIMIT_ARCHIVE_ENTRIES
	    || (r != ARCHIVE_RETRY && too_many(u, entry))) {
		put_rest(u, ERR_LIMIT, "too many entries");
		return GIVEN_UP;
	}
	u->entries++;
	if (r != ARCHIVE_RETRY)
		return unpack_entry(u, entry);
	/* No header where one should be; behind it there may be others. */
	if (!u->damaged)
		put_rest(u, ERR_FORMAT, reason(u));
	u->damaged = true;
	return GO_ON;
}

/* What is known only when all was read. */
static void
check_end(struct unpacking *u)
{
	struct err err = ERR_INIT;
	struct str block;
	int r;

	if (!u->gunzip) {
		/* libarchive takes it for the end where a file has ended. */
		if (packed_cut_off(u->format, u->bytes))
			put_rest(u, ERR_FORMAT, "cut off");
		return;
	}
	do
		r = gunzip_next(u->gunzip, &block, &err);
	while (r > 0);
	if (r < 0)
		put_rest(u, err.kind, err.message);
}

/*
 * libarchive does not go on after damaged data. Entries of a .zip are
 * independent, so that it is opened again and what was done is skipped.
 */
static enum progress
resume(struct unpacking *u)
{
	struct archive_entry *entry;
	int r = ARCHIVE_OK;

	if (u->format != PACKED_ZIP || u->resumes == RESUMES_MAX) {
		put_rest(u, ERR_FORMAT, reason(u));
		return GIVEN_UP;
	}
	u->resumes++;
	u->lib->archive_read_free(u->archive);
	if (open_archive(u) != 0)
		return GIVEN_UP;
	for (size_t i = 0; i < u->entries && r >= ARCHIVE_WARN; i++)
		r = next_header(u, &entry);
	if (r >= ARCHIVE_WARN)
		return GO_ON;
	put_rest(u, ERR_FORMAT, reason(u));
	return GIVEN_UP;
}

static void
unpack_all(struct unpacking *u)
{
	enum progress progress = GO_ON;

	if (open_archive(u) != 0)
		return;
	while (progress == GO_ON) {
		progress = unpack_next(u);
		if (progress == BROKEN)
			progress = resume(u);
	}
	if (progress == ENDED)
		check_end(u);
}

void
unpack(struct str archive, const struct file_names *names,
    const struct unpack_sink *sink)
{
	struct unpacking *u = mem_zalloc(sizeof(*u));
	struct err err = ERR_INIT;
	struct libarchive *lib = load(&err);

	u->lib = lib;
	u->sink = sink;
	u->names = names;
	u->names_left = LIMIT_ARCHIVE_PATH_BYTES;
	start(u, archive);
	if (!lib)
		put_rest(u, err.kind, err.message);
	else if (u->format == PACKED_NOT)
		put_rest(u, ERR_FORMAT, "no archive");
	else
		unpack_all(u);
	put(u, UNPACK_DONE, STR(""));
	finish(u);
	free(lib);
}
