/* SPDX-License-Identifier: MIT */
#include "article/article.h"
#include "article/record/body.h"
#include "config/sites.h"
#include "test.h"

static const char page[] =
	"<html><head><title>Lantern Gazette</title><link rel=canonical href="
	"https://lantern.example/2021/walk></head><body><h1>Lantern Gazette"
	"</h1><div class=zz><h3>A walk by the canal</h3><p class=by>By Ann "
	"Lee and Bo, 3 May 2021</p><div class=pic><img src=canal.jpg><p "
	"class=caption>The canal</p></div><p>The canal was quiet in the "
	"morning.</p><p class=promo>Buy <i class=promo>our</i> calendar</p>"
	"</div><div class=zz><p>By noon the lock had opened.</p></div><div "
	"class=article-content><p>Yesterday's weather report was long, and "
	"wrong in every part of it, as many letters have pointed out at "
	"length, in the mail and on the telephone, and will again.</p></div>"
	"</body></html>";

static const char good[] =
	"# a comment\n"
	"- match: {host: [other.example, \"*.example\"], path: /20*}\n"
	"  title: [//h2, //h3]\n"
	"  body: //div[@class=\"zz\"]\n"
	"  date: //p[@class=\"by\"]\n"
	"  authors: 'translate(\"Ann Lee; Bo\", \";\", \",\")'\n"
	"  lead: //div[@class=\"pic\"]//img\n"
	"  remove:\n"
	"    - //*[@class=\"promo\"]\n";

/* The record that a page gives under rules; text is its body's. */
struct read {
	struct pool *pool;
	struct record rec;
	struct buf text;
	int status;
	struct err err;
};

static void
read_page(struct read *r, const char *yaml, const char *html,
    const char *path, bool explain)
{
	struct rules *rules = rules_new();
	struct document doc = { .path = str_of(path), .media = MEDIA_HTML,
		.bytes = str_of(html), .explain = explain };

	*r = (struct read){ .pool = pool_new(), .text = BUF_INIT };
	r->status = sites_parse(rules, STR("r.yaml"), str_of(yaml), &r->err);
	CHECK_STR(str_of(r->err.message), "");
	r->status = article_read_ruled(&doc, rules, r->pool, &r->rec,
	    &r->err);
	CHECK_NUM(r->status, 0);
	body_text(r->rec.body, &r->text);
	rules_free(rules);
}

static void
end_page(struct read *r)
{
	buf_release(&r->text);
	pool_free(r->pool);
}

static bool
says(const struct read *r, const char *what)
{
	return str_find(buf_str(&r->text), str_of(what)) != STR_NONE;
}

static void
test_mends_a_page(void)
{
	struct read r;

	read_page(&r, "", page, "a.html", false);
	CHECK_STR(r.rec.title, "Lantern Gazette");
	CHECK(says(&r, "weather report") && !says(&r, "canal was quiet"));
	CHECK_NUM(r.rec.trace.count, 0);
	end_page(&r);
	read_page(&r, good, page, "a.html", false);
	CHECK_STR(r.rec.title, "A walk by the canal");
	CHECK(says(&r, "canal was quiet") && says(&r, "the lock had opened"));
	CHECK(!says(&r, "weather report") && !says(&r, "calendar"));
	CHECK_NUM(r.rec.date_source, DATE_RULE);
	CHECK_NUM(r.rec.date.day, 3);
	CHECK_NUM(r.rec.authors.count, 2);
	CHECK_STR(r.rec.authors.items[0], "Ann Lee");
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_NUM(r.rec.lead_image, 1);
	/* The caption goes with the picture, once. */
	CHECK(str_find(r.rec.body, STR("The canal<")) != STR_NONE);
	CHECK_NUM(r.rec.notes.count, 0);
	end_page(&r);
}

/* What a rule does not say or find stays; others do not match at all. */
static void
test_matching(void)
{
	static const struct { const char *match; bool hit; } cases[] = {
		{ "{host: lantern.example}", true },
		{ "{host: LANTERN.example, path: /2021/*}", true },
		{ "{host: '*.lantern.example'}", false },
		{ "{host: lantern.example, path: /2022/*}", false },
		{ "{path: 2021/wal?}", true },
		{ "{path: /old/*.html}", true },
		{ "{path: old/b*}", false },
		{ "{host: old}", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf yaml = BUF_INIT;
		struct read r;

		buf_addf(&yaml, "match: %s\ntitle: string('Mine')\n"
		    "body: //nothing\n", cases[i].match);
		read_page(&r, yaml.data, page, "old/a.html", false);
		CHECK_STR(r.rec.title, cases[i].hit ? "Mine"
		    : "Lantern Gazette");
		CHECK(says(&r, "weather report"));
		end_page(&r);
		buf_release(&yaml);
	}
}

static void
test_bad_files(void)
{
	static const struct { const char *yaml, *message; } cases[] = {
		{ "match: {host: a}\nbodyy: p", "r.yaml:2: unknown key "
		    "'bodyy'" },
		{ "match: {host: a}\nbody: //p[", "r.yaml:2: body: '//p[': a "
		    "malformed expression, at byte 5" },
		{ "match: {host: a}\nbody: p\nbody: p", "r.yaml:3: body: is "
		    "there twice" },
		{ "match: {host: a}\nbody: //p[ends-with(@id, 'x')]",
		    "r.yaml:2: body: '//p[ends-with(@id, 'x')]': 'ends-with' "
		    "is no function of XPath 1.0" },
		{ "match: {path: a}\nbody: document('/etc/passwd')//p",
		    "r.yaml:2: body: 'document('/etc/passwd')//p': 'document'"
		    " is no function of XPath 1.0" },
		{ "match: {path: a}\nremove: [p, $x]", "r.yaml:2: remove: "
		    "'$x': there are no variables, at byte 3" },
		{ "match: {path: a}\nbody: a:b", "r.yaml:2: body: 'a:b': "
		    "there are no prefixes, at byte 4" },
		{ "\n- body: //p\n", "r.yaml:2: a rule without match" },
		{ "match: {path: a}", "r.yaml:1: a rule that says nothing" },
		{ "match: {}\nbody: p", "r.yaml:1: match: needs host, path, "
		    "or both" },
		{ "match: {site: a}", "r.yaml:1: unknown key 'site'" },
		{ "match: &x {path: a}\nbody: *x", "r.yaml:2: an alias (*x) "
		    "has no place in a rule" },
		{ "match: {path: a}\nbody: {a: b}", "r.yaml:2: body: is "
		    "neither a text nor a list of texts" },
		{ "match: {path: a}\nbody:\n", "r.yaml:2: body: is empty" },
		{ "words", "r.yaml:1: 'words' is no rule" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct rules *rules = rules_new();
		struct err err = ERR_INIT;

		CHECK_NUM(sites_parse(rules, STR("r.yaml"),
		    str_of(cases[i].yaml), &err), -1);
		CHECK_STR(str_of(err.message), cases[i].message);
		rules_free(rules);
	}
}

/* Nested, repeated and impossible removals; work without end. */
static void
test_hostile(void)
{
	struct buf big = BUF_INIT;
	struct read r;

	read_page(&r, "match: {path: '*'}\nremove: [/, //html, //body, "
	    "//node(), '//@*', '//p | //i']\ntitle: //p\n", page, "a.html",
	    false);
	CHECK_NUM(r.rec.kind, RECORD_NONE);
	end_page(&r);
	for (int i = 0; i < 4000; i++)
		buf_adds(&big, "<p>some <b>text</b> of it</p>");
	read_page(&r, "match: {path: '*'}\nbody: "
	    "//*[count(//*[count(//*) > 0]) > 0]\n", big.data, "a.html",
	    false);
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_NUM(r.rec.notes.count, 1);
	if (r.rec.notes.count)
		CHECK_STR(r.rec.notes.items[0],
		    "site rule r.yaml:1: body: too much work in "
		    "//*[count(//*[count(//*) > 0]) > 0]");
	end_page(&r);
	buf_release(&big);
}

/*
 * A step may handle all of the page: its bytes count, as do those that are
 * compared with each other. What rules are made of stays far below.
 */
static void
test_work(void)
{
	static const char *const costly[] = {
		"//*[translate(string(/), \"a\", \"b\") = \"\"]",
		"//*[translate(., ., .)]",
		"//*[contains(/, \"zz\")]", "//p[contains(/, /)]",
		"//*[substring-after(/, 1)]", "//*[substring-before(/, 1)]",
		"//*[concat(/, /)]", "//*[normalize-space(/)]",
		"//*[/ > 1]", "//*[(/) div 2]", "//*[sum(//*)]"
	};
	static const char *const cheap[] = {
		"//*[contains(translate(., \"ABCDEFGHIJKLMNOPQRSTUVWXYZ\", "
		    "\"abcdefghijklmnopqrstuvwxyz\"), \"some\")]",
		"//p[contains(concat(\" \", normalize-space(@class), \" \"), "
		    "\" x \")] | //body", "//p[normalize-space(.) = \"x\"] "
		    "| //body", "//body[string-length(.) > 20]",
		"//body[substring-before(., \"of\") > 1 or true()]",
		"//body[starts-with(., \"some\") and sum(//p) != 1]",
		"//p[position() > 1][contains(., \"\xe8\xb7\xaf\")] | //body",
		"//b[. = \"text\"]/.. | //body", "//*[@class=\"a\"] | //body",
		"//p[translate(substring(., 1, 4), \"so\", \"SO\") = \"SOme\"]"
	};
	struct buf big = BUF_INIT, yaml = BUF_INIT;

	for (int i = 0; i < 6000; i++)
		buf_adds(&big, "<p>some <b>text</b> of it and more of it</p>");
	for (size_t i = 0; i < sizeof(costly) / sizeof(*costly)
	    + sizeof(cheap) / sizeof(*cheap); i++) {
		bool is_cheap = i >= sizeof(costly) / sizeof(*costly);
		const char *xpath = is_cheap ? cheap[i
			- sizeof(costly) / sizeof(*costly)] : costly[i];
		struct buf fault = BUF_INIT;
		struct read r;

		buf_clear(&yaml);
		buf_addf(&yaml, "match: {path: '*'}\nbody: '%s'\n", xpath);
		read_page(&r, yaml.data, big.data, "a.html", false);
		CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
		buf_addf(&fault, "site rule r.yaml:1: body: too much work in "
		    "%s", xpath);
		CHECK_STR(r.rec.notes.count ? r.rec.notes.items[0] : STR(""),
		    is_cheap ? "" : fault.data);
		buf_release(&fault);
		end_page(&r);
	}
	buf_release(&big);
	buf_release(&yaml);
}

static void
test_account(void)
{
	static const char *const wanted[] = {
		"kind: an article", "rule: r.yaml:2",
		"removed: 1 nodes (from the page, by the rule)",
		"title: A walk by the canal (from rule r.yaml:2, //h3)",
		"date: 2021-05-03 (from rule r.yaml:2, //p[@class=\"by\"])"
	};
	struct read r;

	read_page(&r, good, page, "a.html", true);
	CHECK(r.rec.trace.count > 5);
	for (size_t i = 0; i < r.rec.trace.count && i < 5; i++)
		if (i != 2)
			CHECK_STR(r.rec.trace.items[i], wanted[i]);
	end_page(&r);
}

int
main(void)
{
	RUN(test_mends_a_page);
	RUN(test_matching);
	RUN(test_bad_files);
	RUN(test_hostile);
	RUN(test_work);
	RUN(test_account);
	return test_end();
}
