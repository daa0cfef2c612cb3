/* SPDX-License-Identifier: MIT */
/* The package document (EPUB 3.3 section 5) with its OPF 2 guide. */
#include "article/language/lang.h"
#include "base/mem.h"
#include "base/template.h"
#include "base/version.h"
#include "book/binder.h"
#include "book/render.h"
#include "book/weights.h"

static void
set_item(struct values *v, const char *list, const char *name,
    struct str text)
{
	values_text(values_item(v, list), name, text);
}

static bool
contains(const struct str *items, size_t count, struct str s)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(items[i], s))
			return true;
	return false;
}

/* The book's own language first, then the others as they come. */
static void
set_languages(const struct book *book, struct values *v, struct pool *pool)
{
	const struct edition *ed = book->ed;
	struct str seen[LANGUAGES_MAX] = { ed->language };
	size_t count = 1;
	struct buf tag = BUF_INIT;

	values_list(v, "languages");
	set_item(v, "languages", "tag", ed->language);
	for (size_t i = 0; i < ed->article_count; i++) {
		struct str lang = ed->articles[i].article->meta.lang;

		if (count == LANGUAGES_MAX)
			break;
		if (!lang.len || str_eq(lang, STR("und"))
		    || contains(seen, count, lang)
		    || !lang_normalise(lang, &tag)
		    || contains(seen, count, buf_str(&tag)))
			continue;
		seen[count++] = pool_str(pool, buf_str(&tag));
		set_item(v, "languages", "tag", seen[count - 1]);
	}
	buf_release(&tag);
}

/* Only where the same few people wrote all of it. */
static void
set_creators(const struct book *book, struct values *v)
{
	const struct edition *ed = book->ed;
	struct str names[CREATORS_MAX];
	size_t count = 0;

	values_list(v, "creators");
	for (size_t i = 0; i < ed->article_count; i++) {
		const struct str_list *authors =
		    &ed->articles[i].article->meta.authors;

		if (!authors->count)
			return;
		for (size_t k = 0; k < authors->count; k++) {
			if (contains(names, count, authors->items[k]))
				continue;
			if (count == CREATORS_MAX)
				return;
			names[count++] = authors->items[k];
		}
	}
	for (size_t i = 0; i < count; i++)
		set_item(v, "creators", "name", names[i]);
}

static void
set_dates(const struct book *book, struct values *v)
{
	struct date last = book->ed->last;
	struct buf b = BUF_INIT;

	if (date_valid(last))
		date_format(last, &b);
	values_text(v, "date", buf_str(&b));
	if (!b.len)
		buf_adds(&b, "2000-01-01");
	buf_adds(&b, "T00:00:00Z");
	values_text(v, "modified", buf_str(&b));
	buf_release(&b);
}

static void
set_description(const struct book *book, struct values *v, struct pool *pool)
{
	struct buf sources = BUF_INIT, articles = BUF_INIT, text = BUF_INIT;
	const struct strings *s = book->strings;
	size_t count;
	struct host_count *hosts = hosts_count(book, pool, &count);

	for (size_t i = 0; i < count && i < HOSTS_NAMED; i++) {
		if (i)
			buf_addstr(&sources, strings_get(s, LABEL_SEPARATOR));
		buf_addstr(&sources, hosts[i].host);
	}
	strings_count(s, LABEL_ARTICLE_ONE, LABEL_ARTICLES,
	    book->ed->article_count, &articles);
	if (count)
		strings_fill(s, LABEL_DESCRIPTION,
		    (const struct strings_value[]){
			{ "articles", buf_str(&articles) },
			{ "sources", buf_str(&sources) },
		    }, 2, &text);
	else
		buf_addstr(&text, buf_str(&articles));
	values_text(v, "description", buf_str(&text));
	buf_release(&sources);
	buf_release(&articles);
	buf_release(&text);
}

/* "29", "2023.29" */
static bool
is_position(struct str s, size_t *dots)
{
	struct str part;
	unsigned long n;

	*dots = 0;
	if (!s.len)
		return false;
	*dots = (size_t)-1;
	while (str_next(&s, '.', &part)) {
		if (!str_number(part, 1000000000, &n))
			return false;
		(*dots)++;
	}
	return true;
}

static void
set_series(const struct book *book, struct values *v)
{
	const struct edition *ed = book->ed;
	struct hash hash = hash_of(ed->series);
	struct str none = { NULL, 0 };
	struct buf b = BUF_INIT;
	size_t dots;
	bool position = is_position(ed->series_index, &dots);

	hash_uuid(&hash, &b);
	values_text(v, "series_identifier", buf_str(&b));
	values_text(v, "series_index", position ? ed->series_index : none);
	values_text(v, "calibre_index", position && dots <= 1
	    ? ed->series_index : none);
	buf_release(&b);
}

/* EPUB Accessibility 1.1 section 2: what holds, computed, never assumed. */
static void
set_access(const struct book *book, struct values *v)
{
	static const char *const always[] = {
		"tableOfContents", "readingOrder", "structuralNavigation",
		"displayTransformability", "unlocked"
	};
	const struct strings *s = book->strings;
	size_t pictures = book->alt_pictures, described = book->alt_described;
	struct buf text = BUF_INIT, all = BUF_INIT, with = BUF_INIT;

	values_flag(v, "visual", pictures > 0 || book->cover.len);
	values_text(v, "sufficient", described < pictures
	    ? STR("textual,visual") : STR("textual"));
	values_list(v, "features");
	for (size_t i = 0; i < ARRAY_COUNT(always); i++)
		set_item(v, "features", "name", str_of(always[i]));
	if (pictures && described == pictures)
		set_item(v, "features", "name", STR("alternativeText"));
	buf_addstr(&text, strings_get(s, LABEL_SUMMARY));
	strings_number(s, pictures, &all);
	strings_number(s, described, &with);
	if (pictures)
		strings_fill(s, LABEL_SUMMARY_PICTURES,
		    (const struct strings_value[]){
			{ "n", buf_str(&all) },
			{ "described", buf_str(&with) },
		    }, 2, &text);
	values_text(v, "summary", str_trim(buf_str(&text)));
	buf_release(&text);
	buf_release(&all);
	buf_release(&with);
}

/* "t/a00001.xhtml" gives "t-a00001-xhtml"; some files are known by name. */
static void
put_id(const struct book *book, const struct book_file *file,
    struct buf *out)
{
	if (book->cover.len && str_eq(file->href, book->cover)) {
		buf_adds(out, "cover");
		return;
	}
	if (str_eq(file->href, STR("toc.ncx"))) {
		buf_adds(out, "ncx");
		return;
	}
	for (size_t i = 0; i < file->href.len; i++) {
		char c = file->href.p[i];

		buf_addc(out, c == '/' || c == '.' ? '-' : c);
	}
}

static void
set_files(const struct book *book, struct values *v,
    const struct book_files *files, bool in_spine)
{
	struct buf id = BUF_INIT;

	for (size_t i = 0; i < files->count; i++) {
		const struct book_file *file = files->items[i];
		struct values *item = values_item(v, "manifest");

		buf_clear(&id);
		put_id(book, file, &id);
		values_text(item, "id", buf_str(&id));
		values_text(item, "href", file->href);
		values_text(item, "media", str_of(file->media));
		values_text(item, "properties", str_of(file->properties));
		if (in_spine)
			set_item(v, "spine", "id", buf_str(&id));
	}
	buf_release(&id);
}

void
book_describe(struct book *book)
{
	struct pool *pool = book->description_pool = pool_new();
	struct values *v = book->description = book_values(book, pool);
	struct str none = { NULL, 0 };

	set_languages(book, v, pool);
	set_creators(book, v);
	set_dates(book, v);
	set_description(book, v, pool);
	set_series(book, v);
	set_access(book, v);
	values_text(v, "cover_id", book->cover.len ? STR("cover") : none);
	values_text(v, "generator", book->ed->plain ? none
	    : STR("chapbook " VERSION));
}

int
book_make_package(struct book *book, struct buf *out, struct err *err)
{
	struct values *v = book->description;
	int status;

	values_list(v, "manifest");
	values_list(v, "spine");
	set_files(book, v, &book->spine, true);
	set_files(book, v, &book->rest, false);
	set_files(book, v, &book->pictures, false);
	status = template_render(book->templates, "package.opf", v, out, err);
	/* Each file's values take more room than what is left of it. */
	pool_free(book->description_pool);
	book->description_pool = NULL;
	return status;
}
