/* SPDX-License-Identifier: MIT */
/* Archives that are cut off, damaged, or none: what is left of them. */
#include "test.h"

#include <errno.h>
#include <stdlib.h>

#include "archive_make.h"
#include "archive_tree.h"
#include "source/unpack.h"

/* Twenty files whose content can be told from any other. */
static void
numbered(int number, struct buf *out)
{
	unsigned x = (unsigned)number * 2654435761u + 1;

	buf_clear(out);
	for (int i = 0; i < 300; i++) {
		x = x * 1664525u + 1013904223u;
		buf_addf(out, "%08x", x);
	}
}

#define NUMBERED 20

static void
make_numbered(struct buf *tar, struct zip_make *zip)
{
	struct buf text = BUF_INIT;
	char name[32];

	for (int i = 0; i < NUMBERED; i++) {
		numbered(i, &text);
		snprintf(name, sizeof(name), "n/%02d.md", i);
		tar_add(tar, name, '0', "", buf_str(&text));
		zip_file(zip, name, text.data);
	}
	tar_end(tar);
	zip_end(zip);
	buf_release(&text);
}

/* How many files are there; each must be right. */
static size_t
check_numbered(const struct tree *tree)
{
	struct buf want = BUF_INIT, got = BUF_INIT;
	struct err err = ERR_INIT;
	size_t n = tree ? tree_count(tree) : 0;

	for (size_t i = 0; i < n; i++) {
		numbered(atoi(tree_path(tree, i).p), &want);
		CHECK(tree_read(tree, tree_path(tree, i), 10000, &got, &err)
		    == 0);
		CHECK(str_eq(buf_str(&got), buf_str(&want)));
	}
	buf_release(&want);
	buf_release(&got);
	return n;
}

/* Cut anywhere: what is whole is there, and that the rest is not is said. */
static void
check_cuts(struct str whole, size_t step)
{
	size_t before = 0, n;
	struct err err;
	struct tree *tree;

	for (size_t at = 600; at < whole.len; at += step) {
		tree = tree_of(str_sub(whole, 0, at), &err);
		n = check_numbered(tree);
		CHECK(n >= before);
		CHECK(tree ? tree_fault_count(tree) > 0 || n == NUMBERED
		    : err.kind == ERR_FORMAT);
		before = n;
		tree_close(tree);
	}
	tree = tree_of(whole, &err);
	CHECK_NUM(check_numbered(tree), NUMBERED);
	CHECK_NUM(tree ? tree_fault_count(tree) : 1, 0);
	tree_close(tree);
}

static void
test_cut_off(void)
{
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	struct buf tar = BUF_INIT, zipped = BUF_INIT;

	make_numbered(&tar, &zip);
	gzip(buf_str(&tar), &zipped);
	check_cuts(buf_str(&zip.out), 997);
	check_cuts(buf_str(&tar), 1024);
	check_cuts(buf_str(&zipped), 997);
	zip_release(&zip);
	buf_release(&tar);
	buf_release(&zipped);
}

/* Damage costs at most one entry of a .zip, and never goes unnoticed. */
static void
test_damaged_zip(void)
{
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	struct buf tar = BUF_INIT;
	struct err err;
	struct tree *tree;
	const char *second;
	size_t data;

	make_numbered(&tar, &zip);
	second = memchr(zip.out.data + 1, 'P', zip.out.len);
	while (memcmp(second, "PK\3\4", 4) != 0)
		second++;
	data = (size_t)(second - zip.out.data) + 37;
	for (size_t i = 0; i < 40; i++) {
		zip.out.data[data + i * 20] ^= 0x55;
		tree = tree_of(buf_str(&zip.out), &err);
		CHECK_NUM(check_numbered(tree), NUMBERED - 1);
		CHECK_NUM(tree ? tree_fault_count(tree) : 0, 1);
		tree_close(tree);
		zip.out.data[data + i * 20] ^= 0x55;
	}
	zip_release(&zip);
	buf_release(&tar);
}

static void
test_garbage(void)
{
	static const char *const heads[] = { "PK\3\4", "PK\5\6",
		"\x1f\x8b\x08" };
	struct buf bytes = BUF_INIT, b = BUF_INIT;
	struct err err;
	struct tree *tree;
	unsigned x = 1;

	for (size_t k = 0; k < sizeof(heads) / sizeof(heads[0]); k++) {
		buf_clear(&bytes);
		buf_adds(&bytes, heads[k]);
		for (size_t i = 0; i < 100000; i++) {
			x = x * 1664525u + 1013904223u;
			buf_addc(&bytes, (char)(x >> 24));
		}
		tree = tree_of(buf_str(&bytes), &err);
		CHECK(!tree && err.kind == ERR_FORMAT);
		tree_close(tree);
	}
	gzip(STR("no .tar"), &bytes);
	tree = tree_of(buf_str(&bytes), &err);
	CHECK(!tree && err.kind == ERR_FORMAT);
	tree_close(tree);
	/* An empty archive is an empty folder; other bytes are a document. */
	tree = tree_of((struct str){ "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0", 22 }, &err);
	CHECK_STR(paths(tree, &b), "");
	CHECK(tree != NULL);
	tree_close(tree);
	tree = tree_of(STR("PK is not how archives begin"), &err);
	CHECK(tree && tree_count(tree) == 1);
	tree_close(tree);
	buf_release(&bytes);
	buf_release(&b);
}

static void
ignore(void *arg, enum unpack_word word, struct str body)
{
	(void)body;
	if (word == UNPACK_DONE)
		*(bool *)arg = true;
}

/* An entry that takes too much memory must not make the next one fatal. */
static void
test_old_error(void)
{
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	bool done = false;
	const struct unpack_sink sink = { ignore, &done };

	/* From MS-DOS, not said to be UTF-8, and it ends within a letter. */
	zip_add(&zip, STR("a\xe4\xb8"), STR("x"), 0100644, 0);
	zip.out.data[7] = '\0';
	zip.directory.data[5] = '\0';
	zip.directory.data[9] = '\0';
	zip_end(&zip);
	unpack_prepare();
	errno = ENOMEM;
	unpack(buf_str(&zip.out), NULL, &sink);
	CHECK(done);
	zip_release(&zip);
}

int
main(void)
{
	RUN(test_cut_off);
	RUN(test_damaged_zip);
	RUN(test_garbage);
	RUN(test_old_error);
	return test_end();
}
