/* SPDX-License-Identifier: MIT */
#include "article/article.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "article/clean/bidi.h"
#include "article/encoding/charset.h"
#include "article/clean/clean.h"
#include "article/dialect/dialect.h"
#include "article/html/html.h"
#include "article/language/lang.h"
#include "article/language/weights.h"
#include "article/markdown/markdown.h"
#include "article/metadata/names.h"
#include "article/html/node.h"
#include "article/extract/reading.h"
#include "article/shared.h"
#include "article/weights.h"
#include "base/limits.h"
#include "base/text.h"

struct tools {
	struct charsets *charsets;
	const struct rules *rules;	/* or NULL */
	struct pool *pool;	/* emptied after each document */
};

static bool
looks_like_html(struct str text)
{
	static const struct str tags[] = {
		STR("<!doctype"), STR("<html"), STR("<head"),
		STR("<body"), STR("<?xml")
	};
	struct str start = str_sub(str_trim(text), 0, HTML_SIGN_BYTES);

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (str_istarts(start, tags[i])
		    || (start.len && start.p[0] == '<'
		    && str_ifind(start, tags[i]) != STR_NONE))
			return true;
	return false;
}

static enum media_type
find_media(const struct document *doc)
{
	enum media_type media = doc->media;

	if (media == MEDIA_UNKNOWN)
		media = media_of_name(doc->path);
	if (media == MEDIA_UNKNOWN)
		media = looks_like_html(doc->bytes) ? MEDIA_HTML
			: MEDIA_MARKDOWN;
	return media;
}

/* What a reader will miss, by what lost it. */
struct losses {
	struct html_losses html;
	struct dropped dropped;
	bool front_matter;	/* broken */
	bool slips;		/* bytes that are not UTF-8 */
	bool plain;		/* Markdown taken as plain text */
};

static void
add_note(struct record *rec, struct pool *pool, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void
add_note(struct record *rec, struct pool *pool, const char *format, ...)
{
	struct names names = { .pool = pool, .list = rec->notes,
		.capacity = rec->notes.count };
	char note[256];
	va_list args;

	va_start(args, format);
	vsnprintf(note, sizeof(note), format, args);
	va_end(args);
	names_add(&names, str_of(note));
	rec->notes = names.list;
}

static void
note_dropped(const struct dropped *dropped, struct record *rec,
    struct pool *pool)
{
	size_t shown = dropped->count < DROPPED_SHOWN ? dropped->count
		: DROPPED_SHOWN;

	for (size_t i = 0; i < shown; i++)
		add_note(rec, pool, "left out \"%.*s\"",
		    STR_ARG(dropped->texts[i]));
	if (dropped->count > shown)
		add_note(rec, pool, "left out %zu more like these",
		    dropped->count - shown);
}

static void
note_losses(const struct losses *losses, struct record *rec,
    struct pool *pool)
{
	if (losses->html.depth)
		add_note(rec, pool, "nesting deeper than %d flattened",
		    LIMIT_HTML_DEPTH);
	if (losses->html.nodes)
		add_note(rec, pool, "more than %zu elements, the rest is "
		    "plain text", LIMIT_HTML_NODES);
	if (losses->html.attributes)
		add_note(rec, pool, "attributes beyond %d dropped",
		    LIMIT_TAG_ATTRIBUTES);
	if (losses->slips)
		add_note(rec, pool, "bytes that are not UTF-8, shown as "
		    "\ufffd");
	if (losses->front_matter)
		add_note(rec, pool, "broken front matter");
	if (losses->plain)
		add_note(rec, pool, "Markdown that grows without measure, "
		    "taken as plain text");
	note_dropped(&losses->dropped, rec, pool);
}

static struct str
primary(struct str lang)
{
	size_t dash = str_chr(lang, '-');

	return dash == STR_NONE ? lang : str_sub(lang, 0, dash);
}

/*
 * Code and names make many Latin words in a text of another script: its own
 * letters bear out what the folder says.
 */
static bool
is_of_folder(struct str folder, struct str found, struct str text)
{
	size_t letters = 0;

	if (lang_is_latin(folder) || !lang_is_latin(found))
		return false;
	/* Lead bytes of Greek and all scripts after it, without signs. */
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		letters += (c >= 0xce && c <= 0xe1) || (c >= 0xe3 && c <= 0xed);
	}
	return letters >= LANG_FOLDER_LETTERS;
}

/*
 * A declared language stands, unless it is that of a site's template ("en"
 * over Chinese text) or does not tell Simplified from Traditional Chinese.
 * Where the text says too little, its folder may.
 */
static void
settle_lang(const struct extraction *ex, struct str path, struct pool *pool,
    struct record *rec)
{
	const bool declared = !str_eq(rec->lang, STR("und"));
	struct buf text = BUF_INIT, folder = BUF_INIT;
	struct str found;

	for (size_t i = 0; i < ex->root_count && text.len < LANG_BYTES; i++)
		node_text(ex->roots[i], LANG_BYTES - text.len, &text);
	if (text.len < LANG_ALONE_BYTES) {
		buf_addc(&text, ' ');
		for (int i = 0; i < LANG_TITLE_TIMES; i++)
			buf_addstr(&text, rec->title);
	}
	found = lang_detect(buf_str(&text));
	if (str_eq(rec->lang, STR("und")) || (str_eq(rec->lang, STR("zh"))
	    && str_eq(primary(found), rec->lang))
	    || (str_eq(primary(rec->lang), STR("en"))
	    && lang_has_own_script(found)))
		rec->lang = found;
	if (lang_of_path(path, &folder) && (str_eq(rec->lang, STR("und"))
	    || (!declared && is_of_folder(buf_str(&folder), rec->lang,
	    buf_str(&text)))))
		rec->lang = pool_str(pool, buf_str(&folder));
	buf_release(&folder);
	rec->dir = str_of(lang_dir(rec->lang));
	buf_release(&text);
}

static int
read_tree(xmlDoc *page, const struct document *doc,
    const struct front_matter *fm, const struct rules *rules,
    struct pool *pool, struct record *rec, struct err *err)
{
	struct extraction ex;
	struct buf folder = BUF_INIT;
	struct str declared;

	if (extract_article(page, doc, fm, rules, pool, rec, &ex, err))
		return -1;
	declared = rec->lang;
	settle_lang(&ex, doc->path, pool, rec);
	if (doc->explain)
		explain_add(rec, pool, "language", rec->lang,
		    str_eq(rec->lang, STR("und")) ? STR("")
		    : str_eq(declared, rec->lang) ? STR("what is declared")
		    : lang_of_path(doc->path, &folder)
		    && str_eq(buf_str(&folder), rec->lang)
		    ? STR("the text, or a folder") : STR("the text"));
	buf_release(&folder);
	if (rec->kind != RECORD_ARTICLE)
		return 0;
	return clean_body(&ex, doc, pool, rec, err);
}

/* What stands behind the front matter, as a tree. */
static xmlDoc *
parse_text(struct str text, enum media_type media, unsigned dialects,
    struct losses *losses, struct err *err)
{
	struct buf html = BUF_INIT;
	xmlDoc *page;

	if (media == MEDIA_MARKDOWN) {
		losses->plain = !markdown_to_html(text, dialects,
		    &losses->dropped, &html);
		text = buf_str(&html);
	} else if (dialects) {
		markdown_untag_html(text, dialects, &losses->dropped, &html);
		text = buf_str(&html);
	}
	page = html_parse(text, HTML_MEND_ESCAPES, &losses->html, err);
	buf_release(&html);
	return page;
}

/* Which dialects the text is in, by what, and what a reader will miss. */
static void
explain_text(const struct dialects *dialects, struct record *rec,
    struct pool *pool)
{
	struct buf names = BUF_INIT;
	unsigned left = dialects->set;

	for (size_t i = 0; i < DIALECT_COUNT; i++) {
		struct str evidence = dialects->evidence[i];

		buf_clear(&names);
		for (size_t k = i; k < DIALECT_COUNT; k++) {
			if (!(left & 1u << k)
			    || !str_eq(dialects->evidence[k], evidence))
				continue;
			left &= ~(1u << k);
			buf_addf(&names, "%s%s", names.len ? ", " : "",
			    dialect_name(k));
		}
		if (names.len)
			explain_add(rec, pool, "dialects", buf_str(&names),
			    evidence);
	}
	for (size_t i = 0; i < rec->notes.count; i++)
		explain_add(rec, pool, "note", rec->notes.items[i], STR(""));
	buf_release(&names);
}

static int
read_document(const struct tools *tools, const struct document *given,
    struct pool *pool, struct record *rec, struct err *err)
{
	struct document doc = *given;
	struct losses losses = { .dropped = { .pool = pool } };
	struct front_matter fm = { 0 };
	struct dialects dialects = { 0 };
	struct buf text = BUF_INIT;
	xmlDoc *page = NULL;
	const char *charset;
	struct str body;
	int status = -1;

	*rec = (struct record){ .kind = RECORD_NONE, .lang = STR("und"),
		.dir = STR("ltr") };
	doc.media = find_media(given);
	if (!charset_decode(tools->charsets, doc.bytes, doc.charset,
	    doc.media == MEDIA_HTML, &text, &charset))
		return JOB_UNPREPARED;
	losses.slips = !str_eq(doc.bytes, buf_str(&text))
		&& strcmp(charset, "utf-8") == 0 && !text_is_utf8(doc.bytes);
	doc.bytes = buf_str(&text);
	front_matter_parse(doc.bytes, pool, &fm, &losses.front_matter);
	body = str_sub(doc.bytes, fm.body_offset, text.len);
	if (doc.media == MEDIA_MARKDOWN || fm.count)
		dialects_find(&doc, &fm, body, pool, &dialects);
	page = parse_text(body, doc.media, dialects.set, &losses, err);
	if (!page || read_tree(page, &doc, &fm, tools->rules, pool, rec,
	    err))
		goto out;
	bidi_settle(rec, pool);
	note_losses(&losses, rec, pool);
	if (doc.explain)
		explain_text(&dialects, rec, pool);
	status = 0;
out:
	html_free(page);
	buf_release(&text);
	return status;
}

int
article_read(const struct document *doc, struct pool *pool,
    struct record *rec, struct err *err)
{
	return article_read_ruled(doc, NULL, pool, rec, err);
}

int
article_read_ruled(const struct document *doc, const struct rules *rules,
    struct pool *pool, struct record *rec, struct err *err)
{
	struct tools tools = { .charsets = charsets_new(), .rules = rules };
	int status;

	charsets_open(tools.charsets);
	html_init();
	status = read_document(&tools, doc, pool, rec, err);
	charsets_close(tools.charsets);
	return status;
}

static void *
prepare(const void *shared)
{
	struct tools *tools = mem_zalloc(sizeof(*tools));
	const struct job_shared *given = shared;

	tools->rules = given ? given->rules : NULL;
	/* Else jansson would seek its seed in a file, once locked in. */
	json_object_seed(1);
	html_init();
	tools->charsets = charsets_new();
	tools->pool = pool_new();
	return tools;
}

static void
prepare_more(void *prepared)
{
	const struct tools *tools = prepared;

	charsets_open(tools->charsets);
}

static int
run(void *prepared, struct str in, struct buf *out, struct err *err)
{
	struct tools *tools = prepared;
	struct document doc;
	struct record rec;
	int status = document_decode(in, &doc, err);

	if (!status)
		status = read_document(tools, &doc, tools->pool, &rec, err);
	if (!status)
		record_encode(&rec, out);
	pool_clear(tools->pool);
	return status;
}

const struct job article_job = {
	.name = "article",
	.prepare = prepare,
	.prepare_more = prepare_more,
	.run = run,
	.cpu_s = 20,
	.wall_s = 60
};
