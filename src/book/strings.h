/* SPDX-License-Identifier: MIT */
/*
 * The words that a book itself says, in the book's language, from
 * assets/strings/<language>.txt, and dates and numbers as that language
 * writes them.
 */
#ifndef CHAPBOOK_STRINGS_H
#define CHAPBOOK_STRINGS_H

#include "base/buf.h"
#include "base/date.h"

enum label {
	LABEL_CONTENTS, LABEL_COVER, LABEL_LANDMARKS, LABEL_TEXT,
	LABEL_TITLE_PAGE, LABEL_INDEX, LABEL_SOURCES,
	LABEL_SOURCES_NOTE, LABEL_MISSING, LABEL_MISSING_NOTE,
	LABEL_LOST_PAGE, LABEL_ORIGINAL, LABEL_PICTURE,
	LABEL_PICTURE_COLON,
	LABEL_PAGES, LABEL_PREVIOUS, LABEL_NEXT, LABEL_CREDIT,
	LABEL_UNTITLED, LABEL_SEPARATOR, LABEL_PART_TITLE,
	LABEL_ARTICLE_ONE, LABEL_ARTICLES, LABEL_PICTURE_ONE,
	LABEL_PICTURES, LABEL_OTHERS, LABEL_MORE, LABEL_DESCRIPTION,
	LABEL_SUMMARY,
	LABEL_SUMMARY_PICTURES, LABEL_THOUSANDS,
	LABEL_MONTH_1, LABEL_MONTH_12 = LABEL_MONTH_1 + 11,
	LABEL_DATE, LABEL_DATE_SHORT, LABEL_MONTH, LABEL_WEEK,
	LABEL_NO_GROUP,
	LABEL_PERIOD_MONTH, LABEL_PERIOD_YEAR, LABEL_PERIOD,
	LABEL_COUNT
};

/* The labels of one language. */
struct strings;
/* All languages there are. */
struct languages;

struct languages *languages_load(void);
void languages_free(struct languages *all);	/* NULL allowed */
/*
 * The best there is for a BCP 47 tag: itself, its script ("zh-TW" takes
 * zh-Hant), its first subtag, else English.
 */
const struct strings *languages_find(const struct languages *all,
    struct str language);
size_t languages_count(const struct languages *all);
const struct strings *languages_at(const struct languages *all, size_t index);

struct str strings_language(const struct strings *s);
struct str strings_get(const struct strings *s, enum label label);
/* The first key that the language's file lacks or has too much; or NULL. */
const char *strings_fault(const struct strings *s);

/* Appends the label with each {name} replaced by the value of that name. */
struct strings_value {
	const char *name;
	struct str text;
};
void strings_fill(const struct strings *s, enum label label,
    const struct strings_value *values, size_t count, struct buf *out);

/* "1,234" */
void strings_number(const struct strings *s, size_t n, struct buf *out);
/* one where n is 1, else many; {n} is the number. */
void strings_count(const struct strings *s, enum label one, enum label many,
    size_t n, struct buf *out);
/* Label LABEL_DATE or LABEL_DATE_SHORT; nothing for no date. */
void strings_date(const struct strings *s, enum label label, struct date d,
    struct buf *out);
/* From first to last; one date if they are the same; nothing for no date. */
void strings_period(const struct strings *s, struct date first,
    struct date last, struct buf *out);
/*
 * A group's title for readers: "2023-07-19", "2023-07" and "2023-W29" as the
 * language says them, a word for the empty one, others as they are.
 */
void strings_group(const struct strings *s, struct str title,
    struct buf *out);

#endif
