/* SPDX-License-Identifier: MIT */
/* The elements and attributes that check_page() knows, and their values. */
#ifndef CHAPBOOK_CHECK_NAMES_H
#define CHAPBOOK_CHECK_NAMES_H

#include "base/str.h"

/* What an element is, as far as attributes and nesting differ. */
enum check_group {
	CHECK_PLAIN = 1 << 0,
	CHECK_HTML = 1 << 1,
	CHECK_HEAD = 1 << 2,
	CHECK_BODY = 1 << 3,
	CHECK_META = 1 << 4,
	CHECK_LINK = 1 << 5,
	CHECK_A = 1 << 6,
	CHECK_IMG = 1 << 7,
	CHECK_CELL = 1 << 8,
	CHECK_COL = 1 << 9,
	CHECK_OL = 1 << 10,
	CHECK_LI = 1 << 11,
	CHECK_TIME = 1 << 12,
	CHECK_DETAILS = 1 << 13,
	CHECK_TITLE = 1 << 14,
	CHECK_ANY = (1 << 15) - 1
};

struct check_element {
	const char *name;
	unsigned group;		/* one of enum check_group */
	bool is_void;		/* always and only written <x/> */
};

/* What else than its own value an attribute has a say in. */
enum check_role {
	CHECK_OTHER, CHECK_ID, CHECK_IDREFS, CHECK_HREF, CHECK_LANG, CHECK_XML_LANG,
	CHECK_ALT, CHECK_SRC, CHECK_XMLNS, CHECK_XMLNS_EPUB, CHECK_EPUB_TYPE
};

struct check_attribute {
	const char *name;
	unsigned groups;	/* of elements that may have it */
	enum check_role role;
	bool (*valid)(struct str value, const char *of);
	const char *of;		/* words or signs that the value is made of */
};

/* NULL if it is unknown. */
const struct check_element *check_find_element(struct str name);
/* NULL if it is unknown, or no attribute of elements of that group. */
const struct check_attribute *check_find_attribute(struct str name,
    unsigned group);
/* value is as written, with entities. */
bool check_value(const struct check_attribute *a, struct str value);

#endif
