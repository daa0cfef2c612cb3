/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "deny.h"
#include "base/file.h"
#include "base/limits.h"

/* Every test works in an empty folder of its own, the current one. */
static void
in_folder(void (*test)(void))
{
	char name[] = "/tmp/test_file.XXXXXX", command[64];
	int back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (back < 0 || !mkdtemp(name) || chdir(name) != 0) {
		test_fail(__FILE__, __LINE__, "no temporary folder");
		return;
	}
	test();
	if (fchdir(back) != 0)
		test_fail(__FILE__, __LINE__, "cannot go back");
	close(back);
	snprintf(command, sizeof(command), "rm -rf %s", name);
	CHECK(system(command) == 0);
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CHECK(f != NULL);
	if (!f)
		return;
	fputs(text, f);
	fclose(f);
}

static void
check_file(int line, const char *path, const char *want)
{
	struct buf b = BUF_INIT;
	struct err err = ERR_INIT;

	if (file_read(path, 1000, &b, &err) != 0)
		test_fail(__FILE__, line, err.message);
	test_check_str(__FILE__, line, buf_str(&b), want);
	buf_release(&b);
}
#define CHECK_FILE(path, want) check_file(__LINE__, path, want)

static void
check_refused(int line, const struct root *root, struct str path,
    enum err_kind kind)
{
	struct buf b = BUF_INIT;
	struct err err = ERR_INIT;

	buf_adds(&b, "old");
	if (root_read(root, path, 100, &b, &err) != -1)
		test_fail(__FILE__, line, "was read");
	test_check_num(__FILE__, line, err.kind, kind);
	if (!err.message[0])
		test_fail(__FILE__, line, "no message");
	buf_release(&b);
}
#define CHECK_REFUSED(path, kind) \
	check_refused(__LINE__, root, STR(path), kind)

static void
make_hostile_tree(void)
{
	CHECK(mkdir("tree", 0777) == 0);
	CHECK(mkdir("tree/a", 0777) == 0);
	CHECK(mkdir("tree/.git", 0777) == 0);
	put("outside", "secret");
	put("tree/a/x.md", "x");
	put("tree/a-b.md", "dash");
	put("tree/a.md", "dot");
	put("tree/b", "b");
	put("tree/\xff.md", "byte");
	put("tree/.hidden", "h");
	put("tree/.git/config", "g");
	CHECK(symlink("../outside", "tree/link") == 0);
	CHECK(symlink("a", "tree/folder-link") == 0);
	CHECK(symlink("b", "tree/inner-link") == 0);
	CHECK(symlink("/proc/self", "tree/magic") == 0);
	CHECK(mkfifo("tree/fifo", 0666) == 0);
}

static void
refuse_hostile(void)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct root *root;

	make_hostile_tree();
	root = root_open("tree", &err);
	CHECK(root != NULL);
	if (!root)
		return;
	CHECK(root_read(root, STR("a/x.md"), 1, &b, &err) == 0);
	CHECK_STR(buf_str(&b), "x");
	CHECK(root_read(root, STR("a-b.md"), 4, &b, &err) == 0);
	CHECK_STR(buf_str(&b), "dash");
	CHECK_REFUSED("../outside", ERR_ARGUMENT);
	CHECK_REFUSED("a/../../outside", ERR_ARGUMENT);
	CHECK_REFUSED("a/../b", ERR_ARGUMENT);
	CHECK_REFUSED("/etc/passwd", ERR_ARGUMENT);
	CHECK_REFUSED("", ERR_ARGUMENT);
	CHECK_REFUSED("a//x.md", ERR_ARGUMENT);
	CHECK_REFUSED("./b", ERR_ARGUMENT);
	CHECK_REFUSED("b\0.md", ERR_ARGUMENT);
	CHECK_REFUSED("link", ERR_UNSUPPORTED);
	CHECK_REFUSED("inner-link", ERR_UNSUPPORTED);
	CHECK_REFUSED("folder-link/x.md", ERR_UNSUPPORTED);
	CHECK_REFUSED("magic/environ", ERR_UNSUPPORTED);
	CHECK_REFUSED("fifo", ERR_UNSUPPORTED);
	CHECK_REFUSED("a", ERR_UNSUPPORTED);
	CHECK_REFUSED("none", ERR_SYSTEM);
	CHECK_REFUSED("b/c", ERR_SYSTEM);
	CHECK(root_read(root, STR("a-b.md"), 3, &b, &err) == -1);
	CHECK_NUM(err.kind, ERR_LIMIT);
	CHECK_STR(str_of(err.message), "larger than 3 bytes");
	buf_release(&b);
	root_close(root);
	CHECK(!root_open("outside", &err));
	CHECK(!root_open("nowhere", &err));
}

static void
test_root_read(void)
{
	in_folder(refuse_hostile);
}

/* The same where the kernel has no openat2(). */
static void
test_root_read_by_steps(void)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (deny_call(SYS_openat2) != 0)
			_exit(100);
		test_faults = 0;
		in_folder(refuse_hostile);
		_exit(test_faults ? 1 : 0);
	}
	waitpid(pid, &status, 0);
	CHECK_NUM(status, 0);
}

static void
note_visit(void *arg, struct str path, const struct err *err)
{
	buf_addf(arg, "%.*s%s\n", STR_ARG(path), err ? " !" : "");
}

static void
walk_hostile(void)
{
	struct err err = ERR_INIT;
	struct buf seen = BUF_INIT;
	struct root *root;

	make_hostile_tree();
	root = root_open("tree", &err);
	if (!root)
		return;
	for (int i = 0; i < 2; i++) {
		buf_clear(&seen);
		CHECK(root_walk(root, note_visit, &seen, &err) == 0);
		CHECK_STR(buf_str(&seen),
		    "a-b.md\na.md\na/x.md\nb\nfifo !\nfolder-link !\n"
		    "inner-link !\nlink !\nmagic !\n\xff.md\n");
	}
	root_close(root);
	buf_release(&seen);
}

static void
test_root_walk(void)
{
	in_folder(walk_hostile);
}

static void
walk_deep(void)
{
	struct err err = ERR_INIT;
	struct buf seen = BUF_INIT;
	struct root *root = root_open(".", &err);
	int dir = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), next;

	for (int i = 0; i < 200; i++) {
		CHECK(mkdirat(dir, "d", 0777) == 0);
		next = openat(dir, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close(dir);
		dir = next;
	}
	close(dir);
	put("d/d/file", "");
	put("e", "");
	CHECK(root_walk(root, note_visit, &seen, &err) == 0);
	CHECK_NUM(str_find(buf_str(&seen), STR("d/d/d/")), 0);
	CHECK(str_ends(buf_str(&seen), STR("d/d !\nd/d/file\ne\n")));
	CHECK_NUM(str_chr(buf_str(&seen), ' '), 2 * LIMIT_TREE_DEPTH - 1);
	root_close(root);
	buf_release(&seen);
}

static void
test_walk_deep(void)
{
	in_folder(walk_deep);
}

static void
read_named(void)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;

	put("f", "0123456789");
	CHECK(file_read("f", 10, &b, &err) == 0);
	CHECK_NUM(b.len, 10);
	CHECK(file_read("f", 9, &b, &err) == -1);
	CHECK_NUM(err.kind, ERR_LIMIT);
	CHECK(file_read("none", 9, &b, &err) == -1);
	CHECK_NUM(err.kind, ERR_SYSTEM);
	CHECK(strstr(err.message, "\"none\"") != NULL);
	CHECK(file_read(".", 9, &b, &err) == -1);
	CHECK(file_read("/dev/zero", 100000, &b, &err) == -1);
	CHECK_NUM(err.kind, ERR_LIMIT);
	buf_release(&b);
}

static void
test_file_read(void)
{
	in_folder(read_named);
}

static void
write_whole(void)
{
	struct err err = ERR_INIT;
	struct output *out;
	struct stat st;
	mode_t old = umask(027);

	put("book", "old");
	CHECK(chmod("book", 0600) == 0);
	out = output_open("./book", &err);
	CHECK(out != NULL);
	if (!out)
		return;
	CHECK(access(".book.part", F_OK) == 0);
	CHECK(output_is(out, "book") && output_is(out, "././book"));
	CHECK(!output_is(out, "books") && !output_is(out, "../book"));
	CHECK(!output_is(out, "nowhere/book") && !output_is(out, ""));
	CHECK(output_write(out, STR("new"), &err) == 0);
	CHECK_FILE("book", "old");
	CHECK(output_commit(out, &err) == 0);
	CHECK_FILE("book", "new");
	CHECK(access(".book.part", F_OK) != 0);
	CHECK(output_commit(out, &err) == -1);
	output_free(out);
	CHECK_FILE("book", "new");
	CHECK(stat("book", &st) == 0);
	CHECK_NUM(st.st_mode & 0777, 0640);
	umask(old);
}

static void
test_output(void)
{
	in_folder(write_whole);
}

static void
give_up(void)
{
	struct err err = ERR_INIT;
	struct output *out = output_open("book", &err);

	CHECK(out && output_write(out, STR("half"), &err) == 0);
	output_free(out);
	CHECK(access("book", F_OK) != 0);
	CHECK(access(".book.part", F_OK) != 0);
	output_free(NULL);
}

static void
test_output_uncommitted(void)
{
	in_folder(give_up);
}

static void
write_twice(void)
{
	struct err err = ERR_INIT;
	struct output *a = output_open("book", &err), *b;

	b = output_open("book", &err);
	CHECK(a && !b);
	CHECK_NUM(err.kind, ERR_BUSY);
	CHECK(access(".book.part", F_OK) == 0);
	b = output_open("other", &err);
	CHECK(b != NULL);
	CHECK(a && output_write(a, STR("a"), &err) == 0
	    && output_commit(a, &err) == 0);
	output_free(b);
	/* Committed, though not yet freed: the name is free again. */
	b = output_open("book", &err);
	CHECK(b && output_write(b, STR("b"), &err) == 0);
	output_free(a);
	CHECK_FILE("book", "a");
	CHECK(b && output_commit(b, &err) == 0);
	output_free(b);
	CHECK_FILE("book", "b");
}

static void
test_output_busy(void)
{
	in_folder(write_twice);
}

static void
clean_up_after_others(void)
{
	struct err err = ERR_INIT;
	struct output *out;

	put(".book.part", "left behind by a run that was killed");
	put("victim", "kept");
	out = output_open("book", &err);
	CHECK(out && output_write(out, STR("new"), &err) == 0
	    && output_commit(out, &err) == 0);
	output_free(out);
	CHECK_FILE("book", "new");
	/* A second name of somebody else's file is not written to. */
	CHECK(link("victim", ".book.part") == 0);
	out = output_open("book", &err);
	CHECK(out && output_write(out, STR("other"), &err) == 0);
	CHECK_FILE("victim", "kept");
	output_free(out);
	CHECK(symlink("victim", ".book.part") == 0);
	CHECK(!output_open("book", &err));
	CHECK_FILE("victim", "kept");
	CHECK(strstr(err.message, "\"book\"") != NULL);
}

static void
test_output_stale(void)
{
	in_folder(clean_up_after_others);
}

static bool
begins_with_x(struct str head)
{
	return str_starts(head, STR("x"));
}

/* What is there and is no output of ours stays, also when it comes later. */
static void
keep_others(void)
{
	static const char *const links[] = { "soft", "hard" };
	struct err err = ERR_INIT;
	struct output *out;

	put("own", "x");
	put("other", "words");
	put("empty", "");
	CHECK(symlink("other", "soft") == 0 && link("other", "hard") == 0);
	CHECK(symlink("nowhere", "dangling") == 0);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		out = output_open(links[i], &err);
		CHECK(output_replaces_only(out, begins_with_x, "an x", &err)
		    == -1);
		CHECK_NUM(err.kind, ERR_ARGUMENT);
		CHECK(strstr(err.message, "is not an x") != NULL);
		CHECK(output_spares(out, STR("other"), &err) == -1);
		CHECK(output_spares(out, STR("own"), &err) == 0);
		CHECK(output_spares(out, STR("none"), &err) == 0);
		output_free(out);
	}
	for (size_t i = 0; i < 4; i++) {
		out = output_open((const char *[]){ "own", "empty", "new",
		    "dangling" }[i], &err);
		CHECK(output_replaces_only(out, begins_with_x, "an x", &err)
		    == 0);
		CHECK(output_write(out, STR("xx"), &err) == 0
		    && output_commit(out, &err) == 0);
		output_free(out);
	}
	CHECK_FILE("own", "xx");
	out = output_open("late", &err);
	CHECK(output_replaces_only(out, begins_with_x, "an x", &err) == 0);
	put("late", "words");
	CHECK(output_commit(out, &err) == -1);
	output_free(out);
	CHECK_FILE("late", "words");
	CHECK_FILE("other", "words");
}

static void
test_output_replaces_only(void)
{
	in_folder(keep_others);
}

static void
refuse_targets(void)
{
	static const char *const bad[] = {
		"folder", "folder/", ".", "..", "folder/..", "fifo",
		"to-folder", "/dev/null",
	};
	struct err err;

	CHECK(mkdir("folder", 0777) == 0);
	CHECK(mkfifo("fifo", 0666) == 0);
	CHECK(symlink("folder", "to-folder") == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct err)ERR_INIT;
		CHECK(!output_open(bad[i], &err));
		CHECK_NUM(err.kind, ERR_ARGUMENT);
		CHECK(strstr(err.message, bad[i]) != NULL);
	}
	CHECK(!output_open("nowhere/book", &err));
	CHECK_NUM(err.kind, ERR_SYSTEM);
	CHECK(rmdir("folder") == 0);
}

static void
test_output_refused(void)
{
	in_folder(refuse_targets);
}

/* A file size limit is a full disk that needs no disk. */
static void
fill_disk(void)
{
	const struct rlimit full = { 4096, RLIM_INFINITY };
	const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
	static char block[3000];
	struct err err = ERR_INIT;
	struct output *out;

	put("book", "old");
	memset(block, 'x', sizeof(block));
	signal(SIGXFSZ, SIG_IGN);
	out = output_open("book", &err);
	CHECK(setrlimit(RLIMIT_FSIZE, &full) == 0);
	CHECK(out && output_write(out, (struct str){ block, sizeof(block) },
	    &err) == 0);
	CHECK(out && output_write(out, (struct str){ block, sizeof(block) },
	    &err) == -1);
	CHECK_NUM(err.kind, ERR_SYSTEM);
	CHECK(strstr(err.message, "\"book\"") != NULL);
	CHECK(strstr(err.message, strerror(EFBIG)) != NULL);
	CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
	CHECK(out && output_commit(out, &err) == -1);
	output_free(out);
	CHECK_FILE("book", "old");
	CHECK(access(".book.part", F_OK) != 0);
}

static void
test_output_full_disk(void)
{
	in_folder(fill_disk);
}

static int
race_once(void)
{
	struct err err = ERR_INIT;
	struct output *out = output_open("book", &err);

	if (!out)
		return err.kind == ERR_BUSY ? 1 : 2;
	if (output_write(out, STR("whole"), &err) != 0)
		return 2;
	usleep(1000);
	if (output_commit(out, &err) != 0)
		return 2;
	output_free(out);
	return 0;
}

static void
race(void)
{
	int status, done = 0;

	for (int i = 0; i < 20; i++) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(race_once());
	}
	while (wait(&status) > 0) {
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
		done += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	}
	CHECK(done >= 1);
	CHECK_FILE("book", "whole");
	CHECK(access(".book.part", F_OK) != 0);
}

static void
test_output_race(void)
{
	in_folder(race);
}

static void
test_spool(void)
{
	struct err err = ERR_INIT;
	struct stat st;
	char back[5];
	int fd = spool_open(SPOOL_DISK, &err);

	CHECK(fd >= 0);
	CHECK(fstat(fd, &st) == 0);
	CHECK_NUM(st.st_nlink, 0);
	CHECK(fd_write_all(fd, STR("0123456789"), &err) == 0);
	CHECK(fd_pread_all(fd, back, sizeof(back), 3, &err) == 0);
	CHECK_STR(((struct str){ back, sizeof(back) }), "34567");
	CHECK(fd_pread_all(fd, back, sizeof(back), 6, &err) == -1);
	CHECK_NUM(err.kind, ERR_FORMAT);
	close(fd);
}

int
main(void)
{
	RUN(test_root_read);
	RUN(test_root_read_by_steps);
	RUN(test_root_walk);
	RUN(test_walk_deep);
	RUN(test_file_read);
	RUN(test_output);
	RUN(test_output_uncommitted);
	RUN(test_output_busy);
	RUN(test_output_stale);
	RUN(test_output_refused);
	RUN(test_output_replaces_only);
	RUN(test_output_full_disk);
	RUN(test_output_race);
	RUN(test_spool);
	return test_end();
}
