/* SPDX-License-Identifier: MIT */
/* Every job that workers can do, in the order of their numbers. */
#ifndef CHAPBOOK_JOBS_H
#define CHAPBOOK_JOBS_H

#include "worker/job.h"

enum job_number { JOB_ARTICLE, JOB_PICTURE, JOB_PAGE };

extern const struct job_table all_jobs;

#endif
