/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdio.h>

#include "cli/command.h"
#include "base/mem.h"
#include "cli/runner.h"
#include "cli/summary.h"
#include "cli/table.h"

struct list_settings {
	struct settings common;
	bool tags, sections, dates, languages, json;
};

#define LIST(field) offsetof(struct list_settings, field)

static const struct option list_table[] = {
	{ "tags", OPTION_FLAG, LIST(tags),
	    .help = "how often each tag occurs" },
	{ "sections", OPTION_FLAG, LIST(sections),
	    .help = "how many articles each section has" },
	{ "dates", OPTION_FLAG, LIST(dates),
	    .help = "how many articles each month has" },
	{ "languages", OPTION_FLAG, LIST(languages),
	    .help = "how many articles each language has" },
	{ "json", OPTION_FLAG, LIST(json), .help = "one JSON object a line" },
	{ .name = NULL }
};

static const struct option_group list_options = { "List", list_table };

static const struct option_group *const groups[] = { &list_options,
	&select_options, &run_options, NULL };

/* What there are counts of, in the order of their printing. */
static const struct counted {
	const char *kind, *heading;
	size_t wanted;		/* offset of the option */
	enum library_field field;
} counted[] = {
	{ "tag", "Tags", LIST(tags), FIELD_TAG },
	{ "section", "Sections", LIST(sections), FIELD_SECTION },
	{ "month", "Months", LIST(dates), FIELD_DATE },
	{ "language", "Languages", LIST(languages), FIELD_LANG },
};

#define COUNTED ARRAY_COUNT(counted)

static bool
is_wanted(const struct list_settings *set, const struct counted *c)
{
	return *(const bool *)((const char *)set + c->wanted);
}

static int
print_field(const struct list_settings *set, const struct build *b,
    const struct gathered *g, const struct counted *c, struct err *err)
{
	struct name_counts counts;

	if (library_counts(g->library, &b->selection, c->field, g->pool,
	    &counts, err) != 0)
		return -1;
	if (set->json)
		print_counts_json(&counts, c->kind, stdout);
	else
		print_counts(&counts, stdout);
	return 0;
}

/* Several have headings, or nobody could tell them apart. */
static int
print_all(const void *arg, const struct build *b, const struct gathered *g,
    struct err *err)
{
	const struct list_settings *set = arg;
	size_t wanted = 0, printed = 0;

	if (!g->articles.count)
		return 0;
	for (size_t i = 0; i < COUNTED; i++)
		wanted += is_wanted(set, &counted[i]);
	for (size_t i = 0; i < COUNTED; i++) {
		if (!is_wanted(set, &counted[i]))
			continue;
		if (wanted > 1 && !set->json)
			printf("%s%s:\n", printed++ ? "\n" : "",
			    counted[i].heading);
		if (print_field(set, b, g, &counted[i], err) != 0)
			return -1;
	}
	if (!wanted && set->json)
		print_articles_json(&g->articles, stdout);
	else if (!wanted)
		print_articles(&g->articles, stdout);
	return 0;
}

static int
list_run(const struct command *self, char **args)
{
	struct list_settings set = { .json = false };
	struct build b = { .output = NULL };
	struct pool *pool = pool_new_secret();
	struct runner *s = NULL;
	struct report rep;
	struct err err = ERR_INIT;
	int code = EXIT_DONE;

	report_init(&rep);
	if (options_parse(groups, args, &set, &b.sources, pool, &err) != 0)
		goto fail;
	if (set.common.run.help) {
		print_help(self);
		goto out;
	}
	if (!b.sources.count) {
		err_set(&err, ERR_ARGUMENT, "list needs a source: a folder "
		    "or archive of articles, or a file (chapbook list --help)");
		goto fail;
	}
	b.in_memory = set.common.run.in_memory;
	b.tree = settings_tree(&set.common.select);
	s = runner_new(&set.common.run, NULL, false, &err);
	if (!s || settings_selection(&set.common.select, pool, &b.selection,
	    &err) != 0)
		goto fail;
	runner_watch(s);
	if (show_selection(&b, s, &rep, print_all, &set, &err) != 0)
		goto fail;
	goto out;
fail:
	print_error(&err);
	code = runner_code(s, exit_code_of(&err));
out:
	runner_free(s);
	report_release(&rep);
	pool_free(pool);
	return finish_output(code);
}

const struct command list_command = {
	.name = "list",
	.usage = "list [options] SOURCE...",
	.summary = "what articles, tags, sections and dates there are",
	.details =
	    "Prints the selected articles, one a line, or counts of what "
	    "they have.\n\n"
	    "  chapbook list ~/mirror --since 2023-07\n"
	    "  chapbook list ~/mirror --tags\n"
	    "  chapbook list ~/mirror --json | jq -r .title",
	.groups = groups,
	.run = list_run,
};
