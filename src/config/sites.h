/* SPDX-License-Identifier: MIT */
/*
 * Site rules in YAML: a file is one rule or a list of them.
 *
 *	match: { host: [example.org, "*.example.org"], path: blog-* }
 *	body: //div[@id="story"]	# or a list, tried in order
 *	remove:
 *	  - //aside
 *	  - //p[@class="ad"]
 *
 * Keys: match, with host and path; title, body, date, authors, tags, lead,
 * remove. article/metadata/rules.h says what they mean.
 */
#ifndef CHAPBOOK_SITES_H
#define CHAPBOOK_SITES_H

#include "article/record/record.h"
#include "article/metadata/rules.h"

/*
 * The rules of the files named, then those compiled in (assets/sites): the
 * first that matches an article is the one. A folder stands for its .yaml and
 * .yml files in order of name. NULL with ERR_ARGUMENT, "file:line: key: ...",
 * if anything is wrong with any of them.
 */
struct rules *sites_load(const struct str_list *paths, struct err *err);

/* Adds the rules of one text; file is for messages. */
int sites_parse(struct rules *rules, struct str file, struct str yaml,
    struct err *err);

#endif
