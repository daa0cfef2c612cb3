/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a user's template, parsed as it is and then, with a NUL in
 * it, as two: article.xhtml and one that it may include, "x". What is not
 * refused gives the same every time.
 */
#include <fcntl.h>
#include <unistd.h>

#include "base/template_program.h"
#include "fuzz.h"

static char folder[] = "/tmp/chapbook-fuzz-XXXXXX";

static void
remove_folder(void)
{
	char path[sizeof(folder) + 20];

	snprintf(path, sizeof(path), "%s/article.xhtml", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/x", folder);
	unlink(path);
	rmdir(folder);
}

static void
put_file(const char *name, struct str bytes)
{
	char path[sizeof(folder) + 20];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	REQUIRE(fd >= 0);
	REQUIRE(write(fd, bytes.p, bytes.len) == (ssize_t)bytes.len);
	close(fd);
}

static void
check_message(const struct err *err)
{
	REQUIRE(err->kind == ERR_FORMAT || err->kind == ERR_LIMIT);
	REQUIRE(err->message[0]);
}

/* Jumps of sections go forward and stay inside. */
static void
check_program(struct str source)
{
	struct template t = { .name = STR("x"), .shown = STR("x"),
		.source = source };
	struct err err = ERR_INIT;

	if (template_parse(&t, &err)) {
		check_message(&err);
	} else {
		for (size_t i = 0; i < t.op_count; i++)
			if (t.ops[i].kind == OP_SECTION
			    || t.ops[i].kind == OP_INVERTED)
				REQUIRE(t.ops[i].next > i
				    && t.ops[i].next <= t.op_count);
	}
	free(t.ops);
}

static struct values *
make_values(struct pool *pool)
{
	struct values *v = values_new(pool), *item;

	values_text(v, "title", STR("a<b>&\"c\""));
	values_text(v, "section", STR(""));
	values_markup(v, "body", STR("<p>b</p>"));
	values_flag(v, "cjk", true);
	values_flag(v, "lost", false);
	values_number(v, "n", 7);
	values_list(v, "tags");
	for (size_t i = 0; i < 3; i++) {
		item = values_item(v, "tags");
		values_text(item, "text", STR("t"));
		values_flag(item, "more", i > 0);
		values_list(item, "inner");
		values_text(values_item(item, "inner"), "title", STR("u"));
	}
	values_list(v, "byline");
	return v;
}

static void
check_render(const struct templates *set)
{
	struct pool *pool = pool_new();
	struct values *v = make_values(pool);
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct err err = ERR_INIT;

	buf_adds(&first, "before");
	if (template_render(set, "article.xhtml", v, &first, &err)) {
		check_message(&err);
		REQUIRE(first.len == 6);
	} else {
		REQUIRE(!template_render(set, "article.xhtml", v, &second,
		    &err));
		REQUIRE(str_eq(str_sub(buf_str(&first), 6, first.len),
		    buf_str(&second)));
	}
	buf_release(&first);
	buf_release(&second);
	pool_free(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str rest = { (const char *)data, bytes }, source;
	struct templates *set;
	struct err err = ERR_INIT;
	static bool ready;

	if (!ready) {
		REQUIRE(mkdtemp(folder) != NULL);
		atexit(remove_folder);
		ready = true;
	}
	check_program(rest);
	if (!str_next(&rest, '\0', &source))
		source = rest;
	put_file("article.xhtml", source);
	put_file("x", rest);
	set = templates_load(folder, &err);
	if (set)
		check_render(set);
	else
		check_message(&err);
	templates_free(set);
	return 0;
}
