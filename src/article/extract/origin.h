/* SPDX-License-Identifier: MIT */
/*
 * The line of a page that tells where it comes from: "原文链接（需翻墙）：URL",
 * "Original link: URL". And the one that tells where it is itself.
 */
#ifndef CHAPBOOK_ORIGIN_H
#define CHAPBOOK_ORIGIN_H

#include "base/str.h"

enum origin_kind {
	ORIGIN_NONE,
	ORIGIN_BARE,	/* a URL and nothing else */
	ORIGIN_WEAK,	/* "Source:", which also a quotation may have */
	ORIGIN_STRONG	/* says that it is this article */
};

struct origin_line {
	struct str url, rest;
};

/*
 * line has its white space collapsed. out->url becomes the URL written in it
 * (up to white space, without closing punctuation; not only ASCII), out->rest
 * what comes behind; url is empty where only a label stands there, or a few
 * words behind one, and a link of the line is meant.
 */
enum origin_kind origin_of_line(struct str line, struct origin_line *out);

/* Nothing but the URL or path of the document at path. */
bool origin_is_own_url(struct str line, struct str path);

#endif
