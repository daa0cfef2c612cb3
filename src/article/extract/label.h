/* SPDX-License-Identifier: MIT */
/*
 * Lines that say what the next one is: where to share a page, what else there
 * is to read, its tags. Their white space is collapsed.
 */
#ifndef CHAPBOOK_LABEL_H
#define CHAPBOOK_LABEL_H

#include "base/words.h"

/* From its first letter on, behind whatever marks stand before it. */
struct str label_skip_marks(struct str line);
/* One of words, and no letters after it. */
bool label_is_whole(const struct words *words, struct str line);
/* "Share this article", "手机上长按并复制下列链接或二维码分享本文章：" */
bool label_is_share(struct str line);
/* "Related articles", "相关文章：" and nothing else. */
bool label_is_related(struct str line);
/* The same with whatever behind it: how many letters it has, or 0. */
size_t label_begins_related(struct str line);
/* "© The Ferry", as it stands below all of a page. */
bool label_is_copyright(struct str line);
/* "Tags: ", "关键词："; *rest is what comes behind. */
bool label_is_tags(struct str line, struct str *rest);

#endif
