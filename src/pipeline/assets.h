/* SPDX-License-Identifier: MIT */
/*
 * Assets: addresses of pictures, each of them read or fetched, made ready in
 * a worker and put into the book once, however many pictures name it. A
 * picture has several addresses, the best first; it is asked for by the next
 * one only when the one before could not be had.
 *
 *	assets_add(a, &address) for every address, then assets_ready(a, n)
 *	assets_want(a, choices, count, &chosen, err) for each of n pictures
 *	assets_wait(a, err)
 */
#ifndef CHAPBOOK_ASSETS_H
#define CHAPBOOK_ASSETS_H

#include "pipeline/illustrate.h"

struct address {
	enum target_kind kind;	/* TARGET_PATH, TARGET_DATA or TARGET_URL */
	struct str root;	/* of TARGET_PATH: the tree */
	struct str ref;
	struct str referrer;	/* the article's own URL, or empty */
};

/* What became of one address. */
struct asset {
	struct page_picture filled;	/* file empty: not to be had */
	/* Of what went wrong; cause NULL: nothing did. */
	enum fault_code fault;
	const char *cause;
	struct str ref;
};

struct assets;

struct assets *assets_new(const struct illustrating *in);
void assets_free(struct assets *a);	/* NULL allowed */

/* Addresses with the same key are the same. */
struct hash address_key(const struct address *address);

void assets_add(struct assets *a, const struct address *address);
/* No more will be added; wants pictures will be asked for. */
void assets_ready(struct assets *a, size_t wants);
/* The number of the address with this key; it must have been added. */
size_t assets_find(const struct assets *a, const struct hash *key);
const struct asset *assets_get(const struct assets *a, size_t number);

/*
 * Asks for one picture by numbers of assets. *chosen becomes the number of
 * the first that could be had, or of the first of all if none could; both
 * belong to the caller and must live until assets_wait() has returned. May
 * wait for room. -1 only for what stops the run.
 */
int assets_want(struct assets *a, const size_t *choices, size_t count,
    size_t *chosen, struct err *err);
/* Until all that were asked for are settled. */
int assets_wait(struct assets *a, struct err *err);

#endif
