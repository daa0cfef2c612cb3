/* SPDX-License-Identifier: MIT */
#include "article/frontmatter/frontmatter.h"

#include "corpus.h"
#include "test.h"

struct parsed {
	struct pool *pool;
	struct front_matter fm;
	bool broken;
};

static struct parsed
parse(struct str text)
{
	struct parsed p = { .pool = pool_new() };

	front_matter_parse(text, p.pool, &p.fm, &p.broken);
	return p;
}

/* The values of key, "|" between them; "-" if there is no such field. */
static const char *
joined(const struct parsed *p, const char *key)
{
	struct buf b = BUF_INIT;
	const char *s;
	size_t i, v;

	for (i = 0; i < p->fm.count; i++)
		if (str_eq(p->fm.fields[i].key, str_of(key)))
			break;
	if (i == p->fm.count)
		return "-";
	for (v = 0; v < p->fm.fields[i].values.count; v++) {
		if (v)
			buf_addc(&b, '|');
		buf_addstr(&b, p->fm.fields[i].values.items[v]);
	}
	s = pool_strndup(p->pool, b.data, b.len);
	buf_release(&b);
	return s;
}

#define CHECK_FIELD(p, key, want) CHECK_STR(str_of(joined(&(p), (key))), want)

static void
test_yaml(void)
{
	struct str text = STR("---  \r\n"
	    "Title: \"A: b \\u00e9\"\r\n"
	    "date: 2023-07-19 08:00:00 +0800\r\n"
	    "draft: no\r\n"
	    "empty:\r\n"
	    "none: ~\r\n"
	    "tags: [one, 'two, three', \"four\"]\r\n"
	    "list:\r\n  - a \r\n  - b\r\n"
	    "author: {name: X, site: {url: y}}\r\n"
	    "authors:\r\n- name: P\r\n- name: Q\r\n"
	    "text: |\r\n  l1\r\n  l2\r\n"
	    "--- \r\nbody\r\n");
	struct parsed p = parse(text);

	CHECK(!p.broken);
	CHECK_FIELD(p, "title", "A: b \xc3\xa9");
	CHECK_FIELD(p, "date", "2023-07-19 08:00:00 +0800");
	CHECK_FIELD(p, "draft", "no");
	CHECK_FIELD(p, "empty", "");
	CHECK_FIELD(p, "none", "");
	CHECK_FIELD(p, "tags", "one|two, three|four");
	CHECK_FIELD(p, "list", "a|b");
	CHECK_FIELD(p, "author.name", "X");
	CHECK_FIELD(p, "author.site.url", "y");
	CHECK_FIELD(p, "authors.name", "P|Q");
	CHECK_FIELD(p, "text", "l1\nl2");
	CHECK_STR(str_sub(text, p.fm.body_offset, text.len), "body\r\n");
	pool_free(p.pool);
}

static void
test_get(void)
{
	struct parsed p = parse(STR("---\ntags: a\ntag: b\n...\nx"));

	CHECK_NUM(front_matter_get(&p.fm, STR("tag")).count, 1);
	CHECK_STR(front_matter_get(&p.fm, STR("tag")).items[0], "b");
	CHECK_NUM(front_matter_get(&p.fm, STR("nope")).count, 0);
	CHECK_NUM(p.fm.body_offset, 23);
	pool_free(p.pool);
}

static void
test_separators(void)
{
	struct parsed p = parse(STR("\n \r\n---\nPublish_date: d\n"
	    "a:\n  b-c: e\n---\nx"));

	CHECK_STR(front_matter_get(&p.fm,
	    STR("publishdate")).items[0], "d");
	CHECK_STR(front_matter_get(&p.fm, STR("a.bc")).items[0], "e");
	CHECK_NUM(p.fm.body_offset, 40);
	pool_free(p.pool);
}

/* Nikola's, and what note programs have. */
static void
test_marked_lines(void)
{
	struct parsed p = parse(STR("<!--\n.. title: A: b\n\n .. tags: c, d\n"
	    "-->\n.. e: f"));

	CHECK_FIELD(p, "title", "A: b");
	CHECK_FIELD(p, "tags", "c, d");
	CHECK_NUM(p.fm.body_offset, 40);
	CHECK(p.fm.plain);
	pool_free(p.pool);
	p = parse(STR(".. title: A\n.. tags:\n\nb"));
	CHECK_FIELD(p, "title", "A");
	CHECK_NUM(p.fm.body_offset, 22);
	pool_free(p.pool);
	p = parse(STR("title:: A\ntags:: b, c\n\nd"));
	CHECK_FIELD(p, "title", "A");
	CHECK_FIELD(p, "tags", "b, c");
	pool_free(p.pool);
	p = parse(STR("<!-- title: a -->\nb"));
	CHECK_NUM(p.fm.count, 0);
	pool_free(p.pool);
	p = parse(STR("<!--\n.. title: never ends\n"));
	CHECK_NUM(p.fm.body_offset, 0);
	pool_free(p.pool);
	p = parse(STR("... and a: b\n\nc"));
	CHECK_NUM(p.fm.count, 0);
	pool_free(p.pool);
}

static void
test_no_front_matter(void)
{
	static const char *const texts[] = {
		"", "-", "---", "---\n", "text\n---\n", "---\n\nSome text.\n",
		"---\nSome text, and more.\n\nStill.\n---\n",
		"---\n- a\n- b\n---\n", "----\na: b\n---\n",
		"--- x\na: b\n---\n",
		"---\nNote: this is\n\nordinary text. And\nso on.\n\n---\n",
		"+++\na = 1\n", "{ not json }\n", "{: .class}\n", "[1]\n", "{",
		"---\na: b\n--\n",
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct parsed p = parse(str_of(texts[i]));

		if (p.fm.count || p.fm.body_offset || p.broken)
			test_fail(__FILE__, __LINE__, texts[i]);
		pool_free(p.pool);
	}
}

static void
test_empty(void)
{
	struct parsed p = parse(STR("---\n---\nx"));

	CHECK_NUM(p.fm.count, 0);
	CHECK_NUM(p.fm.body_offset, 8);
	CHECK(!p.broken);
	pool_free(p.pool);
}

static void
test_broken_yaml(void)
{
	struct parsed p = parse(STR("---\nlayout: post\ntitle: JabRef: a "
	    "story\ntags: [a, \"b\"]\nauthor: 'X' # who\nkeywords:\n  - k\n"
	    "---\nbody"));

	CHECK(p.broken);
	CHECK_FIELD(p, "layout", "post");
	CHECK_FIELD(p, "title", "JabRef: a story");
	CHECK_FIELD(p, "tags", "a|b");
	CHECK_FIELD(p, "keywords", "k");
	pool_free(p.pool);
	p = parse(STR("---\ntitle: a: b\n---\nbody"));
	CHECK(p.broken);
	CHECK_FIELD(p, "title", "a: b");
	CHECK_NUM(p.fm.body_offset, 20);
	pool_free(p.pool);
}

static void
test_yaml_aliases(void)
{
	struct parsed p = parse(STR("---\na: &a [x, x]\nb: &b [*a, *a]\n"
	    "c: [*b, *b]\n*a : q\nd: e\n---\n"));

	CHECK_FIELD(p, "a", "x|x");
	CHECK_FIELD(p, "c", "");
	CHECK_FIELD(p, "d", "e");
	pool_free(p.pool);
}

static void
test_toml(void)
{
	struct str text = STR("+++\n# comment\ntitle = \"A"
	    " \\\"b\\\" \\u00e9\"\n"
	    "date = 2023-07-19T08:00:00+08:00 # when\nwhen = 2023-07-19 08:00\n"
	    "draft = false\nweight = 1_000\n"
	    "raw = 'C:\\x'\ntags = [\n  \"a\", # one\n  'b',\n  [\"c\"],\n]\n"
	    "long = \"\"\"\nline \\\n   two\nthree\"\"\"\n"
	    "author.\"full name\" = \"N\"\ninline = { a = 1, b.c = [2, 3] }\n"
	    "[taxonomies]\ntags = [\"t\", \"u\"]\n[extra . deep]\nx = 1\n"
	    "[[item]]\nn = 1\n[[item]]\nn = 2\n+++\nbody");
	struct parsed p = parse(text);

	CHECK(!p.broken);
	CHECK_FIELD(p, "title", "A \"b\" \xc3\xa9");
	CHECK_FIELD(p, "date", "2023-07-19T08:00:00+08:00");
	CHECK_FIELD(p, "when", "2023-07-19 08:00");
	CHECK_FIELD(p, "draft", "false");
	CHECK_FIELD(p, "weight", "1_000");
	CHECK_FIELD(p, "raw", "C:\\x");
	CHECK_FIELD(p, "tags", "a|b|c");
	CHECK_FIELD(p, "long", "line two\nthree");
	CHECK_FIELD(p, "author.full name", "N");
	CHECK_FIELD(p, "inline.a", "1");
	CHECK_FIELD(p, "inline.b.c", "2|3");
	CHECK_FIELD(p, "taxonomies.tags", "t|u");
	CHECK_FIELD(p, "extra.deep.x", "1");
	CHECK_FIELD(p, "item.n", "1|2");
	CHECK_STR(str_sub(text, p.fm.body_offset, text.len), "body");
	pool_free(p.pool);
}

static void
test_broken_toml(void)
{
	struct parsed p = parse(STR("+++\na = 1\nnonsense\nb = \"open\nc = [1\n"
	    "d = 2\n+++\n"));

	CHECK(p.broken);
	CHECK_FIELD(p, "a", "1");
	CHECK(p.fm.body_offset > 0);
	pool_free(p.pool);
	p = parse(STR("+++\na = \"x\\\n+++\n"));
	CHECK(p.broken);
	pool_free(p.pool);
}

static void
test_json(void)
{
	struct str text = STR("{\n \"Title\": \"T \", \"n\": 7, \"r\": 1.5,"
	    " \"b\": true, \"z\": null,\n \"tags\": [\"a\", {\"x\": \"b\"}],"
	    " \"p\": {\"q\": \"r\"}\n}\n\nbody }");
	struct parsed p = parse(text);

	CHECK(!p.broken);
	CHECK_FIELD(p, "title", "T");
	CHECK_FIELD(p, "n", "7");
	CHECK_FIELD(p, "r", "1.5");
	CHECK_FIELD(p, "b", "true");
	CHECK_FIELD(p, "z", "");
	CHECK_FIELD(p, "tags", "a");
	CHECK_FIELD(p, "tags.x", "b");
	CHECK_FIELD(p, "p.q", "r");
	CHECK_STR(str_sub(text, p.fm.body_offset, text.len), "\nbody }");
	pool_free(p.pool);
}

/* open, what repeated to the limit, close; the pieces must not hang. */
static void
check_hostile(const char *open, const char *what, const char *close)
{
	struct buf b = BUF_INIT;
	struct parsed p;

	buf_adds(&b, open);
	while (b.len < LIMIT_FRONT_MATTER_BYTES - 100)
		buf_adds(&b, what);
	buf_adds(&b, close);
	p = parse(buf_str(&b));
	CHECK(p.fm.body_offset <= b.len);
	pool_free(p.pool);
	buf_release(&b);
}

static void
test_hostile(void)
{
	static const char *const yaml[] = {
		"[", "{", "- ", "? ", "[a, ", "{a: ", "&a ", "*a ", "'", "\"",
		"a: b\n", "- a\n", "|\n", "[[]", "a: {", "%", "!", "\n", "?\n"
	};
	static const char *const toml[] = {
		"[", "a=[", "a={b=", "a.", "\"", "'''", "a=1\n", "[a]\n",
		"[[a]]\n", "#", "\\", "a=\"\"\"", "\n"
	};
	static const char *const json[] = { "{\"a\":", "[", "\"a\",", "1," };
	size_t i;

	for (i = 0; i < sizeof(yaml) / sizeof(yaml[0]); i++) {
		check_hostile("---\n", yaml[i], "\n---\n");
		check_hostile("---\nt: x\nk: ", yaml[i], "\n---\n");
	}
	for (i = 0; i < sizeof(toml) / sizeof(toml[0]); i++)
		check_hostile("+++\n", toml[i], "\n+++\n");
	for (i = 0; i < sizeof(json) / sizeof(json[0]); i++)
		check_hostile("{\"k\":", json[i], "}\n");
}

static void
test_too_long(void)
{
	struct buf b = BUF_INIT;
	struct parsed p;

	buf_adds(&b, "---\n");
	while (b.len < LIMIT_FRONT_MATTER_BYTES)
		buf_adds(&b, "a: b\n");
	buf_adds(&b, "---\n");
	p = parse(buf_str(&b));
	CHECK_NUM(p.fm.body_offset, 0);
	pool_free(p.pool);
	buf_release(&b);
}

/* A row: file, title, date, tags, author. */
static void
check_post(const struct str *field)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct parsed p;

	buf_addf(&path, "posts/%.*s", STR_ARG(field[0]));
	CHECK(corpus_read(buf_str(&path), &text));
	p = parse(buf_str(&text));
	CHECK(!p.broken);
	CHECK(p.fm.body_offset > 0);
	CHECK(str_eq(str_of(joined(&p, "title")), field[1]));
	CHECK(str_eq(str_of(joined(&p, "tags")), field[3].len ? field[3] :
	    STR("-")));
	pool_free(p.pool);
	buf_release(&path);
	buf_release(&text);
}

static void
test_corpus(void)
{
	struct buf table = BUF_INIT;
	struct str rest, field[5];
	size_t rows = 0;

	if (!corpus_read(STR("posts.tsv"), &table))
		SKIP("no corpus");
	rest = buf_str(&table);
	corpus_row(&rest, field, 5);
	for (; corpus_row(&rest, field, 5); rows++)
		check_post(field);
	CHECK_NUM(rows, 79);
	buf_release(&table);
}

int
main(void)
{
	RUN(test_yaml);
	RUN(test_get);
	RUN(test_separators);
	RUN(test_marked_lines);
	RUN(test_no_front_matter);
	RUN(test_empty);
	RUN(test_broken_yaml);
	RUN(test_yaml_aliases);
	RUN(test_toml);
	RUN(test_broken_toml);
	RUN(test_json);
	RUN(test_hostile);
	RUN(test_too_long);
	RUN(test_corpus);
	return test_end();
}
