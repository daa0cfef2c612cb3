/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/article_json.h"
#include "cli/command.h"
#include "cli/table.h"
#include "net/cache.h"

struct cache_command_settings {
	bool help, clear, json;
};

#define CACHE(field) offsetof(struct cache_command_settings, field)

static const struct option table[] = {
	{ "clear", OPTION_FLAG, CACHE(clear),
	    .help = "remove all that is in it" },
	{ "json", OPTION_FLAG, CACHE(json), .help = "as one JSON object" },
	{ "help", OPTION_FLAG, CACHE(help), .letter = 'h',
	    .help = "show this help" },
	{ .name = NULL }
};

static const struct option_group options = { "Options", table };

static const struct option_group *const groups[] = { &options, NULL };

struct row {
	const char *name, *json_name;
	struct cache_count count;
};

#define ROWS 5

static void
rows_of(const struct cache_stats *stats, struct row rows[ROWS])
{
	const struct row all[ROWS] = {
		{ "answers of servers", "answers", stats->urls },
		{ "originals", "originals", stats->originals },
		{ "unfinished downloads", "partial", stats->partials },
		{ "finished pictures", "finished", stats->made },
		{ "left by runs that died", "strays", stats->strays },
	};

	for (size_t i = 0; i < ROWS; i++)
		rows[i] = all[i];
}

static void
print_text(const char *folder, const struct cache_stats *stats)
{
	struct row rows[ROWS];
	struct buf line = BUF_INIT;

	rows_of(stats, rows);
	text_escape(str_of(folder), &line);
	printf("%s\n", line.data);
	for (size_t i = 0; i < ROWS; i++) {
		buf_clear(&line);
		add_size(&line, rows[i].count.bytes);
		printf("%8zu  %9s  %s\n", rows[i].count.files, line.data,
		    rows[i].name);
	}
	buf_clear(&line);
	add_size(&line, stats->bytes);
	buf_adds(&line, " of at most ");
	add_size(&line, stats->max_bytes);
	printf("%s\n", line.data);
	buf_release(&line);
}

static void
print_json(const char *folder, const struct cache_stats *stats)
{
	json_t *root = json_object();
	struct row rows[ROWS];

	rows_of(stats, rows);
	json_object_set_new(root, "folder", json_text(str_of(folder)));
	for (size_t i = 0; i < ROWS; i++)
		json_object_set_new(root, rows[i].json_name,
		    json_pack("{s:I,s:I}",
		    "files", (json_int_t)rows[i].count.files,
		    "bytes", (json_int_t)rows[i].count.bytes));
	json_object_set_new(root, "bytes",
	    json_integer((json_int_t)stats->bytes));
	json_object_set_new(root, "limit",
	    json_integer((json_int_t)stats->max_bytes));
	json_print(root, JSON_INDENT(2), stdout);
}

static int
clear(struct cache *cache, const struct cache_stats *stats, struct err *err)
{
	struct row rows[ROWS];
	struct buf line = BUF_INIT;
	size_t files = 0;

	if (cache && cache_clear(cache, err) != 0)
		return -1;
	rows_of(stats, rows);
	for (size_t i = 0; i < ROWS; i++)
		files += rows[i].count.files;
	buf_adds(&line, "removed ");
	add_count(&line, files, "file", "files");
	buf_adds(&line, ", ");
	add_size(&line, stats->bytes);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
	return 0;
}

/* No cache yet is an empty one: showing it does not make it. */
static int
with_cache(const struct cache_command_settings *set, struct err *err)
{
	const struct cache_options how = { .existing = true };
	struct cache_stats stats = { .max_bytes = LIMIT_CACHE_BYTES };
	char *folder = cache_folder_default(err);
	struct cache *cache = NULL;
	int result = -1;

	if (!folder)
		return -1;
	cache = cache_open(&how, err);
	if (!cache && err->kind != ERR_EMPTY)
		goto out;
	if (cache && cache_stat(cache, &stats, err) != 0)
		goto out;
	result = 0;
	if (set->clear)
		result = clear(cache, &stats, err);
	else if (set->json)
		print_json(folder, &stats);
	else
		print_text(folder, &stats);
out:
	cache_close(cache);
	free(folder);
	return result;
}

static int
cache_run(const struct command *self, char **args)
{
	struct cache_command_settings set = { .help = false };
	struct str_list operands = { NULL, 0 };
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	int code = EXIT_DONE;

	json_set_alloc_funcs(mem_alloc, free);
	if (options_parse(groups, args, &set, &operands, pool, &err) != 0) {
		print_error(&err);
		code = EXIT_USAGE;
	} else if (set.help) {
		print_help(self);
	} else if (operands.count) {
		err_set(&err, ERR_ARGUMENT, "cache takes no argument '%.*s'",
		    STR_ARG(operands.items[0]));
		print_error(&err);
		code = EXIT_USAGE;
	} else if (with_cache(&set, &err) != 0) {
		print_error(&err);
		code = EXIT_NOTHING_MADE;
	}
	pool_free(pool);
	return finish_output(code);
}

const struct command cache_command = {
	.name = "cache",
	.usage = "cache [--clear | --json]",
	.summary = "what is kept of earlier runs, and how to be rid of it",
	.details =
	    "Fetched files and finished pictures are kept in "
	    "$XDG_CACHE_HOME/chapbook, else\nin ~/.cache/chapbook, so that "
	    "the next run need not do the work again. Nothing\nis lost when "
	    "they are. What was not used for longest goes when it becomes "
	    "too\nmuch. --private and --no-cache leave the cache alone.",
	.groups = groups,
	.run = cache_run,
};
