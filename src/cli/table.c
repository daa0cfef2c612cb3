/* SPDX-License-Identifier: MIT */
#include "cli/table.h"

#include <stdint.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "base/url.h"
#include "cli/article_json.h"

/* With what sets them apart from the next. */
#define DATE_COLUMNS 12
#define SECTION_COLUMNS 18
/* Where titles would have less, sections are left out. */
#define TITLE_COLUMNS 20
#define TITLE_LEAST 8
#define NO_LIMIT SIZE_MAX

size_t
terminal_columns(FILE *out)
{
	struct winsize size;

	if (!isatty(fileno(out))
	    || ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || !size.ws_col)
		return NO_LIMIT;
	return size.ws_col;
}

size_t
add_cell(struct buf *line, struct str s, size_t columns)
{
	struct buf safe = BUF_INIT;
	size_t used = 0, at = 0;

	text_escape(s, &safe);
	while (at < safe.len) {
		size_t start = at, wide;

		text_next(buf_str(&safe), &at);
		wide = text_columns(str_sub(buf_str(&safe), start, at));
		if (used + wide > columns)
			break;
		buf_add(line, safe.data + start, at - start);
		used += wide;
	}
	buf_release(&safe);
	return used;
}

static void
pad(struct buf *line, size_t columns)
{
	while (columns--)
		buf_addc(line, ' ');
}

void
print_articles(const struct article_list *list, FILE *out)
{
	const size_t width = terminal_columns(out);
	const bool sections = width >= DATE_COLUMNS + SECTION_COLUMNS
	    + TITLE_COLUMNS;
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < list->count; i++) {
		const struct article *a = list->items[i];
		size_t used = DATE_COLUMNS;

		buf_clear(&line);
		date_format(a->meta.date, &line);
		pad(&line, used - line.len);
		if (sections) {
			size_t wide = !a->sections.count ? 0 : add_cell(&line,
			    a->sections.items[0], SECTION_COLUMNS - 2);

			pad(&line, SECTION_COLUMNS - wide);
			used += SECTION_COLUMNS;
		}
		add_cell(&line, a->meta.title, width < used + TITLE_LEAST
		    ? TITLE_LEAST : width - used);
		fprintf(out, "%s\n", line.data);
	}
	buf_release(&line);
}

void
print_articles_json(const struct article_list *list, FILE *out)
{
	for (size_t i = 0; i < list->count; i++)
		json_print(article_json(list->items[i]), JSON_COMPACT, out);
}

void
print_counts(const struct name_counts *counts, FILE *out)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < counts->count; i++) {
		buf_clear(&line);
		add_cell(&line, counts->items[i].name, NO_LIMIT);
		fprintf(out, "%6zu  %s\n", counts->items[i].count, line.data);
	}
	buf_release(&line);
}

void
print_counts_json(const struct name_counts *counts, const char *kind,
    FILE *out)
{
	for (size_t i = 0; i < counts->count; i++)
		json_print(json_pack("{s:s,s:o,s:I}", "kind", kind, "name",
		    json_text(counts->items[i].name), "count",
		    (json_int_t)counts->items[i].count), JSON_COMPACT, out);
}

void
add_count(struct buf *out, size_t n, const char *one, const char *many)
{
	buf_addf(out, "%zu %s", n, n == 1 ? one : many);
}

void
add_size(struct buf *out, uint64_t bytes)
{
	if (bytes < 1000000)
		buf_addf(out, "%.0f KB", (double)bytes / 1e3);
	else if (bytes < 1000000000)
		buf_addf(out, "%.1f MB", (double)bytes / 1e6);
	else
		buf_addf(out, "%.1f GB", (double)bytes / 1e9);
}
