/* SPDX-License-Identifier: MIT */
/*
 * A selection: which articles. The same for every command that selects. Tags,
 * sections and authors are compared by text_fold().
 */
#ifndef CHAPBOOK_SELECTION_H
#define CHAPBOOK_SELECTION_H

#include "article/record/record.h"

enum selection_sort {
	SORT_DATE,		/* oldest first; undated last */
	SORT_DATE_DESCENDING,
	SORT_TITLE,		/* by text_fold(), then date */
	SORT_SECTION,		/* by section as first met, then date */
	SORT_INPUT		/* as the sources gave them */
};

struct selection {
	struct str_list tags;		/* any of them, or: */
	bool all_tags;			/* all of them */
	struct str_list not_tags;
	struct str_list sections;	/* any of them */
	struct str_list not_sections;
	struct str_list authors;	/* any of them */
	struct str_list langs;		/* "zh" takes zh-Hans and zh-Hant */
	struct date since, until;	/* inclusive; year 0: open */
	bool undated;			/* take articles without date too */
	struct str match;		/* in title or text, folded; or empty */
	struct str_list exclude;	/* canonical URLs */
	size_t limit;			/* 0: all; cut after sorting */
	enum selection_sort sort;
};

#endif
