/* SPDX-License-Identifier: MIT */
/* Markup and references that were escaped once too often. */
#include <string.h>

#include "article/html/html.h"
#include "html_dump.h"
#include "test.h"

static void
prepare(struct str raw, struct buf *out)
{
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlDoc *doc = html_parse(raw, HTML_MEND_ESCAPES, &losses, &err);

	CHECK(doc != NULL);
	buf_clear(out);
	dump_html(doc, out);
	html_free(doc);
}

static void
check(const char *in, const char *want)
{
	struct buf out = BUF_INIT;

	prepare(str_of(in), &out);
	CHECK_STR(buf_str(&out), want);
	buf_release(&out);
}

#define PROSE "The tide table hangs beside the door, and nobody who goes " \
	"out in the morning leaves without a look at it, whatever the wind."

static void
test_part(void)
{
	/* The </div> inside is one too many: what follows stays in its div. */
	check("<div><p>Before.&lt;p&gt;" PROSE "&lt;/p&gt;\n&lt;p&gt;" PROSE
	    "&lt;br&gt;&lt;b&gt;Low&lt;/b&gt; water &amp;amp; high"
	    "&lt;/p&gt;&lt;/div&gt;&lt;p><a href=t.html>" "After</a></div>x",
	    "<html><body><div><p>Before.</p><p>" PROSE "</p>\n<p>" PROSE
	    "<br/><b>Low</b> water &amp; high</p><p></p><a href=\"t.html\">"
	    "After</a></div>x</body></html>");
}

/* The container ends where the escaped page says that it ends. */
static void
test_rest(void)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	int i;

	buf_adds(&in, "<div id=story><p>One.&lt;p&gt;" PROSE PROSE PROSE
	    "&lt;br&gt;&lt;/div&gt;&lt;/div&gt;&lt;ul class=\"menu\"&gt;");
	for (i = 0; i < 10; i++)
		buf_adds(&in, "&lt;li&gt;&lt;a href=\"/m\"&gt;M"
		    "&lt;/a&gt;&lt;/li&gt;");
	buf_adds(&in, "&lt;/ul&gt;</p><p>&lt;script&gt;s()&lt;/script&gt;"
	    "&lt;!-- end --&gt;</p></div>");
	prepare(buf_str(&in), &out);
	CHECK(str_find(buf_str(&out), STR("<br/></p></div><ul class=\"menu\">"
	    "<li><a href=\"/m\">M</a></li>")) != STR_NONE);
	CHECK(str_find(buf_str(&out), STR("s()")) == STR_NONE);
	CHECK(str_find(buf_str(&out), STR("end")) == STR_NONE);
	CHECK(str_find(buf_str(&out), STR("&lt;")) == STR_NONE);
	buf_release(&in);
	buf_release(&out);
}

/* Each stays as it is written: readers are to see the tags. */
static void
test_about_html(void)
{
	static const char *const kept[] = {
		/* A sentence that is about tags. */
		"<p>" PROSE " A &lt;p&gt; holds text, &lt;ul&gt; and &lt;ol&gt;"
		    " hold lists of &lt;li&gt;, a &lt;div&gt; holds anything,"
		    " and &lt;h1&gt; is a title. " PROSE "</p>",
		/* More markup than text. */
		"<p>" PROSE " &lt;ul class=\"tides\"&gt;&lt;li class=\"low\""
		    " id=\"first-of-all-tides\"&gt;Low&lt;/li&gt;&lt;li"
		    " class=\"high\" id=\"second-of-all-tides\"&gt;High"
		    "&lt;/li&gt;&lt;/ul&gt;&lt;p class=\"remark\"&gt;Note"
		    "&lt;/p&gt;</p>",
		/* Code. */
		"<pre>&lt;p&gt;" PROSE "&lt;/p&gt;&lt;p&gt;" PROSE
		    "&lt;/p&gt;&lt;p&gt;" PROSE "&lt;/p&gt;</pre>",
		"<p><code>&lt;p&gt;" PROSE "&lt;/p&gt;&lt;p&gt;" PROSE
		    "&lt;/p&gt;&lt;p&gt;" PROSE "&lt;/p&gt;</code></p>",
		/* A whole page, to be looked at. */
		"<p>&lt;html&gt;&lt;body&gt;&lt;p&gt;" PROSE "&lt;/p&gt;"
		    "&lt;p&gt;" PROSE "&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;"
		    PROSE "</p>",
		/* Little. */
		"<p>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;&lt;p&gt;c"
		    "&lt;/p&gt;</p>",
		/* No tags. */
		"<p>" PROSE PROSE PROSE " &lt;&lt;Tides&gt;&gt; &lt;万法&gt;"
		    "&lt;a.b@example.org&gt; 1 &lt; 2 &lt; 3 &lt; 4</p>",
	};
	struct buf out = BUF_INIT;
	size_t i, lt, written;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		const char *at;

		prepare(str_of(kept[i]), &out);
		for (written = 0, at = kept[i]; (at = strstr(at, "&lt;")); at++)
			written++;
		for (lt = 0, at = out.data; (at = strstr(at, "&lt;")); at++)
			lt++;
		CHECK_NUM((long long)lt, (long long)written);
	}
	buf_release(&out);
}

static void
test_references(void)
{
	static const struct {
		const char *in, *want;
	} pairs[] = {
		{ "O&amp;#039;Hara O&amp;#039Hara &amp;#0391910",
		    "O'Hara O'Hara '1910" },
		{ "&amp;quot;Low&amp;quot; R&amp;amp;D a&amp;nbsp;b",
		    "\"Low\" R&amp;D a\xc2\xa0" "b" },
		{ "it&amp;#8217;s it&amp;rsquo;s", "it\xe2\x80\x99s it"
		    "\xe2\x80\x99s" },
		{ "\xe5\x9b\xbe&amp;#039;", "\xe5\x9b\xbe'" },
		/* About references, or none. */
		{ "The &amp;nbsp; entity, (&amp;#39;), &amp;amp; and",
		    "The &amp;nbsp; entity, (&amp;#39;), &amp;amp; and" },
		{ "a&amp;lt;b&amp;gt;c&amp;#60;d", "a&amp;lt;b&amp;gt;c"
		    "&amp;#60;d" },
		{ "a&amp;copy=1 a&amp;b; a&amp;#b a&amp;", "a&amp;copy=1 a"
		    "&amp;b; a&amp;#b a&amp;" },
		{ "<code>O&amp;#039;Hara</code>", "<code>O&amp;#039;Hara"
		    "</code>" },
		{ "<pre>O&amp;#039;Hara</pre>", "<pre>O&amp;#039;Hara</pre>" },
		/* Attributes: what is read, not what is followed. */
		{ "<img alt='&amp;#039 &amp;quot;' src='?a&amp;quot;b'>",
		    "<img alt=\"' &quot;\" src=\"?a&amp;quot;b\"/>" },
	};
	struct buf want = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_clear(&want);
		buf_addf(&want, "<html><body>%s</body></html>", pairs[i].want);
		check(pairs[i].in, want.data);
	}
	buf_release(&want);
}

/* Much of it, in one text and in many: nothing is lost, nothing hangs. */
static void
test_hostile(void)
{
	static const char *const repeated[] = {
		"&lt;p&gt;", "&lt;p ", "&lt;", "&lt;/div&gt;", "&lt;div&gt;x",
		"&lt;b a=b&gt;x", "<i>&lt;p&gt;" PROSE "&lt;/p&gt;&lt;p&gt;" PROSE
		    "&lt;/p&gt;&lt;p&gt;" PROSE "&lt;/p&gt;", "&amp;",
		"&amp;#", "&amp;amp;", "&lt;script&gt;", "&lt;plaintext&gt;"
	};
	struct buf in = BUF_INIT, out = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(repeated) / sizeof(repeated[0]); i++) {
		buf_clear(&in);
		buf_adds(&in, "<p>first");
		while (in.len < 1 << 20)
			buf_adds(&in, repeated[i]);
		buf_adds(&in, "</p><p>last</p>");
		prepare(buf_str(&in), &out);
		CHECK(str_find(buf_str(&out), STR("first")) != STR_NONE);
		CHECK(str_find(buf_str(&out), STR("last")) != STR_NONE);
		CHECK(out.len < 3 * in.len);
	}
	buf_release(&in);
	buf_release(&out);
}

int
main(void)
{
	RUN(test_part);
	RUN(test_rest);
	RUN(test_about_html);
	RUN(test_references);
	RUN(test_hostile);
	return test_end();
}
