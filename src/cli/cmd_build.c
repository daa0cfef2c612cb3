/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/command.h"
#include "cli/runner.h"
#include "cli/settings_build.h"
#include "cli/table.h"

static const struct option_group *const groups[] = { &book_options,
	&select_options, &net_options, &cache_option_group, &run_options,
	NULL };

/* The one line a run ends with. */
static void
say_result(struct runner *s, const struct report *rep, struct str output,
    const struct run_settings *run)
{
	size_t pictures = rep->by_code[FAULT_PICTURE_MISSING]
	    + rep->by_code[FAULT_PICTURE_REMOTE]
	    + rep->by_code[FAULT_PICTURE_BROKEN];
	size_t articles = report_losses(rep) - pictures;
	struct buf line = BUF_INIT;

	if (run->verbose)
		for (size_t i = 0; i < rep->fault_count; i++) {
			const struct fault *f = &rep->faults[i];

			buf_clear(&line);
			buf_addf(&line, "%s: %.*s: %.*s",
			    fault_code_name(f->code), STR_ARG(f->where),
			    STR_ARG(f->cause));
			runner_say(s, buf_str(&line));
		}
	buf_clear(&line);
	buf_addstr(&line, output);
	buf_adds(&line, ": ");
	add_count(&line, rep->included, "article", "articles");
	buf_adds(&line, ", ");
	add_count(&line, rep->pictures_made, "picture", "pictures");
	buf_adds(&line, ", ");
	add_size(&line, rep->book_bytes);
	if (articles || pictures) {
		buf_adds(&line, "; left out: ");
		if (articles)
			add_count(&line, articles, "article or file",
			    "articles or files");
		if (pictures) {
			buf_adds(&line, articles ? ", " : "");
			add_count(&line, pictures, "picture", "pictures");
		}
		buf_adds(&line, " (named on the book's last page)");
	}
	if (rep->undated) {
		buf_adds(&line, "; without a date: ");
		add_count(&line, rep->undated, "article", "articles");
	}
	runner_say(s, buf_str(&line));
	buf_release(&line);
}

static int
dry_run(const struct build *b, struct runner *s, struct report *rep,
    struct err *err)
{
	struct gathered g;

	if (build_gather(b, runner_workers(s), rep, runner_observer(s), &g,
	    err) != 0)
		return -1;
	runner_clear_line(s);
	print_articles(&g.articles, stdout);
	if (!g.articles.count)
		nothing_matched(&b->selection, g.library, rep, g.pool, err);
	gathered_release(&g);
	return err->kind == ERR_NONE ? 0 : -1;
}

static int
run_build(const struct build_settings *set, struct build *b,
    struct runner *s, struct err *err)
{
	struct report rep;
	int code;

	report_init(&rep);
	if (set->dry_run ? dry_run(b, s, &rep, err) != 0
	    : build_book(b, runner_workers(s), &rep, runner_observer(s),
	        err) != 0) {
		runner_clear_line(s);
		print_error(err);
		code = exit_code_of(err);
		/* The sources were named right; what they hold is not. */
		if (err->kind == ERR_ARGUMENT && rep.files)
			code = EXIT_NOTHING_MADE;
	} else {
		code = set->strict && report_losses(&rep) ? EXIT_WITH_FAULTS
		    : EXIT_DONE;
		if (!set->dry_run)
			say_result(s, &rep, str_of(b->output),
			    &set->common.run);
	}
	report_release(&rep);
	return code;
}

static bool
makes_pictures(const struct build_settings *set, const struct build *b)
{
	return !set->dry_run && (b->pictures || b->cover.kind != COVER_NONE);
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
	if (!templates || settings_build(set, sources, pool, &b, err) != 0
	    || !(s = runner_new(&set->common.run, templates,
	    makes_pictures(set, &b), err))) {
		print_error(err);
		code = exit_code_of(err);
	} else {
		b.templates = templates;
		b.cache = settings_cache(&set->common, set->common.net.proxy,
		    &broken);
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
	struct pool *pool = pool_new();
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
