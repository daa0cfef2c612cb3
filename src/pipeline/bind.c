/* SPDX-License-Identifier: MIT */
#include "pipeline/bind.h"

#include <stdlib.h>

#include "base/strindex.h"
#include "base/text.h"
#include "base/url.h"
#include "pipeline/jobs.h"
#include "pipeline/turn.h"

struct binding;

/* An article that a worker has. */
struct rendering {
	struct binding *run;
	size_t index;
	bool stand_in;		/* for an article that could not be rendered */
};

struct binding {
	const struct illustrating *in;
	struct edition *edition;
	const struct illustrations *illustrations;
	struct strindex pages;	/* "://host/path", or root, tab and path */
	struct pool *keys;	/* of pages */
	struct pool *scratch;	/* for one article's request or reply */
	size_t done, pictures, described;
	struct rendering *renderings;	/* one for each article */
	struct err fatal;
};

static void submit_stand_in(struct binding *run, size_t index,
    struct str cause);

static struct str
path_key(struct pool *pool, struct str root, struct str path)
{
	struct buf b = BUF_INIT;
	struct str kept;

	buf_addstr(&b, root);
	buf_addc(&b, '\t');
	buf_addstr(&b, path);
	kept = pool_str(pool, buf_str(&b));
	buf_release(&b);
	return kept;
}

/* Sites moved from http to https; links to a page did not all follow. */
static struct str
without_scheme(struct str url)
{
	size_t at = str_find(url, STR("://"));

	return at == STR_NONE ? url : str_sub(url, at, url.len);
}

/* A path as it is and, where letters may be composed otherwise, in NFC. */
static struct str
nfc_key(struct pool *pool, struct str root, struct str path)
{
	struct buf nfc = BUF_INIT;
	struct str key;

	buf_addc(&nfc, '\t');
	text_nfc(path, &nfc);
	key = path_key(pool, root, buf_str(&nfc));
	buf_release(&nfc);
	return key;
}

static void
index_path(struct binding *run, struct str root, struct str path,
    size_t index)
{
	strindex_add(&run->pages, path_key(run->keys, root, path), index);
	if (text_has_forms(path))
		strindex_add(&run->pages, nfc_key(run->keys, root, path),
		    index);
}

static bool
find_path(struct binding *run, struct str root, struct str path, size_t *at)
{
	return strindex_find(&run->pages, path_key(run->scratch, root, path),
	    at) || (text_has_forms(path) && strindex_find(&run->pages,
	    nfc_key(run->scratch, root, path), at));
}

static void
index_pages(struct binding *run)
{
	size_t pages = 0;

	for (size_t i = 0; i < run->edition->article_count; i++)
		pages += 1 + run->edition->articles[i].article->sources.count;
	strindex_reserve(&run->pages, pages);
	for (size_t i = 0; i < run->edition->article_count; i++) {
		const struct article *a = run->edition->articles[i].article;

		if (a->meta.url.len)
			strindex_add(&run->pages,
			    without_scheme(a->meta.url), i);
		for (size_t k = 0; k < a->sources.count; k++)
			index_path(run, a->root, a->sources.items[k], i);
	}
	strindex_sort(&run->pages);
}

static struct str
page_href(struct binding *run, size_t index)
{
	struct str page = str_of(run->edition->articles[index].page);
	struct buf name = BUF_INIT;
	struct str kept;

	page_file_name(page, 0, &name);
	kept = pool_str(run->scratch, buf_str(&name));
	buf_release(&name);
	return kept;
}

/* A link goes to the page in this book if there is one, else to the web. */
static struct str
resolve_link(struct binding *run, const struct article *from,
    const struct link *link)
{
	struct buf canonical = BUF_INIT;
	struct str href = { NULL, 0 };
	size_t at;

	switch (link->kind) {
	case TARGET_URL:
		href = link->ref;
		if (url_canonical(link->ref, &canonical) == 0
		    && strindex_find(&run->pages,
		        without_scheme(buf_str(&canonical)), &at))
			href = page_href(run, at);
		break;
	case TARGET_PATH:
		if (find_path(run, from->root, link->ref, &at))
			href = page_href(run, at);
		break;
	case TARGET_ANCHOR: {
		struct buf b = BUF_INIT;

		buf_addc(&b, '#');
		buf_addstr(&b, link->ref);
		href = pool_str(run->scratch, buf_str(&b));
		buf_release(&b);
		break;
	}
	case TARGET_DATA:
	case TARGET_NONE:
		break;
	}
	buf_release(&canonical);
	return href;
}

static struct str
where_from(const struct article *article)
{
	return article->sources.count ? article->sources.items[0]
	                              : article->identity;
}

static void
finish_article(struct binding *run, size_t index, bool bound)
{
	const struct article *article =
	    run->edition->articles[index].article;

	observe_step(run->in->observer, bound ? "bound" : "could not bind",
	    article->meta.title);
	observe_progress(run->in->observer, "binding", ++run->done,
	    run->edition->article_count);
}

static void
take_pages(void *arg, const struct job_reply *reply)
{
	struct rendering *rendering = arg;
	struct binding *run = rendering->run;
	size_t index = rendering->index;
	struct edition_article *ea = &run->edition->articles[index];
	struct err err = reply->err;
	struct page_reply pages;

	pool_clear(run->scratch);
	if (!reply->ok
	    || page_reply_decode(reply->body, run->scratch, &pages, &err)
	       != 0) {
		/* Its neighbours link to it, so a page there must be. */
		if (rendering->stand_in && run->fatal.kind == ERR_NONE) {
			run->fatal = err;
		} else if (!rendering->stand_in) {
			report_add(run->in->report, FAULT_PAGE_BROKEN,
			    ea->article->meta.title, where_from(ea->article),
			    str_of(err.message));
			submit_stand_in(run, index, str_of(err.message));
		}
	} else {
		ea->parts = pages.count;
		if (book_add_article(run->in->book, index, &pages, &err) != 0
		    && run->fatal.kind == ERR_NONE)
			run->fatal = err;
		finish_article(run, index, !rendering->stand_in);
	}
}

static void
fill_slots(struct binding *run, const struct article *article,
    struct page_request *req)
{
	const struct record *rec = req->rec;
	struct str *hrefs = pool_alloc(run->scratch,
	    mem_mul(rec->link_count, sizeof(*hrefs)));
	struct page_picture *pictures = pool_alloc(run->scratch,
	    mem_mul(rec->image_count, sizeof(*pictures)));

	for (size_t i = 0; i < rec->link_count; i++)
		hrefs[i] = resolve_link(run, article, &rec->links[i]);
	for (size_t i = 0; i < rec->image_count; i++) {
		pictures[i] = illustration(run->illustrations, article,
		    &rec->images[i]);
		if (pictures[i].file.len) {
			run->pictures++;
			run->described += rec->images[i].alt.len > 0;
		}
	}
	req->hrefs = hrefs;
	req->pictures = pictures;
}

/* The request but for its record and what fills it. */
static struct page_request
start_request(struct binding *run, size_t index)
{
	const struct edition *ed = run->edition;
	const struct edition_article *ea = &ed->articles[index];
	struct page_request req = { .book_language = ed->language,
		.page = str_of(ea->page) };

	if (ed->group_count > 1)
		req.section = ed->groups[ea->group].title;
	if (index)
		req.previous = page_href(run, index - 1);
	if (index + 1 < ed->article_count)
		req.next = page_href(run, index + 1);
	return req;
}

static void
submit_request(struct binding *run, const struct page_request *req,
    size_t index, bool stand_in)
{
	struct buf job = BUF_INIT;

	page_request_encode(req, &job);
	run->renderings[index] = (struct rendering){ run, index, stand_in };
	workers_submit(run->in->workers, JOB_PAGE, &job, take_pages,
	    &run->renderings[index]);
}

/* A page that says why the article is not there. */
static void
submit_stand_in(struct binding *run, size_t index, struct str cause)
{
	const struct article *article =
	    run->edition->articles[index].article;
	struct page_request req = start_request(run, index);
	struct record rec = { .kind = RECORD_ARTICLE,
		.title = article->meta.title, .date = article->meta.date,
		.url = article->meta.url, .lang = run->edition->language,
		.dir = run->edition->dir };
	struct buf body = BUF_INIT;

	buf_adds(&body, "<p>");
	text_xml(cause, &body);
	buf_adds(&body, "</p>");
	rec.body = buf_str(&body);
	req.rec = &rec;
	submit_request(run, &req, index, true);
	buf_release(&body);
}

static int
submit_article(struct binding *run, size_t index, struct err *err)
{
	const struct article *article =
	    run->edition->articles[index].article;
	struct record rec = article_record(article);
	struct page_request req;

	pool_clear(run->scratch);
	if (library_body(run->in->library, article->id, run->scratch, &rec,
	    err) != 0)
		return -1;
	req = start_request(run, index);
	req.rec = &rec;
	fill_slots(run, article, &req);
	submit_request(run, &req, index, false);
	return 0;
}

int
bind_articles(const struct illustrating *in, struct edition *ed,
    const struct illustrations *ill, struct err *err)
{
	struct binding run = { .in = in, .edition = ed, .illustrations = ill,
		.pages = STRINDEX_INIT, .keys = pool_new(),
		.scratch = pool_new(), .fatal = ERR_INIT };
	int result = -1;

	run.renderings = mem_alloc(mem_mul(ed->article_count,
	    sizeof(*run.renderings)));
	index_pages(&run);
	for (size_t i = 0; i < ed->article_count; i++)
		if (submit_article(&run, i, err) != 0
		    || turn_workers(in->observer, in->workers, false, err)
		       != 0)
			goto out;
	if (turn_workers(in->observer, in->workers, true, err) != 0)
		goto out;
	if (run.fatal.kind != ERR_NONE) {
		*err = run.fatal;
		goto out;
	}
	book_count_alt(in->book, run.pictures, run.described);
	result = 0;
out:
	strindex_release(&run.pages);
	pool_free(run.keys);
	pool_free(run.scratch);
	free(run.renderings);
	return result;
}
