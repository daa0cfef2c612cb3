/* SPDX-License-Identifier: MIT */
/* Binding: slots are filled, pages rendered in workers and put into the book. */
#ifndef CHAPBOOK_BIND_H
#define CHAPBOOK_BIND_H

#include "pipeline/illustrate.h"

/* ed's articles learn how many parts they have; faults are the report's. */
int bind_articles(const struct illustrating *in, struct edition *ed,
    const struct illustrations *ill, struct err *err);

#endif
