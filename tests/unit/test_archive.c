/* SPDX-License-Identifier: MIT */
/* Archives as trees, good ones and hostile ones. */
#include "test.h"

#include <stdlib.h>

#include "archive_make.h"
#include "archive_tree.h"

static void
check_small(struct str bytes)
{
	struct buf b = BUF_INIT;
	struct err err;
	struct tree *tree = tree_of(bytes, &err);

	CHECK_STR(str_of(err.message), "");
	CHECK_STR(paths(tree, &b), "a.md\nb/c.html\n中/文.md\n");
	CHECK_STR(faults(tree, &b), "");
	if (tree) {
		CHECK_STR(content(tree, "a.md", &b), "first");
		CHECK_STR(content(tree, "中/文.md", &b), "third");
		CHECK_STR(content(tree, "b/p.jpg", &b), "picture");
		CHECK_STR(content(tree, "b/q.jpg", &b),
		    "cannot open: No such file or directory");
		CHECK_STR(content(tree, "a.md/q.jpg", &b),
		    "cannot open: Not a directory");
		CHECK_STR(content(tree, "b", &b), "not a regular file");
		CHECK_STR(content(tree, "../b", &b),
		    "cannot open: No such file or directory");
	}
	tree_close(tree);
	buf_release(&b);
}

static void
make_tar(struct buf *tar, const char *top)
{
	static const char *const files[][2] = {
		{ "b/c.html", "second" }, { "b/p.jpg", "picture" },
		{ "中/文.md", "third" }, { "a.md", "first" },
		{ ".hidden/x.md", "x" }, { "b/.x.md", "x" },
	};
	char name[100];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(name, sizeof(name), "%s%s", top, files[i][0]);
		tar_file(tar, name, files[i][1]);
	}
	tar_end(tar);
}

static void
test_formats(void)
{
	static const char *const tops[] = { "", "mirror/", "./", "./m/" };
	struct buf tar = BUF_INIT, zipped = BUF_INIT;
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };

	for (size_t i = 0; i < sizeof(tops) / sizeof(tops[0]); i++) {
		buf_clear(&tar);
		make_tar(&tar, tops[i]);
		check_small(buf_str(&tar));
		gzip(buf_str(&tar), &zipped);
		check_small(buf_str(&zipped));
	}
	zip_file(&zip, "m/中/文.md", "third");
	zip_file(&zip, "m/b/c.html", "second");
	zip_file(&zip, "m/b/p.jpg", "picture");
	zip_add(&zip, STR("m/b/"), STR(""), 040755, 0);
	zip_file(&zip, "m/a.md", "first");
	zip_end(&zip);
	check_small(buf_str(&zip.out));
	zip_release(&zip);
	buf_release(&tar);
	buf_release(&zipped);
}

/* One folder alone is left out of the paths, but not if "." is there too. */
static void
test_top_folder(void)
{
	struct buf tar = BUF_INIT, b = BUF_INIT;
	struct err err;
	struct tree *tree;

	tar_add(&tar, "./", '5', "", STR(""));
	tar_file(&tar, "./pages/a.md", "x");
	tar_end(&tar);
	tree = tree_of(buf_str(&tar), &err);
	CHECK_STR(paths(tree, &b), "pages/a.md\n");
	tree_close(tree);
	buf_clear(&tar);
	tar_add(&tar, "empty/", '5', "", STR(""));
	tar_file(&tar, "pages/a.md", "x");
	tar_end(&tar);
	tree = tree_of(buf_str(&tar), &err);
	CHECK_STR(paths(tree, &b), "pages/a.md\n");
	tree_close(tree);
	buf_release(&tar);
	buf_release(&b);
}

static void
test_hostile_tar(void)
{
	struct buf tar = BUF_INIT, b = BUF_INIT;
	struct err err;
	struct tree *tree;

	tar_file(&tar, "ok/a.md", "first");
	tar_file(&tar, "../up.md", "x");
	tar_file(&tar, "ok/../../up.md", "x");
	tar_file(&tar, "/abs.md", "x");
	tar_file(&tar, "ok/back\\slash.md", "x");
	tar_file(&tar, "ok/bell\a.md", "x");
	tar_file(&tar, "ok/a.md", "again");
	tar_add(&tar, "ok/same.md", '1', "ok/a.md", STR(""));
	tar_add(&tar, "ok/out.md", '1', "/etc/passwd", STR(""));
	tar_add(&tar, "ok/none.md", '1', "ok/nothing.md", STR(""));
	tar_add(&tar, "ok/sym.md", '2', "/etc/passwd", STR(""));
	tar_add(&tar, "ok/folder", '2', "/etc", STR(""));
	tar_add(&tar, "ok/fifo.md", '6', "", STR(""));
	tar_add(&tar, "ok/null", '3', "", STR(""));
	tar_end(&tar);
	tree = tree_of(buf_str(&tar), &err);
	CHECK_STR(paths(tree, &b), "a.md\nsame.md\n");
	CHECK_STR(faults(tree, &b),
	    "fifo.md: not a regular file\n"
	    "folder: symbolic link is not followed\n"
	    "null: not a regular file\n"
	    "sym.md: symbolic link is not followed\n"
	    "../up.md: path that may leave the archive\n"
	    "/abs.md: absolute path\n"
	    "a.md: another entry of this name came first\n"
	    "none.md: hard link to what is not in the archive\n"
	    "ok/../../up.md: path that may leave the archive\n"
	    "ok/back\\slash.md: backslash in its name\n"
	    "ok/bell\a.md: control character in its name\n"
	    "out.md: hard link to what is not in the archive\n");
	if (tree) {
		CHECK_STR(content(tree, "a.md", &b), "first");
		CHECK_STR(content(tree, "same.md", &b), "first");
		CHECK_STR(content(tree, "sym.md", &b),
		    "symbolic link is not followed");
		CHECK_STR(content(tree, "folder/passwd", &b),
		    "symbolic link is not followed");
		CHECK_STR(content(tree, "null", &b), "not a regular file");
		CHECK_STR(content(tree, "/etc/passwd", &b),
		    "cannot open: No such file or directory");
	}
	tree_close(tree);
	buf_release(&tar);
	buf_release(&b);
}

/* 200 folders, each within the other, and a path of more than 4000 bytes. */
static void
test_deep(void)
{
	struct buf name = BUF_INIT, b = BUF_INIT;
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	struct err err;
	struct tree *tree;

	for (int i = 0; i < 200; i++)
		buf_adds(&name, "d/");
	buf_adds(&name, "x.md");
	zip_file(&zip, name.data, "x");
	buf_clear(&name);
	for (int i = 0; i < 5000; i++)
		buf_addc(&name, 'n');
	zip_file(&zip, name.data, "x");
	zip_add(&zip, (struct str){ "nu\0l.md", 7 }, STR("x"), 0100644, 0);
	zip_add(&zip, STR("s.md"), STR("/etc/passwd"), 0120777, 0);
	zip_file(&zip, "good.md", "good");
	zip_end(&zip);
	tree = tree_of(buf_str(&zip.out), &err);
	/* To libarchive, as to any unpacker, a name ends with its NUL. */
	CHECK_STR(paths(tree, &b), "good.md\n");
	faults(tree, &b);
	CHECK(str_find(buf_str(&b), STR("folder lies too deep")) != STR_NONE);
	CHECK(str_find(buf_str(&b), STR("path is too long")) != STR_NONE);
	CHECK(str_find(buf_str(&b), STR("s.md: symbolic link")) != STR_NONE);
	tree_close(tree);
	buf_release(&b);
	buf_release(&name);
	zip_release(&zip);
}

static void
test_bomb(void)
{
	const size_t bytes = LIMIT_ARCHIVE_ENTRY_BYTES + 1;
	char *zeros = mem_zalloc(bytes);
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	struct buf b = BUF_INIT;
	struct err err;
	struct tree *tree;

	zip_file(&zip, "a.md", "first");
	zip_add(&zip, STR("bomb.md"), (struct str){ zeros, bytes }, 0100644,
	    0);
	zip_file(&zip, "z.md", "last");
	zip_end(&zip);
	tree = tree_of(buf_str(&zip.out), &err);
	CHECK_STR(paths(tree, &b), "a.md\nbomb.md\nz.md\n");
	if (tree) {
		CHECK_STR(content(tree, "z.md", &b), "last");
		CHECK_STR(content(tree, "bomb.md", &b),
		    "larger than 33554432 bytes");
	}
	tree_close(tree);
	zip_release(&zip);
	buf_release(&b);
	free(zeros);
}

static void
test_encrypted(void)
{
	struct zip_make zip = { BUF_INIT, BUF_INIT, 0 };
	struct buf b = BUF_INIT;
	struct err err;
	struct tree *tree;

	zip_add(&zip, STR("secret.md"), STR("first"), 0100644, 1);
	zip_file(&zip, "open.md", "open");
	zip_end(&zip);
	tree = tree_of(buf_str(&zip.out), &err);
	CHECK_STR(paths(tree, &b), "open.md\n");
	CHECK_STR(faults(tree, &b), "secret.md: encrypted\n");
	tree_close(tree);
	zip_release(&zip);
	buf_release(&b);
}

int
main(void)
{
	RUN(test_formats);
	RUN(test_top_folder);
	RUN(test_hostile_tar);
	RUN(test_deep);
	RUN(test_bomb);
	RUN(test_encrypted);
	return test_end();
}
