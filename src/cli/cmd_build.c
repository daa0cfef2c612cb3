/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "article/language/lang.h"
#include "base/text.h"
#include "book/book.h"
#include "cli/book_name.h"
#include "cli/command.h"
#include "cli/runner.h"
#include "cli/table.h"
#include "picture/profile.h"
#include "pipeline/build.h"

#define CSS_FILE_BYTES ((size_t)1 << 20)

struct build_settings {
	struct settings common;	/* first: the shared tables point into it */
	struct str output, title, language, identifier, css, template_dir;
	struct str report;
	struct str profile, cover;
	bool no_images, gray, dither, plain, strict, dry_run;
	unsigned long quality, max_articles;
	int group_by;
};

static const char *const group_names[] = { "auto", "day", "week", "month",
	"section", "tag", "source", "none", NULL };

#define BOOK(field) offsetof(struct build_settings, field)

static const struct option book_table[] = {
	{ "output", 'o', OPTION_TEXT, BOOK(output), "FILE",
	    "the book (default: named after the title or source)", NULL, 0,
	    0 },
	{ "title", 0, OPTION_TEXT, BOOK(title), "TEXT",
	    "its title (default: what was selected, and when)", NULL, 0, 0 },
	{ "language", 0, OPTION_TEXT, BOOK(language), "TAG",
	    "its language (default: most articles')", NULL, 0, 0 },
	{ "group-by", 0, OPTION_CHOICE, BOOK(group_by), NULL,
	    "parts of the book (default: auto)", group_names, 0, 0 },
	{ "profile", 0, OPTION_TEXT, BOOK(profile), "NAME",
	    "pictures fit for this device (default: default)", NULL, 0, 0 },
	{ "no-images", 0, OPTION_FLAG, BOOK(no_images), NULL,
	    "no pictures; captions stay", NULL, 0, 0 },
	{ "image-quality", 0, OPTION_NUMBER, BOOK(quality), "N",
	    "of JPEG pictures, 1 to 100 (default: the profile's)", NULL, 1, 100 },
	{ "gray", 0, OPTION_FLAG, BOOK(gray), NULL,
	    "pictures in shades of gray", NULL, 0, 0 },
	{ "dither", 0, OPTION_FLAG, BOOK(dither), NULL,
	    "pictures in 16 shades of gray, dithered", NULL, 0, 0 },
	{ "cover", 0, OPTION_TEXT, BOOK(cover), "FILE",
	    "a picture; auto: an article's (default: none)",
	    NULL, 0, 0 },
	{ "max-articles", 0, OPTION_NUMBER, BOOK(max_articles), "N",
	    "no more than N articles", NULL, 1, 1000000000 },
	{ "css", 0, OPTION_TEXT, BOOK(css), "FILE",
	    "a style sheet of your own", NULL, 0, 0 },
	{ "template-dir", 0, OPTION_TEXT, BOOK(template_dir), "DIR",
	    "templates that replace the built-in ones", NULL, 0, 0 },
	{ "identifier", 0, OPTION_TEXT, BOOK(identifier), "URN",
	    "of the book (default: from its content)", NULL, 0, 0 },
	{ "plain", 0, OPTION_FLAG, BOOK(plain), NULL,
	    "nothing in it tells which program made it", NULL, 0, 0 },
	{ "report", 0, OPTION_TEXT, BOOK(report), "FILE",
	    "write what was made and left out, as JSON", NULL, 0, 0 },
	{ "strict", 0, OPTION_FLAG, BOOK(strict), NULL,
	    "exit with 4 if anything was left out", NULL, 0, 0 },
	{ "dry-run", 0, OPTION_FLAG, BOOK(dry_run), NULL,
	    "list what would be bound, write nothing", NULL, 0, 0 },
	{ NULL, 0, 0, 0, NULL, NULL, NULL, 0, 0 }
};

static const struct option_group book_options = { "Book", book_table };

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
    struct runner *s, struct str output, struct err *err)
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
			say_result(s, &rep, output, &set->common.run);
	}
	report_release(&rep);
	return code;
}

static void
fill_cover(const struct build_settings *set, struct cover *cover)
{
	cover->file = set->cover.p;
	if (!set->cover.len || str_eq(set->cover, STR("none")))
		cover->kind = COVER_NONE;
	else if (str_eq(set->cover, STR("auto")))
		cover->kind = COVER_AUTO;
	else
		cover->kind = COVER_FILE;
}

/* Those of the profile, where no other option says otherwise. */
static int
fill_pictures(const struct build_settings *set, struct picture_options *out,
    struct cover *cover, struct err *err)
{
	struct profile profile;

	if (profile_find(set->profile.len ? set->profile : STR("default"),
	    &profile, err) != 0)
		return -1;
	*out = profile.pictures;
	out->gray = out->gray || set->gray || set->dither;
	out->dither = set->dither;
	if (set->quality)
		out->quality = (unsigned)set->quality;
	cover->picture = *out;
	cover->picture.max_width_px = profile.cover_width_px;
	cover->picture.max_height_px = profile.cover_height_px;
	return 0;
}

/* What is wrong here is said before anything is read. */
static int
check_book(const struct build_settings *set, struct buf *css,
    struct err *err)
{
	struct buf tag = BUF_INIT;
	bool known = !set->language.len
	    || lang_normalise(set->language, &tag);

	buf_release(&tag);
	if (!known)
		return err_set(err, ERR_ARGUMENT, "--language '%.*s' is no "
		    "language tag (zh, zh-Hans, en)", STR_ARG(set->language));
	if (!set->css.len)
		return 0;
	if (file_read(set->css.p, CSS_FILE_BYTES, css, err) != 0)
		return -1;
	if (book_check_css(buf_str(css), err) == 0)
		return 0;
	return err_context(err, "--css '%.*s'", STR_ARG(set->css));
}

static int
fill_build(const struct build_settings *set, struct pool *pool,
    struct build *b, struct picture_options *pictures, struct buf *css,
    struct err *err)
{
	if (settings_selection(&set->common.select, pool, &b->selection, err)
	    != 0)
		return -1;
	if (set->max_articles && (!b->selection.limit
	    || set->max_articles < b->selection.limit))
		b->selection.limit = set->max_articles;
	if (check_book(set, css, err) != 0)
		return -1;
	b->css = buf_str(css);
	b->tree = settings_tree(&set->common.select);
	if (fill_pictures(set, pictures, &b->cover, err) != 0
	    || settings_net(&set->common.net, &b->fetch, err) != 0)
		return -1;
	b->pictures = set->no_images ? NULL : pictures;
	b->in_memory = set->common.run.in_memory;
	fill_cover(set, &b->cover);
	b->group_by_default = set->group_by == 0;
	b->edition.group_by = (const enum group_by[]){ GROUP_NONE, GROUP_DAY,
		GROUP_WEEK, GROUP_MONTH, GROUP_SECTION, GROUP_TAG,
		GROUP_SOURCE, GROUP_NONE }[set->group_by];
	b->edition.title = set->title;
	b->edition.language = set->language;
	b->edition.identifier = set->identifier;
	b->edition.plain = set->plain;
	return 0;
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
	struct buf output = BUF_INIT, name = BUF_INIT, css = BUF_INIT;
	struct picture_options pictures;
	struct templates *templates = NULL;
	struct runner *s = NULL;
	struct build b = { .sources = *sources };
	struct err broken = ERR_INIT;
	int code;

	if (set->output.len)
		buf_addstr(&output, set->output);
	else
		book_file_name_of(set->title, sources, &output);
	book_subject(&set->common.select, sources, &name);
	b.edition.name = buf_str(&name);
	b.output = output.data;
	b.report = set->report.p;
	templates = templates_load(set->template_dir.p, err);
	if (!templates || fill_build(set, pool, &b, &pictures, &css, err) != 0
	    || !(s = runner_new(&set->common.run, templates,
	    makes_pictures(set, &b), err))) {
		print_error(err);
		code = exit_code_of(err);
	} else {
		b.templates = templates;
		b.cache = settings_cache(&set->common, set->common.net.proxy,
		    &broken);
		observe_warning(runner_observer(s), &broken);
		code = run_build(set, &b, s, buf_str(&output), err);
	}
	cache_close(b.cache);
	runner_free(s);
	templates_free(templates);
	buf_release(&output);
	buf_release(&name);
	buf_release(&css);
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
