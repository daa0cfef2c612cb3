/* SPDX-License-Identifier: MIT */
/* What folders of a tree are called, by its index pages. */
#include "source/sections.h"

#include <stdio.h>

#include "base/mem.h"
#include "test.h"

/* A page: "path|title|target text,target text". */
static void
add_page(struct sections *s, const char *page)
{
	struct str rest = str_of(page), path, title, one, links = { "", 0 };
	struct link all[8];
	size_t count = 0;

	CHECK(str_next(&rest, '|', &path) && str_next(&rest, '|', &title));
	str_next(&rest, '|', &links);
	while (str_next(&links, ',', &one)) {
		size_t space = str_chr(one, ' ');

		all[count++] = (struct link){ .kind = TARGET_PATH,
			.ref = str_sub(one, 0, space),
			.text = str_sub(one, space + 1, one.len) };
	}
	sections_add_index(s, path, title, all, count);
}

/* The title of folder by pages, whichever comes first. */
static void
check_title(const char *const *pages, size_t count, const char *folder,
    const char *want)
{
	for (size_t first = 0; first < count; first++) {
		struct sections *s = sections_new();

		for (size_t i = 0; i < count; i++)
			add_page(s, pages[(first + i) % count]);
		CHECK_STR(sections_title(s, str_of(folder)), want);
		sections_free(s);
	}
}

#define CHECK_TITLE(folder, want, ...) do { \
	static const char *const pages_[] = { __VA_ARGS__ }; \
	check_title(pages_, sizeof(pages_) / sizeof(pages_[0]), folder, want); \
} while (0)

static void
test_titles(void)
{
	CHECK_TITLE("a/world", "world", "x.md||b/c.md C");
	CHECK_TITLE("_posts", "posts", "x.md||b/c.md C");
	CHECK_TITLE("", "", "x.md|X|");
	CHECK_TITLE("a/world", "World news", "index.md||a/world/ World news");
	CHECK_TITLE("a/world", "World", "x.md||a/world/index.html World");
	/* A page that lists the folder's articles stands for it. */
	CHECK_TITLE("p/365", "Climate", "index.md||i/365.md Climate",
	    "i/365.md||p/365/1.md One,p/365/2.md Two,p/9/3.md Three");
	CHECK_TITLE("p/365", "365", "index.md||i/365.md Climate",
	    "i/365.md||p/365/1.md One,p/9/2.md Two");
	CHECK_TITLE("p/365", "365", "index.md||i/365.md Climate",
	    "i/365.md||p/365/1.md One,p/1/2.md Two");
	/* What a folder's own pages call the way home is no title. */
	CHECK_TITLE("a", "News", "a/x/i.md||a/index.html Home",
	    "index.md||a/index.html News");
	CHECK_TITLE("a", "a", "a/x/i.md||a/index.html Home");
	/* Pages nearer to the root first, then in order of their paths. */
	CHECK_TITLE("a/b", "Near", "z.md||a/b/ Near", "c/d.md||a/b/ Far");
	CHECK_TITLE("a/b", "First", "y.md||a/b/ First", "z.md||a/b/ Second");
	CHECK_TITLE("a/b", "One", "y.md||a/b/ One,a/b/ Two");
	/* A link before what the folder's page says of itself. */
	CHECK_TITLE("a", "Own", "a/_index.md|Own|");
	CHECK_TITLE("a", "Linked", "a/_index.md|Own|", "i.md||a/ Linked");
	CHECK_TITLE("a", "English", "a/_index.zh.md|中文|",
	    "a/_index.en.md|English|");
}

static void
test_folders(void)
{
	CHECK_STR(sections_folder(STR("a/b/c.md")), "a/b");
	CHECK_STR(sections_folder(STR("a/b/index.md")), "a");
	CHECK_STR(sections_folder(STR("a/_posts/x.md")), "a");
	CHECK_STR(sections_folder(STR("news/2023/07/19/x.md")), "news");
	CHECK_STR(sections_folder(STR("news/2023/07/x.md")), "news");
	CHECK_STR(sections_folder(STR("news/07/x.md")), "news/07");
	CHECK_STR(sections_folder(STR("x.md")), "");
}

/* As many folders as a large mirror has, each with a link of its own. */
static void
test_many(void)
{
	struct sections *s = sections_new();
	struct link link = { .kind = TARGET_PATH };
	char ref[32], text[32], page[32];

	for (unsigned i = 0; i < 100000; i++) {
		snprintf(ref, sizeof(ref), "p/%u/", i);
		snprintf(text, sizeof(text), "Section %u", i);
		snprintf(page, sizeof(page), "i/%u.md", i);
		link.ref = str_of(ref);
		link.text = str_of(text);
		sections_add_index(s, str_of(page), STR(""), &link, 1);
	}
	for (unsigned i = 0; i < 100000; i++) {
		snprintf(ref, sizeof(ref), "p/%u", i);
		snprintf(text, sizeof(text), "Section %u", i);
		CHECK_STR(sections_title(s, str_of(ref)), text);
	}
	sections_free(s);
}

int
main(void)
{
	RUN(test_titles);
	RUN(test_folders);
	RUN(test_many);
	return test_end();
}
