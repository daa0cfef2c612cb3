/* SPDX-License-Identifier: MIT */
#include "cli/settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "article/language/lang.h"
#include "base/date.h"
#include "base/file.h"
#include "base/url.h"
#include "cli/zone.h"

#define EXCLUDE_FILE_BYTES ((size_t)64 << 20)

static const char *const sort_names[] = { "date", "-date", "title",
	"section", "input", NULL };
static const char *const sandbox_names[] = { "auto", "require", "off", NULL };

#define RUN(field) offsetof(struct settings, run.field)
#define SELECT(field) offsetof(struct settings, select.field)

static const struct option run_table[] = {
	{ "jobs", OPTION_NUMBER, RUN(jobs), .letter = 'j', .argument = "N",
	    .help = "worker processes (default: one per core)", .min = 1,
	    .max = 256 },
	{ "sandbox", OPTION_CHOICE, RUN(sandbox),
	    .help = "lock workers in (default: auto)",
	    .choices = sandbox_names },
	{ "site-rules", OPTION_LIST, RUN(site_rules), .argument = "FILE|DIR",
	    .help = "rules for sites that need them (README)" },
	{ "private", OPTION_FLAG, RUN(in_memory),
	    .help = "write nothing but the output, no temporary files" },
	{ "quiet", OPTION_FLAG, RUN(quiet), .letter = 'q',
	    .help = "say nothing but errors" },
	{ "verbose", OPTION_FLAG, RUN(verbose), .letter = 'v',
	    .help = "tell each step" },
	{ "help", OPTION_FLAG, RUN(help), .letter = 'h',
	    .help = "show this help" },
	{ .name = NULL }
};

const struct option_group run_options = { "Running", run_table };

static const struct option select_table[] = {
	{ "tag", OPTION_LIST, SELECT(tags), .letter = 't', .argument = "TAG",
	    .help = "articles with this tag (repeat: any of them)" },
	{ "all-tags", OPTION_FLAG, SELECT(all_tags),
	    .help = "every --tag must be there" },
	{ "not-tag", OPTION_LIST, SELECT(not_tags), .argument = "TAG",
	    .help = "leave out articles with this tag" },
	{ "section", OPTION_LIST, SELECT(sections), .letter = 's',
	    .argument = "NAME", .help = "articles of this section" },
	{ "not-section", OPTION_LIST, SELECT(not_sections), .argument = "NAME",
	    .help = "leave out this section" },
	{ "since", OPTION_TEXT, SELECT(since), .argument = "DATE",
	    .help = "from DATE on: 2023-07-19, 2023-07, 2023, today, 7d" },
	{ "until", OPTION_TEXT, SELECT(until), .argument = "DATE",
	    .help = "up to and with DATE" },
	{ "week", OPTION_TEXT, SELECT(week), .argument = "WEEK",
	    .help = "of one ISO week: 2023-W29" },
	{ "month", OPTION_TEXT, SELECT(month), .argument = "MONTH",
	    .help = "of one month: 2023-07" },
	{ "undated", OPTION_FLAG, SELECT(undated),
	    .help = "also articles without a date" },
	{ "lang", OPTION_LIST, SELECT(langs), .argument = "TAG",
	    .help = "articles in this language: zh, zh-Hans, en" },
	{ "author", OPTION_LIST, SELECT(authors), .argument = "NAME",
	    .help = "articles by this author" },
	{ "match", OPTION_TEXT, SELECT(match), .argument = "TEXT",
	    .help = "articles with TEXT in title or body" },
	{ "exclude", OPTION_LIST, SELECT(excludes), .argument = "FILE",
	    .help = "leave out the URLs in FILE, one a line" },
	{ "limit", OPTION_NUMBER, SELECT(limit), .letter = 'n', .argument = "N",
	    .help = "no more than N articles", .min = 1, .max = 1000000000 },
	{ "sort", OPTION_CHOICE, SELECT(sort), .help = "order (default: date)",
	    .choices = sort_names },
	{ "tz", OPTION_TEXT, SELECT(tz), .argument = "ZONE",
	    .help = "time zone of \"today\" (default: the machine's)" },
	{ "include-path", OPTION_LIST, SELECT(include_paths),
	    .argument = "GLOB", .help = "read only files whose path matches" },
	{ "exclude-path", OPTION_LIST, SELECT(exclude_paths),
	    .argument = "GLOB",
	    .help = "do not read files whose path matches" },
	{ .name = NULL }
};

const struct option_group select_options = { "Selection", select_table };

static void
narrow(struct selection *sel, const struct date_range *range)
{
	if (!sel->since.year || date_cmp(range->first, sel->since) > 0)
		sel->since = range->first;
	if (!sel->until.year || date_cmp(range->last, sel->until) < 0)
		sel->until = range->last;
}

static int
parse_day(const char *option, struct str value, struct date today,
    struct date_range *range, struct err *err)
{
	if (date_range_parse(value, today, range))
		return 0;
	return err_set(err, ERR_ARGUMENT, "--%s '%.*s' is no date from 1900 "
	    "to 2199 (2023-07-19, 2023-07, 2023, today, 7d, 4w)", option,
	    STR_ARG(value));
}

/* No day is in all that was asked for. */
static int
no_day(const struct selection *sel, struct err *err)
{
	struct buf since = BUF_INIT, until = BUF_INIT;

	date_format(sel->since, &since);
	date_format(sel->until, &until);
	err_set(err, ERR_ARGUMENT, "no day is both from %s on and until %s",
	    since.data, until.data);
	buf_release(&since);
	buf_release(&until);
	return -1;
}

static int
selection_dates(const struct select_settings *in, struct selection *out,
    struct err *err)
{
	struct date_range range;
	struct date today;

	if (in->tz.len && !zone_known(in->tz))
		return err_set(err, ERR_ARGUMENT, "--tz '%.*s' is no known "
		    "time zone (Asia/Shanghai, UTC, CET-1)",
		    STR_ARG(in->tz));
	today = zone_today(in->tz);
	if (in->since.len) {
		if (parse_day("since", in->since, today, &range, err) != 0)
			return -1;
		out->since = range.first;
	}
	if (in->until.len) {
		if (parse_day("until", in->until, today, &range, err) != 0)
			return -1;
		out->until = range.last;
	}
	if (in->week.len) {
		if (!date_week_parse(in->week, &range))
			return err_set(err, ERR_ARGUMENT,
			    "--week '%.*s' is no ISO week (2023-W29)",
			    STR_ARG(in->week));
		narrow(out, &range);
	}
	if (in->month.len) {
		if (!date_month_parse(in->month, &range))
			return err_set(err, ERR_ARGUMENT,
			    "--month '%.*s' is no month (2023-07)",
			    STR_ARG(in->month));
		narrow(out, &range);
	}
	if (out->since.year && out->until.year
	    && date_cmp(out->since, out->until) > 0)
		return no_day(out, err);
	return 0;
}

int
settings_file(const char *option, struct str path, size_t max_bytes,
    struct pool *pool, struct str *bytes, struct err *err)
{
	struct buf text = BUF_INIT;
	int result = file_read(path.p, max_bytes, &text, err);

	if (result == 0)
		*bytes = pool_str(pool, buf_str(&text));
	else
		err_context(err, "--%s", option);
	buf_release(&text);
	return result;
}

/* Room for as many more; grown one by one, a long list is there twice. */
static void
make_room(struct str_list *list, size_t more, struct pool *pool)
{
	struct str *items = pool_alloc(pool, mem_mul(mem_add(list->count,
	    more), sizeof(*items)));

	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	list->items = items;
}

/* One URL a line; empty lines and those that start with '#' are skipped. */
static int
read_excludes(struct str path, struct pool *pool, struct selection *out,
    struct err *err)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	struct str rest, line;
	size_t lines = 1;
	int result = file_read(path.p, EXCLUDE_FILE_BYTES, &text, err);

	if (result != 0)
		err_context(err, "--exclude");
	for (size_t i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	make_room(&out->exclude, lines, pool);
	rest = buf_str(&text);
	while (result == 0 && str_next(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.len || line.p[0] == '#')
			continue;
		if (url_canonical(line, &url) == 0)
			out->exclude.items[out->exclude.count++] =
			    pool_str(pool, buf_str(&url));
		else
			result = err_set(err, ERR_ARGUMENT,
			    "--exclude '%s': '%.*s' is no http(s) URL",
			    path.p, STR_ARG(line));
	}
	buf_release(&url);
	buf_release(&text);
	return result;
}

static int
normalise_langs(const struct str_list *asked, struct pool *pool,
    struct selection *out, struct err *err)
{
	struct buf tag = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < asked->count && result == 0; i++) {
		if (lang_normalise(asked->items[i], &tag))
			str_list_add(&out->langs, pool_str(pool, buf_str(&tag)),
			    pool);
		else
			result = err_set(err, ERR_ARGUMENT, "--lang '%.*s' is "
			    "no language tag (zh, zh-Hans, en)",
			    STR_ARG(asked->items[i]));
	}
	buf_release(&tag);
	return result;
}

int
settings_selection(const struct select_settings *in, struct pool *pool,
    struct selection *out, struct err *err)
{
	*out = (struct selection){
		.tags = in->tags,
		.all_tags = in->all_tags,
		.not_tags = in->not_tags,
		.sections = in->sections,
		.not_sections = in->not_sections,
		.authors = in->authors,
		.undated = in->undated,
		.match = in->match,
		.limit = in->limit,
		.sort = (enum selection_sort)in->sort,
	};
	for (size_t i = 0; i < in->excludes.count; i++)
		if (read_excludes(in->excludes.items[i], pool, out, err) != 0)
			return -1;
	if (normalise_langs(&in->langs, pool, out, err) != 0)
		return -1;
	return selection_dates(in, out, err);
}

struct tree_options
settings_tree(const struct select_settings *in)
{
	return (struct tree_options){
		in->include_paths.items, in->exclude_paths.items,
		in->include_paths.count, in->exclude_paths.count
	};
}
