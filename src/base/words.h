/* SPDX-License-Identifier: MIT */
/*
 * Tables of words and names. They are written as rows in assets/words, one
 * file for each language, and in assets/tables, and become constant data when
 * the program is built (base/tables.awk has the format); nothing is parsed
 * when it runs. Table NAME of assets/tables/FILE.txt is WORDS_NAME in
 * "tables/FILE.h", those of all languages are in "tables/words.h":
 *
 *	if (words_start(&WORDS_RELATED, line).len)
 *		...
 *	at = words_find(&WORDS_META, name);
 *	if (at != WORDS_NONE)
 *		rank = words_number(&WORDS_META, WORDS_META_RANK, at);
 *
 * Whether ASCII letters of the other case are the same is told by the table. In
 * one that is a list nothing is found: its keys are read by their number.
 */
#ifndef CHAPBOOK_WORDS_H
#define CHAPBOOK_WORDS_H

#include <stdint.h>

#include "base/str.h"

struct words_column {
	const int *numbers;	/* or NULL: then texts, like the keys */
	const char *text;
	const uint16_t *at;
};

struct words {
	const char *text;	/* all keys, in order of bytes or listed */
	const uint16_t *at;	/* where each starts, and where the last ends */
	const uint16_t *shorter; /* the longest it starts with, from 1; or 0 */
	const struct words_column *columns;
	size_t count;
	bool nocase;		/* then the keys are in lower case */
	uint32_t first[8];	/* which bytes keys start with, as bits */
};

#define WORDS_NONE ((size_t)-1)

struct str words_key(const struct words *words, size_t at);
/* What stands in a column, WORDS_NAME_COLUMN, beside a key. */
int words_number(const struct words *words, size_t column, size_t at);
struct str words_text(const struct words *words, size_t column, size_t at);

/* Which key s is, or WORDS_NONE. */
size_t words_find(const struct words *words, struct str s);
bool words_has(const struct words *words, struct str s);
/* Which is the longest that s starts with, or WORDS_NONE. */
size_t words_find_start(const struct words *words, struct str s);
/* The longest key that s starts with, as it stands in s, or empty. */
struct str words_start(const struct words *words, struct str s);
/* The longest key that s ends with, as it stands in s, or empty. */
struct str words_end(const struct words *words, struct str s);
/* Whether a key stands anywhere in s. */
bool words_within(const struct words *words, struct str s);

#endif
