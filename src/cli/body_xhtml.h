/* SPDX-License-Identifier: MIT */
/* The body of an article as show prints it. */
#ifndef CHAPBOOK_BODY_XHTML_H
#define CHAPBOOK_BODY_XHTML_H

#include "article/record/record.h"

/* With its slots filled by what they refer to. */
void body_xhtml(const struct record *rec, struct buf *out);

#endif
