/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/command.h"
#include "cli/runner.h"
#include "cli/settings_build.h"
#include "cli/summary.h"
#include "cli/table.h"

static const struct option_group *const groups[] = { &book_options,
	&select_options, &net_options, &cache_option_group, &run_options,
	NULL };

static int
print_titles(const void *arg, const struct build *b, const struct gathered *g,
    struct err *err)
{
	(void)arg;
	(void)b;
	(void)err;
	print_articles(&g->articles, stdout);
	return 0;
}

static int
run_build(const struct build_settings *set, struct build *b,
    struct runner *s, struct err *err)
{
	struct report rep;
	int code;

	report_init(&rep);
	if (set->dry_run ? show_selection(b, s, &rep, print_titles, NULL,
	        err) != 0
	    : build_book(b, runner_workers(s), &rep, runner_observer(s),
	        err) != 0) {
		runner_clear_line(s);
		print_error(err);
		code = runner_code(s, exit_code_of(err));
		/* The sources were named right; what they hold is not. */
		if (err->kind == ERR_ARGUMENT && rep.files)
			code = EXIT_NOTHING_MADE;
	} else {
		code = set->strict && report_losses(&rep) ? EXIT_WITH_FAULTS
		    : EXIT_DONE;
		if (!set->dry_run)
			say_book(s, &rep, str_of(b->output),
			    set->common.run.verbose);
	}
	report_release(&rep);
	return code;
}

static bool
makes_pictures(const struct build_settings *set)
{
	return !set->dry_run && (!set->no_images || (set->cover.len
	    && !str_eq(set->cover, STR("none"))));
}

static int
build_with(const struct build_settings *set, const struct str_list *sources,
    struct pool *pool, struct err *err)
{
	struct templates *templates = NULL;
	struct runner *s = NULL;
	struct build b = { .output = NULL };
	struct err broken = ERR_INIT;
	int code;

	templates = templates_load(set->template_dir.p, err);
	if (!templates || !(s = runner_new(&set->common.run, templates,
	    makes_pictures(set), err))
	    || settings_build(set, sources, pool, &b, err) != 0) {
		print_error(err);
		code = exit_code_of(err);
	} else {
		runner_watch(s);
		b.templates = templates;
		b.cache = settings_cache(&set->common, &broken);
		observe_warning(runner_observer(s), &broken);
		code = run_build(set, &b, s, err);
	}
	cache_close(b.cache);
	runner_free(s);
	templates_free(templates);
	return code;
}

static int
build_run(const struct command *self, char **args)
{
	struct build_settings set = { .group_by = 0 };
	struct str_list sources = { NULL, 0 };
	struct pool *pool = pool_new_secret();
	struct err err = ERR_INIT;
	int code = EXIT_USAGE;

	if (options_parse(groups, args, &set, &sources, pool, &err) != 0) {
		print_error(&err);
	} else if (set.common.run.help) {
		print_help(self);
		code = EXIT_DONE;
	} else if (!sources.count) {
		err_set(&err, ERR_ARGUMENT, "build needs a source: a folder "
		    "or archive of articles, or a file (chapbook build --help)");
		print_error(&err);
	} else {
		code = build_with(&set, &sources, pool, &err);
	}
	pool_free(pool);
	return finish_output(code);
}

const struct command build_command = {
	.name = "build",
	.usage = "build [options] SOURCE...",
	.summary = "gather, clean, illustrate and bind articles into a book",
	.details =
	    "Reads every article in SOURCE (a folder of Markdown and HTML "
	    "files, a .zip\nor .tar.gz of one, or one such file), selects by "
	    "tag, section and date, and\nbinds an EPUB 3 book. What cannot be "
	    "included is named on the book's last page\nand never costs the "
	    "rest.\n\n"
	    "  chapbook build ~/mirror -o week.epub --week 2023-W29\n"
	    "  chapbook build blog/ --tag release --since 2022 "
	    "--group-by month",
	.groups = groups,
	.run = build_run,
};
