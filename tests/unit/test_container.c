/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "book/container.h"
#include "book/deflate.h"
#include "growth.h"

/* A folder with one output in it, and a spool. */
struct bench {
	char folder[64], path[80];
	struct output *out;
	int spool;
	uint64_t spooled;
};

static void
bench_open(struct bench *b)
{
	struct err err = ERR_INIT;

	memset(b, 0, sizeof(*b));
	snprintf(b->folder, sizeof(b->folder), "/tmp/test_container.XXXXXX");
	CHECK(mkdtemp(b->folder) != NULL);
	snprintf(b->path, sizeof(b->path), "%.60s/book.epub", b->folder);
	b->out = output_open(b->path, &err);
	CHECK(b->out != NULL);
	b->spool = spool_open(SPOOL_DISK, &err);
	CHECK(b->spool >= 0);
}

static void
bench_close(struct bench *b)
{
	output_free(b->out);
	close(b->spool);
	unlink(b->path);
	CHECK(!rmdir(b->folder));
}

static struct entry
spool_entry(struct bench *b, const char *name, struct str text)
{
	struct entry e = { .name = str_of(name), .method = ENTRY_DEFLATED,
		.size_bytes = text.len, .spool_offset = b->spooled };
	struct deflater *deflater = deflater_new();
	struct buf packed = BUF_INIT;
	struct err err = ERR_INIT;

	deflate_page(deflater, text, &packed, &e.crc);
	e.packed_bytes = packed.len;
	CHECK(!fd_write_all(b->spool, buf_str(&packed), &err));
	b->spooled += packed.len;
	buf_release(&packed);
	deflater_free(deflater);
	return e;
}

static struct entry
stored_entry(const char *name, struct str bytes)
{
	return (struct entry){ .name = str_of(name), .method = ENTRY_STORED,
		.size_bytes = bytes.len, .packed_bytes = bytes.len,
		.crc = deflate_crc(bytes), .bytes = bytes.p };
}

static const struct date day = { 2023, 7, 19 };

static unsigned
u16(struct str s, size_t at)
{
	return (unsigned char)s.p[at] | (unsigned)(unsigned char)s.p[at + 1]
		<< 8;
}

static uint32_t
u32(struct str s, size_t at)
{
	return u16(s, at) | (uint32_t)u16(s, at + 2) << 16;
}

/* Checks local headers in order against the entries; returns how many. */
static size_t
check_local_headers(struct str zip)
{
	size_t at = 0, count = 0;

	while (at + 30 < zip.len && u32(zip, at) == 0x04034b50) {
		size_t name = u16(zip, at + 26), extra = u16(zip, at + 28);

		CHECK_NUM(u16(zip, at + 6) & ~0x0806u, 0);
		CHECK_NUM(u16(zip, at + 10), 12 << 11);
		CHECK_NUM(extra, 0);
		at += 30 + name + extra + u32(zip, at + 18);
		count++;
	}
	CHECK(at + 46 < zip.len);
	CHECK_NUM(u32(zip, at), 0x02014b50);
	return count;
}

static void
write_book(struct bench *b, struct buf *bytes)
{
	static const char page[] = "<p>text text text text text</p>";
	struct container *c = container_new(b->spool, day);
	struct err err = ERR_INIT;
	struct entry e;
	uint64_t written = 0;

	e = stored_entry("META-INF/container.xml", STR("<container/>"));
	CHECK(!container_add(c, &e, &err));
	e = spool_entry(b, "e/t/a00001.xhtml", str_of(page));
	CHECK(!container_add(c, &e, &err));
	e = spool_entry(b, "e/t/empty.xhtml", STR(""));
	CHECK(!container_add(c, &e, &err));
	e = stored_entry("e/i/0.jpg", STR("\xff\xd8\0jpeg"));
	CHECK(!container_add(c, &e, &err));
	e = stored_entry("e/i/1.jpg", (struct str){ NULL, 0 });
	e.bytes = "";
	CHECK(!container_add(c, &e, &err));
	CHECK(!container_write(c, b->out, &written, &err));
	CHECK_STR(str_of(err.message), "");
	container_free(c);
	CHECK(!output_commit(b->out, &err));
	CHECK(!file_read(b->path, 1 << 20, bytes, &err));
	CHECK_NUM(bytes->len, written);
}

static void
test_layout(void)
{
	struct buf bytes = BUF_INIT;
	struct bench b;
	struct str zip;

	bench_open(&b);
	write_book(&b, &bytes);
	zip = buf_str(&bytes);
	CHECK_NUM(u32(zip, 0), 0x04034b50);
	CHECK_NUM(u16(zip, 4), 10);
	CHECK_NUM(u16(zip, 8), 0);
	/* 2023-07-01, 12:00 */
	CHECK_NUM(u16(zip, 12), (2023 - 1980) << 9 | 7 << 5 | 1);
	CHECK_STR(str_sub(zip, 30, 58), "mimetypeapplication/epub+zip");
	CHECK_NUM(check_local_headers(zip), 6);
	/* The end of the central directory: no comment. */
	CHECK_NUM(u32(zip, zip.len - 22), 0x06054b50);
	CHECK_NUM(u16(zip, zip.len - 2), 0);
	buf_release(&bytes);
	bench_close(&b);
}

static void
test_same_bytes_everywhere(void)
{
	static const char *const zones[] = { "UTC", "Asia/Shanghai",
		"America/New_York", "Pacific/Apia", "America/Sao_Paulo",
		"Pacific/Kwajalein", "XXX+11YYY,M7.1.0/0,M11.1.0/0" };
	const char *before = getenv("TZ");
	char *saved = before ? mem_strdup(before) : NULL;
	struct hash first = { { 0 } };

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		struct buf bytes = BUF_INIT;
		struct hash h;
		struct bench b;

		setenv("TZ", zones[i], 1);
		tzset();
		bench_open(&b);
		write_book(&b, &bytes);
		h = hash_of(buf_str(&bytes));
		if (!i)
			first = h;
		CHECK(!hash_cmp(&first, &h));
		buf_release(&bytes);
		bench_close(&b);
	}
	if (saved)
		setenv("TZ", saved, 1);
	else
		unsetenv("TZ");
	tzset();
	free(saved);
}

static void
check_name(const char *name, bool good)
{
	struct container *c = container_new(-1, day);
	struct err err = ERR_INIT;
	struct entry e = stored_entry(name, STR("x"));

	if (!container_add(c, &e, &err) != good)
		test_fail(__FILE__, __LINE__, name);
	container_free(c);
}

static void
test_names(void)
{
	char name[400];

	check_name("e/t/a00001-2.xhtml", true);
	check_name("META-INF/container.xml", true);
	check_name("e/i/0_1.jpg", true);
	check_name("", false);
	check_name("/e", false);
	check_name("e/", false);
	check_name("e//x", false);
	check_name("../x", false);
	check_name("e/../x", false);
	check_name("e/.x", false);
	check_name("e/x.", false);
	check_name("e/X.jpg", false);
	check_name("e/meta-INF/x", false);
	check_name("META-INF/", false);
	check_name("e/x y", false);
	check_name("e\\x", false);
	check_name("e/\xe4\xb8\xad", false);
	memset(name, 'a', sizeof(name));
	name[255] = '\0';
	check_name(name, true);
	name[255] = 'a';
	name[256] = '\0';
	check_name(name, false);
}

static void
test_same_name_twice(void)
{
	struct err err = ERR_INIT;
	struct container *c;
	struct entry e;
	uint64_t written;
	struct bench b;

	bench_open(&b);
	c = container_new(b.spool, day);
	e = stored_entry("mimetype", STR("text/plain"));
	CHECK(!container_add(c, &e, &err));
	CHECK(container_write(c, b.out, &written, &err));
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	CHECK_STR(str_of(err.message), "two entries 'mimetype'");
	container_free(c);
	bench_close(&b);
}

static void
test_sizes(void)
{
	struct container *c = container_new(-1, day);
	struct entry e = stored_entry("x", STR("12"));
	struct err err = ERR_INIT;

	e.packed_bytes = 1;
	CHECK(container_add(c, &e, &err));
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	e.method = ENTRY_DEFLATED;
	e.packed_bytes = 0;
	CHECK(container_add(c, &e, &err));
	e.packed_bytes = UINT64_MAX;
	CHECK(container_add(c, &e, &err));
	CHECK_NUM(err.kind, ERR_LIMIT);
	e.packed_bytes = 2;
	e.size_bytes = UINT32_MAX;
	CHECK(container_add(c, &e, &err));
	container_free(c);
}

/* Writes one entry; returns the kind of error. */
static enum err_kind
write_one(struct bench *b, const struct entry *e, struct err *err)
{
	struct container *c = container_new(b->spool, (struct date){ 0 });
	uint64_t written;

	*err = (struct err)ERR_INIT;
	CHECK(!container_add(c, e, err));
	if (!container_write(c, b->out, &written, err))
		CHECK_NUM(err->kind, ERR_NONE);
	container_free(c);
	return err->kind;
}

static void
test_broken_spool(void)
{
	struct err err;
	struct bench b;
	struct entry e;

	bench_open(&b);
	e = spool_entry(&b, "x", STR("some text that is deflated"));
	CHECK_NUM(write_one(&b, &e, &err), ERR_NONE);
	e.packed_bytes++;
	CHECK(write_one(&b, &e, &err) != ERR_NONE);
	CHECK(strstr(err.message, "entry 'x'") != NULL);
	e.spool_offset = 1 << 30;
	CHECK(write_one(&b, &e, &err) != ERR_NONE);
	/* Stored bytes that are not those that were promised. */
	e = stored_entry("y", STR("stored"));
	CHECK_NUM(write_one(&b, &e, &err), ERR_NONE);
	e.crc ^= 1;
	CHECK_NUM(write_one(&b, &e, &err), ERR_FORMAT);
	CHECK_STR(str_of(err.message),
	    "entry 'y' has changed since it was spooled");
	bench_close(&b);
}

static void
test_no_spool(void)
{
	struct err err;
	struct bench b;
	struct entry e;

	bench_open(&b);
	e = spool_entry(&b, "x", STR("text"));
	close(b.spool);
	b.spool = -1;
	CHECK_NUM(write_one(&b, &e, &err), ERR_SYSTEM);
	b.spool = dup(0);
	bench_close(&b);
}

static void
test_disk_full(void)
{
	const struct rlimit none = { 100, RLIM_INFINITY };
	struct rlimit before;
	struct err err;
	struct bench b;
	struct entry e;

	/* A write beyond the limit fails with EFBIG; its signal is ignored. */
	CHECK(!getrlimit(RLIMIT_FSIZE, &before));
	bench_open(&b);
	e = stored_entry("x", STR("bytes"));
	CHECK(!setrlimit(RLIMIT_FSIZE, &none));
	CHECK_NUM(write_one(&b, &e, &err), ERR_SYSTEM);
	CHECK(strstr(err.message, "cannot write: ") != NULL);
	CHECK(!setrlimit(RLIMIT_FSIZE, &before));
	bench_close(&b);
}

/* Many entries cost in proportion to their number. */
static void
write_many(const void *arg, size_t n)
{
	struct err err = ERR_INIT;
	struct container *c;
	uint64_t written;
	struct bench b;

	(void)arg;
	bench_open(&b);
	c = container_new(b.spool, day);
	for (size_t i = 0; i < n; i++) {
		struct buf name = BUF_INIT;
		struct entry e;

		buf_addf(&name, "e/t/a%05zu.xhtml", i);
		e = stored_entry(name.data, STR("page"));
		CHECK(!container_add(c, &e, &err));
		buf_release(&name);
	}
	CHECK(!container_write(c, b.out, &written, &err));
	container_free(c);
	bench_close(&b);
}

static const struct growth growths[] = {
	{ "entries", write_many, NULL, 1000 },
};

static void
test_many(void)
{
	write_many(NULL, 20000);
	CHECK_GROWTH(growths);
}

int
main(int argc, char **argv)
{
	GROWTH_MAIN(argc, argv, growths);
	signal(SIGXFSZ, SIG_IGN);
	RUN(test_layout);
	RUN(test_same_bytes_everywhere);
	RUN(test_names);
	RUN(test_same_name_twice);
	RUN(test_sizes);
	RUN(test_broken_spool);
	RUN(test_no_spool);
	RUN(test_disk_full);
	RUN(test_many);
	return test_end();
}
