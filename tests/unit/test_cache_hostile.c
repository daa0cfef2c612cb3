/* SPDX-License-Identifier: MIT */
/* Damage, planted files, full disks, and several runs at once. */
#include "cache_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define URL "https://a.example/picture.png"
#define BODY "the bytes of a picture"

/* With the file altered, nothing is found; stored again, it is. */
static void
check_damage(struct fixture *f, const char *path, struct str altered,
    const char *what)
{
	put_file(path, altered);
	if (find(f, URL) != 0 || !f->err.kind || f->body.len)
		test_fail(__FILE__, __LINE__, what);
	CHECK(access(path, F_OK) != 0);
	CHECK_NUM(find(f, URL), 0);
	CHECK_NUM(store(f, URL, BODY), 0);
	CHECK_NUM(find(f, URL), 1);
	CHECK_STR(buf_str(&f->body), BODY);
}

static void
damage(struct fixture *f, const char *path)
{
	struct buf whole = BUF_INIT, altered = BUF_INIT;

	CHECK_NUM(store(f, URL, BODY), 0);
	get_file(path, &whole);
	for (size_t i = 0; i < whole.len; i++) {
		buf_clear(&altered);
		buf_addstr(&altered, buf_str(&whole));
		altered.data[i] ^= (char)(1 << i % 8);
		check_damage(f, path, buf_str(&altered), "flipped");
		check_damage(f, path, str_sub(buf_str(&whole), 0, i), "cut");
	}
	buf_clear(&altered);
	buf_addstr(&altered, buf_str(&whole));
	buf_addc(&altered, 'x');
	check_damage(f, path, buf_str(&altered), "longer");
	memset(altered.data, 0, altered.len);
	check_damage(f, path, buf_str(&altered), "zeros");
	buf_release(&whole);
	buf_release(&altered);
}

static void
test_damage(void)
{
	struct fixture f;

	begin(&f);
	damage(&f, path_of(&f, CACHE_URL, URL));
	damage(&f, path_of(&f, CACHE_ORIGINAL, BODY));
	CHECK_NUM(names_in(f.dir), 3);
	end(&f);
}

static void
test_damaged_value(void)
{
	struct fixture f;
	struct buf file = BUF_INIT;
	const char *path;

	begin(&f);
	path = path_of(&f, CACHE_MADE, "k");
	CHECK_NUM(cache_store_made(f.cache, STR("k"), STR("v"), &f.err), 0);
	get_file(path, &file);
	for (size_t i = 0; i < file.len; i++) {
		file.data[i] ^= 4;
		put_file(path, buf_str(&file));
		CHECK_NUM(cache_find_made(f.cache, STR("k"), &f.body,
		    &f.err), 0);
		CHECK_NUM(f.err.kind, ERR_FORMAT);
		CHECK(access(path, F_OK) != 0);
		file.data[i] ^= 4;
	}
	buf_release(&file);
	end(&f);
}

/* Whole and checked, but of another key, or of another kind. */
static void
test_exchanged(void)
{
	struct fixture f;
	struct buf file = BUF_INIT;

	begin(&f);
	CHECK_NUM(store(&f, "https://b.example/", "other"), 0);
	CHECK_NUM(store(&f, URL, BODY), 0);
	get_file(path_of(&f, CACHE_URL, "https://b.example/"), &file);
	check_damage(&f, path_of(&f, CACHE_URL, URL), buf_str(&file),
	    "another URL's");
	CHECK_NUM(cache_store_made(f.cache, STR(URL), STR("v"), &f.err), 0);
	get_file(path_of(&f, CACHE_MADE, URL), &file);
	check_damage(&f, path_of(&f, CACHE_URL, URL), buf_str(&file),
	    "another kind");
	buf_release(&file);
	end(&f);
}

static void
plant(int kind, const char *path, const char *target)
{
	int fd;

	CHECK(unlink(path) == 0);
	switch (kind) {
	case 0:
		CHECK(symlink(target, path) == 0);
		break;
	case 1:
		CHECK(link(target, path) == 0);
		break;
	case 2:
		CHECK(mkfifo(path, 0600) == 0);
		break;
	case 3:
		CHECK(mkdir(path, 0700) == 0);
		break;
	case 4:
		CHECK(symlink("/dev/zero", path) == 0);
		break;
	default:
		fd = open(path, O_WRONLY | O_CREAT, 0600);
		CHECK(fd >= 0 && ftruncate(fd, (off_t)1 << 40) == 0);
		close(fd);
	}
}

/* A file elsewhere, even one with the right bytes, is not looked at. */
static void
test_planted(void)
{
	struct fixture f;
	struct buf whole = BUF_INIT;
	struct stat before, after;
	char outside[64];

	begin(&f);
	snprintf(outside, sizeof(outside), "%s/outside", f.base);
	for (int i = 0; i < 12; i++) {
		const char *path = i % 2 ? path_of(&f, CACHE_URL, URL)
		    : path_of(&f, CACHE_ORIGINAL, BODY);

		CHECK_NUM(store(&f, URL, BODY), 0);
		get_file(path, &whole);
		put_file(outside, buf_str(&whole));
		plant(i / 2, path, outside);
		CHECK(stat(outside, &before) == 0);
		f.now += 100;
		CHECK_NUM(find(&f, URL), 0);
		CHECK(f.err.kind != ERR_NONE);
		CHECK_NUM(store(&f, URL, BODY), 0);
		CHECK_NUM(find(&f, URL), 1);
		CHECK(stat(outside, &after) == 0);
		CHECK(after.st_size == before.st_size
		    && after.st_mtime == before.st_mtime);
	}
	buf_release(&whole);
	end(&f);
}

static void
test_planted_folders(void)
{
	struct fixture f;
	char inner[64], elsewhere[64];
	const char *path;

	begin(&f);
	path = path_of(&f, CACHE_URL, URL);
	snprintf(inner, sizeof(inner), "%.*s",
	    (int)(strrchr(path, '/') - path), path);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", f.base);
	CHECK(mkdir(elsewhere, 0700) == 0);
	CHECK(symlink(elsewhere, inner) == 0);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(store(&f, URL, BODY), 0);
	CHECK_NUM(names_in(elsewhere), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_NUM(cache_drop(f.cache, STR(URL), &f.err), 0);
	CHECK(rmdir(inner) == 0);
	put_file(inner, STR("a file"));
	CHECK_NUM(store(&f, URL, BODY), 0);
	CHECK_NUM(find(&f, URL), 1);
	/* Neither trimming nor clearing follows a link. */
	put_file(path, STR(""));
	CHECK(rename(inner, elsewhere) == 0);
	CHECK(symlink(elsewhere, inner) == 0);
	CHECK_NUM(names_in(elsewhere), 1);
	CHECK_NUM(cache_trim(f.cache, 0, &f.err), 0);
	CHECK_NUM(cache_clear(f.cache, &f.err), 0);
	CHECK_NUM(names_in(elsewhere), 1);
	end(&f);
}

/* Said once; what is there can still be used. */
static void
test_full_disk(void)
{
	struct fixture f;
	struct rlimit before, limit;
	static char large[20000];

	begin(&f);
	memset(large, 'x', sizeof(large) - 1);
	CHECK_NUM(store(&f, URL, BODY), 0);
	CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
	limit = before;
	limit.rlim_cur = 10000;
	signal(SIGXFSZ, SIG_IGN);
	CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	CHECK_NUM(store(&f, "https://a.example/2", large), -1);
	CHECK_NUM(f.err.kind, ERR_SYSTEM);
	CHECK(strstr(f.err.message, f.dir));
	CHECK_NUM(store(&f, "https://a.example/2", large), 0);
	CHECK_NUM(store(&f, "https://a.example/3", "small"), 0);
	CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
	CHECK_NUM(find(&f, "https://a.example/2"), 0);
	CHECK_NUM(find(&f, "https://a.example/3"), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_NUM(cache_touch(f.cache, STR(URL), 7, &f.err), 0);
	CHECK_NUM(cache_drop(f.cache, STR(URL), &f.err), 0);
	CHECK_NUM(find(&f, URL), 1);
	/* No litter. */
	CHECK_NUM(stats_of(&f).strays.files, 0);
	end(&f);
}

static void
test_folder_taken_away(void)
{
	struct fixture f;
	char command[64];

	begin(&f);
	snprintf(command, sizeof(command), "rm -rf %s", f.dir);
	CHECK(system(command) == 0);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(store(&f, URL, BODY), -1);
	CHECK_NUM(f.err.kind, ERR_SYSTEM);
	CHECK_NUM(store(&f, URL, BODY), 0);
	CHECK(access(f.dir, F_OK) != 0);
	end(&f);
}

/* A body that says which it is, of a length that varies. */
static void
body_of(int i, struct buf *out)
{
	buf_clear(out);
	for (int n = 0; n < 200 + i * 97; n++)
		buf_addf(out, "%d,", i);
}

#define RUNS 4
#define ROUNDS 400

/* What a run finds is right, whatever the others do: 0, or 1. */
static int
one_run(struct fixture *f, int run)
{
	struct buf body = BUF_INIT;
	char url[32];
	int wrong = 0;

	f->cache = NULL;
	reopen(f, 40 * 4096, "");
	for (int i = 0; i < ROUNDS; i++) {
		int item = (i * 7 + run * 3) % 23;

		f->now += i % 3;
		body_of(item, &body);
		snprintf(url, sizeof(url), "https://a.example/%d", item);
		if (find(f, url) > 0)
			wrong += !str_eq(buf_str(&f->body), buf_str(&body));
		else
			wrong += store(f, url, body.data) != 0;
		if (f->err.kind)
			wrong++;
	}
	buf_release(&body);
	cache_close(f->cache);
	f->cache = NULL;
	return wrong ? 1 : 0;
}

static void
test_runs_at_once(void)
{
	struct fixture f;
	pid_t runs[RUNS];
	int status;

	begin(&f);
	cache_close(f.cache);
	f.cache = NULL;
	for (int i = 0; i < RUNS; i++) {
		runs[i] = fork();
		if (runs[i] == 0)
			_exit(one_run(&f, i));
	}
	/* Meanwhile somebody clears, but not the folder itself. */
	reopen(&f, 40 * 4096, "");
	for (int i = 0; i < 20; i++) {
		usleep(5000);
		CHECK_NUM(cache_trim(f.cache, 0, &f.err), 0);
	}
	for (int i = 0; i < RUNS; i++) {
		CHECK(waitpid(runs[i], &status, 0) == runs[i]);
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	CHECK_NUM(stats_of(&f).strays.files, 0);
	CHECK(stats_of(&f).bytes <= 44 * 4096 * 2);
	end(&f);
}

/* Killed anywhere, a run leaves nothing that another takes for whole. */
static void
test_killed_runs(void)
{
	struct fixture f;
	struct buf body = BUF_INIT;
	char url[32];
	pid_t run;

	begin(&f);
	for (int i = 0; i < 20; i++) {
		run = fork();
		if (run == 0)
			_exit(one_run(&f, i));
		usleep((useconds_t)(1000 + i * 700));
		CHECK(kill(run, SIGKILL) == 0);
		CHECK(waitpid(run, NULL, 0) == run);
	}
	for (int i = 0; i < 23; i++) {
		body_of(i, &body);
		snprintf(url, sizeof(url), "https://a.example/%d", i);
		if (find(&f, url) > 0)
			CHECK(str_eq(buf_str(&f.body), buf_str(&body)));
		CHECK_NUM(f.err.kind, ERR_NONE);
	}
	f.now = time(NULL) + 4000;
	CHECK_NUM(cache_trim(f.cache, 0, &f.err), 0);
	CHECK_NUM(stats_of(&f).strays.files, 0);
	buf_release(&body);
	end(&f);
}

int
main(void)
{
	RUN(test_damage);
	RUN(test_damaged_value);
	RUN(test_exchanged);
	RUN(test_planted);
	RUN(test_planted_folders);
	RUN(test_full_disk);
	RUN(test_folder_taken_away);
	RUN(test_runs_at_once);
	RUN(test_killed_runs);
	return test_end();
}
