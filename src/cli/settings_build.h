/* SPDX-License-Identifier: MIT */
/* The options of build, and what they mean. */
#ifndef CHAPBOOK_SETTINGS_BUILD_H
#define CHAPBOOK_SETTINGS_BUILD_H

#include "cli/settings.h"
#include "pipeline/build.h"

struct build_settings {
	struct settings common;	/* first: the shared tables point into it */
	struct str output, title, language, identifier, css, template_dir;
	struct str report;
	struct str profile, cover;
	bool no_images, gray, dither, plain, strict, dry_run;
	unsigned long quality, max_articles;
	int group_by;
};

extern const struct option_group book_options;

/*
 * Whatever is wrong is said here, before anything is read: ERR_ARGUMENT, or
 * why a file cannot be read. What out points to lives in pool or in; its
 * templates and cache are the caller's to fill in.
 */
int settings_build(const struct build_settings *in,
    const struct str_list *sources, struct pool *pool, struct build *out,
    struct err *err);

#endif
