/* SPDX-License-Identifier: MIT */
#include "article/metadata/rules_work.h"

#include <libxml/xpathInternals.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "article/metadata/weights.h"
#include "base/limits.h"

/*
 * The hooks of libxml2 have no argument that says for whom they work; this
 * is set while an expression is evaluated, and never outside.
 */
static unsigned long *steps;

static void
count(size_t amount, size_t of_step)
{
	if (!steps)
		return;
	amount = amount / of_step + 1;
	*steps = amount < LIMIT_XPATH_STEPS && *steps < LIMIT_XPATH_STEPS
		? *steps + amount : LIMIT_XPATH_STEPS + 1;
}

static void *
count_malloc(size_t bytes)
{
	count(bytes, XPATH_COPIED_BYTES);
	return malloc(bytes);
}

/*
 * What is new of it counts: libxml2 lets text grow by little at a time, and
 * where each growth is a copy, only room for more makes that linear.
 */
static void *
count_realloc(void *p, size_t bytes)
{
	size_t before = malloc_usable_size(p);

	if (!steps)
		return realloc(p, bytes);
	count(bytes > before ? bytes - before : 0, XPATH_COPIED_BYTES);
	return p && bytes <= before ? p : realloc(p, bytes + bytes / 2);
}

static char *
count_strdup(const char *s)
{
	count(strlen(s), XPATH_COPIED_BYTES);
	return strdup(s);
}

/* The bytes of an argument, the last being 0, which becomes a string. */
static size_t
argument_bytes(xmlXPathParserContext *p, int from_last)
{
	int at = p->valueNr - 1 - from_last;
	xmlXPathObject *value;

	if (at < 0)
		return 0;
	value = p->valueTab[at];
	if (value && value->type != XPATH_STRING) {
		value = p->valueTab[at] = xmlXPathConvertString(value);
		if (!from_last)
			p->value = value;
	}
	return value && value->stringval
		? (size_t)xmlStrlen(value->stringval) : 0;
}

/* Each byte of the one argument may be compared with each of the other. */
static void
count_product(xmlXPathParserContext *p, int one, int other, size_t of_step)
{
	size_t a = argument_bytes(p, one) + 1;
	size_t b = argument_bytes(p, other) + 1;

	count(a > SIZE_MAX / b ? SIZE_MAX : a * b, of_step);
	if (steps && *steps > LIMIT_XPATH_STEPS)
		xmlXPathErr(p, XPATH_OP_LIMIT_EXCEEDED);
}

static void
search(xmlXPathParserContext *p, int nargs, xmlXPathFunction function)
{
	if (nargs == 2)
		count_product(p, 1, 0, XPATH_COMPARED_BYTES);
	if (p->error == XPATH_EXPRESSION_OK)
		function(p, nargs);
}

static void
count_contains(xmlXPathParserContext *p, int nargs)
{
	search(p, nargs, xmlXPathContainsFunction);
}

static void
count_before(xmlXPathParserContext *p, int nargs)
{
	search(p, nargs, xmlXPathSubstringBeforeFunction);
}

static void
count_after(xmlXPathParserContext *p, int nargs)
{
	search(p, nargs, xmlXPathSubstringAfterFunction);
}

static void
count_translate(xmlXPathParserContext *p, int nargs)
{
	if (nargs == 3)
		count_product(p, 2, 1, XPATH_COMPARED_BYTES);
	if (p->error == XPATH_EXPRESSION_OK)
		xmlXPathTranslateFunction(p, nargs);
}

void
xpath_work_begin(struct xpath_work *work, xmlXPathContext *context)
{
	static const struct {
		const char *name;
		xmlXPathFunction function;
	} functions[] = {
		{ "contains", count_contains },
		{ "substring-before", count_before },
		{ "substring-after", count_after },
		{ "translate", count_translate }
	};

	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		const xmlChar *name = BAD_CAST functions[i].name;

		/* One that is registered is not replaced. */
		xmlXPathRegisterFunc(context, name, NULL);
		xmlXPathRegisterFunc(context, name, functions[i].function);
	}
	xmlMemGet(&work->free, &work->malloc, &work->realloc, &work->strdup);
	xmlMemSetup(free, count_malloc, count_realloc, count_strdup);
	steps = &context->opCount;
}

void
xpath_work_end(const struct xpath_work *work)
{
	steps = NULL;
	xmlMemSetup(work->free, work->malloc, work->realloc, work->strdup);
}
