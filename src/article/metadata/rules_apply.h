/* SPDX-License-Identifier: MIT */
/* A site rule and a page: what it takes out, and what it finds. */
#ifndef CHAPBOOK_RULES_APPLY_H
#define CHAPBOOK_RULES_APPLY_H

#include <libxml/tree.h>

#include "article/metadata/names.h"
#include "article/metadata/rules.h"

/* What a rule does not say, or did not find, is empty. */
struct ruled {
	const struct rule *rule;	/* NULL: none matched */
	struct str from[RULE_FIELDS];	/* the expression that found it */
	struct str title;
	struct date date;
	struct names authors, tags;
	xmlNode *body;		/* an element; several are put into one */
	xmlNode *lead;		/* an element with the lead picture */
	size_t removed;		/* how many nodes were unlinked */
	struct str fault;	/* why an expression failed, or empty */
};

/*
 * Unlinks what the rule removes, then evaluates the rest, with the page as
 * the context node and at most LIMIT_XPATH_STEPS steps in all, the bytes that
 * functions and comparisons handle included (rules_work.h). content is
 * the page's <body>; neither it nor what it stands in is removed, and body
 * and lead are beneath it. Strings and names are copied into pool.
 */
void rule_apply(const struct rule *rule, xmlDoc *page, xmlNode *content,
    struct pool *pool, struct ruled *out);

#endif
