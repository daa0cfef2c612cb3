/* SPDX-License-Identifier: MIT */
#include "picture/painter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "picture/patience.h"

#define PROGRAM "chapbook-paint"
#define WALL_MS 60000
#define UNSEEN_MS 50	/* between two looks where no descriptor tells */
#define CAUSE_BYTES 200
#define PENDING_FULL 8

struct drawing {
	int svg;		/* a memory file */
	struct picture_options options;
	painter_done *done;
	void *arg;
	struct drawing *next;
};

struct painter {
	enum sandbox_mode sandbox;
	struct drawing *first, *last;
	size_t pending;
	struct patience patience;
	/* Of the first drawing, while it is being made: */
	pid_t pid;		/* 0: nothing runs */
	int process;		/* a pidfd, or -1 where there are none */
	int png;
	int64_t deadline_ms;
};

struct painter *
painter_new(enum sandbox_mode sandbox)
{
	struct painter *p = mem_zalloc(sizeof(*p));

	p->sandbox = sandbox;
	return p;
}

static int64_t
milliseconds(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000;
}

/* How it ended, and no trace of it is left. */
static int
end_process(struct painter *p)
{
	struct rusage used = { .ru_maxrss = 0 };
	int status = 0;

	kill(p->pid, SIGKILL);
	while (wait4(p->pid, &status, 0, &used) < 0 && errno == EINTR)
		;
	patience_note(&p->patience, WIFSIGNALED(status),
	    milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
	if (p->process >= 0)
		close(p->process);
	p->pid = 0;
	return status;
}

static struct drawing *
take_first(struct painter *p)
{
	struct drawing *first = p->first;

	p->first = first->next;
	if (!p->first)
		p->last = NULL;
	p->pending--;
	return first;
}

static void
drawing_free(struct drawing *d)
{
	if (d->svg >= 0)
		close(d->svg);
	free(d);
}

void
painter_free(struct painter *p)
{
	if (!p)
		return;
	if (p->pid) {
		end_process(p);
		close(p->png);
	}
	while (p->first)
		drawing_free(take_first(p));
	free(p);
}

/*
 * What may stand before the root: a byte order mark, white space, an XML
 * declaration, comments and a document type (XML 1.0, 2.8).
 */
bool
painter_wants(struct str bytes)
{
	struct str head = str_sub(bytes, 0, 4096);

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_sub(head, 3, head.len);
	head = str_trim(head);
	if (str_starts(head, STR("<svg")))
		return true;
	return (str_starts(head, STR("<?xml")) || str_starts(head, STR("<!")))
	    && !str_istarts(head, STR("<!doctype html"))
	    && str_find(head, STR("<svg")) != STR_NONE;
}

static int
memory_file(struct str content)
{
	int fd = memfd_create("drawing", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	while (fd >= 0 && content.len) {
		ssize_t n = write(fd, content.p, content.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -1;
		}
		content = str_sub(content, (size_t)n, content.len);
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

void
painter_submit(struct painter *p, struct str svg,
    const struct picture_options *options, painter_done *done, void *arg)
{
	struct drawing *d = mem_zalloc(sizeof(*d));

	d->svg = memory_file(svg);
	d->options = *options;
	d->done = done;
	d->arg = arg;
	if (p->last)
		p->last->next = d;
	else
		p->first = d;
	p->last = d;
	p->pending++;
}

size_t
painter_pending(const struct painter *p)
{
	return p->pending;
}

bool
painter_full(const struct painter *p)
{
	return p->pending >= PENDING_FULL;
}

bool
painter_pollfd(const struct painter *p, struct pollfd *out, int *timeout_ms)
{
	int64_t left = p->deadline_ms - clock_ms();

	if (!p->pending)
		return false;
	if (!p->pid || left < 0)
		left = 0;
	else if (p->process < 0 && left > UNSEEN_MS)
		left = UNSEEN_MS;
	if (*timeout_ms < 0 || left < *timeout_ms)
		*timeout_ms = (int)left;
	*out = (struct pollfd){ .fd = p->process, .events = POLLIN };
	return p->pid && p->process >= 0;
}

/* Beside the program that runs, wherever that has been put. */
static int
find_program(char *path, size_t size, struct err *err)
{
	ssize_t n = readlink("/proc/self/exe", path, size - sizeof(PROGRAM));
	char *slash;

	if (n > 0) {
		path[n] = '\0';
		slash = strrchr(path, '/');
		strcpy(slash ? slash + 1 : path, PROGRAM);
	}
	if (n <= 0 || access(path, X_OK) != 0)
		return err_set(err, ERR_UNSUPPORTED,
		    "an SVG drawing, and " PROGRAM " is not installed");
	return 0;
}

static int
spawn(struct painter *p, const char *program, char **args, struct err *err)
{
	char *environment[] = { NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, usual;
	int r;

	sigemptyset(&none);
	sigfillset(&usual);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, p->first->svg, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, p->png, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
	    O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	r = posix_spawn(&p->pid, program, &files, &attributes, args,
	    environment);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	if (r != 0) {
		p->pid = 0;
		return err_set(err, ERR_SYSTEM, "cannot start " PROGRAM ": %s",
		    strerror(r));
	}
	return 0;
}

static int
start(struct painter *p, struct err *err)
{
	static char *const modes[] = { "auto", "require", "off" };
	const struct picture_options *o = &p->first->options;
	char path[4096], width[16], height[16];
	char *args[] = { PROGRAM, width, height, modes[p->sandbox], NULL };

	snprintf(width, sizeof(width), "%u", o->max_width_px);
	snprintf(height, sizeof(height), "%u", o->max_height_px);
	if (patience_check(&p->patience, err) != 0
	    || find_program(path, sizeof(path), err) != 0)
		return -1;
	p->png = memory_file((struct str){ NULL, 0 });
	if (p->first->svg < 0 || p->png < 0) {
		if (p->png >= 0)
			close(p->png);
		return err_set(err, ERR_SYSTEM, "no room for the drawing");
	}
	if (spawn(p, path, args, err) != 0) {
		close(p->png);
		return -1;
	}
	p->process = (int)syscall(SYS_pidfd_open, p->pid, 0u);
	p->deadline_ms = clock_ms() + WALL_MS;
	return 0;
}

static void
finish(struct painter *p, struct str png, const struct err *err)
{
	struct drawing *d = take_first(p);

	d->done(d->arg, png, err);
	drawing_free(d);
}

/* What it wrote: pixels, or the cause if it ended with 1. */
static void
take_result(struct painter *p, int status)
{
	const bool drawn = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	struct err err = ERR_INIT;
	struct str result = { NULL, 0 };
	struct stat st;
	void *map = MAP_FAILED;

	/* Whoever still has it could make us fault. */
	if (fcntl(p->png, F_ADD_SEALS, F_SEAL_SHRINK) == 0
	    && fstat(p->png, &st) == 0 && st.st_size > 0
	    && (size_t)st.st_size <= LIMIT_PICTURE_BYTES)
		map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
		    p->png, 0);
	if (map != MAP_FAILED)
		result = (struct str){ map, (size_t)st.st_size };
	if (!drawn && result.len && WIFEXITED(status)
	    && WEXITSTATUS(status) == 1) {
		result = str_sub(result, 0, CAUSE_BYTES);
		err_set(&err, ERR_FORMAT, "%.*s", STR_ARG(str_trim(result)));
	} else if (!drawn || !result.len) {
		err_set(&err, ERR_FORMAT, "an SVG drawing that ended "
		    PROGRAM " (%s)", WIFSIGNALED(status)
		    ? strsignal(WTERMSIG(status)) : "no picture");
	}
	finish(p, drawn ? result : (struct str){ NULL, 0 }, &err);
	if (map != MAP_FAILED)
		munmap(map, (size_t)st.st_size);
}

static bool
has_ended(const struct painter *p)
{
	siginfo_t info = { .si_pid = 0 };

	return waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG | WNOWAIT)
	    != 0 || info.si_pid != 0;
}

void
painter_pump(struct painter *p)
{
	struct err err = ERR_INIT;

	if (p->pid && (has_ended(p) || clock_ms() >= p->deadline_ms)) {
		int png = p->png, status = end_process(p);

		take_result(p, status);
		close(png);
	}
	while (!p->pid && p->first && start(p, &err) != 0) {
		finish(p, (struct str){ NULL, 0 }, &err);
		err = (struct err)ERR_INIT;
	}
}
