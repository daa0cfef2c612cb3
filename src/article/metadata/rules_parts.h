/* SPDX-License-Identifier: MIT */
/* What a rule is made of. Shows libxml2. */
#ifndef CHAPBOOK_RULES_PARTS_H
#define CHAPBOOK_RULES_PARTS_H

#include <libxml/xpath.h>

#include "article/metadata/rules.h"

struct expression {
	xmlXPathCompExpr *compiled;
	struct str text;
	struct expression *next;
};

struct glob {
	struct str text;
	struct glob *next;
};

struct rule {
	struct str name;
	struct glob *hosts, *paths;
	struct expression *expressions[RULE_FIELDS];
	struct rule *next;
};

/* What an error of libxml2 says; for those of its codes that can occur. */
const char *xpath_problem(int code);

#endif
