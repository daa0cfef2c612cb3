/* SPDX-License-Identifier: MIT */
/*
 * What an XPath expression costs: libxml2 counts steps (opLimit), but a step
 * may copy the text of all the page, or search all of it for all of it. Here
 * the bytes that are handled become steps of the same count.
 */
#ifndef CHAPBOOK_RULES_WORK_H
#define CHAPBOOK_RULES_WORK_H

#include <libxml/xmlmemory.h>
#include <libxml/xpath.h>

struct xpath_work {
	xmlMallocFunc malloc;
	xmlReallocFunc realloc;
	xmlFreeFunc free;
	xmlStrdupFunc strdup;
};

/*
 * From here to xpath_work_end() what libxml2 allocates adds to the steps of
 * context, whoever asks for it: functions, comparisons, sums. So do
 * translate(), contains() and their like for each pair of bytes they compare.
 * The limit is noticed at the next step, so that nothing is left half done.
 * One at a time.
 */
void xpath_work_begin(struct xpath_work *work, xmlXPathContext *context);
void xpath_work_end(const struct xpath_work *work);

#endif
