/* SPDX-License-Identifier: MIT */
#include "cli/article_json.h"

#include "base/json.h"
#include "base/url.h"

json_t *
json_text(struct str s)
{
	return s.len ? json_bytes(s) : json_null();
}

void
json_print(json_t *take_value, size_t flags, FILE *out)
{
	json_dumpf(take_value, out, flags);
	fputc('\n', out);
	json_decref(take_value);
}

static json_t *
names(const struct str_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(array, json_text(list->items[i]));
	return array;
}

json_t *
article_json(const struct article *article)
{
	const struct record *meta = &article->meta;
	struct buf date = BUF_INIT, url = BUF_INIT;
	json_t *object;

	date_format(meta->date, &date);
	url_display(meta->url, &url);
	object = json_pack("{s:o,s:o,s:o,s:s,s:o,s:o,s:o,s:o,s:o,s:o}",
	    "id", json_text(article->identity),
	    "title", json_text(meta->title),
	    "date", json_text(buf_str(&date)),
	    "date_source", date_source_name(meta->date_source),
	    "url", json_text(buf_str(&url)),
	    "tags", names(&meta->tags),
	    "sections", names(&article->sections),
	    "authors", names(&meta->authors),
	    "lang", json_text(meta->lang),
	    "source", json_text(article->sources.count
	        ? article->sources.items[0] : (struct str){ NULL, 0 }));
	buf_release(&date);
	buf_release(&url);
	return object;
}
