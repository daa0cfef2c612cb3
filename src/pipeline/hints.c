/* SPDX-License-Identifier: MIT */
#include "pipeline/hints.h"

#include <string.h>


/* So many names at most for one that is not there. */
#define SUGGESTED 5

/* "; no tag 'x', did you mean y, z?" for each name that nothing has. */
static int
suggest(const struct str_list *names, enum library_field field,
    const char *what, struct library *lib, struct pool *pool,
    struct buf *out, struct err *err)
{
	for (size_t i = 0; i < names->count; i++) {
		struct str name = names->items[i];
		struct str_list close;

		if (library_knows(lib, field, name))
			continue;
		if (library_suggest(lib, field, name, SUGGESTED, pool, &close,
		    err) != 0)
			return -1;
		buf_addf(out, "; no %s '%.*s'", what, STR_ARG(name));
		for (size_t k = 0; k < close.count; k++)
			buf_addf(out, "%s%.*s", k ? ", " : ", did you mean ",
			    STR_ARG(close.items[k]));
		if (close.count)
			buf_addc(out, '?');
	}
	return 0;
}

/* "; they are of 2019-01 to 2023-07", for who asked for other dates. */
static int
suggest_dates(const struct selection *sel, struct library *lib,
    struct pool *pool, struct buf *out, struct err *err)
{
	const struct selection all = { .undated = true };
	struct name_counts months;

	if (!date_valid(sel->since) && !date_valid(sel->until))
		return 0;
	if (library_counts(lib, &all, FIELD_DATE, pool, &months, err) != 0)
		return -1;
	if (!months.count)
		buf_adds(out, "; none has a date");
	else
		buf_addf(out, "; they are of %.*s to %.*s",
		    STR_ARG(months.items[0].name),
		    STR_ARG(months.items[months.count - 1].name));
	return 0;
}

/* "; they are in en, zh-Hans", for who asked for other languages. */
static int
suggest_languages(const struct selection *sel, struct library *lib,
    struct pool *pool, struct buf *out, struct err *err)
{
	const struct selection all = { .undated = true };
	struct name_counts langs;

	if (!sel->langs.count)
		return 0;
	if (library_counts(lib, &all, FIELD_LANG, pool, &langs, err) != 0)
		return -1;
	for (size_t i = 0; i < langs.count && i < SUGGESTED; i++)
		buf_addf(out, "%s%.*s", i ? ", " : "; they are in ",
		    STR_ARG(langs.items[i].name));
	return 0;
}

static int
suggest_names(const struct selection *sel, struct library *lib,
    struct pool *pool, struct buf *out, struct err *err)
{
	if (suggest(&sel->tags, FIELD_TAG, "tag", lib, pool, out, err) != 0
	    || suggest(&sel->sections, FIELD_SECTION, "section", lib, pool,
	       out, err) != 0)
		return -1;
	return suggest(&sel->authors, FIELD_AUTHOR, "author", lib, pool, out,
	    err);
}

int
nothing_matched(const struct selection *sel,
    const struct tree_options *tree, struct library *lib,
    const struct report *rep, struct pool *pool, struct err *err)
{
	const struct fault *first = rep->faults;
	struct buf hints = BUF_INIT;

	if (!rep->articles && rep->fault_count)
		return err_set(err, ERR_FORMAT, "no article could be read; "
		    "'%.*s': %.*s", STR_ARG(first->where),
		    STR_ARG(first->cause));
	if (!rep->files)
		return err_set(err, ERR_EMPTY, "no Markdown or HTML file "
		    "in the sources%s", tree->include_count
		    || tree->exclude_count ? " has such a path" : "");
	if (!rep->articles)
		return err_set(err, ERR_EMPTY, "no article among %zu %s",
		    rep->files, rep->files == 1 ? "file" : "files");
	if (suggest_dates(sel, lib, pool, &hints, err) == 0
	    && suggest_languages(sel, lib, pool, &hints, err) == 0
	    && suggest_names(sel, lib, pool, &hints, err) == 0)
		err_set(err, ERR_EMPTY, "nothing selected of %zu %s%.*s",
		    rep->distinct, rep->distinct == 1 ? "article" : "articles",
		    STR_ARG(buf_str(&hints)));
	buf_release(&hints);
	return -1;
}

int
warn_of_unknown(const struct selection *sel, struct library *lib,
    struct pool *pool, const struct observer *o, struct err *err)
{
	struct buf hints = BUF_INIT;
	struct err warning = ERR_INIT;
	struct str text;
	int result = -1;

	if (suggest_names(sel, lib, pool, &hints, err) == 0
	    && suggest(&sel->not_tags, FIELD_TAG, "tag", lib, pool, &hints,
	       err) == 0)
		result = suggest(&sel->not_sections, FIELD_SECTION, "section",
		    lib, pool, &hints, err);
	text = buf_str(&hints);
	if (result == 0 && text.len) {
		err_set(&warning, ERR_EMPTY, "%.*s",
		    STR_ARG(str_sub(text, strlen("; "), text.len)));
		observe_warning(o, &warning);
	}
	buf_release(&hints);
	return result;
}
