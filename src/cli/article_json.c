/* SPDX-License-Identifier: MIT */
#include "cli/article_json.h"

#include "article/record/body.h"
#include "base/json.h"
#include "base/url.h"
#include "cli/body_xhtml.h"

json_t *
json_text(struct str s)
{
	return s.len ? json_bytes(s) : json_null();
}

void
json_print(json_t *take_value, size_t flags, FILE *out)
{
	struct buf text = BUF_INIT;

	json_put(take_value, flags, &text);
	buf_addc(&text, '\n');
	fwrite(text.data, 1, text.len, out);
	json_decref(take_value);
	buf_release(&text);
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
	const struct article_meta *meta = &article->meta;
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

static void
join_authors(const struct str_list *authors, struct buf *out)
{
	for (size_t i = 0; i < authors->count; i++) {
		if (i)
			buf_adds(out, ", ");
		buf_addstr(out, authors->items[i]);
	}
}

static json_t *
candidates_json(const struct image *image)
{
	static const char *const origins[] = {
		[FROM_SRC] = "src", [FROM_SRCSET] = "srcset",
		[FROM_LAZY] = "lazy", [FROM_NOSCRIPT] = "noscript",
		[FROM_FULL] = "link"
	};
	json_t *list = json_array();

	for (size_t i = 0; i < image->candidate_count; i++) {
		const struct candidate *c = &image->candidates[i];
		json_t *object = json_pack("{s:o,s:s}", "src",
		    json_text(c->kind == TARGET_DATA ? STR("data:") : c->ref),
		    "from", origins[c->origin]);

		if (c->width_px)
			json_object_set_new(object, "width",
			    json_integer(c->width_px));
		if (c->density_x100)
			json_object_set_new(object, "density",
			    json_real(c->density_x100 / 100.0));
		if (c->spare)
			json_object_set_new(object, "spare", json_true());
		if (c->rooted)
			json_object_set_new(object, "rooted", json_true());
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
images_json(const struct record *rec)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rec->image_count; i++) {
		const struct image *image = &rec->images[i];
		struct str ref = image->kind == TARGET_DATA
		    ? STR("data:") : image->ref;

		json_array_append_new(list, json_pack(
		    "{s:o,s:o,s:b,s:o}",
		    "src", json_text(ref), "alt", json_text(image->alt),
		    "lead", (int)(rec->lead_image == i + 1),
		    "candidates", candidates_json(image)));
	}
	return list;
}

void
article_json_add_record(json_t *object, const struct record *rec)
{
	struct buf authors = BUF_INIT, text = BUF_INIT, xhtml = BUF_INIT;

	join_authors(&rec->authors, &authors);
	body_text(rec->body, &text);
	body_xhtml(rec, &xhtml);
	json_object_set_new(object, "author", json_text(buf_str(&authors)));
	json_object_set_new(object, "dir", json_text(rec->dir));
	json_object_set_new(object, "site", json_text(rec->site));
	json_object_set_new(object, "description",
	    json_text(rec->description));
	json_object_set_new(object, "text", json_text(buf_str(&text)));
	json_object_set_new(object, "xhtml", json_text(buf_str(&xhtml)));
	json_object_set_new(object, "images", images_json(rec));
	buf_release(&authors);
	buf_release(&text);
	buf_release(&xhtml);
}
