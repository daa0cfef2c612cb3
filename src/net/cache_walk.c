/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/cache_parts.h"

#define OPEN_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define FOLDERS 256

static bool
is_hex(const char *s, size_t digits)
{
	return strspn(s, "0123456789abcdef") >= digits;
}

/* The kind that a file's name says, or 0. */
static enum cache_kind
kind_of(const char *name)
{
	if (strlen(name) != 64 || !is_hex(name, 62) || name[62] != '.'
	    || !strchr("uopm", name[63]))
		return 0;
	return (enum cache_kind)name[63];
}

static bool
is_temporary(const char *name)
{
	return strlen(name) == 20 && strncmp(name, "tmp-", 4) == 0
	    && is_hex(name + 4, 16);
}

struct walk {
	int folder;		/* the one whose names come */
	const char *inner;	/* what it is called; "" for the cache's own */
	cache_visit *visit;
	void *arg;
};

static void
visit_name(const struct walk *w, const char *name)
{
	struct cache_found found = { .kind = *w->inner ? kind_of(name) : 0 };
	struct stat st;

	if (*w->inner ? !found.kind : !is_temporary(name))
		return;
	if (fstatat(w->folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0
	    || S_ISDIR(st.st_mode))
		return;
	snprintf(found.name.folder, sizeof(found.name.folder), "%s",
	    w->inner);
	/* Both sorts of names fit. */
	memcpy(found.name.file, name, strlen(name) + 1);
	found.used_at = st.st_mtime;
	if (S_ISREG(st.st_mode))
		found.bytes = cache_disk_bytes((uint64_t)st.st_size);
	w->visit(w->arg, &found);
}

/* Takes w->folder. What goes away meanwhile is not missed. */
static int
list(const struct walk *w, struct err *err)
{
	DIR *dir = fdopendir(w->folder);
	struct dirent *d;
	int result = 0;

	if (!dir) {
		err_errno(err, "cannot list");
		close(w->folder);
		return -1;
	}
	/* The offset is that of the descriptor it is a copy of. */
	rewinddir(dir);
	while ((void)(errno = 0), (d = readdir(dir)))
		visit_name(w, d->d_name);
	if (errno && errno != ENOENT)
		result = err_errno(err, "cannot list");
	closedir(dir);
	return result;
}

int
cache_files_walk(int folder, cache_visit *visit, void *arg, struct err *err)
{
	struct walk w = { .inner = "", .visit = visit, .arg = arg };
	char inner[3];

	w.folder = fcntl(folder, F_DUPFD_CLOEXEC, 0);
	if (w.folder < 0)
		return err_errno(err, "cannot list");
	if (list(&w, err) != 0)
		return -1;
	w.inner = inner;
	for (unsigned i = 0; i < FOLDERS; i++) {
		snprintf(inner, sizeof(inner), "%02x", i);
		w.folder = openat(folder, inner, OPEN_FLAGS);
		if (w.folder >= 0 && list(&w, err) != 0)
			return -1;
	}
	return 0;
}

void
cache_folders_remove(int folder)
{
	char inner[3];

	for (unsigned i = 0; i < FOLDERS; i++) {
		snprintf(inner, sizeof(inner), "%02x", i);
		unlinkat(folder, inner, AT_REMOVEDIR);
	}
	unlinkat(folder, "CACHEDIR.TAG", 0);
	cache_key_remove(folder);
}
