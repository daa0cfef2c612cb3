/* SPDX-License-Identifier: MIT */
/*
 * A document to a record: a pure function, and the job that runs it in a
 * worker.
 */
#ifndef CHAPBOOK_ARTICLE_H
#define CHAPBOOK_ARTICLE_H

#include "article/record/document.h"
#include "article/record/record.h"
#include "article/metadata/rules.h"
#include "worker/job.h"

/*
 * Input: document_encode(); reply: record_encode(). shared: struct job_shared
 * of article/shared.h, or NULL.
 */
extern const struct job article_job;

/*
 * What the job does without rules, for a single document: opens the converters itself.
 * rec is owned by pool. A record of RECORD_NONE is no error.
 */
int article_read(const struct document *doc, struct pool *pool,
    struct record *rec, struct err *err);
/* The same with rules. */
int article_read_ruled(const struct document *doc, const struct rules *rules,
    struct pool *pool, struct record *rec, struct err *err);

#endif
