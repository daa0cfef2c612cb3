/* SPDX-License-Identifier: MIT */
/* A whole build with jobs that crash on demand. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/article.h"
#include "article/shared.h"
#include "base/file.h"
#include "book/page.h"
#include "pipeline/build.h"
#include "pipeline/jobs.h"
#include "test.h"

static const struct str crash = { "CRASH-THE-WORKER", 16 };
static const struct str refuse = { "REFUSE-THE-PAGE", 15 };

static int
run_article(void *prepared, struct str in, struct buf *out, struct err *err)
{
	if (str_find(in, crash) != STR_NONE)
		__builtin_trap();
	return article_job.run(prepared, in, out, err);
}

static int
run_page(void *prepared, struct str in, struct buf *out, struct err *err)
{
	if (str_find(in, refuse) != STR_NONE)
		return err_set(err, ERR_LIMIT, "refused for the test");
	return page_job.run(prepared, in, out, err);
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CHECK(f != NULL);
	if (!f)
		return;
	fputs(text, f);
	fclose(f);
}

static void
make_tree(const char *dir)
{
	char path[200];

	mkdir(dir, 0777);
	snprintf(path, sizeof(path), "%s/1.md", dir);
	write_file(path, "# First\n\nWords of the first article, all well.\n");
	snprintf(path, sizeof(path), "%s/2.md", dir);
	write_file(path, "# Second\n\nWords, and CRASH-THE-WORKER here.\n");
	snprintf(path, sizeof(path), "%s/3.md", dir);
	write_file(path, "# Third\n\nWords, and REFUSE-THE-PAGE here.\n");
	snprintf(path, sizeof(path), "%s/4.md", dir);
	write_file(path, "# Fourth\n\nWords of the last article, all well.\n");
}

static int
build(const char *dir, const char *out, struct report *rep, struct err *err)
{
	static struct job article, page;
	const struct job *jobs[] = { [JOB_ARTICLE] = &article,
		[JOB_PICTURE] = &picture_job, [JOB_PAGE] = &page };
	const struct job_table table = { jobs, 3 };
	struct templates *templates = templates_load(NULL, err);
	struct job_shared shared = { .templates = templates,
		.pictures = true };
	struct workers_options options = { .jobs = 2, .shared = &shared };
	const struct observer quiet = { .arg = NULL };
	struct str source = str_of(dir);
	struct build b = {
		.sources = { &source, 1 },
		.pictures = &picture_defaults,
		.edition = { .title = STR("Crashes") },
		.output = out,
		.templates = templates,
	};
	struct workers *workers;
	int result = -1;

	article = article_job;
	article.run = run_article;
	page = page_job;
	page.run = run_page;
	workers = workers_start(&table, &options, err);
	CHECK(workers != NULL);
	if (workers)
		result = build_book(&b, workers, rep, &quiet, err);
	workers_stop(workers);
	templates_free(templates);
	return result;
}

static void
test_crashing_article(void)
{
	char dir[] = "/tmp/chapbook-build-XXXXXX", tree[100], out[100];
	char command[200];
	struct report rep;
	struct err err = ERR_INIT;
	struct buf book = BUF_INIT;

	CHECK(mkdtemp(dir) != NULL);
	snprintf(tree, sizeof(tree), "%s/tree", dir);
	snprintf(out, sizeof(out), "%s/b.epub", dir);
	make_tree(tree);
	report_init(&rep);
	CHECK_NUM(build(tree, out, &rep, &err), 0);
	CHECK_STR(str_of(err.message), "");
	CHECK_NUM(rep.fault_count, 2);
	CHECK_NUM(rep.included, 2);
	if (rep.fault_count == 2) {
		CHECK_NUM(rep.faults[0].code, FAULT_ARTICLE_BROKEN);
		CHECK_STR(rep.faults[0].where, "2.md");
		CHECK(str_starts(rep.faults[0].cause, STR("crashed")));
		CHECK_NUM(rep.faults[1].code, FAULT_PAGE_BROKEN);
		CHECK_STR(rep.faults[1].subject, "Third");
		CHECK_STR(rep.faults[1].cause, "refused for the test");
	}
	CHECK_NUM(file_read(out, 1 << 20, &book, &err), 0);
	CHECK(str_starts(buf_str(&book), STR("PK")));
	buf_release(&book);
	report_release(&rep);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	CHECK_NUM(system(command), 0);
}

int
main(void)
{
	RUN(test_crashing_article);
	return test_end();
}
