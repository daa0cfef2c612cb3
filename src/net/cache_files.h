/* SPDX-License-Identifier: MIT */
/*
 * The cache's folder as a safe place for files: whatever lies in it, nothing
 * outside of it is read, written or removed. No link is followed, nothing
 * but regular files of a bounded size is read.
 */
#ifndef CHAPBOOK_CACHE_FILES_H
#define CHAPBOOK_CACHE_FILES_H

#include "net/cache_entry.h"

/* "3f/0a...9c.u": a folder of 256, 62 more digits of a hash, the kind. */
struct cache_name {
	char folder[3];
	char file[65];
};

struct cache_name cache_name_of(enum cache_kind kind, const struct hash *h);

/*
 * Opens, with create makes, the folder: see cache_open(). A descriptor that
 * the caller closes, or -1.
 */
int cache_folder_open(const char *path, bool create, struct err *err);

/*
 * 1 with the whole file in out, and its time set to now_s; 0 if there is
 * none; -1 with err if what is there cannot be a file of the cache.
 */
int cache_file_read(int folder, const struct cache_name *name,
    int64_t now_s, struct buf *out, struct err *err);
/*
 * Writes a temporary file and renames it to name. That another run takes
 * either of them away meanwhile is no error.
 */
int cache_file_write(int folder, const struct cache_name *name,
    struct str bytes, int64_t now_s, struct err *err);
/* -1 only for what hinders: not if there is no such file. */
int cache_file_remove(int folder, const struct cache_name *name,
    struct err *err);

struct cache_found {
	enum cache_kind kind;	/* 0: a temporary file, named by name.file */
	struct cache_name name;
	int64_t used_at;	/* Unix seconds */
	uint64_t bytes;		/* on disk: in whole blocks of 4 KiB */
};

/* Visits every file that can be the cache's own, in any order. */
typedef void cache_visit(void *arg, const struct cache_found *found);
int cache_files_walk(int folder, cache_visit *visit, void *arg,
    struct err *err);
/* Removes a temporary file. */
int cache_stray_remove(int folder, const struct cache_found *found,
    struct err *err);
/* Removes those of the 256 folders that are empty, the tag and the key. */
void cache_folders_remove(int folder);
uint64_t cache_disk_bytes(uint64_t bytes);

#endif
