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
	{ "jobs", 'j', OPTION_NUMBER, RUN(jobs), "N",
	    "worker processes (default: one per core)", NULL, 1, 256 },
	{ "sandbox", 0, OPTION_CHOICE, RUN(sandbox), NULL,
	    "lock workers in (default: auto)", sandbox_names, 0, 0 },
	{ "site-rules", 0, OPTION_LIST, RUN(site_rules), "FILE|DIR",
	    "rules for sites that need them (README)", NULL, 0, 0 },
	{ "private", 0, OPTION_FLAG, RUN(in_memory), NULL,
	    "write nothing but the output, no temporary files", NULL,
	    0, 0 },
	{ "quiet", 'q', OPTION_FLAG, RUN(quiet), NULL,
	    "say nothing but errors", NULL, 0, 0 },
	{ "verbose", 'v', OPTION_FLAG, RUN(verbose), NULL,
	    "tell each step", NULL, 0, 0 },
	{ "help", 'h', OPTION_FLAG, RUN(help), NULL,
	    "show this help", NULL, 0, 0 },
	{ NULL, 0, 0, 0, NULL, NULL, NULL, 0, 0 }
};

const struct option_group run_options = { "Running", run_table };

static const struct option select_table[] = {
	{ "tag", 't', OPTION_LIST, SELECT(tags), "TAG",
	    "articles with this tag (repeat: any of them)", NULL, 0, 0 },
	{ "all-tags", 0, OPTION_FLAG, SELECT(all_tags), NULL,
	    "every --tag must be there", NULL, 0, 0 },
	{ "not-tag", 0, OPTION_LIST, SELECT(not_tags), "TAG",
	    "leave out articles with this tag", NULL, 0, 0 },
	{ "section", 's', OPTION_LIST, SELECT(sections), "NAME",
	    "articles of this section", NULL, 0, 0 },
	{ "not-section", 0, OPTION_LIST, SELECT(not_sections), "NAME",
	    "leave out this section", NULL, 0, 0 },
	{ "since", 0, OPTION_TEXT, SELECT(since), "DATE",
	    "from DATE on: 2023-07-19, 2023-07, 2023, today, 7d", NULL, 0, 0 },
	{ "until", 0, OPTION_TEXT, SELECT(until), "DATE",
	    "up to and with DATE", NULL, 0, 0 },
	{ "week", 0, OPTION_TEXT, SELECT(week), "WEEK",
	    "of one ISO week: 2023-W29", NULL, 0, 0 },
	{ "month", 0, OPTION_TEXT, SELECT(month), "MONTH",
	    "of one month: 2023-07", NULL, 0, 0 },
	{ "undated", 0, OPTION_FLAG, SELECT(undated), NULL,
	    "also articles without a date", NULL, 0, 0 },
	{ "lang", 0, OPTION_LIST, SELECT(langs), "TAG",
	    "articles in this language: zh, zh-Hans, en", NULL, 0, 0 },
	{ "author", 0, OPTION_LIST, SELECT(authors), "NAME",
	    "articles by this author", NULL, 0, 0 },
	{ "match", 0, OPTION_TEXT, SELECT(match), "TEXT",
	    "articles with TEXT in title or body", NULL, 0, 0 },
	{ "exclude", 0, OPTION_LIST, SELECT(excludes), "FILE",
	    "leave out the URLs in FILE, one a line", NULL, 0, 0 },
	{ "limit", 'n', OPTION_NUMBER, SELECT(limit), "N",
	    "no more than N articles", NULL, 1, 1000000000 },
	{ "sort", 0, OPTION_CHOICE, SELECT(sort), NULL,
	    "order (default: date)", sort_names, 0, 0 },
	{ "tz", 0, OPTION_TEXT, SELECT(tz), "ZONE",
	    "time zone of \"today\" (default: the machine's)", NULL, 0, 0 },
	{ "include-path", 0, OPTION_LIST, SELECT(include_paths), "GLOB",
	    "read only files whose path matches", NULL, 0, 0 },
	{ "exclude-path", 0, OPTION_LIST, SELECT(exclude_paths), "GLOB",
	    "do not read files whose path matches", NULL, 0, 0 },
	{ NULL, 0, 0, 0, NULL, NULL, NULL, 0, 0 }
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

/* One URL a line; empty lines and those that start with '#' are skipped. */
static int
read_excludes(struct str path, struct pool *pool, struct selection *out,
    struct err *err)
{
	struct buf url = BUF_INIT;
	struct str rest, line;
	int result = settings_file("exclude", path, EXCLUDE_FILE_BYTES, pool,
	    &rest, err);

	while (result == 0 && str_next(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.len || line.p[0] == '#')
			continue;
		if (url_canonical(line, &url) == 0)
			str_list_add(&out->exclude, pool_str(pool,
			    buf_str(&url)), pool);
		else
			result = err_set(err, ERR_ARGUMENT,
			    "--exclude '%s': '%.*s' is no http(s) URL",
			    path.p, STR_ARG(line));
	}
	buf_release(&url);
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
