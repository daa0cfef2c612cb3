/* SPDX-License-Identifier: MIT */
/*
 * A document: raw bytes as a source delivers them, and what the source knows
 * about them. The input of the article job.
 */
#ifndef CHAPBOOK_DOCUMENT_H
#define CHAPBOOK_DOCUMENT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum media_type {
	MEDIA_MARKDOWN,
	MEDIA_HTML,	/* also XHTML: HTML's parser is the more robust */
	MEDIA_UNKNOWN	/* found out from the bytes */
};

struct document {
	struct str path;	/* in its tree, "a/b.md"; or empty */
	struct str url;		/* where it was fetched from; or empty */
	enum media_type media;
	struct str charset;	/* label from HTTP or the user; or empty */
	struct str bytes;
	bool explain;		/* fill in the record's trace */
	uint32_t site;		/* generators around it: site_of_names() */
};

void document_encode(const struct document *doc, struct buf *out);
/* Slices of in. */
int document_decode(struct str in, struct document *doc, struct err *err);

/* By the file name's ending: .md .mdx .html and their like; else unknown. */
enum media_type media_of_name(struct str name);

#endif
