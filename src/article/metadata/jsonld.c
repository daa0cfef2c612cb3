/* SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "article/metadata/meta.h"
#include "article/metadata/weights.h"

static struct str
text_of(const json_t *value)
{
	return (struct str){ json_string_value(value),
		json_string_length(value) };
}

static bool
type_ends(const json_t *object, struct str ending)
{
	const json_t *type = json_object_get(object, "@type");
	const json_t *one;
	size_t i;

	if (json_is_string(type))
		return str_ends(text_of(type), ending);
	json_array_foreach(type, i, one)
		if (str_ends(text_of(one), ending))
			return true;
	return false;
}

static bool
is_article(const json_t *object)
{
	return type_ends(object, STR("Article"))
		|| type_ends(object, STR("Posting"))
		|| type_ends(object, STR("Report"));
}

/* A string, an object's name, or a list of these. */
static void
add_names(struct names *names, const json_t *value, char sep)
{
	const json_t *one;
	size_t i;

	if (json_is_object(value))
		value = json_object_get(value, "name");
	if (json_is_string(value) && sep)
		names_add_parts(names, text_of(value), sep);
	else if (json_is_string(value))
		names_add(names, text_of(value));
	json_array_foreach(value, i, one) {
		if (json_is_object(one))
			one = json_object_get(one, "name");
		if (json_is_string(one))
			names_add(names, text_of(one));
	}
}

static void
offer(struct meta *meta, enum meta_field field, const json_t *value,
    unsigned rank)
{
	if (json_is_string(value))
		meta_offer(meta, field, text_of(value), rank);
}

static void
read_article(struct meta *meta, const json_t *object)
{
	const json_t *page = json_object_get(object, "mainEntityOfPage");

	if (json_is_object(page))
		page = json_object_get(page, "@id");
	offer(meta, META_TITLE, json_object_get(object, "headline"),
	    RANK_JSONLD_ARTICLE);
	offer(meta, META_DATE, json_object_get(object, "datePublished"),
	    RANK_JSONLD_ARTICLE);
	offer(meta, META_DESCRIPTION, json_object_get(object, "description"),
	    RANK_JSONLD_PAGE);
	offer(meta, META_LANG, json_object_get(object, "inLanguage"),
	    RANK_JSONLD_PAGE);
	offer(meta, META_URL, json_object_get(object, "url"), RANK_JSONLD_PAGE);
	offer(meta, META_URL, page, RANK_JSONLD_PAGE + 1);
	offer(meta, META_SITE, json_object_get(
	    json_object_get(object, "publisher"), "name"), RANK_JSONLD_PAGE);
	add_names(&meta->authors, json_object_get(object, "author"), '\0');
	add_names(&meta->keywords, json_object_get(object, "keywords"), ',');
	add_names(&meta->sections, json_object_get(object, "articleSection"),
	    '\0');
}

static void
read_object(struct meta *meta, const json_t *object)
{
	if (is_article(object))
		read_article(meta, object);
	else if (type_ends(object, STR("WebPage")))
		offer(meta, META_DATE,
		    json_object_get(object, "datePublished"), RANK_JSONLD_PAGE);
	else if (type_ends(object, STR("WebSite")))
		offer(meta, META_SITE, json_object_get(object, "name"),
		    RANK_JSONLD_PAGE + 1);
}

static void
read_list(struct meta *meta, const json_t *list)
{
	const json_t *object;
	size_t i;

	json_array_foreach(list, i, object) {
		if (i == JSONLD_OBJECTS)
			break;
		read_object(meta, object);
	}
}

void
meta_read_jsonld(struct meta *meta, struct str json)
{
	json_t *root = json_loadb(json.p ? json.p : "", json.len,
	    JSON_DISABLE_EOF_CHECK, NULL);
	const json_t *object;
	size_t i;

	if (json_is_array(root)) {
		read_list(meta, root);
		json_array_foreach(root, i, object) {
			if (i == JSONLD_OBJECTS)
				break;
			read_list(meta, json_object_get(object, "@graph"));
		}
	} else {
		read_object(meta, root);
		read_list(meta, json_object_get(root, "@graph"));
	}
	json_decref(root);
}
