/* SPDX-License-Identifier: MIT */
/* YAML by its events, so that every message can name the line. */
#include "config/sites.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/limits.h"

/* Of an expression, in a message. */
#define SHOWN_BYTES ((size_t)100)

struct reader {
	yaml_parser_t parser;
	yaml_event_t event;	/* the one read last */
	bool has_event;
	struct str file;
	struct rules *rules;
	struct rule *rule;	/* the one that is read */
	size_t count;		/* of rules in this file */
};

static size_t
line_of(const struct reader *r)
{
	return r->event.start_mark.line + 1;
}

static int __attribute__((format(printf, 3, 4)))
fail(const struct reader *r, struct err *err, const char *fmt, ...)
{
	struct err cause = ERR_INIT;
	char message[ERR_MESSAGE_BYTES];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	err_set(&cause, ERR_FORMAT, "%.*s:%zu: %s", STR_ARG(r->file),
	    line_of(r), message);
	*err = cause;
	return -1;
}

static void
drop_event(struct reader *r)
{
	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = false;
}

static int
next(struct reader *r, struct err *err)
{
	drop_event(r);
	if (!yaml_parser_parse(&r->parser, &r->event))
		return err_set(err, ERR_FORMAT, "%.*s:%zu: %s",
		    STR_ARG(r->file), r->parser.problem_mark.line + 1,
		    r->parser.problem ? r->parser.problem : "no YAML");
	r->has_event = true;
	if (r->event.type == YAML_ALIAS_EVENT)
		return fail(r, err, "an alias (*%s) has no place in a rule",
		    (const char *)r->event.data.alias.anchor);
	return 0;
}

static struct str
scalar(const struct reader *r)
{
	return (struct str){ (const char *)r->event.data.scalar.value,
		r->event.data.scalar.length };
}

/* What a text in a list, or alone, is for. */
struct use {
	const char *key;
	enum { USE_HOST, USE_PATH, USE_XPATH } kind;
	enum rule_field field;
};

static int
use_text(struct reader *r, const struct use *use, struct err *err)
{
	struct str text = str_trim(scalar(r));
	struct err cause = ERR_INIT;

	if (!text.len)
		return fail(r, err, "%s: is empty", use->key);
	if (memchr(text.p, '\0', text.len))
		return fail(r, err, "%s: holds a NUL", use->key);
	if (use->kind == USE_HOST)
		rule_add_host(r->rules, r->rule, text);
	else if (use->kind == USE_PATH)
		rule_add_path(r->rules, r->rule, text);
	else if (rule_add_xpath(r->rules, r->rule, use->field, text, &cause))
		return fail(r, err, "%s: '%.*s%s': %s", use->key,
		    STR_ARG(str_sub(text, 0, SHOWN_BYTES)),
		    text.len > SHOWN_BYTES ? "..." : "", cause.message);
	return 0;
}

/* A text, or a list of texts. */
static int
read_texts(struct reader *r, const struct use *use, struct err *err)
{
	if (next(r, err))
		return -1;
	if (r->event.type == YAML_SCALAR_EVENT)
		return use_text(r, use, err);
	if (r->event.type != YAML_SEQUENCE_START_EVENT)
		return fail(r, err, "%s: is neither a text nor a list of "
		    "texts", use->key);
	for (;;) {
		if (next(r, err))
			return -1;
		if (r->event.type == YAML_SEQUENCE_END_EVENT)
			return 0;
		if (r->event.type != YAML_SCALAR_EVENT)
			return fail(r, err, "%s: a list of texts holds "
			    "something else", use->key);
		if (use_text(r, use, err))
			return -1;
	}
}

/* The index in names of the key just read; each may come once. */
static int
find_key(struct reader *r, const char *const *names, size_t count,
    unsigned *seen, size_t *index, struct err *err)
{
	if (r->event.type != YAML_SCALAR_EVENT)
		return fail(r, err, "a key is no text");
	for (size_t i = 0; i < count; i++) {
		if (!str_eq(scalar(r), str_of(names[i])))
			continue;
		if (*seen & (1u << i))
			return fail(r, err, "%s: is there twice", names[i]);
		*seen |= 1u << i;
		*index = i;
		return 0;
	}
	return fail(r, err, "unknown key '%.*s'", STR_ARG(scalar(r)));
}

static int
read_match(struct reader *r, struct err *err)
{
	static const char *const keys[] = { "host", "path" };
	unsigned seen = 0;
	size_t i;

	if (next(r, err))
		return -1;
	if (r->event.type != YAML_MAPPING_START_EVENT)
		return fail(r, err, "match: needs host, path, or both");
	for (;;) {
		struct use use = { .key = "match: host", .kind = USE_HOST };

		if (next(r, err))
			return -1;
		if (r->event.type == YAML_MAPPING_END_EVENT)
			break;
		if (find_key(r, keys, 2, &seen, &i, err))
			return -1;
		if (i == 1)
			use = (struct use){ .key = "match: path",
				.kind = USE_PATH };
		if (read_texts(r, &use, err))
			return -1;
	}
	return seen ? 0 : fail(r, err, "match: needs host, path, or both");
}

/* The event is the start of its mapping. */
static int
read_rule(struct reader *r, struct err *err)
{
	const char *keys[RULE_FIELDS + 1];
	const unsigned match = 1u << RULE_FIELDS;
	struct buf name = BUF_INIT;
	unsigned seen = 0;
	size_t i;

	if (++r->count > LIMIT_RULES)
		return fail(r, err, "more than %zu rules", LIMIT_RULES);
	buf_addf(&name, "%.*s:%zu", STR_ARG(r->file), line_of(r));
	r->rule = rules_add(r->rules, buf_str(&name));
	buf_release(&name);
	for (i = 0; i < RULE_FIELDS; i++)
		keys[i] = rule_field_name((enum rule_field)i);
	keys[RULE_FIELDS] = "match";
	for (;;) {
		struct use use = { .kind = USE_XPATH };

		if (next(r, err))
			return -1;
		if (r->event.type == YAML_MAPPING_END_EVENT)
			break;
		if (find_key(r, keys, RULE_FIELDS + 1, &seen, &i, err))
			return -1;
		use.key = keys[i];
		use.field = (enum rule_field)i;
		if (i == RULE_FIELDS ? read_match(r, err)
		    : read_texts(r, &use, err))
			return -1;
	}
	if (!(seen & match))
		return err_set(err, ERR_FORMAT, "%.*s: a rule without match",
		    STR_ARG(rule_name(r->rule)));
	return seen & ~match ? 0 : err_set(err, ERR_FORMAT,
	    "%.*s: a rule that says nothing", STR_ARG(rule_name(r->rule)));
}

/* One rule, a list of them, or nothing at all. */
static int
read_document(struct reader *r, struct err *err)
{
	bool list = false;

	for (;;) {
		if (next(r, err))
			return -1;
		switch (r->event.type) {
		case YAML_STREAM_END_EVENT:
			return 0;
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			break;
		case YAML_SEQUENCE_START_EVENT:
		case YAML_SEQUENCE_END_EVENT:
			if (list && r->event.type == YAML_SEQUENCE_START_EVENT)
				return fail(r, err, "a list in a list");
			list = !list;
			break;
		case YAML_MAPPING_START_EVENT:
			if (read_rule(r, err))
				return -1;
			break;
		default:
			/* What an empty document has. */
			if (!list && !scalar(r).len)
				break;
			return fail(r, err, "'%.*s' is no rule",
			    STR_ARG(scalar(r)));
		}
	}
}

int
sites_parse(struct rules *rules, struct str file, struct str yaml,
    struct err *err)
{
	struct reader r = { .file = file, .rules = rules };
	int status;

	if (!yaml_parser_initialize(&r.parser))
		return err_set(err, ERR_LIBRARY, "libyaml has no memory");
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)yaml.p,
	    yaml.len);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	status = read_document(&r, err);
	drop_event(&r);
	yaml_parser_delete(&r.parser);
	return status;
}
