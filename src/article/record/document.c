/* SPDX-License-Identifier: MIT */
#include "article/record/document.h"

#include "article/record/ending.h"
#include "worker/wire.h"

void
document_encode(const struct document *doc, struct buf *out)
{
	buf_reserve(out, doc->bytes.len + doc->path.len + doc->url.len
	    + doc->charset.len + 32);
	wire_put_u32(out, (uint32_t)doc->media);
	wire_put_u32(out, doc->explain);
	wire_put_u32(out, doc->site);
	wire_put_str(out, doc->path);
	wire_put_str(out, doc->url);
	wire_put_str(out, doc->charset);
	wire_put_str(out, doc->bytes);
}

int
document_decode(struct str in, struct document *doc, struct err *err)
{
	struct wire w = wire_of(in);
	uint32_t media = wire_u32(&w), explain = wire_u32(&w);

	doc->site = wire_u32(&w);
	doc->path = wire_str(&w);
	doc->url = wire_str(&w);
	doc->charset = wire_str(&w);
	doc->bytes = wire_str(&w);
	if (!wire_end(&w) || media > MEDIA_UNKNOWN || explain > 1)
		return err_set(err, ERR_FORMAT, "malformed document");
	doc->media = (enum media_type)media;
	doc->explain = explain;
	return 0;
}

enum media_type
media_of_name(struct str name)
{
	enum ending ending = ending_of_name(name);

	return ending == ENDING_MARKDOWN ? MEDIA_MARKDOWN
		: ending == ENDING_HTML ? MEDIA_HTML : MEDIA_UNKNOWN;
}
