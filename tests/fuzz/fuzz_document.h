/* SPDX-License-Identifier: MIT */
/* Bytes as a document, for the targets that read articles. */
#ifndef CHAPBOOK_FUZZ_DOCUMENT_H
#define CHAPBOOK_FUZZ_DOCUMENT_H

#include "article/record/document.h"
#include "fuzz.h"

#define DOCUMENT_KINDS 4u

/* What the article job gets; kind says what the bytes are taken for. */
static inline void
document_request(unsigned kind, struct str bytes, struct buf *out)
{
	static const struct {
		enum media_type media;
		struct str path, url;
	} kinds[] = {
		{ MEDIA_MARKDOWN, { "a/2020-01-02-b.md", 17 }, { "", 0 } },
		{ MEDIA_HTML, { "a/b.html", 8 }, { "", 0 } },
		{ MEDIA_HTML, { "", 0 }, { "https://a.example/b/c", 21 } },
		{ MEDIA_UNKNOWN, { "", 0 }, { "", 0 } }
	};
	struct document doc = { 0 };

	doc.media = kinds[kind % DOCUMENT_KINDS].media;
	doc.path = kinds[kind % DOCUMENT_KINDS].path;
	doc.url = kinds[kind % DOCUMENT_KINDS].url;
	doc.bytes = bytes;
	document_encode(&doc, out);
}

#endif
