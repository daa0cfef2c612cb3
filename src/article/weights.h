/* SPDX-License-Identifier: MIT */
/*
 * What decides here how a document is read. See extract/weights.h for how
 * such constants are tested; these are by tests/unit/test_article_weights.c.
 */
#ifndef CHAPBOOK_ARTICLE_WEIGHTS_H
#define CHAPBOOK_ARTICLE_WEIGHTS_H

#include <stddef.h>

/* A file without an ending is HTML if it says so as early as this. */
#define HTML_SIGN_BYTES		1024

/*
 * What little text a film's page has may be the player's words: with less,
 * the title speaks for the language, too, and as loud as so many of it.
 */
#define LANG_ALONE_BYTES	200
#define LANG_TITLE_TIMES	3
/* Fewer letters of a folder's language may be names in a text of another. */
#define LANG_FOLDER_LETTERS	40

#endif
