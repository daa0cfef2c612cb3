/* SPDX-License-Identifier: MIT */
/*
 * What decides here what a book shows of what it has. See
 * article/extract/weights.h for how such constants are tested; these are by
 * tests/unit/test_book_weights.c.
 */
#ifndef CHAPBOOK_BOOK_WEIGHTS_H
#define CHAPBOOK_BOOK_WEIGHTS_H

#include <stddef.h>

/* A book has authors where as few people wrote all of it. */
#define CREATORS_MAX		3
/* More languages in the package document help no reader. */
#define LANGUAGES_MAX		30
/* Sites that the description names, for lists of one line. */
#define HOSTS_NAMED		5
/* Sites on the title page, for which there is room below the title. */
#define HOSTS_SHOWN		12

/* With more articles the table of contents leaves out their dates. */
#define NAV_BRIEF_ARTICLES	2000
/* A page of a list is turned after so much; readers lay out slowly. */
#define LIST_PAGE_BYTES		((size_t)120 << 10)
/* The markup around an item. */
#define LIST_ITEM_BYTES		120

/* A picture is wide or tall if its sides are as these, square between. */
#define COVER_LONG_SIDE		5
#define COVER_SHORT_SIDE	4

/* An address in a list, and one at the end of an article. */
#define LIST_URL_BYTES		160
#define ARTICLE_URL_BYTES	120

/*
 * A part of an article ends between blocks rather than inside one, if that
 * leaves it not less than one part in so many of its size.
 */
#define SPLIT_LEAST_PART	2
/* Parts are about even: one may be larger than that by one in so many. */
#define SPLIT_UNEVEN_PART	8
/* Text that no tag cuts is cut after so much. */
#define SPLIT_TEXT_BYTES	2048
/* Bounds work: room for the elements that a part opens anew. */
#define SPLIT_REOPEN_BYTES	8192
/* Bounds work: room for what pages of parts have more than a whole one. */
#define SPLIT_CHROME_BYTES	512

#endif
