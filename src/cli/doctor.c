/* SPDX-License-Identifier: MIT */
#include "cli/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "article/shared.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/version.h"
#include "cli/article_json.h"
#include "cli/table.h"
#include "net/cache.h"
#include "net/fetch.h"
#include "pipeline/jobs.h"
#include "source/unpack.h"
#include "worker/pool.h"

/* So long before the next name begins a new line. */
#define LINE_COLUMNS 48

void
finding_add(struct finding *f, const char *fmt, ...)
{
	char text[ERR_MESSAGE_BYTES];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_addf(&f->text, "%s%s", f->text.len ? "; " : "", text);
}

static void
look_at_machine(struct finding *out)
{
	const long cores = sysconf(_SC_NPROCESSORS_ONLN);
	const long page = sysconf(_SC_PAGESIZE);

	finding_add(out, "%ld %s, memory pages of %ld bytes", cores,
	    cores == 1 ? "core" : "cores", page);
	out->value = json_pack("{s:I,s:I}", "cores", (json_int_t)cores,
	    "page_bytes", (json_int_t)page);
}

/* Workers as a run has them, one for each core. */
static struct workers *
hire(struct err *err)
{
	static const struct job_shared shared = { NULL, NULL, false };
	const struct workers_options options = { .shared = &shared };

	return workers_start(&all_jobs, &options, err);
}

static void
look_at_workers(struct finding *out)
{
	struct err err = ERR_INIT;
	struct workers *w = hire(&err);

	if (!w) {
		out->health = HEALTH_BAD;
		finding_add(out, "%s", err.message);
		return;
	}
	finding_add(out, "%u at once", workers_count(w));
	out->value = json_integer(workers_count(w));
	workers_stop(w);
}

static void
say_part(struct finding *out, const char *name, bool in_force)
{
	finding_add(out, "%s%s", in_force ? "" : "no ", name);
	if (!in_force)
		out->health = HEALTH_LACKING;
}

static void
look_at_sandbox(struct finding *out)
{
	struct err err = ERR_INIT;
	struct workers *w = hire(&err);
	struct sandbox_state state = { .rlimits = false };

	if (w)
		workers_sandbox(w, &state);
	workers_stop(w);
	say_part(out, "resource limits", state.rlimits);
	say_part(out, "landlock", state.landlock);
	say_part(out, "seccomp", state.seccomp);
	out->value = json_pack("{s:b,s:b,s:b}", "rlimits", state.rlimits,
	    "landlock", state.landlock, "seccomp", state.seccomp);
}

static void
look_at_temporary_files(struct finding *out)
{
	struct err err = ERR_INIT;
	const int fd = spool_open(SPOOL_DISK, &err);
	char link[64], place[LIMIT_PATH_BYTES];
	ssize_t len;

	if (fd < 0) {
		out->health = HEALTH_BAD;
		finding_add(out, "%s", err.message);
		return;
	}
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	len = readlink(link, place, sizeof(place));
	close(fd);
	/* "/var/tmp/#1234 (deleted)" */
	while (len > 1 && place[len - 1] != '/')
		len--;
	finding_add(out, "%.*s", len > 1 ? (int)len - 1 : 2,
	    len > 1 ? place : "ok");
}

/* Looks without making one. */
static void
look_at_cache(struct finding *out)
{
	const struct cache_options options = { .existing = true };
	struct err err = ERR_INIT;
	struct cache_stats stats = { .max_bytes = LIMIT_CACHE_BYTES };
	struct cache *cache = cache_open(&options, &err);
	char *folder = cache_folder_default(&err);

	if (cache)
		cache_stat(cache, &stats, &err);
	cache_close(cache);
	if (!folder || (err.kind != ERR_NONE && err.kind != ERR_EMPTY)) {
		out->health = HEALTH_LACKING;
		finding_add(out, "cannot be used: %s", err.message);
	} else {
		buf_addf(&out->text, "%s: ", folder);
		add_size(&out->text, stats.bytes);
		buf_adds(&out->text, " of at most ");
		add_size(&out->text, stats.max_bytes);
		out->value = json_pack("{s:o,s:I,s:I}", "folder",
		    json_text(str_of(folder)), "bytes",
		    (json_int_t)stats.bytes, "limit",
		    (json_int_t)stats.max_bytes);
	}
	free(folder);
}

/* A library that is loaded when it is needed: what for, or why not. */
static void
note_loaded(struct finding *out, const char *what, const struct err *err)
{
	out->value = json_boolean(err->kind == ERR_NONE);
	if (err->kind == ERR_NONE) {
		finding_add(out, "%s", what);
	} else {
		out->health = HEALTH_LACKING;
		finding_add(out, "nothing: %s", err->message);
	}
}

static void
look_at_archives(struct finding *out)
{
	struct err err = ERR_INIT;

	(void)unpack_check(&err);
	note_loaded(out, ".zip, .tar and .tar.gz, with libarchive", &err);
}

/* What can be said without asking anybody. */
static void
look_at_fetching(struct finding *out)
{
	struct err err = ERR_INIT;

	(void)fetch_check(&err);
	note_loaded(out, "pictures by HTTP, with libcurl", &err);
}

static void
look_at_libraries(struct finding *out)
{
	struct str rest = str_of(version_libraries()), name, version;
	size_t line = 0;

	out->value = json_object();
	while (version_next(&rest, &name, &version)) {
		if (out->text.len - line > LINE_COLUMNS) {
			buf_adds(&out->text, ",\n");
			line = out->text.len;
		}
		buf_addf(&out->text, "%s%.*s %.*s",
		    out->text.len > line ? ", " : "", STR_ARG(name),
		    STR_ARG(version));
		json_object_setn_new(out->value, name.p, name.len,
		    json_text(version));
	}
}

const struct check doctor_checks[] = {
	{ "machine", look_at_machine },
	{ "workers", look_at_workers },
	{ "sandbox", look_at_sandbox },
	{ "temporary", look_at_temporary_files },
	{ "cache", look_at_cache },
	{ "archives", look_at_archives },
	{ "fetching", look_at_fetching },
	{ "pictures", look_at_formats },
	{ "drawings", look_at_drawings },
	{ "libraries", look_at_libraries },
	{ NULL, NULL }
};
