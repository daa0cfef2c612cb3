/* SPDX-License-Identifier: MIT */
/*
 * Options as tables: the parser and --help both read them. A value goes to
 * its place in a struct that the command owns; lists grow in the pool given.
 * What an option does not have is left out of its row.
 */
#ifndef CHAPBOOK_OPTIONS_H
#define CHAPBOOK_OPTIONS_H

#include "article/record/record.h"

enum option_kind {
	OPTION_FLAG,	/* bool */
	OPTION_TEXT,	/* struct str */
	OPTION_LIST,	/* struct str_list; may be repeated */
	OPTION_NUMBER,	/* unsigned long, at most max */
	OPTION_SIZE,	/* unsigned long: bytes; "500K", "25M", "2G" */
	OPTION_CHOICE	/* int: index into choices */
};

struct option {
	const char *name;	/* "since" for --since */
	enum option_kind kind;
	size_t offset;		/* of its place */
	char letter;		/* 'o' for -o, or 0 */
	const char *argument;	/* "DATE"; NULL for flags */
	const char *help;
	const char *const *choices;	/* NULL-terminated */
	unsigned long min, max;
};

struct option_group {
	const char *title;	/* "Selection" */
	const struct option *options;	/* ends with an empty name */
};

/*
 * Parses args (without the command's name) into settings; what is no option
 * goes to operands. "--name=value", "--name value", "-o value", "-ovalue";
 * "--" ends the options. -1 with ERR_ARGUMENT.
 */
int options_parse(const struct option_group *const *groups, char **args,
    void *settings, struct str_list *operands, struct pool *pool,
    struct err *err);

/* The lines of --help for the groups. */
void options_help(const struct option_group *const *groups, struct buf *out);

/*
 * Whether typed may have been meant for name, by fewer slips than *cost,
 * which becomes their number. Start with SIZE_MAX.
 */
bool option_close(struct str typed, struct str name, size_t *cost);

void str_list_add(struct str_list *list, struct str s, struct pool *pool);

#endif
