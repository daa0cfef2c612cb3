/* SPDX-License-Identifier: MIT */
#include "cli/summary.h"

#include "cli/command.h"
#include "cli/table.h"
#include "pipeline/hints.h"

/* losses: also those inside an article. */
static void
say_faults(struct runner *s, const struct report *rep, bool losses)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < rep->fault_count; i++) {
		const struct fault *f = &rep->faults[i];

		if ((f->code == FAULT_LOSS || f->code == FAULT_AGAIN)
		    && !losses)
			continue;
		buf_clear(&line);
		buf_addf(&line, "%s: %.*s: %.*s", fault_code_name(f->code),
		    STR_ARG(f->where), STR_ARG(f->cause));
		runner_say(s, buf_str(&line));
	}
	buf_release(&line);
}

static void
say_selection(struct runner *s, const struct report *rep)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%zu of ", rep->selected);
	add_count(&line, rep->distinct, "article", "articles");
	if (rep->articles > rep->distinct)
		buf_addf(&line, " (%zu found again)",
		    rep->articles - rep->distinct);
	if (rep->undated)
		buf_addf(&line, ", %zu without a date left out",
		    rep->undated);
	if (report_losses(rep)) {
		buf_adds(&line, "; ");
		add_count(&line, report_losses(rep), "file", "files");
		buf_adds(&line, " could not be read");
	}
	runner_say(s, buf_str(&line));
	buf_release(&line);
	say_faults(s, rep, false);
}

int
show_selection(const struct build *b, struct runner *s,
    struct report *rep, print_gathered *print, const void *arg,
    struct err *err)
{
	struct gathered g;
	int result;

	result = build_gather(b, runner_workers(s), rep, runner_observer(s),
	    &g, err);
	runner_clear_line(s);
	if (result != 0)
		return -1;
	result = print(arg, b, &g, err);
	if (result == 0)
		result = flush_output(err);
	report_sort(rep);
	say_selection(s, rep);
	if (result == 0 && !g.articles.count)
		result = nothing_matched(&b->selection, &b->tree, g.library,
		    rep, g.pool, err);
	gathered_release(&g);
	return result;
}

void
say_book(struct runner *s, const struct report *rep, struct str output,
    bool verbose)
{
	size_t pictures = rep->by_code[FAULT_PICTURE_MISSING]
	    + rep->by_code[FAULT_PICTURE_REMOTE]
	    + rep->by_code[FAULT_PICTURE_BROKEN];
	size_t articles = report_losses(rep) - pictures;
	struct buf line = BUF_INIT;

	if (verbose)
		say_faults(s, rep, true);
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
