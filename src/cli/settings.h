/* SPDX-License-Identifier: MIT */
/*
 * The options that several commands share, as they were typed, and what they
 * mean.
 */
#ifndef CHAPBOOK_SETTINGS_H
#define CHAPBOOK_SETTINGS_H

#include "cli/options.h"
#include "cli/settings_net.h"
#include "library/selection.h"
#include "net/cache.h"
#include "source/tree.h"
#include "worker/pool.h"

struct select_settings {
	struct str_list tags, not_tags, sections, not_sections, authors;
	struct str_list langs, excludes;
	struct str since, until, week, month, match, tz;
	bool all_tags, undated;
	unsigned long limit;
	int sort;
	struct str_list include_paths, exclude_paths;
};

struct run_settings {
	bool help, quiet, verbose, in_memory;
	unsigned long jobs;
	int sandbox;		/* enum sandbox_mode */
	struct str_list site_rules;
};

struct cache_settings {
	bool off;
	unsigned long max_bytes;	/* 0: the default */
};

/* A command's settings start with these. */
struct settings {
	struct run_settings run;
	struct select_settings select;
	struct cache_settings cache;
	struct net_settings net;
};

extern const struct option_group run_options, select_options,
    cache_option_group;

/* Dates, periods, files of URLs: all that can be wrong is said here. */
int settings_selection(const struct select_settings *in, struct pool *pool,
    struct selection *out, struct err *err);
/* The file that an option names; its bytes live in pool. */
int settings_file(const char *option, struct str path, size_t max_bytes,
    struct pool *pool, struct str *bytes, struct err *err);
struct tree_options settings_tree(const struct select_settings *in);
/*
 * The cache, to be closed. NULL without err for --no-cache and --private;
 * NULL with err if it cannot be had, which is worth a warning, no more.
 */
struct cache *settings_cache(const struct settings *in, struct err *err);

#endif
