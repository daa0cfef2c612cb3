/* SPDX-License-Identifier: MIT */
#include "pipeline/jobs.h"

#include "article/article.h"
#include "base/mem.h"
#include "book/page.h"
#include "picture/picture.h"

static const struct job *const jobs[] = {
	[JOB_ARTICLE] = &article_job,
	[JOB_PICTURE] = &picture_job,
	[JOB_PAGE] = &page_job,
};

const struct job_table all_jobs = { jobs, ARRAY_COUNT(jobs) };
