/* SPDX-License-Identifier: MIT */
#include "pipeline/gather.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "pipeline/jobs.h"
#include "pipeline/turn.h"
#include "source/sections.h"

/* One source and what its index pages tell. */
struct source {
	char root[16];		/* its number as text, for origin.root */
	char *name;		/* as the user called it */
	struct tree *tree;
};

struct sources {
	struct source *items;
	size_t count;
};

struct gathering;

/* A document that a worker has. */
struct reading {
	struct gathering *run;
	size_t index;
};

/* A run over one source. */
struct gathering {
	const struct source *source;
	size_t number;
	struct sections *sections;
	struct library *lib;
	struct report *rep;
	const struct observer *o;
	struct pool *pool;	/* for one record at a time */
	size_t done, total;
	struct reading *readings;	/* one for each document */
	struct err fatal;
};

struct sources *
sources_open(const struct str *names, size_t count,
    const struct tree_options *options, const struct packed_options *packed,
    struct err *err)
{
	struct sources *s = mem_zalloc(sizeof(*s));

	s->items = mem_zalloc(mem_mul(count, sizeof(*s->items)));
	for (size_t i = 0; i < count; i++) {
		char *name = mem_strndup(names[i].p, names[i].len);
		struct source *source = &s->items[i];

		source->name = name;
		snprintf(source->root, sizeof(source->root), "%u",
		    (unsigned)i);
		s->count++;
		source->tree = tree_open(name, options, packed, err);
		if (!source->tree) {
			sources_close(s);
			return NULL;
		}
	}
	return s;
}

void
sources_close(struct sources *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->count; i++) {
		tree_close(s->items[i].tree);
		free(s->items[i].name);
	}
	free(s->items);
	free(s);
}

static const struct source *
find_source(const struct sources *s, struct str root)
{
	unsigned long number;

	return str_number(root, s->count, &number) && number < s->count
	    ? &s->items[number] : NULL;
}

const struct tree *
sources_tree(const struct sources *s, struct str root)
{
	const struct source *source = find_source(s, root);

	return source ? source->tree : NULL;
}

size_t
sources_documents(const struct sources *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		n += tree_count(s->items[i].tree);
	return n;
}

static void
note_losses(struct gathering *run, const struct record *rec, struct str path)
{
	for (size_t i = 0; i < rec->notes.count; i++)
		report_add(run->rep, FAULT_LOSS, rec->title, path,
		    rec->notes.items[i]);
}

/*
 * A section is known by its folder until all index pages have been read;
 * name_sections() then gives it its title.
 */
static void
take_record(struct gathering *run, const struct record *rec, size_t index)
{
	struct str path = tree_path(run->source->tree, index);
	struct origin origin = {
		.source = path,
		.root = str_of(run->source->root),
		.section = rec->sections.count ? (struct str){ NULL, 0 }
		                               : sections_folder(path),
		.order = ((uint64_t)run->number << 32) | index,
	};

	if (rec->kind != RECORD_ARTICLE) {
		sections_add_index(run->sections, path, rec->title,
		    rec->links, rec->link_count);
		if (rec->kind == RECORD_INDEX)
			run->rep->indexes++;
		else
			run->rep->others++;
		return;
	}
	note_losses(run, rec, path);
	run->rep->articles++;
	if (run->fatal.kind == ERR_NONE)
		library_add(run->lib, rec, &origin, &run->fatal);
}

static void
take_reply(void *arg, const struct job_reply *reply)
{
	struct reading *reading = arg;
	struct gathering *run = reading->run;
	struct str path = tree_path(run->source->tree, reading->index);
	struct record rec = { .kind = RECORD_NONE };
	struct err err = reply->err;
	bool ok = reply->ok;

	pool_clear(run->pool);
	if (ok)
		ok = record_decode(reply->body, run->pool, &rec, &err) == 0;
	if (ok)
		take_record(run, &rec, reading->index);
	else
		report_add(run->rep, FAULT_ARTICLE_BROKEN,
		    (struct str){ NULL, 0 }, path, str_of(err.message));
	observe_step(run->o, ok ? "read" : "could not read", path);
	observe_progress(run->o, "reading", ++run->done, run->total);
}

static void
submit_document(struct gathering *run, struct workers *workers, size_t index,
    struct buf *bytes)
{
	struct str path = tree_path(run->source->tree, index);
	struct document doc = { .path = path,
		.media = media_of_name(path_name(path)),
		.site = tree_site(run->source->tree, path) };
	struct buf job = BUF_INIT;
	struct err err = ERR_INIT;

	if (tree_read(run->source->tree, path, LIMIT_DOCUMENT_BYTES, bytes,
	    &err) != 0) {
		report_add(run->rep, FAULT_SOURCE_UNREADABLE,
		    (struct str){ NULL, 0 }, path, str_of(err.message));
		run->done++;
		return;
	}
	doc.bytes = buf_str(bytes);
	document_encode(&doc, &job);
	run->readings[index] = (struct reading){ run, index };
	workers_submit(workers, JOB_ARTICLE, &job, take_reply,
	    &run->readings[index]);
}

/* Gives the sections, so far called by their folders, their titles. */
static int
name_sections(struct gathering *run, struct err *err)
{
	const struct tree *tree = run->source->tree;
	struct str last = { NULL, 0 };

	for (size_t i = 0; i < tree_count(tree); i++) {
		struct str path = tree_path(tree, i);
		struct str folder = sections_folder(path);

		if (!folder.len || str_eq(folder, last))
			continue;
		last = folder;
		if (library_name_section(run->lib,
		    str_of(run->source->root), folder,
		    sections_title(run->sections, folder), err) != 0)
			return -1;
	}
	return 0;
}

static int
gather_source(struct gathering *run, struct workers *workers, struct err *err)
{
	const struct tree *tree = run->source->tree;
	struct buf bytes = BUF_INIT;
	int result = -1;

	for (size_t i = 0; i < tree_fault_count(tree); i++)
		report_add(run->rep, FAULT_SOURCE_UNREADABLE,
		    (struct str){ NULL, 0 }, tree_fault(tree, i)->path,
		    str_of(tree_fault(tree, i)->err.message));
	for (size_t i = 0; i < tree_count(tree); i++) {
		submit_document(run, workers, i, &bytes);
		if (turn_workers(run->o, workers, false, err) != 0)
			goto out;
	}
	if (turn_workers(run->o, workers, true, err) != 0)
		goto out;
	if (run->fatal.kind != ERR_NONE) {
		*err = run->fatal;
		goto out;
	}
	result = name_sections(run, err);
out:
	buf_release(&bytes);
	return result;
}

int
gather(const struct sources *s, struct library *lib, struct workers *workers,
    struct report *rep, const struct observer *o, struct err *err)
{
	size_t done = 0, total = sources_documents(s);
	int result = 0;

	rep->files += total;
	for (size_t i = 0; i < s->count && result == 0; i++) {
		struct gathering run = {
			.source = &s->items[i],
			.number = i,
			.sections = sections_new(),
			.lib = lib,
			.rep = rep,
			.o = o,
			.pool = pool_new(),
			.done = done,
			.total = total,
			.fatal = ERR_INIT,
		};

		/* An interrupted run leaves some unanswered. */
		run.readings = mem_alloc(mem_mul(tree_count(s->items[i].tree),
		    sizeof(*run.readings)));
		result = gather_source(&run, workers, err);
		done = run.done;
		sections_free(run.sections);
		pool_free(run.pool);
		free(run.readings);
	}
	return result;
}

struct telling {
	const struct sources *sources;
	struct report *rep;
};

/* Both places, so that what was taken for one article can be looked at. */
static void
tell_again(void *arg, const struct found_again *again)
{
	const struct telling *t = arg;
	const struct source *first = find_source(t->sources,
	    again->first_root);
	struct buf cause = BUF_INIT;

	buf_addf(&cause, "found again: it has the %s of \"%.*s\"",
	    again->same_content ? "title, date and text" : "URL",
	    STR_ARG(again->first_source));
	if (first && !str_eq(again->first_root, again->root))
		buf_addf(&cause, " in '%s'", first->name);
	report_add(t->rep, FAULT_AGAIN, again->title, again->source,
	    buf_str(&cause));
	buf_release(&cause);
}

int
gather_tell_again(const struct sources *s, struct library *lib,
    struct report *rep, struct err *err)
{
	struct telling telling = { s, rep };

	return library_each_again(lib, tell_again, &telling, err);
}
