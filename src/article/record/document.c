/* SPDX-License-Identifier: MIT */
#include "article/record/document.h"

#include "worker/wire.h"

void
document_encode(const struct document *doc, struct buf *out)
{
	buf_reserve(out, doc->bytes.len + doc->path.len + doc->url.len
	    + doc->charset.len + 32);
	wire_put_u32(out, (uint32_t)doc->media);
	wire_put_u32(out, doc->explain);
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
	static const struct {
		struct str ending;
		enum media_type media;
	} endings[] = {
		{ STR(".md"), MEDIA_MARKDOWN },
		{ STR(".markdown"), MEDIA_MARKDOWN },
		{ STR(".mdx"), MEDIA_MARKDOWN },
		{ STR(".mkd"), MEDIA_MARKDOWN },
		{ STR(".mkdn"), MEDIA_MARKDOWN },
		{ STR(".mdown"), MEDIA_MARKDOWN },
		{ STR(".mkdown"), MEDIA_MARKDOWN },
		{ STR(".rmd"), MEDIA_MARKDOWN },
		{ STR(".qmd"), MEDIA_MARKDOWN },
		{ STR(".html"), MEDIA_HTML },
		{ STR(".htm"), MEDIA_HTML },
		{ STR(".xhtml"), MEDIA_HTML }
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_iends(name, endings[i].ending))
			return endings[i].media;
	return MEDIA_UNKNOWN;
}
