/* SPDX-License-Identifier: MIT */
/* What a page is called that has no title: by its path, its URL, its text. */
#include "article/metadata/title.h"

#include "article/html/node.h"
#include "article/metadata/weights.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/languages.h"

/* The length of "2016-01-26" or "20160126" that parts from a name; or 0. */
static size_t
starting_day(struct str name)
{
	size_t len = name.len > 4 && name.p[4] == '-' ? 10 : 8;
	struct date day;

	for (size_t i = 0; i < len; i++)
		if (i >= name.len || (len == 10 && (i == 4 || i == 7)
		    ? name.p[i] != '-'
		    : !ascii_digit((unsigned char)name.p[i])))
			return 0;
	if (name.len > len && name.p[len] != '-' && name.p[len] != '_'
	    && name.p[len] != ' ')
		return 0;
	return len == 10 || date_parse(str_sub(name, 0, len), &day) ? len : 0;
}

/* "post.fr", "index.zh-cn" without the language; "use of node.js" has none. */
static struct str
without_language(struct str name)
{
	size_t dot = str_rchr(name, '.');
	struct str lang = str_sub(name, dot + 1, name.len);

	if (dot == STR_NONE || !dot || (lang.len > 2 && (lang.len > 7
	    || (lang.p[2] != '-' && lang.p[2] != '_'))))
		return name;
	return words_start(&WORDS_FILE_LANGUAGES, lang).len
		? str_sub(name, 0, dot) : name;
}

static bool
has_space(struct str name)
{
	for (size_t i = 0; i < name.len;)
		if (text_is_space(text_next(name, &i)))
			return true;
	return false;
}

struct str
title_of_path(struct str path, struct pool *pool)
{
	size_t slash = str_rchr(path, '/'), dot, day;
	struct str name = slash == STR_NONE ? path
		: str_sub(path, slash + 1, path.len);
	char *copy;
	struct str stem;
	bool dated, spaced;

	dot = str_rchr(name, '.');
	if (dot != STR_NONE && dot > 0)
		name = str_sub(name, 0, dot);
	/* Middleman's "name.html.md". */
	if (str_iends(name, STR(".html")) && name.len > 5)
		name.len -= 5;
	name = without_language(name);
	if ((str_ieq(name, STR("index")) || str_ieq(name, STR("_index")))
	    && slash != STR_NONE && slash > 0) {
		size_t up = str_rchr(str_sub(path, 0, slash), '/');

		name = str_sub(path, up == STR_NONE ? 0 : up + 1, slash);
	}
	day = starting_day(name);
	dated = day && day == name.len;
	name = str_sub(name, dated ? 0 : day, name.len);
	while (day && !dated && name.len && (name.p[0] == '-'
	    || name.p[0] == '_' || name.p[0] == ' '))
		name = str_sub(name, 1, name.len);
	copy = pool_strndup(pool, name.p ? name.p : "", name.len);
	/* Who writes spaces means each dash: "0 - intro", "Jean-Luc at sea". */
	spaced = has_space(name);
	for (size_t i = 0; i < name.len && !dated && !spaced; i++)
		if (copy[i] == '-' || copy[i] == '_')
			copy[i] = ' ';
	stem = (struct str){ copy, name.len };
	return pool_text(pool, stem, LIMIT_TITLE_BYTES);
}

/* Of "n12345" nobody can tell what it is about. */
static bool
is_number(struct str name)
{
	size_t letters = 0;

	for (size_t i = 0; i < name.len; i++)
		letters += ascii_alpha((unsigned char)name.p[i])
			|| (unsigned char)name.p[i] >= 0x80;
	return letters < TITLE_NAME_LETTERS;
}

/* "name 12345" without its number. */
static struct str
without_number(struct str name)
{
	size_t end = name.len;

	while (end > 0 && ascii_digit((unsigned char)name.p[end - 1]))
		end--;
	return end < name.len && end > 1 && name.p[end - 1] == ' '
		? str_trim(str_sub(name, 0, end)) : name;
}

struct str
title_slug(struct str path, struct pool *pool)
{
	struct str name = without_number(title_of_path(path, pool));

	return is_number(name) ? STR("") : name;
}

struct str
title_guess(struct str path, struct str url, xmlNode *root, struct pool *pool)
{
	struct buf text = BUF_INIT, start = BUF_INIT;
	struct str title = title_of_path(path, pool), name;

	if (!is_number(title) || date_from_path(title, &(struct date){ 0 }))
		return title;
	url_decode(url_path(url), &text);
	name = text_is_utf8(buf_str(&text))
		? title_slug(buf_str(&text), pool) : STR("");
	if (name.len) {
		title = name;
	} else {
		buf_clear(&text);
		node_text(root, TITLE_GUESS_BYTES * 4, &text);
		text_shorten(buf_str(&text), TITLE_GUESS_BYTES, &start);
		if (start.len)
			title = pool_text(pool, buf_str(&start),
			    LIMIT_TITLE_BYTES);
	}
	buf_release(&text);
	buf_release(&start);
	return title;
}
