/* SPDX-License-Identifier: MIT */
/*
 * Templates: a subset of Mustache. {{name}} escapes for XML, in NFC, {{{name}}}
 * does neither and takes only values set as markup; {{#name}}...{{/name}} for lists
 * and truths, {{^name}}...{{/name}} for their absence, {{>file}} includes,
 * {{! comment }}. Names are looked up in the innermost list item first. An
 * unknown name is an error with file and line: optional values are set empty.
 * A line that holds only a section tag, comment or include leaves no line.
 */
#ifndef CHAPBOOK_TEMPLATE_H
#define CHAPBOOK_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

/* Values for a template; made from a pool and dies with it. */
struct values;

struct values *values_new(struct pool *pool);
/* Strings are copied; name must outlive the values (a literal). */
void values_text(struct values *v, const char *name, struct str text);
void values_markup(struct values *v, const char *name, struct str xhtml);
void values_flag(struct values *v, const char *name, bool truth);
void values_number(struct values *v, const char *name, size_t number);
/* Declares an (empty) list; values_item() appends an item and returns it. */
void values_list(struct values *v, const char *name);
struct values *values_item(struct values *v, const char *name);

/* A set of templates by file name. */
struct templates;

/*
 * The templates compiled into the program; a file of the same name in
 * override_dir (may be NULL) comes first. All are read and parsed here, none
 * later.
 */
struct templates *templates_load(const char *override_dir, struct err *err);
void templates_free(struct templates *set);

/* Appends to out. -1 with "file:line: unknown name ..." in err. */
int template_render(const struct templates *set, const char *file,
    const struct values *v, struct buf *out, struct err *err);

#endif
