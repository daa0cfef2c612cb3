/* SPDX-License-Identifier: MIT */
/*
 * A document to a record to a page. The first byte chooses what the document
 * is taken for and what the book has for its slots, the rest is it.
 *
 * The parent accepts the record and the pages of it, which says that each
 * passes check_page(). With every slot filled, a page's own body, cleaned and
 * bound once more, gives the very same page. Read as a document, a page has
 * the same title in NFC (but the lines beneath that are text then, and
 * references and tags in it are taken for escaped twice). Cut into small
 * parts, a body keeps all its text, and every part passes check_page().
 */
#include <string.h>

#include "../unit/clean_helper.h"
#include "article/article.h"
#include "article/shared.h"
#include "base/hash.h"
#include "base/text.h"
#include "book/deflate.h"
#include "check/check.h"
#include "book/page.h"
#include "book/split.h"
#include "fuzz_document.h"

#define SMALL_PART_BYTES 400

enum {
	AS_HTML = 1,	/* these two bits: a kind of document */
	NO_PICTURES = 4, CHINESE_BOOK = 8, NO_LINKS = 16
};

struct machine {
	struct templates *templates;
	struct languages *languages;
	void *article, *page;
};

static const struct machine *
machine(void)
{
	static struct machine m;
	struct err err = ERR_INIT;

	if (!m.templates) {
		m.templates = templates_load(NULL, &err);
		REQUIRE(m.templates != NULL);
		m.languages = languages_load();
		m.article = article_job.prepare(NULL);
		m.page = page_job.prepare(
		    &(struct job_shared){ .templates = m.templates });
	}
	return &m;
}

static void
fail(const char *what, const struct err *err, struct str shown)
{
	fprintf(stderr, "%s: %s\n%.*s\n", what, err->message,
	    STR_ARG(shown));
	abort();
}

/* False where the job refused the document. */
static bool
read_document(unsigned flags, struct str bytes, struct pool *pool,
    struct record *rec)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct err err = ERR_INIT;
	bool read;

	document_request(flags, bytes, &in);
	read = !article_job.run(machine()->article, buf_str(&in), &out, &err);
	if (read && record_decode(buf_str(&out), pool, rec, &err))
		fail("record", &err, bytes);
	buf_release(&in);
	buf_release(&out);
	return read;
}

static struct str
keep(struct pool *pool, struct buf *take_b)
{
	struct str kept = { pool_strndup(pool, take_b->data, take_b->len),
		take_b->len };

	buf_release(take_b);
	return kept;
}

/*
 * How the book calls what a slot points to: a name made of that. In the
 * second pass it is in the book already and stays.
 */
static struct str
book_href(struct pool *pool, const char *folder, struct str ref,
    const char *ending, bool again)
{
	struct buf b = BUF_INIT, hex = BUF_INIT;
	struct hash hash = hash_of(ref);

	if (again) {
		buf_adds(&b, str_starts(ref, STR("t/")) ? "" : "../");
		buf_addstr(&b, str_starts(ref, STR("t/"))
		    ? str_sub(ref, 2, ref.len) : ref);
		return keep(pool, &b);
	}
	hash_hex(&hash, &hex);
	buf_addf(&b, "%sp%.16s%s", folder, hex.data, ending);
	buf_release(&hex);
	return keep(pool, &b);
}

static void
fill_slots(unsigned flags, bool again, struct pool *pool,
    struct page_request *req)
{
	const struct record *rec = req->rec;
	struct str *hrefs = pool_alloc(pool,
	    mem_mul(rec->link_count, sizeof(*hrefs)));
	struct page_picture *pictures = pool_alloc(pool,
	    mem_mul(rec->image_count, sizeof(*pictures)));

	for (size_t i = 0; i < rec->link_count && !(flags & NO_LINKS); i++) {
		const struct link *link = &rec->links[i];

		if (link->kind == TARGET_URL)
			hrefs[i] = link->ref;
		else if (link->kind == TARGET_PATH)
			hrefs[i] = book_href(pool, "", link->ref, ".xhtml",
			    again);
	}
	for (size_t i = 0; i < rec->image_count; i++) {
		const struct image *image = &rec->images[i];

		if (!(flags & NO_PICTURES))
			pictures[i].file = book_href(pool, "../i/",
			    image->ref, ".jpg", again);
		else if (image->kind == TARGET_URL)
			pictures[i].original = image->ref;
	}
	req->hrefs = hrefs;
	req->pictures = pictures;
}

static struct page_request
make_request(unsigned flags, bool again, struct pool *pool,
    const struct record *rec)
{
	struct page_request req = {
		.book_language = flags & CHINESE_BOOK ? STR("zh-Hans")
		                                      : STR("en"),
		.page = STR("a00002"), .previous = STR("a00001.xhtml"),
		.section = STR("2023-W29"), .rec = rec
	};

	fill_slots(flags, again, pool, &req);
	return req;
}

/* The pages that the parent accepts; the first of them, and how many. */
static struct str
bind(const struct page_request *req, struct pool *pool, size_t *count)
{
	struct buf in = BUF_INIT, out = BUF_INIT, page = BUF_INIT;
	struct page_reply reply;
	struct err err = ERR_INIT;

	page_request_encode(req, &in);
	if (page_job.run(machine()->page, buf_str(&in), &out, &err))
		fail("page", &err, req->rec->body);
	if (page_reply_decode(buf_str(&out), pool, &reply, &err))
		fail("page reply", &err, req->rec->body);
	REQUIRE(!inflate_exact(reply.parts[0].deflated, reply.parts[0].size,
	    &page, &err));
	*count = reply.count;
	buf_release(&in);
	buf_release(&out);
	return keep(pool, &page);
}

static void
check_again(unsigned flags, const struct record *rec, struct str page,
    struct pool *pool)
{
	static const struct document doc = { .path = { "t/a.xhtml", 9 } };
	struct record again = *rec;
	struct page_request req;
	struct str body = page, end = STR("\n</article>"), second;
	size_t count;

	body = str_sub(body, str_find(body, STR("</header>")) + 9, body.len);
	body = str_sub(body, 0, str_find(body, end));
	again.links = NULL;
	again.images = NULL;
	again.link_count = again.image_count = again.lead_image = 0;
	helper_clean(body, &doc, pool, &again);
	req = make_request(flags, true, pool, &again);
	second = bind(&req, pool, &count);
	if (!str_eq(page, second)) {
		fprintf(stderr, "first:\n%.*s\nsecond:\n%.*s\n",
		    STR_ARG(page), STR_ARG(second));
		abort();
	}
}

/* The page as a document of its own. */
static void
check_page_read(const struct record *rec, struct str page, struct pool *pool)
{
	struct buf title = BUF_INIT;
	struct record own;

	REQUIRE(read_document(AS_HTML, page, pool, &own));
	if (own.kind != RECORD_ARTICLE || !rec->title.len
	    || str_chr(rec->title, '&') != STR_NONE
	    || str_chr(rec->title, '<') != STR_NONE)
		return;
	text_nfc(rec->title, &title);
	if (!str_eq(own.title, buf_str(&title))) {
		fprintf(stderr, "title '%.*s' became '%.*s'\n%.*s\n",
		    STR_ARG(rec->title), STR_ARG(own.title), STR_ARG(page));
		abort();
	}
	buf_release(&title);
}

/* All but tags and white space. */
static void
add_text(struct str xhtml, struct buf *out)
{
	bool tag = false;

	for (size_t i = 0; i < xhtml.len; i++) {
		tag = tag || xhtml.p[i] == '<';
		if (!tag && !ascii_space((unsigned char)xhtml.p[i]))
			buf_addc(out, xhtml.p[i]);
		tag = tag && xhtml.p[i] != '>';
	}
}

static void
check_part(struct str part)
{
	struct buf page = BUF_INIT;
	struct err err = ERR_INIT;

	buf_adds(&page, "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
	    "<title>x</title></head><body>");
	buf_addstr(&page, part);
	buf_adds(&page, "</body></html>");
	if (check_page(buf_str(&page), &err))
		fail("part", &err, part);
	buf_release(&page);
}

static void
check_split(const struct page_request *req, struct pool *pool)
{
	struct str body = req->rec->body, none = { NULL, 0 };
	struct fill fill = { .req = req, .strings = languages_find(
	    machine()->languages, req->book_language) };
	struct buf whole = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
	struct split_parts parts;
	struct err err = ERR_INIT;

	fill.anchors = anchors_find(req->rec, pool);
	REQUIRE(!fill_body(&fill, body, &whole, &err));
	fill.in_parts = true;
	if (split_body(&fill, none, body, SMALL_PART_BYTES, pool, &parts,
	    &err)) {
		REQUIRE(err.kind == ERR_LIMIT);
	} else {
		add_text(buf_str(&whole), &before);
		for (size_t i = 0; i < parts.count; i++) {
			check_part(parts.items[i]);
			add_text(parts.items[i], &after);
		}
		REQUIRE(str_eq(buf_str(&before), buf_str(&after)));
	}
	buf_release(&whole);
	buf_release(&before);
	buf_release(&after);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };
	unsigned flags = take_byte(&in);
	struct pool *pool = pool_new();
	struct page_request req;
	struct record rec;
	struct str page;
	size_t count;

	if (read_document(flags, in, pool, &rec)
	    && rec.kind == RECORD_ARTICLE) {
		req = make_request(flags, false, pool, &rec);
		page = bind(&req, pool, &count);
		if (count == 1 && !(flags & NO_PICTURES))
			check_again(flags, &rec, page, pool);
		check_page_read(&rec, page, pool);
		check_split(&req, pool);
	}
	pool_free(pool);
	return 0;
}
