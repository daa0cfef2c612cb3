/* SPDX-License-Identifier: MIT */
/* Documents that are not pages: any elements, if they are well-formed. */
#include "check/check.h"
#include "check/markup.h"

#define PREFIXES_MAX 32

struct prefixes {
	struct str items[PREFIXES_MAX];
	size_t count;
};

static int
check_name(const struct markup *m, const struct prefixes *known,
    struct str name)
{
	size_t colon = str_chr(name, ':');
	struct str prefix = str_sub(name, 0, colon);

	if (!ascii_alpha((unsigned char)name.p[0]) || colon == 0
	    || str_ends(name, STR(":")))
		return markup_fail(m, "malformed name", name);
	if (colon == STR_NONE || str_eq(prefix, STR("xml"))
	    || str_eq(prefix, STR("xmlns")))
		return 0;
	for (size_t i = 0; i < known->count; i++)
		if (str_eq(known->items[i], prefix))
			return 0;
	return markup_fail(m, "no namespace for", name);
}

/* A tag may use the namespaces that it declares. */
static int
check_names(const struct markup *m, const struct markup_tag *tag,
    struct prefixes *known)
{
	const struct str xmlns = STR("xmlns:");

	for (size_t i = 0; i < tag->count; i++) {
		struct str name = tag->attributes[i].name;

		if (!str_starts(name, xmlns))
			continue;
		if (known->count == PREFIXES_MAX)
			return markup_fail(m, "too many namespaces", name);
		known->items[known->count++] = str_sub(name, xmlns.len,
		    name.len);
	}
	for (size_t i = 0; i < tag->count; i++)
		if (check_name(m, known, tag->attributes[i].name))
			return -1;
	return check_name(m, known, tag->name);
}

static int
check_root(struct markup *m)
{
	struct prefixes known = { .count = 0 };
	struct markup_tag tag;
	enum markup_event event;

	if (m->p == m->end || *m->p != '<')
		return markup_fail_here(m, "no root element");
	do {
		event = markup_next(m, &tag);
		if (event == MARKUP_FAILED || (event == MARKUP_START
		    && check_names(m, &tag, &known)))
			return -1;
	} while (m->depth);
	return 0;
}

int
check_xml(struct str xml, struct err *err)
{
	struct markup m;
	int status;

	markup_init(&m, xml, err);
	markup_take(&m, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
	markup_skip_space(&m);
	status = check_root(&m);
	markup_skip_space(&m);
	if (!status && m.p != m.end)
		status = markup_fail_here(&m, "content after the root element");
	markup_release(&m);
	return status;
}
