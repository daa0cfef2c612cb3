/* SPDX-License-Identifier: MIT */
/* The elements and attributes that lint_page() knows, and their values. */
#ifndef CHAPBOOK_LINT_NAMES_H
#define CHAPBOOK_LINT_NAMES_H

#include "base/str.h"

/* What an element is, as far as attributes and nesting differ. */
enum lint_group {
	LINT_PLAIN = 1 << 0,
	LINT_HTML = 1 << 1,
	LINT_HEAD = 1 << 2,
	LINT_BODY = 1 << 3,
	LINT_META = 1 << 4,
	LINT_LINK = 1 << 5,
	LINT_A = 1 << 6,
	LINT_IMG = 1 << 7,
	LINT_CELL = 1 << 8,
	LINT_COL = 1 << 9,
	LINT_OL = 1 << 10,
	LINT_LI = 1 << 11,
	LINT_TIME = 1 << 12,
	LINT_DETAILS = 1 << 13,
	LINT_TITLE = 1 << 14,
	LINT_ANY = (1 << 15) - 1
};

struct lint_element {
	const char *name;
	unsigned group;		/* one of enum lint_group */
	bool is_void;		/* always and only written <x/> */
};

/* What else than its own value an attribute has a say in. */
enum lint_role {
	LINT_OTHER, LINT_ID, LINT_IDREFS, LINT_HREF, LINT_LANG, LINT_XML_LANG,
	LINT_ALT, LINT_SRC, LINT_XMLNS, LINT_XMLNS_EPUB, LINT_EPUB_TYPE
};

struct lint_attribute {
	const char *name;
	unsigned groups;	/* of elements that may have it */
	enum lint_role role;
	bool (*valid)(struct str value);	/* as written, with entities */
};

/* Index in the table of elements, at most 254, or -1. */
int lint_find_element(struct str name);
const struct lint_element *lint_element(int index);
/* Index in the table of attributes, at most 63, or -1. */
int lint_find_attribute(struct str name, unsigned group);
const struct lint_attribute *lint_attribute(int index);

#endif
