/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "article/record/body.h"
#include "article/record/document.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/article_json.h"
#include "cli/body_xhtml.h"
#include "cli/command.h"
#include "cli/runner.h"
#include "library/library.h"
#include "pipeline/jobs.h"
#include "pipeline/turn.h"
#include "source/sections.h"
#include "source/site.h"

enum show_format { SHOW_TEXT, SHOW_XHTML, SHOW_JSON };

static const char *const format_names[] = { "text", "xhtml", "json", NULL };

struct show_settings {
	struct settings common;
	int format;
	struct str url;
	bool explain;
};

#define SHOW(field) offsetof(struct show_settings, field)

static const struct option show_table[] = {
	{ "format", OPTION_CHOICE, SHOW(format), .letter = 'f',
	    .help = "how to print it (default: text)",
	    .choices = format_names },
	{ "url", OPTION_TEXT, SHOW(url), .argument = "URL",
	    .help = "where the file came from" },
	{ "explain", OPTION_FLAG, SHOW(explain),
	    .help = "tell instead how each part was found" },
	{ .name = NULL }
};

static const struct option_group show_options = { "Show", show_table };

static const struct option_group *const groups[] = { &show_options,
	&run_options, NULL };

/* What one article job answered, copied out of the callback. */
struct shown {
	struct pool *pool;
	struct record rec;
	bool ok;
	struct err err;
};

static void
take_record(void *arg, const struct job_reply *reply)
{
	struct shown *shown = arg;

	shown->err = reply->err;
	shown->ok = reply->ok && record_decode(reply->body, shown->pool,
	    &shown->rec, &shown->err) == 0;
}

static void
print_json(const struct article *article, const struct record *rec)
{
	json_t *object = article_json(article);

	article_json_add_record(object, rec);
	json_print(object, JSON_INDENT(2), stdout);
}

/*
 * Overrides of direction, by which a terminal would show the lines of others
 * turned round, too: as references where they may stand in what is printed,
 * else visibly.
 */
static void
put_without_overrides(struct str s, bool is_xhtml, struct buf *out)
{
	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (c != 0x202d && c != 0x202e)
			buf_addstr(out, str_sub(s, from, at));
		else if (is_xhtml)
			buf_addf(out, "&#x%04x;", (unsigned)c);
		else
			buf_addf(out, "\\u%04x", (unsigned)c);
	}
}

static void
print_record(const struct article *article, const struct record *rec,
    enum show_format format)
{
	struct buf out = BUF_INIT, safe = BUF_INIT;

	switch (format) {
	case SHOW_TEXT:
		buf_addstr(&out, rec->title);
		buf_adds(&out, "\n\n");
		body_text(rec->body, &out);
		buf_addc(&out, '\n');
		break;
	case SHOW_XHTML:
		buf_adds(&out, "<h1>");
		text_xml(rec->title, &out);
		buf_adds(&out, "</h1>\n");
		body_xhtml(rec, &out);
		buf_addc(&out, '\n');
		break;
	case SHOW_JSON:
		print_json(article, rec);
		break;
	}
	put_without_overrides(buf_str(&out), format == SHOW_XHTML, &safe);
	fwrite(safe.data, 1, safe.len, stdout);
	buf_release(&out);
	buf_release(&safe);
}

static void
print_trace(const struct record *rec)
{
	struct buf safe = BUF_INIT;

	for (size_t i = 0; i < rec->trace.count; i++) {
		buf_clear(&safe);
		text_escape(rec->trace.items[i], &safe);
		printf("%s\n", safe.data);
	}
	buf_release(&safe);
}

/* What would not be read as the user thinks. */
static int
refuse(struct str file, struct err *err)
{
	struct stat st;
	const bool there = stat(file.p, &st) == 0;

	if (!there && path_is_url(file))
		return err_set(err, ERR_ARGUMENT, "'%.*s' is an address; show "
		    "reads a file (--url says where it came from)",
		    STR_ARG(file));
	if (!there || !S_ISDIR(st.st_mode))
		return 0;
	return err_set(err, ERR_ARGUMENT, "is a folder: \"%.*s\"; show needs "
	    "one file (chapbook list tells what a folder has)",
	    STR_ARG(file));
}

/* The page can be shown without; its links then stay as they are. */
static void
say_if_no_url(const struct show_settings *set, struct runner *s)
{
	struct buf url = BUF_INIT, line = BUF_INIT;

	if (set->url.len && url_canonical(set->url, &url) != 0) {
		buf_addf(&line, "--url '%.*s' is no http(s) URL, so it is "
		    "as if there were none", STR_ARG(set->url));
		runner_say(s, buf_str(&line));
	}
	buf_release(&url);
	buf_release(&line);
}

static int
read_file(struct str file, struct buf *bytes, struct err *err)
{
	return refuse(file, err) != 0 ? -1
	    : file_read(file.p, LIMIT_DOCUMENT_BYTES, bytes, err);
}

static int
run_job(const struct show_settings *set, struct str file, struct str path,
    struct str bytes, struct runner *s, struct shown *shown, struct err *err)
{
	const struct document doc = {
		.path = path,
		.url = set->url,
		.media = media_of_name(file),
		.explain = set->explain,
		.site = site_above(file.p),
		.bytes = bytes,
	};
	struct buf job = BUF_INIT;

	document_encode(&doc, &job);
	workers_submit(runner_workers(s), JOB_ARTICLE, &job, take_record,
	    shown);
	if (turn_workers(runner_observer(s), runner_workers(s), true, err) != 0)
		return -1;
	if (shown->ok)
		return 0;
	*err = shown->err;
	return err_context(err, "'%.*s'", STR_ARG(file));
}

/* Whether the folder is where a site or a project begins. */
static bool
is_top(const char *folder)
{
	static const char *const signs[] = { ".git", ".hg", ".svn",
		"LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING",
		"_config.yml", "hugo.toml", "config.toml", "mkdocs.yml",
		"package.json", "conf.py" };
	struct buf path = BUF_INIT;
	struct stat st;
	bool found = false;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && !found;
	     i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folder, signs[i]);
		found = stat(path.data, &st) == 0;
	}
	buf_release(&path);
	return found;
}

/*
 * Some names say only at the top of a tree that a file is about the tree:
 * "contributing.md". Elsewhere it is read as in its folder, as list does.
 */
static struct str
path_in_folder(struct str file, struct pool *pool)
{
	char *real = realpath(file.p, NULL);
	struct str whole = str_of(real), path = { NULL, 0 };
	size_t slash = str_rchr(whole, '/'), above;

	if (slash != STR_NONE && slash > 0) {
		real[slash] = '\0';
		above = str_rchr(str_sub(whole, 0, slash), '/');
		if (!is_top(real)) {
			real[slash] = '/';
			path = pool_str(pool, str_sub(whole, above + 1,
			    whole.len));
		}
	}
	free(real);
	return path;
}

static int
read_article(const struct show_settings *set, struct str file,
    struct str bytes, struct runner *s, struct shown *shown, struct err *err)
{
	struct str path;

	if (run_job(set, file, path_name(file), bytes, s, shown, err) != 0)
		return -1;
	if (shown->rec.kind != RECORD_ARTICLE) {
		path = path_in_folder(file, shown->pool);
		if (path.len && run_job(set, file, path, bytes, s, shown, err)
		    != 0)
			return -1;
	}
	if (set->explain)
		runner_clear_line(s);
	print_trace(&shown->rec);
	if (shown->rec.kind == RECORD_ARTICLE)
		return 0;
	return err_set(err, ERR_EMPTY, "'%.*s' is not an article but %s",
	    STR_ARG(file), shown->rec.kind == RECORD_INDEX
	    ? "a page of links" : "something else (empty, or a note about "
	    "the files around it)");
}

/* What was lost of the article, where only talk goes. */
static void
say_notes(const struct record *rec, struct runner *s)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < rec->notes.count; i++) {
		buf_clear(&line);
		buf_addf(&line, "note: %.*s", STR_ARG(rec->notes.items[i]));
		runner_say(s, buf_str(&line));
	}
	buf_release(&line);
}

/* By way of a library, so that it shows what a book would have. */
static int
show_article(const struct show_settings *set, struct str file,
    struct runner *s, struct shown *shown, struct err *err)
{
	const struct selection all = { .sort = SORT_INPUT };
	struct sections *sections = sections_new();
	struct origin origin = { .source = file };
	struct library *lib = library_open("", err);
	struct article_list list;
	int result = -1;

	/* Of a tree whose index pages are not known. */
	if (!shown->rec.sections.count)
		origin.section = sections_title(sections,
		    sections_folder(file));
	if (lib && library_add(lib, &shown->rec, &origin, err) == 0
	    && library_select(lib, &all, shown->pool, &list, err) == 0
	    && list.count == 1) {
		runner_clear_line(s);
		print_record(list.items[0], &shown->rec,
		    (enum show_format)set->format);
		say_notes(&shown->rec, s);
		result = 0;
	}
	library_close(lib);
	sections_free(sections);
	return result;
}

static int
show_file(const struct show_settings *set, struct str file, struct str bytes,
    struct runner *s, struct shown *shown, struct err *err)
{
	say_if_no_url(set, s);
	if (read_article(set, file, bytes, s, shown, err) != 0)
		return -1;
	return set->explain ? 0 : show_article(set, file, s, shown, err);
}

static int
show_run(const struct command *self, char **args)
{
	struct show_settings set = { .format = SHOW_TEXT };
	struct shown shown = { .pool = pool_new() };
	struct str_list files = { NULL, 0 };
	struct buf bytes = BUF_INIT;
	struct runner *s = NULL;
	struct err err = ERR_INIT;
	int code = EXIT_DONE;

	if (options_parse(groups, args, &set, &files, shown.pool, &err) != 0)
		goto fail;
	if (set.common.run.help) {
		print_help(self);
		goto out;
	}
	if (files.count != 1) {
		err_set(&err, ERR_ARGUMENT,
		    "show needs one file (chapbook show --help)");
		goto fail;
	}
	/* Before signals are watched: nothing may ever come from a pipe. */
	if (read_file(files.items[0], &bytes, &err) != 0)
		goto fail;
	set.common.run.jobs = 1;
	s = runner_new(&set.common.run, NULL, false, &err);
	if (s)
		runner_watch(s);
	if (!s || show_file(&set, files.items[0], buf_str(&bytes), s, &shown,
	    &err) != 0)
		goto fail;
	goto out;
fail:
	print_error(&err);
	code = runner_code(s, exit_code_of(&err));
out:
	runner_free(s);
	buf_release(&bytes);
	pool_free(shown.pool);
	return finish_output(code);
}

const struct command show_command = {
	.name = "show",
	.usage = "show [options] FILE",
	.summary = "one article, as chapbook sees it",
	.details =
	    "Prints what chapbook takes from a file: the text, the clean "
	    "XHTML, or all\nof it with title, date, tags and pictures as "
	    "JSON. With --explain, how each of\nthese was found.\n\n"
	    "  chapbook show page.html\n"
	    "  chapbook show --format json --url https://example.org/a p.html",
	.groups = groups,
	.run = show_run,
};
