/* SPDX-License-Identifier: MIT */
/*
 * The line of a page that tells where it comes from: "原文链接（需翻墙）：URL",
 * "Original link: URL". And lines around an article that are not of it:
 * where to share it, where it is itself.
 */
#ifndef CHAPBOOK_ORIGIN_H
#define CHAPBOOK_ORIGIN_H

#include "base/str.h"

enum origin_kind {
	ORIGIN_NONE,
	ORIGIN_WEAK,	/* "Source:", which also a quotation may have */
	ORIGIN_STRONG	/* says that it is this article */
};

/*
 * line has its white space collapsed. *url becomes the URL written in it (up
 * to white space, without closing punctuation; not only ASCII), or is empty
 * where only a label stands there and a link of the line is meant.
 */
enum origin_kind origin_of_line(struct str line, struct str *url);

/* "Share this article", "手机上长按并复制下列链接或二维码分享本文章：" */
bool origin_is_share_label(struct str line);
/* "Related articles", "相关文章：" and nothing else. */
bool origin_is_related_label(struct str line);
/* Nothing but the URL or path of the document at path. */
bool origin_is_own_url(struct str line, struct str path);

#endif
