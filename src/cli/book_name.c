/* SPDX-License-Identifier: MIT */
#include "cli/book_name.h"

#include "article/record/document.h"
#include "base/mem.h"
#include "base/text.h"
#include "source/tree.h"

#define NAME_BYTES 64

/* "[a-z0-9-]"; empty if nothing is left. */
static void
slug(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len && out->len < NAME_BYTES; i++) {
		int c = ascii_lower((unsigned char)s.p[i]);

		if (ascii_digit(c) || (c >= 'a' && c <= 'z'))
			buf_addc(out, (char)c);
		else if (out->len && out->data[out->len - 1] != '-')
			buf_addc(out, '-');
	}
	while (out->len && out->data[out->len - 1] == '-')
		buf_truncate(out, out->len - 1);
}

/* The last name in a path, without slashes and the ending of a file. */
static struct str
source_name(struct str path)
{
	static const struct str endings[] = {
		STR(".zip"), STR(".tar"), STR(".tgz"), STR(".tar.gz")
	};

	while (path.len > 1 && path.p[path.len - 1] == '/')
		path.len--;
	path = path_name(path);
	if (str_eq(path, STR(".")) || str_eq(path, STR("..")))
		return STR("");
	for (size_t i = 0; i < ARRAY_COUNT(endings); i++)
		if (str_iends(path, endings[i]))
			return str_sub(path, 0, path.len - endings[i].len);
	if (media_of_name(path) != MEDIA_UNKNOWN)
		return str_sub(path, 0, str_rchr(path, '.'));
	return path;
}

void
book_file_name_of(struct str title, const struct str_list *sources,
    struct buf *out)
{
	slug(title, out);
	if (!out->len && sources->count)
		slug(source_name(sources->items[0]), out);
	if (!out->len)
		buf_adds(out, "book");
	buf_adds(out, ".epub");
}

static void
join(const struct str_list *names, struct buf *out)
{
	for (size_t i = 0; i < names->count; i++) {
		if (i)
			buf_adds(out, " · ");
		buf_addstr(out, names->items[i]);
	}
}

void
book_subject(const struct select_settings *sel,
    const struct str_list *sources, struct buf *out)
{
	if (sel->tags.count)
		join(&sel->tags, out);
	else if (sel->sections.count)
		join(&sel->sections, out);
	else if (sources->count == 1)
		buf_addstr(out, source_name(sources->items[0]));
}
