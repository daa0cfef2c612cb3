/* SPDX-License-Identifier: MIT */
/*
 * The options that several commands share, as they were typed, and what they
 * mean.
 */
#ifndef CHAPBOOK_SETTINGS_H
#define CHAPBOOK_SETTINGS_H

#include "cli/options.h"
#include "library/selection.h"
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

/* A command's settings start with these two. */
struct settings {
	struct run_settings run;
	struct select_settings select;
};

extern const struct option_group run_options, select_options;

/* Dates, periods, files of URLs: all that can be wrong is said here. */
int settings_selection(const struct select_settings *in, struct pool *pool,
    struct selection *out, struct err *err);
struct tree_options settings_tree(const struct select_settings *in);

#endif
