/* SPDX-License-Identifier: MIT */
#include "pipeline/build.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "book/container.h"
#include "pipeline/bind.h"
#include "pipeline/hints.h"

/* From here on it is worth it to give memory back between two stages. */
#define LARGE_ARTICLES 5000

static double
seconds_since(int64_t start_ms)
{
	return (double)(clock_ms() - start_ms) / 1e3;
}

static void
gathered_forget_sources(struct gathered *g)
{
	library_close(g->library);
	sources_close(g->sources);
	g->library = NULL;
	g->sources = NULL;
}

void
gathered_release(struct gathered *g)
{
	gathered_forget_sources(g);
	pool_free(g->pool);
	memset(g, 0, sizeof(*g));
}

int
build_gather(const struct build *b, struct workers *workers,
    struct report *rep, const struct observer *o, struct gathered *out,
    struct err *err)
{
	const struct packed_options packed = {
		.sandbox = workers_sandbox_mode(workers),
		.spool = b->in_memory ? SPOOL_MEMORY : SPOOL_DISK,
		.stopped = o->stopped,
		.stopped_arg = o->arg,
		.stop_fd = o->stop_fd,
	};
	int64_t start = clock_ms();

	*out = (struct gathered){ .pool = pool_new() };
	out->sources = sources_open(b->sources.items, b->sources.count,
	    &b->tree, &packed, err);
	if (!out->sources)
		goto fail;
	out->library = library_open(b->in_memory ? ":memory:" : "", err);
	if (!out->library
	    || gather(out->sources, out->library, workers, rep, o, err) != 0
	    || gather_tell_again(out->sources, out->library, rep, err) != 0)
		goto fail;
	if (library_select(out->library, &b->selection, out->pool,
	    &out->articles, err) != 0
	    || library_count(out->library, &rep->distinct, err) != 0)
		goto fail;
	rep->selected = out->articles.count;
	rep->undated = out->articles.undated;
	rep->read_s = seconds_since(start);
	if (out->articles.count && warn_of_unknown(&b->selection,
	    out->library, out->pool, o, err) != 0)
		goto fail;
	return 0;
fail:
	/* That a source is not there is said as it is. */
	if (out->sources && b->output)
		err_context(err, "cannot make \"%s\"", b->output);
	gathered_release(out);
	return -1;
}

static bool
several_sections(const struct article_list *list)
{
	struct str first = { NULL, 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct str_list *s = &list->items[i]->sections;
		struct str own = s->count ? s->items[0] : STR("");

		if (!i)
			first = own;
		else if (!str_eq(first, own))
			return true;
	}
	return false;
}

static struct edition *
plan(const struct build *b, const struct article_list *articles)
{
	struct edition_options options = b->edition;

	if (b->group_by_default)
		options.group_by = several_sections(articles)
		    ? GROUP_SECTION : GROUP_NONE;
	options.newest_first = b->selection.sort == SORT_DATE_DESCENDING;
	return edition_new(articles, &options);
}

static bool
is_picture_fault(enum fault_code code)
{
	return code == FAULT_PICTURE_MISSING || code == FAULT_PICTURE_REMOTE
	    || code == FAULT_PICTURE_BROKEN;
}

/*
 * The book's last page names everything that is missing; an article with
 * many pictures missing in one way has one line.
 */
static void
list_faults(struct edition *ed, const struct report *rep)
{
	for (size_t i = 0, end; i < rep->fault_count; i = end) {
		const struct fault *f = &rep->faults[i];

		for (end = i + 1; end < rep->fault_count
		     && is_picture_fault(f->code)
		     && rep->faults[end].code == f->code
		     && str_eq(rep->faults[end].where, f->where); end++)
			;
		if (f->code != FAULT_LOSS && f->code != FAULT_AGAIN)
			edition_add_fault(ed, &(struct edition_fault){
			    f->subject.len ? f->subject : f->where, f->cause,
			    end - i - 1 });
	}
}

/* To out, or to the stream if that is NULL. */
static int
write_report(const struct build *b, const struct report *rep,
    struct output *out, struct err *err)
{
	struct str path = str_of(b->output);
	struct buf json = BUF_INIT;
	int result;

	report_json(rep, path_name(path), &json);
	if (out)
		result = output_write(out, buf_str(&json), err);
	else if (fwrite(json.data, 1, json.len, b->report_stream) == json.len
	    && fflush(b->report_stream) == 0)
		result = 0;
	else
		result = err_errno(err, "the report: cannot write");
	buf_release(&json);
	return result;
}

/* What was written is read again: the figures are those of the file. */
static int
measure_output(struct output *out, struct report *rep, struct err *err)
{
	struct hasher *hasher = hasher_new();
	char block[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(output_fd(out), block, sizeof(block), at)) > 0) {
		hasher_add(hasher, (struct str){ block, (size_t)n });
		at += n;
	}
	rep->book_hash = hasher_end(hasher);
	rep->book_bytes = (uint64_t)at;
	if (n < 0)
		return err_errno(err, "cannot read the book again");
	return 0;
}

/* All pages of articles and all pictures, into the book's spool file. */
static int
make_pages(const struct build *b, const struct illustrating *in,
    struct edition *ed, struct err *err)
{
	int64_t start = clock_ms();
	struct illustrations *ill = illustrate(in, err);
	int result = -1;

	if (!ill)
		return -1;
	in->report->picture_s = seconds_since(start);
	if (cover_make(&b->cover, in, ill, err) == 0)
		result = bind_articles(in, ed, ill, err);
	illustrations_free(ill);
	return result;
}

static int
complete_book(const struct build *b, const struct illustrating *in,
    struct edition *ed, struct err *err)
{
	struct report *rep = in->report;

	rep->included = ed->article_count - rep->by_code[FAULT_PAGE_BROKEN];
	report_sort(rep);
	list_faults(ed, rep);
	if (b->css.len)
		book_set_css(in->book, b->css);
	return book_complete(in->book, err);
}

static int
finish_book(const struct illustrating *in, struct output *out,
    struct err *err)
{
	struct report *rep = in->report;
	struct book_result made;

	if (book_finish(in->book, out, &made, err) != 0)
		return -1;
	rep->entries = made.entries;
	rep->content_hash = made.content;
	return measure_output(out, rep, err);
}

static int
bind_edition(const struct build *b, struct gathered *g,
    struct fetcher *fetcher, struct workers *workers,
    struct report *rep, const struct observer *o, struct output *out,
    struct err *err)
{
	struct edition *ed = plan(b, &g->articles);
	struct illustrating in = {
		.edition = ed,
		.library = g->library,
		.sources = g->sources,
		.workers = workers,
		.options = b->pictures,
		.place = b->in_memory ? SPOOL_MEMORY : SPOOL_DISK,
		.fetcher = fetcher,
		.cache = b->cache,
		.report = rep,
		.observer = o,
	};
	int64_t start = clock_ms();
	bool large;
	int result = -1;

	rep->title = pool_str(rep->pool, ed->title);
	rep->identifier = pool_str(rep->pool, ed->identifier);
	rep->language = pool_str(rep->pool, ed->language);
	in.book = book_new(ed, b->templates, in.place, err);
	if (in.book && make_pages(b, &in, ed, err) == 0) {
		/* What each stage has alone would add up in a large book. */
		gathered_forget_sources(g);
		result = complete_book(b, &in, ed, err);
	}
	large = ed->article_count > LARGE_ARTICLES;
	edition_free(ed);
	pool_free(g->pool);
	g->pool = NULL;
	if (large)
		mem_trim();
	if (result == 0)
		result = finish_book(&in, out, err);
	rep->bind_s = seconds_since(start) - rep->picture_s;
	if (fetcher)
		rep->fetched = fetcher_stats(fetcher);
	book_free(in.book);
	return result;
}

static void
warn(void *arg, const struct err *err)
{
	observe_warning(arg, err);
}

/*
 * The book, and the report if it is wanted. They replace an older book and
 * an older report, and nothing else: a name that was meant for a source, or
 * that a shell has put there, costs nothing.
 */
static int
open_outputs(const struct build *b, struct output **out,
    struct output **report, struct err *err)
{
	/* First of all: it is what another run would be in the way of. */
	*out = output_open(b->output, err);
	if (!*out || output_replaces_only(*out, container_is_epub,
	    "an EPUB", err) != 0)
		return -1;
	if (b->report && output_is(*out, b->report))
		return err_set(err, ERR_ARGUMENT,
		    "the report would replace the book \"%s\"", b->report);
	if (b->report && (!(*report = output_open(b->report, err))
	    || output_replaces_only(*report, report_is, "a report", err)
	    != 0))
		return -1;
	for (size_t i = 0; i < b->sources.count; i++) {
		struct str source = b->sources.items[i];

		if (output_spares(*out, source, err) != 0
		    || (*report && output_spares(*report, source, err) != 0))
			return -1;
	}
	return 0;
}

int
build_book(const struct build *b, struct workers *workers,
    struct report *rep, const struct observer *o, struct err *err)
{
	struct fetch_options fetch = b->fetch;
	struct observer told = *o;
	struct fetcher *fetcher = NULL;
	struct gathered g = { .pool = NULL };
	struct output *out = NULL, *report = NULL;
	int result = -1;

	if (open_outputs(b, &out, &report, err) != 0)
		goto out;
	fetch.warn = warn;
	fetch.warn_arg = &told;
	if (b->pictures && !(fetcher = fetcher_new(&fetch, b->cache, err)))
		goto out;
	if (build_gather(b, workers, rep, o, &g, err) != 0)
		goto out;
	if (!g.articles.count) {
		nothing_matched(&b->selection, &b->tree, g.library, rep,
		    g.pool, err);
		goto out;
	}
	if (bind_edition(b, &g, fetcher, workers, rep, o, out, err) != 0) {
		err_context(err, "cannot make \"%s\"", b->output);
		goto out;
	}
	/* Written before the book is there: what it lacks costs the old one. */
	if ((report || b->report_stream)
	    && write_report(b, rep, report, err) != 0)
		goto out;
	if (output_commit(out, err) != 0)
		goto out;
	result = report ? output_commit(report, err) : 0;
out:
	fetcher_free(fetcher);
	gathered_release(&g);
	output_free(report);
	output_free(out);
	return result;
}
