/* SPDX-License-Identifier: MIT */
/* Posts of many blogs: what their front matter says, and what they are. */
#include "result.h"

#define TEXT "\nThe baker opens at five and closes when the bread is gone.\n"
#define POST(fields) STR("---\ntitle: A\n" fields "---\n" TEXT)

static void
test_authors(void)
{
	static const struct { struct str text; const char *want; } posts[] = {
		{ POST("author: Ann Lee and Bob Day\n"), "Ann Lee|Bob Day" },
		{ POST("author: Ann Lee, Bob Day, and Cy Ek\n"),
		    "Ann Lee|Bob Day|Cy Ek" },
		{ POST("author: 李安、王明\n"), "李安|王明" },
		{ POST("author: Lee, Ann\n"), "Lee, Ann" },
		{ POST("author: Salt and Bread Company\n"),
		    "Salt and Bread Company" },
		{ POST("author:\n  display_name: Ann Lee\n  login: ann\n"),
		    "Ann Lee" },
		{ POST("params:\n  authors: [ann, bob]\n"), "ann|bob" }
	};

	for (size_t i = 0; i < sizeof(posts) / sizeof(*posts); i++) {
		struct result r;

		begin(&r, "a.md", "", posts[i].text);
		CHECK_LIST(r.rec.authors, posts[i].want);
		end(&r);
	}
}

static void
test_names(void)
{
	static const struct {
		struct str text;
		const char *tags, *sections;
	} posts[] = {
		{ POST("category: Stone work\ntag: a b\n"), "a b",
		    "Stone work" },
		{ POST("categories: stone work\ntags: a b\n"), "a|b",
		    "stone|work" },
		{ POST("tags: 春，夏、秋\n"), "春|夏|秋", "" },
		{ POST("taxonomy:\n  category: [a]\n  tag: [b, c d]\n"),
		    "b|c d", "a" },
		{ POST("topics: [\"a b\", c]\n"), "a b|c", "" },
		{ POST("keywords: a b, c\n"), "a b|c", "" },
		{ POST("categories: [\"[[Books]]\"]\ntags:\n  - \"[[Sea]]\"\n"
		    "  - \"[[Long tides|Tides]]\"\n  - \"#boats\"\n"
		    "  - \"[[places/港口]]\"\n  - \"[[Море#Приливы]]\"\n"
		    "  - \"#بحر\"\n"), "Sea|Tides|boats|港口|Море|بحر", "Books" },
		{ POST("tags: [\"C#\", \"#1\", \"[a]\", \"[[a]] and [[b]]\", "
		    "\"[[]]\"]\n"), "C#|#1|[a]|[[a]] and [[b]]|[[]]", "" }
	};

	for (size_t i = 0; i < sizeof(posts) / sizeof(*posts); i++) {
		struct result r;

		begin(&r, "a.md", "", posts[i].text);
		CHECK_LIST(r.rec.tags, posts[i].tags);
		CHECK_LIST(r.rec.sections, posts[i].sections);
		end(&r);
	}
}

static void
test_dates(void)
{
	static const struct { struct str text; const char *want; } posts[] = {
		{ POST("pubDatetime: 2023-11-07T23:46:00Z\n"), "2023-11-07" },
		{ POST("date:\n  created: 2023-12-31\n"), "2023-12-31" },
		{ POST("publish-date: 5 May 2020\n"), "2020-05-05" },
		{ POST("date: '14:30 08/13/2014'\n"), "2014-08-13" },
		{ STR("title: A\npublished_date: 2022-05-05 10:00\n___\n" TEXT),
		    "2022-05-05" },
		{ POST("published: true\nmodDatetime: 2021-02-03\n"),
		    "2021-02-03" },
		{ POST("date: Fri May 10 2019 17:25:32 GMT+0800 (CST)\n"),
		    "2019-05-10" }
	};

	for (size_t i = 0; i < sizeof(posts) / sizeof(*posts); i++) {
		struct result r;

		begin(&r, "a.md", "", posts[i].text);
		CHECK_DATE(r.rec.date, posts[i].want);
		CHECK_NUM(r.rec.date_source, DATE_FRONT_MATTER);
		end(&r);
	}
}

static void
test_kinds(void)
{
	static const struct {
		const char *path;
		struct str text;
		enum record_kind kind;
	} pages[] = {
		{ "a/README.md", POST("date: 2020-01-01\n"), RECORD_ARTICLE },
		{ "a/README.md", POST(""), RECORD_NONE },
		{ "a.md", POST("layout: archive\ndate: 2020-01-01\n"),
		    RECORD_ARTICLE },
		{ "a.md", POST("layout: archive\n"), RECORD_NONE },
		{ "a.md", POST("permalink: false\n"), RECORD_NONE },
		{ "a.md", POST("isDraft: true\n"), RECORD_NONE },
		{ "a.md", POST("build:\n  render: never\n"), RECORD_NONE },
		{ "a.md", POST("private: true\n"), RECORD_NONE },
		{ "a.md", STR("---\ntitle: A\n---\nAll of them:\n"
		    "{% for p in site.posts %}\n- {{ p.title }}\n"
		    "{% endfor %}\n"), RECORD_NONE },
		{ "a.md", STR("---\ntitle: <% tp.title %>\n---\n" TEXT),
		    RECORD_NONE },
		{ "a.md", STR("---\ntitle: \"{{title}}\"\n---\n" TEXT),
		    RECORD_NONE },
		{ "a.md", STR("---\ntitle: \"{{x}} in Vue\"\n---\n" TEXT),
		    RECORD_ARTICLE },
		{ "_templates/a.md", POST(""), RECORD_NONE },
		{ "AGENTS.md", STR("# A\n" TEXT), RECORD_NONE },
		{ "b/NEWS.md", STR("# A\n" TEXT), RECORD_ARTICLE },
		{ "news.md", STR("# A\n" TEXT), RECORD_ARTICLE },
		{ "a.mdx", POST(""), RECORD_ARTICLE },
		{ "a.Rmd", POST(""), RECORD_ARTICLE }
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct result r;

		begin(&r, pages[i].path, "", pages[i].text);
		CHECK_NUM(r.rec.kind, pages[i].kind);
		end(&r);
	}
}

static void
test_titles_of_files(void)
{
	static const struct { const char *path, *want; } files[] = {
		{ "posts/the-lock.fr.md", "the lock" },
		{ "posts/lock/index.zh-cn.md", "lock" },
		{ "posts/use-of-node.js.md", "use of node.js" },
		{ "20200309-bread.md", "bread" },
		{ "2020-03-08 - Notes on bread.md", "Notes on bread" },
		{ "20203309-bread.md", "20203309 bread" },
		{ "2020-03-08-bread.html.markdown", "bread" }
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct result r;

		begin(&r, files[i].path, "", STR(TEXT));
		CHECK_STR(r.rec.title, files[i].want);
		end(&r);
	}
}

static void
test_titles(void)
{
	static const struct { struct str text; const char *want; } posts[] = {
		{ STR("---\ntitle: A <em>b</em> &amp; <br/>c\n---\n" TEXT),
		    "A b & c" },
		{ STR("---\ntitle: The <b> element < x\n---\n" TEXT),
		    "The <b> element < x" },
		{ STR("---\ntitle: <a href='x'>A</a> vector<int>\n---\n" TEXT),
		    "A vector<int>" }
	};

	for (size_t i = 0; i < sizeof(posts) / sizeof(*posts); i++) {
		struct result r;

		begin(&r, "a.md", "", posts[i].text);
		CHECK_STR(r.rec.title, posts[i].want);
		end(&r);
	}
}

/* The picture that front matter names is the first, but is not shown twice. */
static void
test_lead(void)
{
	static const struct {
		struct str text;
		const char *src, *alt;
		size_t count;
	} posts[] = {
		{ POST("cover: {image: a.jpg, alt: b}\n"), "a.jpg", "b", 1 },
		{ STR("---\nimage: /a.jpg\n---\n" TEXT "\n![c](d.png)\n"),
		    "a.jpg", "", 2 },
		{ STR("---\nimage: /a.jpg\n---\n" TEXT "\n![c](a.jpg)\n"),
		    "a.jpg", "c", 1 },
		{ STR("---\nimage: /x/a-300x200.jpg\n---\n" TEXT
		    "\n![c](y/a.jpg)\n"), "y/a.jpg", "c", 1 },
		{ POST("image: true\nthumbnail: \"#fff\"\n"), "", "", 0 },
		{ POST("image: /img/default.png\n"), "", "", 0 },
		{ POST("header:\n  teaser: c.jpg\n  image: b.jpg\n"), "b.jpg",
		    "", 1 }
	};

	for (size_t i = 0; i < sizeof(posts) / sizeof(*posts); i++) {
		struct result r;

		begin(&r, "p.md", "", posts[i].text);
		CHECK_NUM(r.rec.image_count, posts[i].count);
		if (r.rec.image_count) {
			CHECK_STR(r.rec.images[0].ref, posts[i].src);
			CHECK_STR(r.rec.images[0].alt, posts[i].alt);
		}
		end(&r);
	}
}

/* Where the pictures of a post may lie. */
static void
test_places(void)
{
	struct result r;

	begin(&r, "source/_posts/spring.md", "", STR("---\ntitle: A\n---\n"
	    TEXT "\n![](../b.jpg)\n"));
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_NUM(r.rec.images[0].candidate_count, 3);
	CHECK_STR(r.rec.images[0].candidates[0].ref, "source/b.jpg");
	CHECK_STR(r.rec.images[0].candidates[1].ref, "source/_posts/b.jpg");
	CHECK(r.rec.images[0].candidates[1].spare);
	CHECK_STR(r.rec.images[0].candidates[2].ref, "b.jpg");
	CHECK(r.rec.images[0].candidates[2].rooted);
	end(&r);
	begin(&r, "_posts/a.md", "", STR("---\ntitle: A\n"
	    "media_subpath: /img/a/\n---\n" TEXT "\n![](/b.jpg)\n"));
	CHECK_NUM(r.rec.images[0].candidate_count, 2);
	CHECK_STR(r.rec.images[0].candidates[0].ref, "b.jpg");
	CHECK_STR(r.rec.images[0].candidates[1].ref, "img/a/b.jpg");
	CHECK(r.rec.images[0].candidates[1].rooted);
	end(&r);
	/* A page without front matter lies where its pictures are. */
	begin(&r, "a/b.md", "", STR("# A\n" TEXT "\n![](c.jpg)\n"));
	CHECK_NUM(r.rec.images[0].candidate_count, 0);
	end(&r);
}

int
main(void)
{
	RUN(test_authors);
	RUN(test_names);
	RUN(test_dates);
	RUN(test_kinds);
	RUN(test_titles);
	RUN(test_titles_of_files);
	RUN(test_lead);
	RUN(test_places);
	return test_end();
}
