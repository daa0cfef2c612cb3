/* SPDX-License-Identifier: MIT */
/*
 * Site rules: what a user knows of a site and general code cannot. A rule
 * matches articles by host and path, and has XPath 1.0 expressions for the
 * parts of their pages. This is how rules are made; config/sites.h reads
 * them from files, article/metadata/rules_apply.h applies them.
 */
#ifndef CHAPBOOK_RULES_H
#define CHAPBOOK_RULES_H

#include "base/err.h"
#include "base/str.h"

enum rule_field {
	RULE_TITLE, RULE_BODY, RULE_DATE, RULE_AUTHORS, RULE_TAGS, RULE_LEAD,
	RULE_REMOVE,
	RULE_FIELDS
};

struct rules;
struct rule;

struct rules *rules_new(void);
void rules_free(struct rules *rules);	/* NULL allowed */

/* The key in a file: "title". */
const char *rule_field_name(enum rule_field field);

/* A rule behind those there are; name is for messages: "file:line". */
struct rule *rules_add(struct rules *rules, struct str name);

/*
 * Globs in which * stands for any run of characters and ? for one byte.
 * Hosts are compared without case; "*.example.org" is not example.org itself.
 * A path glob may leave out the leading slash.
 */
void rule_add_host(struct rules *rules, struct rule *rule, struct str glob);
void rule_add_path(struct rules *rules, struct rule *rule, struct str glob);

/*
 * Expressions of a field are tried in the order they were added, those of
 * RULE_REMOVE are all applied. -1 with ERR_FORMAT (what is wrong, without the
 * expression) where it cannot be compiled or names functions, variables or
 * prefixes that there are not; ERR_LIMIT if it is too long.
 */
int rule_add_xpath(struct rules *rules, struct rule *rule,
    enum rule_field field, struct str xpath, struct err *err);

/*
 * The first rule that matches, or NULL. url is the article's canonical URL,
 * path the one in its tree; either may be empty. A host needs the URL; a path
 * glob without a host is also tried on the path in the tree.
 */
const struct rule *rules_find(const struct rules *rules, struct str url,
    struct str path);

bool rules_empty(const struct rules *rules);

struct str rule_name(const struct rule *rule);

#endif
