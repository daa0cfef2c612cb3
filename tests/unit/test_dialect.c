/* SPDX-License-Identifier: MIT */
/* What establishes a dialect, and what does not. */
#include "article/dialect/dialect.h"

#include "test.h"

#define D(name) DIALECT_##name

struct row {
	const char *path, *text;
	unsigned set;		/* all of these are established */
	unsigned not;		/* none of these */
};

static void
find(const struct row *row, uint32_t site, struct pool *pool,
    struct dialects *found)
{
	struct document doc = { .path = str_of(row->path), .site = site,
		.media = media_of_name(str_of(row->path)),
		.bytes = str_of(row->text) };
	struct front_matter fm = { 0 };
	bool broken = false;

	front_matter_parse(doc.bytes, pool, &fm, &broken);
	dialects_find(&doc, &fm, str_sub(doc.bytes, fm.body_offset,
	    doc.bytes.len), pool, found);
}

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct pool *pool = pool_new();
		struct dialects found;

		find(&rows[i], 0, pool, &found);
		if ((found.set & rows[i].set) != rows[i].set
		    || (found.set & rows[i].not))
			test_fail(__FILE__, __LINE__, rows[i].text);
		pool_free(pool);
	}
}

#define CHECK_ROWS(rows) \
	check_rows((rows), sizeof(rows) / sizeof((rows)[0]))

static void
test_endings(void)
{
	static const struct row rows[] = {
		{ "a.mdx", "b", D(MDX) | D(COMPONENTS), D(LIQUID) },
		{ "a.md", "b", 0, DIALECT_ALL },
		{ "a.qmd", "b", D(SHORTCODES) | D(ATTRIBUTES), D(MDX) },
		{ "a.Rmd", "b", D(ATTRIBUTES), D(SHORTCODES) },
		{ "a/_posts/b.md", "c", D(LIQUID) | D(KRAMDOWN), D(MDX) },
		{ "a/posts/b.md", "c", 0, DIALECT_ALL },
		{ "a/_posts", "c", 0, DIALECT_ALL },
	};

	CHECK_ROWS(rows);
}

static void
test_front_matter(void)
{
	static const struct row rows[] = {
		{ "a.md", "---\nlayout: post\n---\nb", D(LIQUID), D(MDX) },
		{ "a.md", "---\ntitle: b\ndate: 2020-01-02\n---\nc", 0,
		    DIALECT_ALL },
		{ "a.md", "---\ndraft: false\n---\nb", D(SHORTCODES),
		    D(LIQUID) },
		{ "a.md", "+++\ntitle = 'a'\n+++\nb", D(SHORTCODES),
		    D(LIQUID) },
		{ "a.md", "+++\n[taxonomies]\ntags = ['a']\n+++\nb",
		    D(LIQUID) | D(PATHS), 0 },
		{ "a.md", "---\nsidebar_position: 2\n---\nb",
		    D(MDX) | D(CONTAINERS), D(LIQUID) },
		{ "a.md", "---\nemoji: b\ntopics: [c]\n---\nd", D(EMBEDS),
		    D(LIQUID) },
		{ "a.md", "---\nemoji: b\n---\nd", 0, DIALECT_ALL },
		{ "a.md", "Title: a\nDate: 2020-01-02\n\nb", D(PELICAN),
		    D(LIQUID) },
		{ "a.html", "---\ntitle: a\n---\n<p>b</p>",
		    D(LIQUID) | D(SHORTCODES), D(MDX) },
	};

	CHECK_ROWS(rows);
}

static void
check_site(const char *names, unsigned set, unsigned not)
{
	static const struct row row = { "a.md", "b", 0, 0 };
	struct pool *pool = pool_new();
	struct str rest = str_of(names), name;
	struct dialects found;
	uint64_t bits = 0;

	while (str_next(&rest, ' ', &name))
		bits |= site_name_bits(name);
	find(&row, site_of_names(bits), pool, &found);
	if ((found.set & set) != set || (found.set & not))
		test_fail(__FILE__, __LINE__, names);
	pool_free(pool);
}

static void
test_sites(void)
{
	check_site("_config.yml readme.md", D(LIQUID) | D(KRAMDOWN), D(MDX));
	check_site("config.yml", 0, DIALECT_ALL);
	check_site("hugo.toml", D(SHORTCODES), D(LIQUID));
	check_site("config.toml", 0, DIALECT_ALL);
	check_site("config.toml content/", D(SHORTCODES), D(LIQUID));
	check_site("content/ templates/", 0, DIALECT_ALL);
	check_site("config.toml templates/", D(LIQUID) | D(PATHS), D(MDX));
	check_site("mkdocs.yml", D(ADMONITIONS) | D(EXTRA), D(LIQUID));
	check_site(".obsidian/", D(LINKS), D(LIQUID));
	check_site("conf.py", 0, DIALECT_ALL);
	check_site("conf.py index.md", D(MYST), D(LIQUID));
	check_site("astro.config.mjs", D(CONTAINERS), D(MDX));
	check_site("docusaurus.config.js", D(MDX), D(LIQUID));
}

/* In use, and twice; front matter makes once enough. */
static void
test_two_markers(void)
{
	static const struct row rows[] = {
		{ "a.md", "a\n\n{% b %}\n\n{% c %}\n", D(LIQUID), D(MDX) },
		{ "a.md", "a\n\n{% b %}\n", 0, DIALECT_ALL },
		{ "a.md", "a\n\n{% b %}\n\n{% b %}\n", 0, DIALECT_ALL },
		{ "a.md", "a {% b %} and {% c %}\n", 0, DIALECT_ALL },
		{ "a.md", "{% b %} and {% c %} d\n", 0, DIALECT_ALL },
		{ "a.md", "a\n\n    {% b %}\n\n    {% c %}\n", 0,
		    DIALECT_ALL },
		{ "a.md", "a\n\n```\n{% b %}\n{% c %}\n```\n", 0,
		    DIALECT_ALL },
		{ "a.md", "a `[x]({{ site.b }}/c)` `{% d %}`", 0,
		    DIALECT_ALL },
		{ "a.md", "---\ntitle: a\n---\nb\n\n{% c %}\n", D(LIQUID),
		    D(MDX) },
		{ "a.md", "---\ntitle: a\n---\nb {% c %}\n", 0, DIALECT_ALL },
		{ "a.md", "- {{< figure\n  src=\"a\" >}}\n- {{< b >}}",
		    D(SHORTCODES), D(LIQUID) },
		{ "a.md", "{{</* a */>}}\n{{</* b */>}}\n", 0, DIALECT_ALL },
		{ "a.md", "[a]({{ site.b }}/c) [d]({{ site.e }}/f)",
		    D(VALUES), D(LIQUID) },
		{ "a.md", "![a](b){: .c} ![d](e){: .f}", D(KRAMDOWN),
		    D(LIQUID) },
		{ "a.md", "{: .a} b {: .c}", 0, DIALECT_ALL },
		{ "a.md", "# a {#b}\n# c {#d}\n", D(ATTRIBUTES),
		    D(KRAMDOWN) },
		{ "a.md", "[[a]] [[b]]", D(LINKS), D(LIQUID) },
		{ "a.md", "[[a]] [[a]] [[ -f b ]] [[1]](c) [[1,2]]", 0,
		    DIALECT_ALL },
		{ "a.md", "> [!a]\n> b\n\n> [!c]\n> d\n", D(LINKS), D(MDX) },
		{ "a.md", "%[https://a.b]\n\n%[https://c.d]\n", D(EMBEDS),
		    D(LINKS) },
		{ "a.md", "!> a\n\n?> b\n", D(DOCSIFY), D(ADMONITIONS) },
		{ "a.md", "a\n: b\n: c\n", D(EXTRA), D(CONTAINERS) },
	};

	CHECK_ROWS(rows);
}

static void
test_pairs(void)
{
	static const struct row rows[] = {
		{ "a.md", "{% a %}\nb\n{% enda %}\n", D(LIQUID) | D(VALUES),
		    D(MDX) },
		{ "a.md", "{% a %}b{% enda %}\n", D(LIQUID), D(MDX) },
		{ "a.md", "{% a %}\nb\n{% endc %}\n", 0, DIALECT_ALL },
		{ "a.md", "{{< a >}}\nb\n{{< /a >}}\n", D(SHORTCODES),
		    D(LIQUID) },
		{ "a.md", ":::a b\nc\n:::\n", D(CONTAINERS), D(ADMONITIONS) },
		{ "a.md", "::a{b=\"c\"}\nd\n::\n", D(CONTAINERS),
		    D(ADMONITIONS) },
		{ "a.md", ":::a b\nc\n", 0, DIALECT_ALL },
		{ "a.md", "a\n\n:::\n\nb\n\n:::\n", 0, DIALECT_ALL },
		{ "a.md", "!!! note \"a\"\n    b\n", D(ADMONITIONS),
		    D(LIQUID) },
		{ "a.md", "!!! note \"a\"\n\nb\n", 0, DIALECT_ALL },
		{ "a.md", "```{note}\na\n```\n", D(MYST), D(ADMONITIONS) },
		{ "a.md", "```{r plot}\na\n```\n", 0, DIALECT_ALL },
		{ "a.md", "[caption id=\"a\"]![b](c)[/caption]\n",
		    D(WORDPRESS), D(LIQUID) },
		{ "a.md", "a [caption id=\"a\"]![b](c)[/caption]\n", 0,
		    DIALECT_ALL },
		{ "a.md", "[embed]http://a.b/[/embed]\n", D(WORDPRESS), 0 },
		{ "a.md", "import Ab from './a'\n\n<Ab b={c} />\n",
		    D(MDX) | D(COMPONENTS), D(LIQUID) },
		{ "a.md", "import a from 'b'\n\nimport c from 'd'\n", 0,
		    DIALECT_ALL },
		{ "a.md", "import a from './b'\nimport c from './d'\n",
		    D(MDX), D(LIQUID) },
		{ "a.md", "<Tabs>\n\na\n\n</Tabs>\n", D(COMPONENTS), D(MDX) },
		{ "a.md", "<T>\n\na\n\n</T>\n", 0, DIALECT_ALL },
		{ "a.md", "![a]({static}/b.png)", D(PELICAN), D(LIQUID) },
		{ "a.md", "[TOC]\n\n# a\n", D(CONTENTS), D(LIQUID) },
		{ "a.md", "# a\n\n[TOC]\n", 0, DIALECT_ALL },
	};

	CHECK_ROWS(rows);
}

/* Each dialect says by what, for a reader of the account. */
static void
test_evidence(void)
{
	static const struct row row = { "a.mdx",
		"---\nlayout: b\n---\n:::c\nd\n:::\n", 0, 0 };
	struct pool *pool = pool_new();
	struct dialects found;

	find(&row, site_of_names(site_name_bits(STR("mkdocs.yml"))), pool,
	    &found);
	CHECK_STR(found.evidence[7], "the file's ending .mdx");
	CHECK_STR(found.evidence[0], "front matter: layout");
	CHECK_STR(found.evidence[10], "mkdocs.yml");
	CHECK_STR(found.evidence[11], "");
	pool_free(pool);
}

int
main(void)
{
	RUN(test_endings);
	RUN(test_front_matter);
	RUN(test_sites);
	RUN(test_two_markers);
	RUN(test_pairs);
	RUN(test_evidence);
	return test_end();
}
