/* SPDX-License-Identifier: MIT */
#include "article/clean/source_marks.h"

#include <string.h>

#include "article/language/lang.h"
#include "article/html/node.h"
#include "article/html/style.h"
#include "base/limits.h"
#include "base/text.h"
#include "tables/languages.h"

#define SPAN_MAX 65534u		/* HTML 4.9.11: rowspan */

/*
 * Only subtags that checkers know, and no script that goes without saying
 * (BCP 47, 4.1): the language is there to choose fonts, hyphens and voices.
 */
static struct str
valid_language(struct pool *pool, struct str declared)
{
	struct buf tag = BUF_INIT, kept = BUF_INIT;
	struct str rest, sub, s = { NULL, 0 };
	bool chinese;

	if (!declared.len || declared.len > 60
	    || !lang_normalise(declared, &tag))
		goto out;
	rest = buf_str(&tag);
	if (!str_next(&rest, '-', &sub)
	    || (sub.len != 2 && !words_has(&WORDS_MARKED_LANGUAGES, sub)))
		goto out;
	chinese = str_eq(sub, STR("zh"));
	buf_addstr(&kept, sub);
	while (str_next(&rest, '-', &sub)) {
		if (!(sub.len == 4 && chinese && words_has(
		    &WORDS_SCRIPTS, sub))
		    && !(sub.len == 2 && words_has(&WORDS_MARKED_REGIONS, sub)))
			break;
		buf_addc(&kept, '-');
		buf_addstr(&kept, sub);
		if (sub.len == 2)
			break;
	}
	s = pool_str(pool, buf_str(&kept));
out:
	buf_release(&tag);
	buf_release(&kept);
	return s;
}

static struct str
valid_direction(struct str s)
{
	s = str_trim(s);
	if (str_ieq(s, STR("ltr")))
		return STR("ltr");
	if (str_ieq(s, STR("rtl")))
		return STR("rtl");
	return str_ieq(s, STR("auto")) ? STR("auto") : STR("");
}

/*
 * Characters beyond the BMP go: Nu 26.9 fails on two of them in the source of
 * an attribute ("unmatched low surrogate").
 */
static struct str
tidy_title(struct pool *pool, struct str s)
{
	struct buf line = BUF_INIT, nfc = BUF_INIT;
	size_t at = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX)
		if (c < 0x10000)
			text_put(&line, c);
	text_sanitise(buf_str(&line), &nfc);
	buf_clear(&line);
	text_collapse(buf_str(&nfc), &line);
	buf_clear(&nfc);
	text_nfc(buf_str(&line), &nfc);
	buf_clear(&line);
	text_shorten(buf_str(&nfc), LIMIT_NAME_BYTES, &line);
	s = pool_str(pool, buf_str(&line));
	buf_release(&line);
	buf_release(&nfc);
	return s;
}

static void
read_classes(struct str classes, struct source_marks *out)
{
	struct str class_name;

	while (node_next_token(&classes, &class_name)) {
		if (!out->class_name.len && element_class(class_name))
			out->class_name = class_name;
		if (str_eq(class_name, STR("wp-caption")))
			out->captioned_picture = true;
	}
}

static void
read_mark(struct str name, struct str value, struct pool *pool,
    struct source_marks *out)
{
	if (str_eq(name, STR("id")))
		out->id = value;
	else if (str_eq(name, STR("name")))
		out->name = value;
	else if (str_eq(name, STR("lang"))
	    || (str_eq(name, STR("xml:lang")) && !out->lang.len))
		out->lang = valid_language(pool, value);
	else if (str_eq(name, STR("dir")))
		out->dir = valid_direction(value);
	else if (str_eq(name, STR("class")))
		read_classes(value, out);
	else if (str_eq(name, STR("style")))
		out->hidden |= style_hides(value);
	else if (str_eq(name, STR("hidden")))
		out->hidden |= !str_ieq(value, STR("until-found"));
	else if (str_eq(name, STR("title")))
		out->title = tidy_title(pool, value);
}

void
source_marks_read(xmlNode *node, struct pool *pool, struct source_marks *out)
{
	memset(out, 0, sizeof(*out));
	for (const xmlAttr *a = node->properties; a; a = a->next)
		read_mark(str_of((const char *)a->name), a->children
		    ? node_content(a->children) : STR(""), pool, out);
	if (!out->hidden && node_attr(node, "style").len)
		out->hidden = style_conceals(node);
}

/* A whole number with a sign maybe; max is below a million. */
static bool
read_int(struct str s, int *value)
{
	unsigned long n;
	bool negative;

	s = str_trim(s);
	negative = s.len && s.p[0] == '-';
	if (negative)
		s = str_sub(s, 1, s.len);
	if (!str_number(s, 999999, &n))
		return false;
	*value = negative ? -(int)n : (int)n;
	return true;
}

static unsigned
read_span(struct str s, unsigned zero)
{
	unsigned long n = 1;

	if (!str_number(str_trim(s), SPAN_MAX, &n))
		return 1;
	return n ? (unsigned)n : zero;
}

static void
read_list(const xmlNode *node, struct part_attributes *own)
{
	struct str type = str_trim(node_attr(node, "type"));

	if (type.len == 1 && ascii_in(type.p[0], "1aAiI"))
		own->list_type = type.p[0];
	own->reversed = node_attr(node, "reversed").p != NULL;
	own->has_number = read_int(node_attr(node, "start"), &own->number);
}

void
source_marks_block(const xmlNode *node, struct pool *pool, struct part *part)
{
	struct part_attributes *own;
	struct str scope;

	if (!node->properties)
		return;
	own = part_attributes(pool, part);
	switch (part->element) {
	case EL_OL:
		read_list(node, own);
		break;
	case EL_LI:
		own->has_number = part->parent->element == EL_OL
			&& read_int(node_attr(node, "value"), &own->number);
		break;
	case EL_TH:
		scope = str_trim(node_attr(node, "scope"));
		own->scope = str_ieq(scope, STR("row")) ? "row"
			: str_ieq(scope, STR("col")) ? "col" : NULL;
		/* fall through */
	case EL_TD:
		own->colspan = read_span(node_attr(node, "colspan"), 1);
		own->rowspan = read_span(node_attr(node, "rowspan"), SPAN_MAX);
		break;
	default:
		break;
	}
}
