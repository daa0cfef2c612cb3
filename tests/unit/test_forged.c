/* SPDX-License-Identifier: MIT */
/*
 * Records that a subverted worker would send, each with one field that no
 * article has: the book is made, and the article is in it or is named.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/article.h"
#include "article/shared.h"
#include "base/file.h"
#include "book/page.h"
#include "pipeline/build.h"
#include "pipeline/jobs.h"
#include "test.h"

static const struct str mark = { "FORGED-", 7 };

static struct record
honest(void)
{
	return (struct record){
		.kind = RECORD_ARTICLE, .title = STR("A title"),
		.lang = STR("en"), .dir = STR("ltr"),
		.body = STR("<p>Words of an article.</p>\n"),
		.text_chars = 20,
	};
}

/* Texts for every field that is one. */
static const struct str texts[] = {
	{ "", 0 }, { " ", 1 }, { "-", 1 }, { "\xe2\x80\x8b", 3 },
	{ "\xe2\x80\xae", 3 }, { "\xcc\x81", 2 }, { "\xef\xbf\xbd", 3 },
	{ "\xef\xbf\xbe", 3 }, { "\xf3\xa0\x81\x81", 4 }, { "]]>", 3 },
	{ "<b>&amp;", 8 }, { "\"'", 2 }, { "{{title}}", 9 }, { "a\tb", 3 },
	{ "a\nb", 3 }, { "\x01" "P0\x02", 4 }, { "\xc2\x85", 2 },
	{ "\xff", 1 }, { "a\0b", 3 }, { "../../a", 7 }, { "..", 2 },
	{ "en-", 3 }, { "-en", 3 }, { "x-a", 3 }, { "EN", 2 }, { "a", 1 },
	{ "en-us", 5 }, { "zh-hant", 7 }, { "en--US", 6 }, { "qq", 2 },
	{ "i-klingon", 9 }, { "en-Latn-x-y", 11 }, { "und", 3 },
	{ "rtl", 3 }, { "http://", 7 }, { "https://a.example/", 18 },
	{ "http://[::1]/", 13 }, { "http://a.example:99999/", 23 },
	{ "mailto:a@a.example", 18 }, { "javascript:a", 12 },
	{ "data:image/png;base64,AA==", 26 }, { "a1", 2 }, { "a0", 2 },
};

enum text_field {
	TITLE, URL, AUTHOR, TAG, SECTION, LANG, DIR, SITE, DESCRIPTION,
	BODY, NOTE, TRACE, LINK_REF, LINK_TEXT, IMAGE_REF, IMAGE_ALT,
	IMAGE_FOLDER, CANDIDATE_REF, INDEX_TITLE, INDEX_LINK, TEXT_FIELDS
};

#define TEXTS (sizeof(texts) / sizeof(texts[0]))
#define KINDS 6		/* of links and pictures, and one too many */
#define NUMBERS 24
#define FORGERIES (TEXT_FIELDS * TEXTS + 4 * KINDS * TEXTS + NUMBERS)

/* What a forged record points to. */
struct forgery {
	struct str name;
	struct link link;
	struct image image;
	struct candidate candidate;
};

static void
with_link(struct record *rec, struct forgery *f)
{
	rec->links = &f->link;
	rec->link_count = 1;
	rec->body = STR("<p>Words \1L0\2of\1l\2 an article.</p>\n");
}

static void
with_image(struct record *rec, struct forgery *f)
{
	rec->images = &f->image;
	rec->image_count = 1;
	rec->body = STR("<p>Words of an article.</p>\n\1P0\2\n");
}

static void
with_candidate(struct record *rec, struct forgery *f)
{
	f->image.kind = TARGET_PATH;
	f->image.ref = STR("a.png");
	f->image.candidates = &f->candidate;
	f->image.candidate_count = 1;
	with_image(rec, f);
}

static void
forge_text(struct record *rec, struct forgery *f, enum text_field field)
{
	struct str_list one = { &f->name, 1 };

	f->link = (struct link){ TARGET_NONE, STR("x"), STR("") };
	f->image = (struct image){ .kind = TARGET_NONE };
	f->candidate = (struct candidate){ .kind = TARGET_PATH,
		.ref = STR("a.png") };
	switch (field) {
	case TITLE: rec->title = f->name; break;
	case URL: rec->url = f->name; break;
	case AUTHOR: rec->authors = one; break;
	case TAG: rec->tags = one; break;
	case SECTION: rec->sections = one; break;
	case LANG: rec->lang = f->name; break;
	case DIR: rec->dir = f->name; break;
	case SITE: rec->site = f->name; break;
	case DESCRIPTION: rec->description = f->name; break;
	case BODY: rec->body = f->name; break;
	case NOTE: rec->notes = one; break;
	case TRACE: rec->trace = one; break;
	case LINK_REF: f->link.ref = f->name; with_link(rec, f); break;
	case LINK_TEXT: f->link.text = f->name; with_link(rec, f); break;
	case IMAGE_REF: f->image.ref = f->name; with_image(rec, f); break;
	case IMAGE_ALT:
		f->image.alt = f->name;
		f->image.has_alt = true;
		with_image(rec, f);
		break;
	case IMAGE_FOLDER:
		f->image.folder = f->name;
		f->candidate.rooted = true;
		with_candidate(rec, f);
		break;
	case CANDIDATE_REF:
		f->candidate.ref = f->name;
		with_candidate(rec, f);
		break;
	case INDEX_TITLE:
		rec->kind = RECORD_INDEX;
		rec->title = f->name;
		break;
	default:
		rec->kind = RECORD_INDEX;
		f->link = (struct link){ TARGET_PATH, STR("s/index.md"),
			f->name };
		with_link(rec, f);
	}
}

/* Every text under every kind: of a link, of a picture, of a candidate. */
static void
forge_target(struct record *rec, struct forgery *f, size_t what, size_t kind)
{
	enum target_kind target = (enum target_kind)kind;

	f->link = (struct link){ target, f->name, f->name };
	f->image = (struct image){ .kind = target, .ref = f->name };
	f->candidate = (struct candidate){ .kind = target, .ref = f->name,
		.rooted = what == 3 };
	if (what == 0)
		with_link(rec, f);
	else if (what == 1)
		with_image(rec, f);
	else
		with_candidate(rec, f);
}

static void
forge_number(struct record *rec, struct forgery *f, size_t n)
{
	static const struct date dates[] = { { 1, 1, 1 }, { 0, 1, 1 },
		{ 2199, 12, 31 }, { 2200, 1, 1 }, { 2023, 2, 29 },
		{ 2023, 13, 1 }, { 2023, 0, 5 }, { -1, 1, 1 } };
	static const struct str bodies[] = {
		{ "<p>\1L0\2a\1l\2</p>", 14 }, { "\1l\2", 3 },
		{ "<p lang=\"-\" xml:lang=\"-\">a</p>", 31 },
		{ "<p id=\"a1\">a</p><p id=\"a1\">b</p>", 32 },
		{ "<h2>a</h2>", 10 }, { "<h6>a</h6>", 10 },
		{ "<table></table>", 15 }, { "<ul></ul>", 9 },
		{ "<p><p>a</p></p>", 15 }, { "<p>&#0;</p>", 11 },
		{ "<p>&nbsp;</p>", 13 },
	};

	(void)f;
	if (n < 8)
		rec->date = dates[n];
	else if (n < 19)
		rec->body = bodies[n - 8];
	else if (n == 19)
		rec->kind = (enum record_kind)3;
	else if (n == 20)
		rec->date_source = (enum date_source)99;
	else if (n == 21)
		rec->text_chars = SIZE_MAX;
	else if (n == 22)
		rec->text_chars = 0;
	else
		rec->lead_image = 1;
}

static void
forge(size_t n, struct buf *out)
{
	struct record rec = honest();
	struct forgery f = { .name = texts[n % TEXTS] };

	if (n < TEXT_FIELDS * TEXTS)
		forge_text(&rec, &f, (enum text_field)(n / TEXTS));
	else if (n < FORGERIES - NUMBERS)
		forge_target(&rec, &f, (n / TEXTS - TEXT_FIELDS) / KINDS,
		    (n / TEXTS - TEXT_FIELDS) % KINDS);
	else
		forge_number(&rec, &f, n - (FORGERIES - NUMBERS));
	record_encode(&rec, out);
}

static int
run_article(void *prepared, struct str in, struct buf *out, struct err *err)
{
	size_t at = str_find(in, mark);

	if (at == STR_NONE)
		return article_job.run(prepared, in, out, err);
	forge(strtoul(in.p + at + mark.len, NULL, 10), out);
	return 0;
}

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	CHECK(f != NULL);
	if (!f)
		return;
	fputs(text, f);
	fclose(f);
}

static int
build(const char *tree, const char *out, struct report *rep, struct err *err)
{
	static struct job article;
	const struct job *jobs[] = { [JOB_ARTICLE] = &article,
		[JOB_PICTURE] = &picture_job, [JOB_PAGE] = &page_job };
	const struct job_table table = { jobs, 3 };
	struct templates *templates = templates_load(NULL, err);
	struct job_shared shared = { .templates = templates,
		.pictures = true };
	struct workers_options options = { .jobs = 1, .shared = &shared };
	const struct observer quiet = { .arg = NULL };
	struct str source = str_of(tree);
	struct build b = { .sources = { &source, 1 },
		.pictures = &picture_defaults, .output = out,
		.group_by_default = true, .templates = templates,
		.fetch = { .offline = true } };
	struct workers *workers;
	int result = -1;

	article = article_job;
	article.run = run_article;
	workers = workers_start(&table, &options, err);
	CHECK(workers != NULL);
	if (workers)
		result = build_book(&b, workers, rep, &quiet, err);
	workers_stop(workers);
	templates_free(templates);
	return result;
}

static bool
is_named(const struct report *rep, struct str file)
{
	for (size_t i = 0; i < rep->fault_count; i++)
		if (str_eq(rep->faults[i].where, file))
			return true;
	return false;
}

/* The forgeries from first on, in one book with an honest article. */
static void
check_book(const char *dir, size_t first, size_t end)
{
	char tree[100], out[100], name[120], text[80], command[200];
	struct report rep;
	struct err err = ERR_INIT;

	snprintf(tree, sizeof(tree), "%s/tree", dir);
	snprintf(out, sizeof(out), "%s/b.epub", dir);
	mkdir(tree, 0777);
	snprintf(name, sizeof(name), "%s/s", tree);
	mkdir(name, 0777);
	write_file(tree, "s/honest.md",
	    "# Honest\n\nWords of an article, all well.\n");
	for (size_t n = first; n < end; n++) {
		snprintf(name, sizeof(name), "s/f%04zu.md", n);
		snprintf(text, sizeof(text), "%s%zu ", mark.p, n);
		write_file(tree, name, text);
	}
	report_init(&rep);
	if (build(tree, out, &rep, &err) != 0)
		printf("forgeries %zu to %zu\n", first, end);
	CHECK_STR(str_of(err.message), "");
	CHECK(rep.included > 0);
	for (size_t n = first; n < end && end == first + 1; n++) {
		snprintf(name, sizeof(name), "s/f%04zu.md", n);
		CHECK(rep.included == 2 || rep.articles == 1
		    || is_named(&rep, str_of(name)));
	}
	report_release(&rep);
	snprintf(command, sizeof(command), "rm -r %s/tree %s/b.epub", dir,
	    dir);
	CHECK_NUM(system(command), 0);
}

static void
test_forged_fields(void)
{
	char dir[] = "/tmp/chapbook-forged-XXXXXX";

	CHECK(mkdtemp(dir) != NULL);
	check_book(dir, 0, FORGERIES);
	for (size_t field = 0; field * TEXTS < FORGERIES; field++)
		check_book(dir, field * TEXTS, field + 1 < FORGERIES / TEXTS
		    ? (field + 1) * TEXTS : FORGERIES);
	rmdir(dir);
}

/* Alone with the honest one, so that they also name the book. */
static void
test_forged_alone(void)
{
	char dir[] = "/tmp/chapbook-forged-XXXXXX";

	CHECK(mkdtemp(dir) != NULL);
	for (size_t n = 0; n < FORGERIES; n += n < 9 * TEXTS ? 1 : 7)
		check_book(dir, n, n + 1);
	rmdir(dir);
}

int
main(void)
{
	RUN(test_forged_fields);
	RUN(test_forged_alone);
	return test_end();
}
