/* SPDX-License-Identifier: MIT */
/*
 * What the parent makes of frames that no helper of ours would send, names
 * of entries, gzip data, and helpers that do not end well.
 */
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive_make.h"
#include "base/limits.h"
#include "deny.h"
#include "source/entries.h"
#include "source/entry_path.h"
#include "source/gunzip.h"
#include "source/unpack.h"
#include "worker/helper.h"
#include "worker/sandbox.h"
#include "worker/wire.h"

static void
test_entry_path(void)
{
	static const struct {
		const char *name, *path;
		enum entry_path is;
	} cases[] = {
		{ "a/b.md", "a/b.md", ENTRY_PATH_GOOD },
		{ "./a//b/./c.md", "a/b/c.md", ENTRY_PATH_GOOD },
		{ "a/b/", "a/b", ENTRY_PATH_GOOD },
		{ "a b/\xff.md", "a b/\xff.md", ENTRY_PATH_GOOD },
		{ ".", "", ENTRY_PATH_ROOT },
		{ ".//.", "", ENTRY_PATH_ROOT },
		{ ".a", ".a", ENTRY_PATH_HIDDEN },
		{ "a/.git/b.md", "a/.git/b.md", ENTRY_PATH_HIDDEN },
		{ "...", "...", ENTRY_PATH_HIDDEN },
		{ "", NULL, ENTRY_PATH_REFUSED },
		{ "/", NULL, ENTRY_PATH_REFUSED },
		{ "/a", NULL, ENTRY_PATH_REFUSED },
		{ "..", NULL, ENTRY_PATH_REFUSED },
		{ "a/..", NULL, ENTRY_PATH_REFUSED },
		{ ".git/../../a", NULL, ENTRY_PATH_REFUSED },
		{ "a\\b", NULL, ENTRY_PATH_REFUSED },
		{ "a\nb", NULL, ENTRY_PATH_REFUSED },
		{ "a\177", NULL, ENTRY_PATH_REFUSED },
	};
	struct buf b = BUF_INIT;
	const char *why;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_NUM(entry_path(str_of(cases[i].name), &b, &why),
		    cases[i].is);
		CHECK((why != NULL) == (cases[i].is == ENTRY_PATH_REFUSED));
		if (cases[i].path)
			CHECK_STR(buf_str(&b), cases[i].path);
	}
	CHECK_NUM(entry_path((struct str){ "a\0b", 3 }, &b, &why),
	    ENTRY_PATH_REFUSED);
	buf_release(&b);
}

static int
unzip_all(struct str in, unsigned long long max, struct buf *out)
{
	struct gunzip *g = gunzip_new(in, max);
	struct err err = ERR_INIT;
	struct str block;
	int r;

	buf_clear(out);
	while ((r = gunzip_next(g, &block, &err)) > 0)
		buf_addstr(out, block);
	/* What it said last it says for good. */
	CHECK_NUM(gunzip_next(g, &block, &err), r);
	gunzip_free(g);
	return r;
}

static void
test_gunzip(void)
{
	struct buf text = BUF_INIT, one = BUF_INIT, b = BUF_INIT;

	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "%d,", i);
	gzip(buf_str(&text), &one);
	CHECK_NUM(unzip_all(buf_str(&one), text.len, &b), 0);
	CHECK(str_eq(buf_str(&b), buf_str(&text)));
	CHECK_NUM(unzip_all(buf_str(&one), text.len - 1, &b), -1);
	for (size_t cut = 0; cut < one.len; cut += 99) {
		CHECK_NUM(unzip_all(str_sub(buf_str(&one), 0, cut), SIZE_MAX,
		    &b), -1);
		CHECK(str_starts(buf_str(&text), buf_str(&b)));
	}
	one.data[one.len - 8] ^= 1;
	CHECK_NUM(unzip_all(buf_str(&one), SIZE_MAX, &b), -1);
	CHECK(str_eq(buf_str(&b), buf_str(&text)));
	one.data[one.len - 8] ^= 1;
	buf_clear(&text);
	buf_addstr(&text, buf_str(&one));
	buf_addstr(&text, buf_str(&one));
	CHECK_NUM(unzip_all(buf_str(&text), SIZE_MAX, &b), 0);
	CHECK_NUM(b.len, 2 * 588890);
	buf_addstr(&text, STR("padding"));
	CHECK_NUM(unzip_all(buf_str(&text), SIZE_MAX, &b), 0);
	buf_release(&text);
	buf_release(&one);
	buf_release(&b);
}

static struct str
two(struct buf *out, const char *a, const char *b)
{
	buf_clear(out);
	wire_put_str(out, str_of(a));
	wire_put_str(out, str_of(b));
	return buf_str(out);
}

static struct str
fault(struct buf *out, uint32_t kind, const char *name, const char *why)
{
	buf_clear(out);
	wire_put_u32(out, kind);
	wire_put_str(out, str_of(name));
	wire_put_str(out, str_of(why));
	return buf_str(out);
}

static void
test_malformed(void)
{
	struct buf b = BUF_INIT;
	const struct {
		uint32_t word;
		struct str body;
	} frames[] = {
		{ UNPACK_FILE, STR("") }, { UNPACK_FILE, STR("../a") },
		{ UNPACK_FILE, STR("a//b") }, { UNPACK_FILE, STR("a/") },
		{ UNPACK_FILE, STR(".a") }, { UNPACK_FOLDER, STR("/") },
		{ UNPACK_LINK, STR("./a") }, { UNPACK_SPECIAL, STR("..") },
		{ UNPACK_SAME, STR("a") }, { UNPACK_FAULT, STR("") },
		{ UNPACK_BYTES, STR("x") }, { UNPACK_END, STR("") },
		{ UNPACK_LARGE, STR("") }, { UNPACK_DONE, STR("x") },
		{ UNPACK_DONE + 1, STR("") }, { UINT32_MAX, STR("") },
		{ UNPACK_SAME, two(&b, "a", "../b") },
	};
	struct err err = ERR_INIT;
	struct entries *e = entries_new(STR("x.zip"), SPOOL_DISK, &err);

	for (size_t i = 0; e && i < sizeof(frames) / sizeof(frames[0]); i++) {
		CHECK_NUM(entries_take(e, frames[i].word, frames[i].body,
		    &err), -1);
		CHECK_NUM(err.kind, ERR_FORMAT);
	}
	CHECK_NUM(entries_take(e, UNPACK_FAULT, fault(&b, 99, "a", "b"),
	    &err), -1);
	CHECK_NUM(entries_take(e, UNPACK_FAULT, fault(&b, 0, "a", "b"),
	    &err), -1);
	/* In a file, only what belongs to it. */
	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("a"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("b"), &err), -1);
	CHECK_NUM(entries_take(e, UNPACK_DONE, STR(""), &err), -1);
	CHECK_NUM(entries_take(e, UNPACK_END, STR("x"), &err), -1);
	entries_free(e);
	buf_release(&b);
}

static void
collect(void *arg, struct str path, const struct err *err)
{
	buf_addf(arg, "%.*s: %s\n", STR_ARG(path), err ? err->message : "");
}

static void
test_take(void)
{
	struct buf b = BUF_INIT;
	struct err err = ERR_INIT, why = ERR_INIT;
	struct entries *e = entries_new(STR("x.zip"), SPOOL_DISK, &err);

	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("m/a"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_BYTES, STR("lost"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_FAULT, fault(&b, ERR_FORMAT, "m/a",
	    "damaged"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("m/b"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_BYTES, STR("ke"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_BYTES, STR("pt"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_END, STR(""), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("m/c"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_BYTES, STR("much"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_LARGE, STR(""), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_SAME, two(&b, "m/d", "m/b"), &err),
	    0);
	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("m/e"), &err), 0);
	CHECK_NUM(entries_take(e, UNPACK_BYTES, STR("half"), &err), 0);
	err_set(&why, ERR_SYSTEM, "crashed");
	entries_cut(e, &why);
	CHECK_NUM(entries_settle(e, &err), 0);
	buf_clear(&b);
	entries_walk(e, collect, &b);
	CHECK_STR(buf_str(&b), "b: \nc: \nd: \na: damaged\nx.zip: crashed\n");
	CHECK_NUM(entries_read(e, STR("d"), 4, &b, &err), 0);
	CHECK_STR(buf_str(&b), "kept");
	CHECK_NUM(entries_read(e, STR("b"), 3, &b, &err), -1);
	CHECK_STR(str_of(err.message), "larger than 3 bytes");
	CHECK_NUM(entries_read(e, STR("c"), SIZE_MAX, &b, &err), -1);
	CHECK_NUM(entries_read(e, STR("e"), 4, &b, &err), -1);
	entries_free(e);
	e = entries_new(STR("x.zip"), SPOOL_DISK, &err);
	entries_cut(e, &why);
	CHECK_NUM(entries_settle(e, &err), -1);
	CHECK_STR(str_of(err.message), "crashed");
	entries_free(e);
	/* The only fault is one that is found at the end. */
	e = entries_new(STR("x.zip"), SPOOL_DISK, &err);
	CHECK_NUM(entries_take(e, UNPACK_SAME, two(&b, "m/d", "m/b"), &err),
	    0);
	CHECK_NUM(entries_settle(e, &err), -1);
	CHECK_STR(str_of(err.message), "nothing in it can be read: \"d\": "
	    "hard link to what is not in the archive");
	entries_free(e);
	buf_release(&b);
}

static void
test_too_much(void)
{
	struct err err = ERR_INIT;
	struct entries *e = entries_new(STR("x.zip"), SPOOL_DISK, &err);
	char *zeros = mem_zalloc(UNPACK_BODY_BYTES);
	const struct str block = { zeros, UNPACK_BODY_BYTES };
	size_t n = 0;

	CHECK_NUM(entries_take(e, UNPACK_FILE, STR("a"), &err), 0);
	while (entries_take(e, UNPACK_BYTES, block, &err) == 0)
		n++;
	CHECK_NUM(n * UNPACK_BODY_BYTES, LIMIT_ARCHIVE_ENTRY_BYTES);
	entries_free(e);
	e = entries_new(STR("x.zip"), SPOOL_DISK, &err);
	for (n = 0; entries_take(e, UNPACK_FOLDER, STR("a"), &err) == 0; n++)
		continue;
	CHECK_NUM(n, LIMIT_ARCHIVE_ENTRIES);
	entries_free(e);
	free(zeros);
}

static void
run_fine(const void *arg, int fd)
{
	(void)!write(fd, arg, 4);
}

static void
run_crash(const void *arg, int fd)
{
	(void)arg;
	(void)fd;
	raise(SIGABRT);
}

static void
run_socket(const void *arg, int fd)
{
	(void)arg;
	(void)fd;
	if (socket(AF_INET, SOCK_STREAM, 0) < 0)
		_exit(9);
}

static void
run_forever(const void *arg, int fd)
{
	(void)arg;
	(void)fd;
	for (;;)
		continue;
}

/* What is read from it, and how it ends. */
static int
outcome(void (*run)(const void *, int), enum sandbox_mode mode,
    struct buf *out, struct err *err)
{
	const struct helper_task task = { .sandbox = mode,
		.memory_bytes = (size_t)512 << 20, .cpu_s = 1, .run = run,
		.arg = "done" };
	struct helper helper;

	buf_clear(out);
	*err = (struct err)ERR_INIT;
	if (helper_start(&helper, &task, err) != 0)
		return -2;
	fd_read_all(helper.fd, 100, out, err);
	return helper_end(&helper, err);
}

static void
test_helper(void)
{
	struct buf b = BUF_INIT;
	struct err err;

	CHECK_NUM(outcome(run_fine, SANDBOX_AUTO, &b, &err), 0);
	CHECK_STR(buf_str(&b), "done");
	CHECK_NUM(outcome(run_fine, SANDBOX_OFF, &b, &err), 0);
	CHECK_STR(buf_str(&b), "done");
	CHECK_NUM(outcome(run_forever, SANDBOX_OFF, &b, &err), -1);
	CHECK_STR(str_of(err.message), "took more than 1 seconds of CPU");
	if (!SANDBOX_SANITIZED) {
		CHECK_NUM(outcome(run_crash, SANDBOX_AUTO, &b, &err), -1);
		CHECK_STR(str_of(err.message), "crashed (Aborted)");
		CHECK_NUM(outcome(run_socket, SANDBOX_REQUIRE, &b, &err),
		    -1);
		CHECK_STR(str_of(err.message), "forbidden system call");
	}
	buf_release(&b);
}

/* In a process of its own, which keeps what it was denied. */
static void
test_helper_required(void)
{
	struct buf b = BUF_INIT;
	struct err err;
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (deny_call(SYS_landlock_create_ruleset) != 0)
			_exit(2);
		status = outcome(run_fine, SANDBOX_REQUIRE, &b, &err) == -2
		    && err.kind == ERR_REFUSED
		    && outcome(run_fine, SANDBOX_AUTO, &b, &err) == 0
		    ? 0 : 1;
		_exit(status);
	}
	waitpid(pid, &status, 0);
	CHECK_NUM(status, 0);
}

int
main(void)
{
	RUN(test_entry_path);
	RUN(test_gunzip);
	RUN(test_malformed);
	RUN(test_take);
	RUN(test_too_much);
	RUN(test_helper);
	RUN(test_helper_required);
	return test_end();
}
